"""A desk watch as a worker runs it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from posture.body.view import View
from posture.live.message import moment_of
from posture.live.run import About, Look, Memory, Resume, resumed
from posture.vision.pose_stream import SourcePose
from posture.watch.activity import Activity
from posture.watch.alerts import AFTER_S
from posture.watch.baseline_capture import STILL_S, CaptureState
from posture.watch.desk import DeskWatch
from posture.watch.log import WatchLog
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.summary import WatchBlock, together
from posture.watch.watcher import WatchUpdate
from posture.watch.wording import ALERTS, MOVE, STALE, asked

_WISHES = {"snooze_s": "snoozed_s", "meeting": "meeting"}
"""The words of `DeskRun.hear`, each with the key under which a view shows it."""


class DeskRun:
    """Takes the baseline where none is given, then watches.

    The result is a ``posture.watch/1``.

    Args:
        baseline: Kept from an earlier day.
        view: Front or side; the view in which the person is seen where it is ``None``.
        alert_after_s: How long red may last before something is said.
        resume: Where the watch was before its worker was lost.
    """

    look = Look(model="lite")

    def __init__(
        self,
        baseline: SeatBaseline | None,
        view: View | None,
        alert_after_s: float,
        *,
        resume: Resume | None = None,
    ) -> None:
        earlier, shown = _earlier(resume or Resume())
        taken = earlier.get("baseline")
        baseline = SeatBaseline.from_dict(taken) if taken else baseline
        self._desk = DeskWatch(baseline, view=view, alert_after_s=alert_after_s)
        self._log = WatchLog(earlier)
        self._before = WatchBlock.from_dict(earlier["summary"]) if earlier.get("summary") else WatchBlock()
        self._wanted = {name: shown[key] for name, key in _WISHES.items() if shown.get(key)}
        self._t_s = 0.0

    def update(self, moment: SourcePose) -> dict[str, Any]:
        """Watch one moment."""
        self._t_s = moment.t_s
        wanted, self._wanted = self._wanted, {}
        self.hear(wanted)  # for so long from now on: there was no time before the first moment
        said = self._desk.update(moment.pose, moment.t_s)
        told = self._taking(said) if isinstance(said, CaptureState) else self._watching(said)
        # A baseline that was just taken is not to be asked for again.
        ahead = isinstance(said, CaptureState) and said.baseline is not None
        return {**moment_of(moment.t_s, moment.pose), **told, "ahead": ahead}

    def hear(self, words: Mapping[str, Any]) -> None:
        """Be quiet as the person wishes: ``snooze_s`` from now (0 ends it), ``meeting`` true or false."""
        mute = self._desk.mute
        if "snooze_s" in words:
            mute = replace(mute, until_s=self._t_s + float(words["snooze_s"]))
        if "meeting" in words:
            mute = replace(mute, meeting=bool(words["meeting"]))
        self._desk.mute = mute

    def so_far(self, about: About) -> dict[str, Any]:
        """Return the watch as it stands."""
        model = {"name": about.model.name, "sha256": about.model.sha256}
        told = {"source": {"name": about.source.name, "kind": about.source.kind}, "model": model}
        log = self._log.as_dict(self._desk.baseline, self._summary())
        return {"schema": log["schema"], **told, "version": about.version, **log}

    def finish(self, about: About) -> dict[str, Any]:
        """Return the whole watch."""
        return self.so_far(about)

    def _summary(self) -> WatchBlock:
        """Sum up the whole watch."""
        parts = [part for part in (self._before, self._desk.summary()) if part.view]
        return together(parts) if len(parts) > 1 else next(iter(parts), WatchBlock())

    def _taking(self, now: CaptureState) -> dict[str, Any]:
        holding = not (now.problem or now.pausing or now.baseline)
        return {
            "problem": "" if now.baseline else asked(now),
            "code": "" if now.shown else "start",
            "ready": holding,
            "hold_s": STILL_S - now.left_s if holding else 0.0,
            "hold_target_s": STILL_S if holding else 0.0,
            "notice": asked(now) if now.baseline else None,
            "watch": {
                "state": "taking",
                "round": now.round,
                "left_s": math.ceil(now.left_s),
                "problem": now.problem,
                "pausing": now.pausing,
            },
        }

    def _watching(self, now: WatchUpdate) -> dict[str, Any]:
        self._log.add(now)
        mute = self._desk.mute
        notice = ALERTS[now.habits[0]] if now.alert else MOVE if now.remind else None
        return {
            "ready": now.doing is Activity.SITTING,
            "problem": STALE if now.stale else "",
            "notice": notice,
            "watch": {
                "state": now.state,
                "doing": now.doing.value,
                "habits": [habit.value for habit in now.habits],
                "still_s": round(now.still_s),
                "snoozed_s": max(0, math.ceil(mute.until_s - now.t_s)) if math.isfinite(mute.until_s) else 0,
                "meeting": mute.meeting,
                "stale": now.stale,
                "summary": self._summary().as_dict(),
            },
        }


def _earlier(resume: Resume) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the watch as `DeskRun.so_far` gave it, and the last view.

    The last view covers the minutes since the result was sent ahead, too.
    """
    shown = resume.view.get("watch") or {}
    earlier = dict(resume.result or {})
    if shown.get("summary"):
        earlier["summary"] = shown["summary"]
    return earlier, shown


def open_watch(options: Mapping[str, Any], memory: Memory) -> DeskRun:
    """Open a desk watch.

    Args:
        options: Of ``BEGIN``: ``baseline`` where one was kept, ``view``, seconds ``alert_after_s``, and
            ``resume`` where the watch goes on from there.
        memory: Left alone.
    """
    kept, view = options.get("baseline"), options.get("view")
    baseline = SeatBaseline.from_dict(kept) if kept else None
    after_s = float(options.get("alert_after_s", AFTER_S))
    return DeskRun(baseline, View(view) if view else None, after_s, resume=resumed(options))
