"""A whole watch, from taking the baseline on: live as it comes, or of a file that is already there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from posture.body.landmarks import Pose
from posture.body.view import View
from posture.body.visibility import VisibilityGate
from posture.watch.alerts import AFTER_S, Mute
from posture.watch.baseline_capture import STILL_S, BaselineCapture, CaptureState
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.summary import WatchBlock
from posture.watch.watcher import Watcher, WatchUpdate

Seen = tuple[float, Pose | None]
"""A time and who was seen then."""


class DeskWatch:
    """A live watch: takes the baseline where none is given, then watches. Mutable.

    Args:
        baseline: Of this seat and camera, kept from an earlier day.
        view: Front or side; as the person is seen where it is not given.
        alert_after_s: How long red may last before something is said.

    Attributes:
        baseline: What the person is compared with, once there is one.
    """

    def __init__(
        self,
        baseline: SeatBaseline | None = None,
        *,
        view: View | None = None,
        alert_after_s: float = AFTER_S,
    ) -> None:
        self.baseline = baseline
        self._taker = BaselineCapture(view)
        self._alert_after_s = alert_after_s
        self._watcher = Watcher(baseline, alert_after_s=alert_after_s) if baseline else None
        self._mute = Mute()

    @property
    def mute(self) -> Mute:
        """What the person asked for: a snooze, a meeting."""
        return self._mute

    @mute.setter
    def mute(self, mute: Mute) -> None:
        """Be quiet, or not any longer."""
        self._mute = mute
        if self._watcher is not None:
            self._watcher.mute = mute

    def update(self, pose: Pose | None, t_s: float) -> CaptureState | WatchUpdate:
        """Take the next pose, or ``None`` where nobody was found. Times rise."""
        if self._watcher is not None:
            return self._watcher.update(pose, t_s)
        taking = self._taker.update(pose, t_s)
        if taking.baseline is not None:
            self.baseline = taking.baseline
            self._watcher = Watcher(taking.baseline, alert_after_s=self._alert_after_s)
            self._watcher.mute = self._mute
        return taking

    def summary(self) -> WatchBlock:
        """What was watched so far; all zero before there is a baseline. Ends nothing."""
        return self._watcher.summary() if self._watcher is not None else WatchBlock()


def first_seconds(seen: Iterator[Seen], view: View | None) -> tuple[SeatBaseline | None, list[Seen]]:
    """The baseline of a file: the median of its first five seconds with somebody in them.

    A file has no second round to ask for: it begins with somebody who sits as they would like to.

    Returns:
        The baseline, ``None`` where nobody is seen well enough from the front or the side; and what was
        taken from ``seen`` for it.
    """
    gate, taken, poses = VisibilityGate(), [], []
    until_s = float("inf")
    for t_s, pose in seen:
        taken.append((t_s, pose))
        if pose is not None:
            until_s = min(until_s, t_s + STILL_S)
            poses.append(gate.update(pose, None))
        if t_s >= until_s:
            break
    return (SeatBaseline.of(poses, view) if poses else None), taken


def watched(
    baseline: SeatBaseline,
    seen: Iterable[Seen],
    *,
    alert_after_s: float,
    tell: Callable[[WatchUpdate], None],
) -> WatchBlock:
    """Watch what was seen from its beginning; ``tell`` hears of every update."""
    watcher = Watcher(baseline, alert_after_s=alert_after_s)
    for t_s, pose in seen:
        tell(watcher.update(pose, t_s))
    return watcher.summary()
