"""Candidates for cues about each pose; the budget decides what is said."""

from __future__ import annotations

import math
from typing import NamedTuple

from posture.coach import wording
from posture.coach.cues.cue_budget import MISSES, OUTCOMES, TICKS, Cue, CueBudget
from posture.coach.judging.attempt_log import JudgedAttempt
from posture.coach.judging.hold_dose import SHORT_HOLD
from posture.coach.session import Finding, Severity
from posture.coach.setup.calibration import UNSEEN_S
from posture.coach.setup.readiness import CALIBRATE, Obstacle

QUIET_END_S = 2.0
"""Last seconds of a hold in which only the countdown is said (measurements.md 2.7)."""
COUNTDOWN_S = 3
"""Seconds counted down at the end of a hold."""
COUNT_IN_S = 5
"""Last seconds of a count-in that are spoken."""
PATIENT = frozenset({"fault", "praise", "question"})
"""Kinds of cues that are as true a moment later."""
HEARD_S = {"count": 1.0, "uncounted": 1.0, "missed": 2.0, "instead": 2.0}
"""Seconds that an outcome takes to be heard: other cues would cut it off, and wait."""
LATER_S = 3.0
"""Most seconds that they wait."""


class CueEvent(NamedTuple):
    """The events of one pose.

    Attributes:
        findings: Faults that became due.
        outcome: The attempt that ended.
        prompt: Prompt of the rhythm, "" most of the time.
    """

    findings: tuple[Finding, ...] = ()
    outcome: JudgedAttempt | None = None
    prompt: str = ""


def told(outcome: JudgedAttempt) -> Cue:
    """Return how an attempt came out: the number of a repetition, or that it does not count and why."""
    reason, hint = outcome.attempt.reason, outcome.hint
    if reason is None:
        return Cue(str(outcome.reps), "count")
    if hint and not hint.startswith(wording.NOT_COUNTED):
        return Cue(hint, "instead")
    return Cue(hint or wording.MISSED[reason], "missed")


def _weight(finding: Finding) -> Severity:
    """Return how much a finding weighs as a cue; nobody reads the seconds of a hold with the head turned."""
    return Severity.MEDIUM if finding.rule == SHORT_HOLD else finding.severity


class CueGenerator:
    """Makes candidates for the cue budget from the events of each pose.

    Args:
        budget: Decides what may be said.
        hold_s: Dose of a hold in seconds, 0 where there is none.
    """

    def __init__(self, budget: CueBudget, *, hold_s: float) -> None:
        self._budget, self._hold_s = budget, hold_s
        self._said_hold, self._held_s = "", 0.0
        self._faulty = self._questioned = False
        self._asked = self._counted_in = ""
        self._asked_s = -math.inf
        self._heard_s = -math.inf
        self._later: list[tuple[float, Cue]] = []
        self._mentioned: set[Obstacle] = set()
        """Obstacles that make measuring less sure and were mentioned: each is said once a set."""

    def waiting(
        self, t_s: float, now: Obstacle | None, *, left_s: float = 0.0, outcome: JudgedAttempt | None = None
    ) -> Cue | None:
        """Return what to say before the set begins; each step of a calibration is said as it comes.

        Args:
            t_s: Seconds, rising.
            now: What is in the way.
            left_s: Seconds to go while the set is counted in, else 0.
            outcome: An attempt that ended because the person has to begin again.
        """
        cues = self._waiting_cues(t_s, now, left_s)
        if left_s > 0.0:
            self._later = []  # nothing else is said under a count-in
            return self._budget.choose(t_s, cues)
        return self._choose(t_s, self._outcome_cues(outcome), cues)

    def _waiting_cues(self, t_s: float, now: Obstacle | None, left_s: float) -> list[Cue]:
        if now is not None and now.code == CALIBRATE:
            same = now.message == self._asked and t_s - self._asked_s <= UNSEEN_S
            self._asked, self._asked_s = now.message, t_s
            return [] if same else [Cue(now.message, "hold")]
        if left_s > 0.0:
            before, self._counted_in = self._counted_in, str(math.ceil(left_s))
            new = self._counted_in != before and left_s <= COUNT_IN_S
            return [Cue(self._counted_in, "count")] if new else []
        return [Cue(now.message, "problem")] if now else []

    def moving(self, t_s: float, now: Obstacle | None, *, event: CueEvent, held_s: float) -> Cue | None:
        """Return what to say during the set.

        Args:
            t_s: Seconds, rising.
            now: What is in the way.
            event: The events of this pose.
            held_s: Seconds credited in the hold that is under way, else 0.
        """
        running, self._held_s = held_s > self._held_s, held_s
        hold = self._hold_cue(held_s)
        if event.prompt:
            hold = [Cue(event.prompt, "hold")]
        if self._counted_in:
            hold, self._counted_in = [Cue(wording.GO, "hold")], ""
        ended = self._outcome_cues(event.outcome)
        if running and 0.0 < self._hold_s - held_s <= QUIET_END_S:
            return self._choose(t_s, ended, hold)
        faults = [Cue(f.cue, "fault", _weight(f)) for f in event.findings]
        problems = [Cue(now.message, "problem")] if now and now not in self._mentioned else []
        said = self._choose(t_s, ended, [*problems, *faults, *hold])
        if now and not now.blocks and said in problems:
            self._mentioned.add(now)
        return said

    def _choose(self, t_s: float, ended: list[Cue], others: list[Cue]) -> Cue | None:
        """Choose an outcome before all else; faults and praise that come with it wait until it was heard.

        Of an attempt that did not count only that is said, with the reason: one thing to mend at a time.
        """
        if not (ended or others or self._later):
            return None
        outcome = self._budget.choose(t_s, [cue for cue in ended if cue.kind in OUTCOMES])
        if outcome is not None:
            self._heard_s = t_s + HEARD_S[outcome.kind]
        if outcome is not None and outcome.kind in MISSES:
            self._later = []
            return outcome
        if outcome is None and t_s >= self._heard_s:
            later, self._later = [cue for at_s, cue in self._later if t_s - at_s <= LATER_S], []
            return self._said(self._budget.choose(t_s, [*others, *later]))
        wait = [cue for cue in (*ended, *others) if cue.kind in PATIENT]
        self._later += [(t_s, cue) for cue in wait]
        return outcome or self._budget.choose(t_s, [cue for cue in others if cue.kind in TICKS])

    def _said(self, cue: Cue | None) -> Cue | None:
        """Return the cue, and remember where it asks the question of the set."""
        self._questioned |= cue is not None and cue.kind == "question"
        return cue

    def _outcome_cues(self, outcome: JudgedAttempt | None) -> list[Cue]:
        """Return the number of a repetition, or why it did not count, and praise for a mended fault."""
        if outcome is None:
            return []
        attempt = outcome.attempt
        better = self._faulty and attempt.clean
        self._faulty = attempt.counted and not attempt.clean
        if attempt.reason is not None:
            return [told(outcome), Cue(wording.NOT_COUNTED, "uncounted")]
        count = told(outcome)
        if outcome.question:  # a person who may be making another movement is asked once, and not praised
            return [count] if self._questioned else [count, Cue(outcome.question, "question")]
        return [count, Cue(wording.BETTER, "praise", Severity.LOW)] if better else [count]

    def _hold_cue(self, held_s: float) -> list[Cue]:
        """Return half-way and the last seconds of a hold, each once."""
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
