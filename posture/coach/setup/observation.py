"""Observations: each pose smoothed, without what was not seen, and the view that it is seen from."""

from __future__ import annotations

from dataclasses import dataclass

from posture.body.landmarks import Pose, Side
from posture.body.smoothing import PoseSmoother
from posture.body.view import View, ViewTracker
from posture.body.visibility import VisibilityGate


@dataclass(frozen=True, slots=True)
class Observation:
    """One pose as the camera sees it.

    Attributes:
        pose: Smoothed, with unseen landmarks as NaN; ``None`` where nobody is seen.
        raw: The pose as the network gave it.
        view: From where the person is seen.
        near: The side that is nearer to the camera.
    """

    pose: Pose | None
    raw: Pose | None
    view: View | None
    near: Side


class Observer:
    """Looks at every pose, in order of time.

    Attributes:
        view: From where the person is seen; it may be held for a set.
    """

    def __init__(self) -> None:
        self._gate, self._smoother = VisibilityGate(), PoseSmoother()
        self.view = ViewTracker()

    def look(self, pose: Pose | None) -> Observation:
        """Take the next pose and return what is seen of it; ``None`` where nobody was found."""
        if pose is None:
            return Observation(None, None, self.view.view, self.view.near)
        seen = self._smoother.update(pose, self._gate.hidden(pose, self.view.seen_from))
        self.view.update(seen)
        return Observation(seen, pose, self.view.view, self.view.near)
