"""A whole watch with the capture of its baseline, live or of a file."""

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
"""A time in seconds and the pose at it; ``None`` where nobody was found."""


class DeskWatch:
    """A live watch: captures a baseline where none is given, then watches. Mutable.

    Args:
        baseline: One of this seat and camera, kept from an earlier day.
        view: Front or side; by default the view in which the person is seen.
        alert_after_s: Seconds that red may last before something is said.

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
        """The quiet that the person asked for: a snooze, a meeting."""
        return self._mute

    @mute.setter
    def mute(self, mute: Mute) -> None:
        """Be quiet, or no longer."""
        self._mute = mute
        if self._watcher is not None:
            self._watcher.mute = mute

    def update(self, pose: Pose | None, t_s: float) -> CaptureState | WatchUpdate:
        """Take the next pose.

        Args:
            pose: The pose; ``None`` where nobody was found.
            t_s: Time in seconds, rising.

        Returns:
            The progress of the capture, or what the pose changed in the watch.
        """
        if self._watcher is not None:
            return self._watcher.update(pose, t_s)
        taking = self._taker.update(pose, t_s)
        if taking.baseline is not None:
            self.baseline = taking.baseline
            self._watcher = Watcher(taking.baseline, alert_after_s=self._alert_after_s)
            self._watcher.mute = self._mute
        return taking

    def summary(self) -> WatchBlock:
        """Return what was watched so far, without ending it; all zero before there is a baseline."""
        return self._watcher.summary() if self._watcher is not None else WatchBlock()


def first_seconds(seen: Iterator[Seen], view: View | None) -> tuple[SeatBaseline | None, list[Seen]]:
    """Take the baseline of a file: the median of its first five seconds with somebody in them.

    A file has no second round to ask for, so it must begin with somebody who sits as they would like to.

    Args:
        seen: The file, which is read up to the end of those seconds.
        view: Front or side; ``None`` for the view in which the person is seen.

    Returns:
        The baseline, ``None`` where nobody is seen well enough from the front or the side; and what was
        read from ``seen``.
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
    """Watch a file.

    Args:
        baseline: What the person is compared with.
        seen: The file from its beginning.
        alert_after_s: Seconds that red may last before something is said.
        tell: Called with every update.
    """
    watcher = Watcher(baseline, alert_after_s=alert_after_s)
    for t_s, pose in seen:
        tell(watcher.update(pose, t_s))
    return watcher.summary()
