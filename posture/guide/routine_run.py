"""A routine in progress: which set is next, and what was done. It is immutable: a change gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from posture.guide.plan import read_entry
from posture.guide.programme import Form, change_s, has_strength
from posture.guide.programme_entry import ProgrammeEntry, easier
from posture.serialize import contract, from_json

NOTE_KIND = "routine"
"""The kind of note that holds what was done in one."""
FIRST_S = 5.0
"""Seconds from the press on Start to the first set."""


class SetOutcome(str, Enum):
    """Outcome of a set."""

    DONE = "done"
    SKIPPED = "skipped"

    __str__ = str.__str__


@contract(optional="reps clean about")
@dataclass(frozen=True, slots=True, kw_only=True)
class SetResult:
    """A set that is over.

    Attributes:
        key: Key of the entry.
        id: Id of the exercise or step.
        outcome: Done or skipped.
        reps: Repetitions counted; 0 for a step.
        clean: Clean repetitions among them.
        about: Start of the set as the store knows it; empty where nothing of it was kept.
    """

    key: str
    id: str
    outcome: SetOutcome
    reps: int = 0
    clean: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineRun:
    """A routine in progress.

    Attributes:
        form: The form of the programme.
        entries: Its entries, as they were when it began.
        at: Index of the next entry; the number of entries when all is done.
        set: Number of its next set, from 1.
        results: The sets before, in order.
    """

    form: Form
    entries: tuple[ProgrammeEntry, ...]
    at: int = 0
    set: int = 1
    results: tuple[SetResult, ...] = ()

    @property
    def now(self) -> ProgrammeEntry | None:
        """The next entry; ``None`` when all is done."""
        return self.entries[self.at] if self.at < len(self.entries) else None

    @property
    def then(self) -> ProgrammeEntry | None:
        """The entry after the next set: the same where it has more sets."""
        now = self.now
        if now is not None and self.set < now.sets:
            return now
        return self.entries[self.at + 1] if self.at + 1 < len(self.entries) else None

    @property
    def rest_s(self) -> float:
        """Seconds of rest before the next set."""
        now = self.now
        if now is None or (self.at == 0 and self.set == 1):
            return FIRST_S
        return now.rest_s if self.set > 1 else change_s(self.entries[self.at - 1], now)

    @property
    def part_done(self) -> float:
        """Share of the sets that are over, from 0 to 1."""
        behind = sum(entry.sets for entry in self.entries[: self.at]) + self.set - 1
        return behind / max(1, sum(entry.sets for entry in self.entries))

    def after(self, outcome: SetOutcome, *, reps: int = 0, clean: int = 0, about: str = "") -> RoutineRun:
        """Return the run after the next set.

        Args:
            outcome: Done or skipped.
            reps: Repetitions counted.
            clean: Clean repetitions among them.
            about: Start of the set as the store knows it.
        """
        now = self.now
        if now is None:
            return self
        result = SetResult(key=now.key, id=now.id, outcome=outcome, reps=reps, clean=clean, about=about)
        results = (*self.results, result)
        if self.set < now.sets:
            return replace(self, set=self.set + 1, results=results)
        return replace(self, at=self.at + 1, set=1, results=results)

    def skipped(self) -> RoutineRun:
        """Return the run without the rest of its entry."""
        run, at = self, self.at
        while run.at == at and run.now is not None:
            run = run.after(SetOutcome.SKIPPED)
        return run

    def back(self) -> RoutineRun:
        """Return the run before its last set. What was counted in that set stays in the store."""
        if self.set > 1:
            return replace(self, set=self.set - 1, results=self.results[:-1])
        if self.at == 0:
            return self
        return replace(self, at=self.at - 1, set=self.entries[self.at - 1].sets, results=self.results[:-1])

    @property
    def easier(self) -> ProgrammeEntry | None:
        """The entry in an easier form; ``None`` where there is none."""
        return easier(self.now) if self.now is not None else None

    def eased(self) -> RoutineRun:
        """Return the run with its entry in an easier form, for this time."""
        down = self.easier
        if down is None:
            return self
        entries = (*self.entries[: self.at], down, *self.entries[self.at + 1 :])
        return replace(self, entries=entries, set=min(self.set, down.sets))

    @property
    def mostly_done(self) -> bool:
        """True if at least half of its entries have a set that was done, which makes it the day's round."""
        done = {result.key for result in self.results if result.outcome is SetOutcome.DONE}
        return 2 * len(done) >= len(self.entries)

    @property
    def strength_done(self) -> bool:
        """True if strength was trained in it."""
        done = {result.key for result in self.results if result.outcome is SetOutcome.DONE}
        return has_strength(entry for entry in self.entries if entry.key in done)


def read_run(data: Any) -> RoutineRun | None:
    """Read a run that `to_json` wrote; ``None`` where any part cannot be read."""
    try:
        entries = tuple(read_entry(entry) for entry in data["entries"])
        results = tuple(from_json(SetResult, result) for result in data["results"])
        form, at, number = Form(data["form"]), int(data["at"]), int(data["set"])
    except (KeyError, TypeError, ValueError):
        return None
    known = tuple(entry for entry in entries if entry is not None)
    if len(known) < len(entries) or not 0 <= at <= len(known):
        return None
    sets = known[at].sets if at < len(known) else 1
    return RoutineRun(form=form, entries=known, at=at, set=min(max(number, 1), sets), results=results)
