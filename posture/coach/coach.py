"""The fold: poses in, updates out, one session at the end. No clock, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.cues import Cue
from posture.coach.exercise import Exercise, Phase
from posture.coach.session import Attempt, Counts, Finding, Session


@dataclass(frozen=True, slots=True)
class Update:
    """What one pose changed: all that a screen needs.

    Attributes:
        t_s: Seconds from the start of the source.
        pose: The smoothed pose with unseen landmarks as NaN; ``None`` when nobody is seen.
        ready: The set has begun: from here movements count.
        problem: The most important thing in the way, as an instruction ("Step back …"), or "".
        problem_code: ``person``, ``view``, ``framing``, ``start``, ``lost`` or "".
        phase: Where in the movement the body is.
        side: The side that is followed or worked; both for moves of both arms.
        progress: 0 at rest, 1 at full range, may exceed both a little; NaN when not seen.
        counts: The numbers of the set so far.
        hold_s: Seconds credited in the hold that is under way, else 0.
        hold_target_s: The dose of a hold, 0 for moves without one.
        attempt: The attempt that ended with this pose.
        findings: Faults that became due with this pose.
        faulty: Landmarks to mark in the picture.
        cue: What to say and caption now, at most one.
        features: Every measurement by name, NaN when not seen.
    """

    t_s: float
    pose: Pose | None
    ready: bool
    problem: str
    problem_code: str
    phase: Phase
    side: Side
    progress: float
    counts: Counts
    hold_s: float = 0.0
    hold_target_s: float = 0.0
    attempt: Attempt | None = None
    findings: tuple[Finding, ...] = ()
    faulty: tuple[Landmark, ...] = ()
    cue: Cue | None = None
    features: Mapping[str, float] = field(default_factory=dict)


class Coach:
    """Follows one person through one exercise; the one mutable thing.

    Args:
        exercise: The move.
        hold_s: Another dose for holds than the guide's, in seconds.
    """

    def __init__(self, exercise: Exercise, *, hold_s: float | None = None) -> None:
        self._exercise = exercise

    def update(self, pose: Pose | None, t_s: float) -> Update:
        """Take the next pose, or ``None`` where nobody was found; times rise."""
        raise NotImplementedError

    def finish(self) -> Session:
        """The set so far as a session; an attempt under way is listed as ``lost``."""
        raise NotImplementedError
