"""The log of a watch for other programs: ``posture.watch/1``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from posture.watch.activity import Activity
from posture.watch.habits import Reading
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.summary import WatchBlock
from posture.watch.watcher import WatchUpdate

SCHEMA = "posture.watch/1"


class WatchLog:
    """Every change of state with its signals, and every alert. It grows with the changes, not with time.

    Args:
        earlier: `as_dict` of an earlier part of the same watch, to continue.
    """

    def __init__(self, earlier: Mapping[str, Any] | None = None) -> None:
        self._before: tuple[str, Activity] | None = None
        kept = earlier or {}
        self._changes: list[dict[str, Any]] = list(kept.get("changes", ()))
        self._alerts: list[dict[str, Any]] = list(kept.get("alerts", ()))
        self._reminders: list[dict[str, Any]] = list(kept.get("reminders", ()))

    def add(self, update: WatchUpdate) -> bool:
        """Take the next update, and return whether the state or the activity has changed."""
        t_s = round(update.t_s, 3)
        said = {"t_s": t_s, "habits": [habit.value for habit in update.habits]}
        if update.alert:
            self._alerts.append(said)
        if update.remind:
            self._reminders.append({"t_s": t_s, "still_s": round(update.still_s, 1)})
        now = (update.state, update.doing)
        if now == self._before:
            return False
        self._before = now
        signals = [_described(reading) for reading in update.readings]
        state = {"t_s": t_s, "state": update.state, "signals": signals}
        self._changes.append({**state, "habits": said["habits"], "doing": update.doing.value})
        return True

    def as_dict(
        self, baseline: SeatBaseline | None, summary: WatchBlock, problem: str = ""
    ) -> dict[str, Any]:
        """Return the whole watch as plain JSON values.

        Args:
            baseline: What the person was compared with; without one nothing was judged.
            summary: Summary of the watch.
            problem: Why there is no baseline, in words for people.
        """
        return {
            "schema": SCHEMA,
            "view": baseline.view.value if baseline else None,
            "baseline": baseline.as_dict() if baseline else None,
            "problem": problem or None,
            "changes": self._changes,
            "alerts": self._alerts,
            "reminders": self._reminders,
            "summary": summary.as_dict(),
        }


def _described(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "value": round(reading.change, 3) if math.isfinite(reading.change) else None,
        "limit": reading.limit,
        "unit": reading.unit,
        "level": reading.level.word,
    }
