"""The fold of the desk watch: poses in, updates out, a summary at the end."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.baseline import median_of
from posture.body.landmarks import Pose
from posture.body.view import View, ViewTracker
from posture.body.visibility import VisibilityGate
from posture.watch.activity import TELLS, Activity
from posture.watch.alerts import AFTER_S, AlertBudget, Mute, Quiet
from posture.watch.habits import Reading, habits, readings
from posture.watch.levels import Level, SignalLevel
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.signals import (
    FACE_AHEAD,
    Habit,
    change_of,
    measured_in,
    signals_of,
)
from posture.watch.stillness import StillClock
from posture.watch.summary import WatchBlock

AWAY_AFTER_S = 1.5
"""Nobody for longer is away; for less, the network missed somebody."""
MOST_STEP_S = 2.0
"""A longer time between two frames was not watched."""
UNWATCHED_S = 10.0
"""After a longer time without a frame (a pause, a computer that slept) the person counts as away."""
ANEW_AFTER_S = 5.0
"""After a longer absence, nothing of before is averaged in."""
MOVES = frozenset(
    {Activity.LEANING_IN, Activity.LEANING_BACK, Activity.REACHING, Activity.ELSEWHERE, Activity.AWAY}
)
MOVE_S = 2.0
"""Any of these for this long was a move."""
STALE_S = 30.0
"""After this long elsewhere the seat or the camera has moved, and the baseline is of no more use."""
LINGER_S = 1.0
"""An activity lasts this long after it was last seen, since it comes and goes at its limit."""
STRAIGHT_RATIO = 0.2
"""A face that is turned further is too narrow to show how near it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchUpdate:
    """Changes that one pose made.

    Attributes:
        t_s: Its time.
        level: Good, amber or red; good during any activity but sitting; ``None`` while nobody is seen.
        doing: The activity.
        readings: The signals that are not good.
        habits: What they show together.
        alert: It is time to say something.
        quiet: Why a due alert is not given.
        remind: Somebody has sat still for too long.
        still_s: Seconds since they moved.
        stale: The baseline should be captured again: the seat or the camera has moved.
    """

    t_s: float
    level: Level | None
    doing: Activity
    readings: tuple[Reading, ...] = ()
    habits: tuple[Habit, ...] = ()
    alert: bool = False
    quiet: Quiet | None = None
    remind: bool = False
    still_s: float = 0.0
    stale: bool = False

    @property
    def state(self) -> str:
        """``good``, ``amber``, ``red``, or ``away``."""
        return "away" if self.level is None else self.level.word


