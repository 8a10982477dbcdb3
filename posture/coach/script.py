"""What the coach would like to say about each moment; the budget decides what is said."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.coach import wording
from posture.coach.cues import Cue, CueBudget
from posture.coach.readiness import CALIBRATE, Obstacle
from posture.coach.session import Attempt, Finding, Severity

QUIET_END_S = 2.0
"""In the last seconds of a hold nothing is said but the countdown (measurements.md 2.7)."""
COUNTDOWN_S = 3
"""Seconds counted down at the end of a hold."""
COUNT_IN_S = 5
"""Of a longer count-in, only so many seconds are said."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at a pose.

    Attributes:
        attempt: The attempt that ended.
        findings: Faults that became due.
        reps: Repetitions counted so far.
        hint: What to do instead, where another movement was made.
        prompt: What the rhythm asks for now.
    """

    attempt: Attempt | None
    findings: tuple[Finding, ...]
    reps: int
    hint: str = ""
    prompt: str = ""


class Script:
    """Candidates for the cue budget, from what happened at a pose.

    Args:
        budget: Decides what may be said.
        hold_s: Dose of a hold in seconds, 0 where there is none.
    """

    def __init__(self, budget: CueBudget, *, hold_s: float) -> None:
        self._budget, self._hold_s = budget, hold_s
        self._said_hold, self._held_s = "", 0.0
        self._faulty = False
        self._asked = self._counted_in = ""

    def waiting(self, t_s: float, now: Obstacle | None, *, left_s: float = 0.0) -> Cue | None:
        """What to say before the set begins; what the person is asked to show is said as it comes.

        Args:
            t_s: Seconds, rising.
            now: What is in the way.
            left_s: Seconds to go while the set is counted in, else 0.
        """
        if now is not None and now.code == CALIBRATE:
            before, self._asked = self._asked, now.message
            return self._budget.choose(t_s, [Cue(now.message, "hold")] if now.message != before else [])
        if left_s > 0.0:
            before, self._counted_in = self._counted_in, str(math.ceil(left_s))
            new = self._counted_in != before and left_s <= COUNT_IN_S
            return self._budget.choose(t_s, [Cue(self._counted_in, "count")] if new else [])
        return self._budget.choose(t_s, [Cue(now.message, "problem")] if now else [])

    def moving(self, t_s: float, now: Obstacle | None, *, event: Event, held_s: float) -> Cue | None:
        """What to say during the set."""
        running, self._held_s = held_s > self._held_s, held_s
        hold = self._hold_cue(held_s)
        if event.prompt:
            hold = [Cue(event.prompt, "hold")]
        if self._counted_in:
            hold, self._counted_in = [Cue(wording.GO, "hold")], ""
        if running and 0.0 < self._hold_s - held_s <= QUIET_END_S:
            return self._budget.choose(t_s, hold)
        faults = [Cue(f.cue, "fault", f.severity) for f in event.findings]
        problems = [Cue(now.message, "problem")] if now else []
        return self._budget.choose(t_s, [*problems, *faults, *hold, *self._attempt_cues(event)])

    def _attempt_cues(self, event: Event) -> list[Cue]:
        attempt = event.attempt
        if attempt is None:
            return []
        better = self._faulty and attempt.clean
        self._faulty = attempt.counted and not attempt.clean
        if event.hint:
            return [Cue(event.hint, "fault")]
        praise = [Cue(wording.BETTER, "praise", Severity.LOW)] if better else []
        return [*praise, *([Cue(str(event.reps), "count")] if attempt.counted else [])]

    def _hold_cue(self, held_s: float) -> list[Cue]:
        """Half-way and the last seconds of a hold, each once."""
        left_s = self._hold_s - held_s
        if not self._hold_s or held_s <= 0.0:
            self._said_hold = ""
            return []
        text = ""
        if left_s <= 0.0:
            text = wording.RELEASE
        elif left_s <= COUNTDOWN_S and self._hold_s >= 2 * COUNTDOWN_S - 1:
            text = str(math.ceil(left_s))
        elif held_s >= self._hold_s / 2 and self._hold_s >= 10:
            text = wording.HALF_WAY
        if not text or text == self._said_hold:
            return []
        self._said_hold = text
        return [Cue(text, "hold")]
