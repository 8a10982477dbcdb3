"""A webcam posture and exercise coach."""

__version__ = "0.1.0"
