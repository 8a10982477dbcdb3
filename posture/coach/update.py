"""What one pose changed: all that a screen needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posture.body.landmarks import Landmark, Pose, Side
from posture.body.target_lines import Line
from posture.coach.cues.cue_budget import Cue
from posture.coach.motion import Phase
from posture.coach.session import Attempt, Counts, Finding
from posture.coach.setup.setup_checklist import ChecklistItem


@dataclass(frozen=True, slots=True)
class Update:
    """What one pose changed: all that a screen needs.

    Attributes:
        t_s: Seconds from the start of the source.
        pose: The smoothed pose with unseen landmarks as NaN; ``None`` when nobody is seen.
        ready: The set has begun: from here movements count.
        problem: The most important thing in the way, as an instruction ("Step back …"), or "".
        problem_code: ``person``, ``view``, ``framing``, ``distance``, ``start`` or "".
        phase: Where in the movement the body is.
        side: The side that is followed or worked; both for moves of both arms.
        progress: 0 at rest, 1 at the range the guide asks for; NaN when not seen.
        counts: The numbers of the set so far.
        hold_s: Seconds credited in the hold that is under way, else 0.
        hold_target_s: The dose of a hold, 0 for moves without one.
        attempt: The attempt that ended with this pose.
        taken_back: Number of the first attempt that is judged anew, by another rest than it was: what was
            told of it and of those after it no longer holds, and they are told again. 0 where none is.
        findings: Faults that became due with this pose.
        faulty: Landmarks to mark in the picture.
        cue: What to say and caption now, at most one.
        target: Where the range that the guide asks for lies in the picture, where lines can show it.
        features: Every measurement by name, NaN when not seen.
        passed: Before the set has begun: what is right already of the set-up's check list.
        count_in_s: Seconds to go until it begins, while it is counted in, else 0.
        method: What is looked at, in plain words, where there is more than one way to measure.
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
    taken_back: int = 0
    findings: tuple[Finding, ...] = ()
    faulty: tuple[Landmark, ...] = ()
    cue: Cue | None = None
    target: tuple[Line, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)
    passed: tuple[ChecklistItem, ...] = ()
    count_in_s: float = 0.0
    method: str = ""
