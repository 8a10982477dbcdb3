"""Pictures out: annotated videos, the picture of a posture check, and the words drawn into both."""
