"""Whether enough frames of a set were looked at for its form to be judged."""

from __future__ import annotations

from posture.coach.session import Session

LEAST_FPS = 5.0
"""Frames a second below which slips are missed. In the faulty samples, thinned out, the coach finds 27 of the
28 attempts with a slip at 5 frames a second, 26 at 4, 23 at 3 and 4 at 2.5."""


def few_frames(session: Session) -> bool:
    """Return whether so few frames a second were looked at that slips may be missed."""
    return session.source is not None and session.source.fps < LEAST_FPS
