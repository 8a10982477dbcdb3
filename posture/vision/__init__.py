"""Pixels in, poses out: capture, pose model, person lock, overlay, recordings. RGB leaves, BGR stays."""
