"""The rhythm of a movement that cannot be seen: rest, hold, rest, hold. It counts nothing."""

from __future__ import annotations

from posture.coach.exercise import PacedRhythm


class Pacer:
    """Runs the rhythm while the person is there, and waits while they are not.

    Args:
        pace: The rhythm.
        hold_s: Chosen dose of a hold in seconds; 0 takes that of the rhythm.

    Attributes:
        held_s: Seconds of the hold that is under way, 0 at rest.
        prompt: What to say now, "" most of the time.
    """

    def __init__(self, pace: PacedRhythm, *, hold_s: float) -> None:
        self._pace, self._work_s = pace, pace.hold_s(hold_s)
        self._rested_s = 0.0
        self.held_s = 0.0
        self.prompt = ""

    def advance(self, step_s: float) -> None:
        """Let seconds go by."""
        self.prompt = ""
        if self.held_s >= self._work_s:
            self.held_s = self._rested_s = 0.0
        if self.held_s > 0.0:
            self.held_s += step_s
            return
        self._rested_s += step_s
        if self._rested_s >= self._pace.rest_s:
            self.held_s, self.prompt = max(step_s, 1e-6), self._pace.begin
