"""Frames and pictures out: annotated videos, the picture of a posture check, and the words drawn on both."""
