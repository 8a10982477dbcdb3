"""Frames in, poses out: capture, pose model, person tracking, recordings. RGB leaves, BGR stays."""
