"""The update: what one pose changed, for a screen to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.target_lines import Line
from posture.coach.cues.caption_line import Caption
from posture.coach.cues.cue_budget import Cue
from posture.coach.full_movement import FullMovement
from posture.coach.motion import Phase
from posture.coach.session import Attempt, Counts, Finding
from posture.coach.setup.setup_checklist import ChecklistItem


@dataclass(frozen=True, slots=True)
class Update:
    """The changes of one pose: everything that a screen needs.

    Attributes:
        t_s: Seconds from the start of the source.
        pose: The smoothed pose with unseen landmarks as NaN; ``None`` when nobody is seen.
        ready: The set has begun: from here movements count.
        problem: The most important thing in the way, as an instruction ("Move back …"), or "". It stands
            still: shown once it has lasted for a second, and then for two seconds at least.
        problem_code: ``person``, ``view``, ``framing``, ``distance``, ``start`` or "".
        phase: Phase of the movement.
        side: The side that is followed; both for exercises of both arms.
        progress: 0 at rest, 1 at a full movement; NaN where it is not seen.
        counts: The numbers of the set so far.
        hold_s: Seconds credited in the hold that is under way, else 0.
        hold_target_s: The dose of a hold in seconds, 0 for exercises without one.
        attempt: The attempt that ended with this pose.
        taken_back: Number of the first attempt that was judged again, by another rest: the verdicts on it and
            on those after it no longer hold, and new ones follow. 0 where there is none.
        findings: Faults that became due with this pose.
        faulty: Landmarks to mark in the frame.
        cue: What to say now, at most one.
        caption: The line of words that stands on the picture.
        full: The full movement, where lines can show it.
        values: Every measurement; NaN where it is not seen.
        passed: Items of the set-up's checklist that are right already, before the set has begun.
        count_in_s: Seconds to go until it begins, while it is counted in, else 0.
        method: What is looked at, in plain words, where there is more than one method.
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
    caption: Caption | None = None
    full: FullMovement | None = None
    values: Mapping[Feature, float] = field(default_factory=dict)
    passed: tuple[ChecklistItem, ...] = ()
    count_in_s: float = 0.0
    method: str = ""

    @property
    def target(self) -> tuple[Line, ...]:
        """Lines in image pixels that show a full movement, where lines can."""
        return self.full.lines if self.full else ()

    @property
    def features(self) -> dict[str, float]:
        """Every measurement by name; NaN where it is not seen."""
        return {feature.name: value for feature, value in self.values.items()}