class Watcher:
    """Watches one person in one seat. Mutable.

    Args:
        baseline: How they would like to sit.
        alert_after_s: Seconds that red may last before something is said.

    Attributes:
        mute: The quiet that the person asked for; may be replaced at any time.
    """

    def __init__(self, baseline: SeatBaseline, *, alert_after_s: float = AFTER_S) -> None:
        self._baseline = baseline
        self._gate, self._tracker = VisibilityGate(), ViewTracker()
        self._states = {signal: SignalLevel(signal) for signal in signals_of(baseline.view)}
        self._alerts, self._still = AlertBudget(alert_after_s), StillClock()
        self.mute = Mute()
        self._t_s, self._seen_s = math.nan, -math.inf
        self._doing, self._doing_since_s = Activity.SITTING, -math.inf
        self._did, self._did_s = Activity.SITTING, -math.inf
        self._tally = _WatchTally(baseline.view)

    def update(self, pose: Pose | None, t_s: float) -> WatchUpdate:
        """Take the next pose.

        Args:
            pose: The pose; ``None`` where nobody was found.
            t_s: Time in seconds, rising.
        """
        step_s = min(t_s - self._t_s, MOST_STEP_S) if t_s > self._t_s else 0.0
        if t_s - self._t_s > UNWATCHED_S:
            self._turn_to(Activity.AWAY, self._t_s)
        self._t_s = t_s
        doing, changes = self._look(pose, t_s)
        self._turn_to(doing, t_s)
        if doing is Activity.SITTING:
            return self._judge(changes, t_s, step_s)
        self._alerts.pause(step_s)
        for state in self._states.values():
            state.update(math.nan, t_s)
        self._tally.other(doing, step_s)
        if doing in (Activity.AWAY, Activity.UNSEEN):
            return WatchUpdate(t_s=t_s, level=None, doing=doing)
        self._still.moved()
        stale = doing is Activity.ELSEWHERE and t_s - self._doing_since_s >= STALE_S
        return WatchUpdate(t_s=t_s, level=Level.GOOD, doing=doing, stale=stale)

    def summary(self) -> WatchBlock:
        """Return what was watched so far, without ending it."""
        return self._tally.block(self._still.longest_s)

    def _look(self, pose: Pose | None, t_s: float) -> tuple[Activity, dict[str, float]]:
        """Return the activity, and the change of each feature."""
        if pose is None:
            briefly = t_s - self._seen_s <= AWAY_AFTER_S
            return (self._doing if briefly else Activity.AWAY), {}
        baseline = self._baseline.scaled(pose.size_px)
        seen = self._gate.update(pose, self._tracker.view)
        self._tracker.update(seen)
        self._seen_s = t_s
        changes = {feature.name: baseline.change(feature, seen) for feature in measured_in(baseline.view)}
        if all(math.isnan(changes[signal.feature.name]) for signal in self._states):
            return Activity.UNSEEN, changes
        turned = self._tracker.yaw_deg - baseline.yaw_deg
        turn_deg = math.remainder(turned, 360.0) if math.isfinite(turned) else math.nan
        changes |= {
            signal.feature.name: change_of(signal, changes, baseline.rest(signal.feature.name))
            for signal in self._states
        }
        return self._lasting(TELLS[baseline.view](changes, turn_deg), t_s), changes

    def _lasting(self, doing: Activity, t_s: float) -> Activity:
        """Return the activity, which outlasts a glimpse of somebody who just sits."""
        if doing is not Activity.SITTING:
            self._did, self._did_s = doing, t_s
        return self._did if t_s - self._did_s < LINGER_S else Activity.SITTING

    def _turn_to(self, doing: Activity, t_s: float) -> None:
        """Note the activity that begins, and the one that has ended."""
        if doing is self._doing:
            return
        lasted_s = t_s - self._doing_since_s
        if self._doing in MOVES and lasted_s >= MOVE_S:
            self._alerts.moved(t_s)
        if self._doing is Activity.AWAY:
            self._still.returned(lasted_s)
            if lasted_s >= ANEW_AFTER_S:
                self._gate, self._tracker = VisibilityGate(), ViewTracker()
        self._doing, self._doing_since_s = doing, t_s

    def _judge(self, changes: dict[str, float], t_s: float, step_s: float) -> WatchUpdate:
        straight = (
            self._baseline.view is View.SIDE or abs(changes.get("face_turn", math.nan)) <= STRAIGHT_RATIO
        )
        for signal, state in self._states.items():
            known = signal is not FACE_AHEAD or straight
            state.update(changes.get(signal.feature.name, math.nan) if known else math.nan, t_s)
        now = readings(self._states)
        level = max((reading.level for reading in now), default=Level.GOOD)
        shown = habits(now, self._states)
        alert, quiet = self._alerts.update(level, t_s, step_s, self.mute)
        averaged = {signal: state.change for signal, state in self._states.items()}
        remind = self._still.update(averaged, step_s, muted=self.mute.at(t_s) is not None)
        first = next(iter(self._states.values())).change
        self._tally.judged(level, shown, step_s, first)
        self._tally.alerts += alert
        self._tally.reminders += remind
        return WatchUpdate(
            t_s=t_s,
            level=level,
            doing=Activity.SITTING,
            readings=now,
            habits=shown,
            alert=alert,
            quiet=quiet,
            remind=remind,
            still_s=self._still.still_s,
        )


class _WatchTally:
    """Seconds and counts so far."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._level_s = dict.fromkeys(Level, 0.0)
        self._habit_s = dict.fromkeys(Habit, 0.0)
        self._doing_s = dict.fromkeys(Activity, 0.0)
        self.alerts = self.reminders = 0
        self._minutes: list[float] = []
        self._minute_s = self._minute_sum = 0.0

    def judged(self, level: Level, shown: tuple[Habit, ...], step_s: float, change: float) -> None:
        """Count a step of sitting.

        Args:
            level: Its level.
            shown: The habits that showed.
            step_s: Its length in seconds.
            change: Averaged change of the view's first signal; NaN where it was not seen.
        """
        self._level_s[level] += step_s
        for habit in shown:
            self._habit_s[habit] += step_s
        if math.isnan(change):
            return
        self._minute_s += step_s
        self._minute_sum += change * step_s
        if self._minute_s >= 60.0:
            self._minutes.append(self._minute_sum / self._minute_s)
            self._minute_s = self._minute_sum = 0.0

    def other(self, doing: Activity, step_s: float) -> None:
        """Count a step of another activity.

        Args:
            doing: The activity.
            step_s: Its length in seconds.
        """
        self._doing_s[doing] += step_s

    def block(self, longest_still_s: float) -> WatchBlock:
        """Return all of it so far."""
        last = [self._minute_sum / self._minute_s] if self._minute_s and not self._minutes else []
        return WatchBlock(
            level_s=dict(self._level_s),
            habit_s=dict(self._habit_s),
            doing_s=dict(self._doing_s),
            longest_still_s=longest_still_s,
            alerts=self.alerts,
            reminders=self.reminders,
            typical=median_of([*self._minutes, *last]),
            view=self._view.value,
        )
