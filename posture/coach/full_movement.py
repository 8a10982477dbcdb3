"""A full movement, to be drawn over the person."""

from __future__ import annotations

from dataclasses import dataclass

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.body.target_lines import Line


@dataclass(frozen=True, slots=True)
class FullMovement:
    """The goal of a movement, for the pose and the side that make it.

    Attributes:
        signal: What is measured.
        goal: Its value at a full movement.
        pose: The pose, with unseen landmarks as NaN: no line is drawn by them.
        side: The side that is measured.
        baseline: The person's lengths and neutral values.
    """

    signal: Feature
    goal: float
    pose: Pose
    side: Side
    baseline: Baseline

    @property
    def lines(self) -> tuple[Line, ...]:
        """Where it lies in the frame, in image pixels."""
        return self.signal.lines(self.goal, self.pose, self.side, self.baseline)
