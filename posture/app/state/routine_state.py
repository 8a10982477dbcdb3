"""The routine under way, kept in the journal so that leaving, a reload or a restart lose nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timezone

from posture.app.state import person, training
from posture.exercises import find
from posture.guide.programme import Form
from posture.guide.programme_entry import ProgrammeEntry
from posture.guide.routine_run import FIRST_S, RoutineRun, SetOutcome, read_run
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, State
from posture.serialize import from_json, to_json

SKIPPED_S = 3.0
"""Seconds to the next set or step where something is skipped."""
_UNDER_WAY = "routine_under_way"
_GOES_ON = frozenset({Ending.REACHED, Ending.STOPPED})
"""Endings after which the next set follows by itself; after others the person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRoutine:
    """A routine and its clock.

    Attributes:
        run: Where it is.
        begun: When it began.
        rest_s: The rest before the next set.
        asked: When the live picture was asked for that set; ``None`` before.
        elapsed_s: Seconds into a step at ``since``; negative in the rest before it.
        since: From when the step's time runs; ``None`` while it stands still.
    """

    run: RoutineRun
    begun: datetime
    rest_s: float = FIRST_S
    asked: datetime | None = None
    elapsed_s: float = -FIRST_S
    since: datetime | None = None

    @property
    def now_s(self) -> float:
        """Return the seconds into the step at this moment; negative in the rest before it."""
        ran_s = (_now() - self.since).total_seconds() if self.since else 0.0
        return self.elapsed_s + ran_s

    def at(self, run: RoutineRun, *, rest_s: float | None = None) -> RunningRoutine:
        """Return the routine at another place, with the rest before it.

        Args:
            run: The place.
            rest_s: Another rest than the place's own.
        """
        rest_s = run.rest_s if rest_s is None else rest_s
        return replace(self, run=run, rest_s=rest_s, asked=None, elapsed_s=-rest_s, since=None)

    def without_rest(self) -> RunningRoutine:
        """Return the routine with no more than a moment of the rest before a step left."""
        return replace(self, elapsed_s=max(self.now_s, -SKIPPED_S), since=_now() if self.since else None)

    def running(self) -> RunningRoutine:
        """Return the routine with the step's time running."""
        return self if self.since else replace(self, since=_now())

    def standing(self) -> RunningRoutine:
        """Return the routine with the step's time stopped, and a short rest before a set.

        After a break longer than the step, the step begins again.
        """
        now, spent_s = self.run.now, self.now_s
        over = now is not None and not now.measured and spent_s >= now.duration_s
        elapsed_s = -FIRST_S if over else spent_s
        return replace(self, rest_s=FIRST_S, asked=None, elapsed_s=elapsed_s, since=None)


def load() -> RunningRoutine | None:
    """Return the person's routine under way, or ``None`` where there is none that can be read."""
    data = person.setting(_UNDER_WAY)
    try:
        found = from_json(RunningRoutine, data)
    except ValueError:  # written by another program
        return None
    run = read_run(data["run"])
    if run is None or not (math.isfinite(found.rest_s) and math.isfinite(found.elapsed_s)):
        return None
    return replace(found, run=run)


def keep(under_way: RunningRoutine | None) -> None:
    """Keep where the routine is; ``None`` when it is over."""
    person.choose(_UNDER_WAY, None if under_way is None else to_json(under_way))


def begin(form: Form, entries: tuple[ProgrammeEntry, ...]) -> RunningRoutine:
    """Start a routine and keep it.

    Args:
        form: The form of the day.
        entries: What is done, in order.
    """
    made = RunningRoutine(run=RoutineRun(form=form, entries=entries), begun=_now())
    keep(made)
    return made


def end(under_way: RunningRoutine) -> bool:
    """End the routine: keep what was done as a note, and forget where it was.

    Returns:
        Whether anything was done.
    """
    note = training.note_routine(under_way.run, under_way.begun)
    keep(None)
    return note is not None


def choice_of(under_way: RunningRoutine, *, begins: bool) -> RunChoice:
    """Return what the live picture is to follow: the next set.

    Args:
        under_way: The routine.
        begins: Let the set begin by itself rather than wait for Start.
    """
    entry = under_way.run.now
    assert entry is not None
    return RunChoice(
        entry.id,
        hold_s=entry.hold_s or find(entry.id).motion.hold_s or None,
        reps=entry.reps or None,
        duration_s=entry.duration_s or None,
        begin_in_s=under_way.rest_s if begins else None,
        person=person.current(),
        side=entry.side,
        set_of=(under_way.run.set, entry.sets) if entry.sets > 1 else None,
    )


def with_set_of(under_way: RunningRoutine, live: LiveSession) -> tuple[RunningRoutine, bool]:
    """Return the routine with the set that has just ended, and whether it goes on by itself.

    Args:
        under_way: The routine.
        live: The live session that measured the set.
    """
    now, entry = live.snapshot, under_way.run.now
    if now.state is not State.FINISHED or now.started_at is None or under_way.asked is None:
        return under_way, True
    if entry is None or now.started_at < under_way.asked:
        return under_way, True
    if now.choice is None or now.choice.exercise != entry.id or now.ending not in _GOES_ON:
        return under_way.standing(), False
    counts = now.session.counts if now.session else None
    reps, clean = (counts.reps, counts.clean) if counts else (0, 0)
    did = now.ending is Ending.REACHED or (now.session is not None and now.session.attempts)
    outcome = SetOutcome.DONE if did else SetOutcome.SKIPPED
    about = now.started_at.isoformat() if now.set_id is not None else ""
    return under_way.at(under_way.run.after(outcome, reps=reps, clean=clean, about=about)), True


def skipped(under_way: RunningRoutine, live: LiveSession) -> RoutineRun:
    """Return the run without the rest of its entry; what was done of the set under way stays done.

    Args:
        under_way: The routine.
        live: The live session that measures the set.
    """
    run, now = under_way.run, live.snapshot
    if not (now.under_way and now.attempts and now.started_at):
        return run.skipped()
    counts = now.view.get("counts") or {}
    reps, clean = int(counts.get("reps") or 0), int(counts.get("clean") or 0)
    done = run.after(SetOutcome.DONE, reps=reps, clean=clean, about=now.started_at.isoformat())
    return done.skipped() if done.at == run.at else done


def _now() -> datetime:
    return datetime.now(timezone.utc)
