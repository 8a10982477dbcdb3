"""The desk watch in a terminal: what it shows and says meanwhile, and what it keeps at the end."""

from __future__ import annotations

import math
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from queue import Empty, SimpleQueue
from typing import Any

from posture.body.view import View
from posture.cli.desktop_notification import Notify, notifier
from posture.cli.terminal_text import printable
from posture.errors import StoreError
from posture.exercises import find
from posture.history import watch_log
from posture.history.store import Store
from posture.version import __version__
from posture.vision.pose_sources import SampledSource
from posture.watch.activity import Activity
from posture.watch.baseline_capture import CaptureState
from posture.watch.desk import DeskWatch
from posture.watch.levels import Level
from posture.watch.log import WatchLog
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock, moves_for
from posture.watch.watcher import UNWATCHED_S, WatchUpdate
from posture.watch.wording import ALERTS, MOVE, STALE, asked

SNOOZE_S = 900.0
_TITLE = "Posture"
_MARKS = {"good": "●", "amber": "◆", "red": "▲", "away": "○"}
"""A shape for each state, so that color is never the only sign."""
_HABITS = {
    Habit.FORWARD_HEAD: "head forward",
    Habit.SLUMP: "slumped",
    Habit.RAISED_SHOULDERS: "shoulders raised",
    Habit.LEANING_ASIDE: "leaning to one side",
}
_DOINGS = {
    Activity.LOOKING_DOWN: "looking down",
    Activity.LEANING_IN: "leaning in",
    Activity.LEANING_BACK: "leaning back",
    Activity.REACHING: "reaching",
    Activity.TURNED: "turned",
    Activity.ELSEWHERE: "elsewhere",
    Activity.UNSEEN: "unseen",
}
"""Words for activities other than sitting; that nobody is there shows in the state."""


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """How to watch, as the options say it.

    Attributes:
        alert_after_s: Seconds in red until an alert.
        view: Front or side; ``None`` finds it out.
        seat: Name of the seat; may be empty.
        step_s: Seconds from one frame to the next.
        new_baseline: Capture the baseline again, in place of the kept one.
        keep: Keep the summary.
        person: Whose watch it is; empty where the household keeps no profiles.
    """

    alert_after_s: float
    view: View | None
    seat: str
    step_s: float
    new_baseline: bool
    keep: bool
    person: str = ""


def document(source: SampledSource, log: dict[str, Any]) -> dict[str, Any]:
    """Return the watch as ``posture.watch/1``, with its source and the versions used.

    Args:
        source: Camera or video that was watched.
        log: What `WatchLog.as_dict` gives.
    """
    model = {"name": source.model.name, "sha256": source.model.sha256} if source.model else None
    about = {"source": {"name": source.name, "kind": source.kind}, "model": model, "version": __version__}
    return {"schema": log["schema"], **about, **log}


def watch_live(source: SampledSource, plan: WatchPlan) -> dict[str, Any]:
    """Watch until the source ends or Ctrl-C; the summary is kept whatever ends it.

    Args:
        source: Camera to watch.
        plan: How to watch.

    Returns:
        The watch as ``posture.watch/1``.
    """
    known = _known(source.name, plan)
    desk = DeskWatch(known, view=plan.view, alert_after_s=plan.alert_after_s)
    log, screen, keys = WatchLog(), _Screen(notifier()), _keys()
    with _until_stopped(lambda: finish(desk.summary(), plan)):
        last_s = math.inf
        for sight in source:
            screen.unwatched(sight.t_s - last_s)
            last_s = sight.t_s
            _obey(keys, desk, sight.t_s, screen)
            said = desk.update(sight.pose, sight.t_s)
            if isinstance(said, CaptureState):
                screen.taking(said)
                if said.baseline is not None:
                    _keep_baseline(said.baseline, source.name, plan)
            else:
                screen.watching(said, new=log.add(said))
                if said.doing is Activity.SITTING:
                    source.keep()
    return document(source, log.as_dict(desk.baseline, desk.summary()))


def finish(block: WatchBlock, plan: WatchPlan) -> None:
    """Show the summary of a watch, and keep it where the plan says so.

    Args:
        block: The summary.
        plan: Whether to keep it, and for whom.
    """
    print(_summary(block), file=sys.stderr)
    if not plan.keep:
        return
    try:
        with Store() as store:
            kept = watch_log.keep_block(
                store.journal, block, at=datetime.now(timezone.utc), person=plan.person
            )
    except StoreError as error:
        print(f"posture: the summary could not be kept: {printable(error)}", file=sys.stderr)
        return
    if kept is not None:
        whose = f" of {printable(plan.person)}" if plan.person else ""
        print(f"Kept for the plan and the Watch page{whose}.", file=sys.stderr)


