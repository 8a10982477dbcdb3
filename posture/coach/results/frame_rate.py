"""Whether enough frames of a set were looked at for its form to be judged."""

from __future__ import annotations

from posture.coach.session import Session

LEAST_FPS = 5.0
"""Frames a second below which a slip lies between two frames: the shortest that are found last 0.3 s."""


def few_frames(session: Session) -> bool:
    """Return whether so few frames a second were looked at that slips may be missed."""
    return session.source is not None and session.source.fps < LEAST_FPS
