"""The version of Posture, which results carry and `hatch` reads."""

__version__ = "0.1.0"