def _summary(block: WatchBlock) -> str:
    if not block.judged_s:
        return "Nothing was judged."
    shares = " · ".join(f"{_MARKS[level.word]} {level.word} {block.share(level):.0%}" for level in Level)
    lines = [f"{_long(block.judged_s)}: {shares} · longest without moving {_long(block.longest_still_s)}"]
    for habit, spent_s in sorted(block.habit_s.items(), key=lambda item: -item[1]):
        if spent_s >= 1.0:
            lines.append(f"  {_HABITS[habit]}: {_long(spent_s)}")
    moves = dict.fromkeys(find(move).title for move, _ in moves_for(block.habit_s))
    if moves:
        lines.append(f"Good today: {', '.join(moves)}")
    return "\n".join(lines)


def _long(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120.0 else f"{seconds / 60.0:.0f} min"


def _known(camera: str, plan: WatchPlan) -> SeatBaseline | None:
    """Return the baseline kept for this camera and seat, unless its view differs or a new one is wanted."""
    if plan.new_baseline:
        return None
    with Store() as store:
        found = watch_log.baseline_of(store.journal, camera=camera, seat=plan.seat, person=plan.person)
    fits = found is not None and plan.view in (None, found.view)
    return found if fits else None


def _keep_baseline(baseline: SeatBaseline, camera: str, plan: WatchPlan) -> None:
    try:
        with Store() as store:
            watch_log.keep_baseline(
                store.journal, baseline, camera=camera, seat=plan.seat, person=plan.person
            )
    except StoreError as error:
        print(f"posture: how you sit could not be kept for next time: {printable(error)}", file=sys.stderr)


class _Screen:
    """Lines on standard error, one for each change, and notifications on the desktop."""

    def __init__(self, notify: Notify) -> None:
        self._notify = notify
        self._last = ""

    def taking(self, now: CaptureState) -> None:
        """Lead through the capture of the baseline."""
        counting = not (now.shown or now.pausing or now.baseline)
        left = f", time {now.round}: {math.ceil(now.left_s)} s" if counting else ""
        self.say(f"{asked(now)}{left}")
        if now.baseline is not None:
            self.say("Ctrl-C ends the watch; s and Enter is quiet for a while, m and Enter for a meeting.")

    def watching(self, now: WatchUpdate, *, new: bool) -> None:
        """Show a new state, and give the alerts and reminders that are due.

        Args:
            now: The latest update.
            new: It differs from the one before.
        """
        if new:
            why = ", ".join([_HABITS[habit] for habit in now.habits] or [_DOINGS.get(now.doing, "")])
            self.say(f"{_MARKS[now.state]} {now.state}{f': {why}' if why else ''}")
        if now.alert:
            self._notify(_TITLE, ALERTS[now.habits[0]])
        if now.remind:
            self._notify(_TITLE, MOVE)
        if now.stale:
            self.say(f"{STALE} End with Ctrl-C and start with --new-baseline.")

    def unwatched(self, gap_s: float) -> None:
        """Say that nothing was watched for so many seconds, if that was longer than a short while."""
        if gap_s > UNWATCHED_S:
            self.say(f"Nothing was watched for {_long(gap_s)}, as the computer slept; the watch goes on.")

    def say(self, line: str) -> None:
        """Print a line, unless it was the last one already."""
        if line != self._last:
            self._last = line
            print(line, file=sys.stderr, flush=True)


def _keys() -> SimpleQueue[str]:
    """Return a queue of the lines that are typed, as they come; empty without a terminal."""
    typed: SimpleQueue[str] = SimpleQueue()
    if sys.stdin is not None and sys.stdin.isatty():

        def _read() -> None:
            for line in sys.stdin:
                typed.put(line.strip().lower())

        threading.Thread(target=_read, name="keys", daemon=True).start()
    return typed


def _obey(typed: SimpleQueue[str], desk: DeskWatch, t_s: float, screen: _Screen) -> None:
    with suppress(Empty):
        key = typed.get_nowait()
        if key == "s":
            desk.mute = replace(desk.mute, until_s=t_s + SNOOZE_S)
            screen.say("Quiet for a quarter of an hour.")
        elif key == "m":
            desk.mute = replace(desk.mute, meeting=not desk.mute.meeting)
            screen.say("Quiet until the meeting is over: m again." if desk.mute.meeting else "Meeting over.")


@contextmanager
def _until_stopped(finish_up: Callable[[], None]) -> Iterator[None]:
    """Run the block until Ctrl-C or SIGTERM, and finish up whatever ends it."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        finish_up()
        signal.signal(signal.SIGTERM, before)
