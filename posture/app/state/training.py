"""The person's training as the pages know it: the plan, the days trained, how it felt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from typing import Any

from posture.app.state import kept_sets, person, reader_time
from posture.errors import StoreError
from posture.exercises import EXERCISES
from posture.guide.plan import (
    PLAN_SETTING,
    WEEK,
    Due,
    DueReason,
    Easing,
    Plan,
    due,
    eased,
    read_plan,
    weekday,
)
from posture.guide.programme import Form
from posture.guide.programme_entry import STEPS, ProgrammeEntry
from posture.guide.progression import History, PainOnDay, Proposal, SetDone, proposals
from posture.guide.routine_run import NOTE_KIND, RoutineRun, SetOutcome
from posture.guide.training_days import TrainingWeek, training_week, week_of
from posture.guide.training_days import weeks_in_a_row as _weeks_in_a_row
from posture.history.journal import Note
from posture.history.pain_notes import pain_notes
from posture.serialize import to_json

_ANSWERS, _EASING, _WHOLE = "plan_answers", "plan_easing", "plan_whole"
_LOOKED_AT_WEEKS = 12
"""What was done longer ago says nothing of what to do today, and a page must not read years of it."""
_FIRST_NOTES = 20
"""Of so many first routines one made a training day."""


@dataclass(frozen=True, slots=True)
class TrainingSoFar:
    """What is known of the person's training in the last weeks, and when it began.

    Attributes:
        routines: The notes of whole routines, newest first.
        days: Training days: those with any set or step in them (`posture.guide.training_days`), and the very
            first one, however long ago.
        rounds: Days on which at least half of a routine was done.
        strength: Days on which strength was trained, in a routine or by itself.
        history: What proposals are made from.
    """

    routines: tuple[Note, ...]
    days: frozenset[int]
    rounds: frozenset[int]
    strength: frozenset[int]
    history: History

    def is_new(self, day: int) -> bool:
        """Return whether nothing was trained on any day before that one."""
        return min(self.days, default=day) >= day

    def did_most(self, entries: Collection[ProgrammeEntry], day: int) -> bool:
        """Return whether at least half of the entries of a round were done on a day, in it or one by one.

        Args:
            entries: Those of the round.
            day: The day.
        """
        done = {s.move for s in self.history.sets if s.day == day and (s.reps or s.move in STEPS)}
        return bool(entries) and 2 * sum(entry.id in done for entry in entries) >= len(entries)

    def on(self, day: int) -> Note | None:
        """Return the last routine of that day."""
        return next((note for note in self.routines if day_of(note.written_at) == day), None)


def day_of(moment: datetime) -> int:
    """Return the reader's day of a moment as an ordinal (`datetime.date.toordinal`)."""
    return reader_time.day(moment).toordinal()


def today() -> int:
    """Return the reader's day of now as an ordinal."""
    return day_of(datetime.now(timezone.utc))


def read(weeks: int = _LOOKED_AT_WEEKS) -> TrainingSoFar:
    """Read what the store knows of the person's training.

    Args:
        weeks: How many whole weeks before this one to look at; without any, what is said of this week and of
            what is due holds, and nothing is proposed.
    """
    store, who, here = kept_sets.store(), person.current(), reader_time.clock()

    def _on(moment: datetime) -> int:
        return here(moment).toordinal()

    since = _midnight(week_of(today())[0] - WEEK * weeks)
    routines = tuple(store.journal.notes(NOTE_KIND, person=who, since=since))
    sets = [
        SetDone(_on(one.started_at), one.exercise, one.corrected_reps, one.counts.clean)
        for one in store.sets(person=who, since=since, live=True)
    ]
    sets += [done for note in routines for done in _steps_done(note)]
    pains = [
        PainOnDay(_on(p.written_at), p.light, p.move)
        for p in pain_notes(store.journal, person=who, since=since)
    ]
    rounds = frozenset(_on(note.written_at) for note in routines if note.content.get("mostly_done"))
    hard = {_on(note.written_at) for note in routines if note.content.get("strength")}
    hard |= {s.day for s in sets if s.reps and s.move in EXERCISES and EXERCISES[s.move].group == "strength"}
    days = frozenset(s.day for s in sets) | rounds | _first_day()
    return TrainingSoFar(routines, days, rounds, frozenset(hard), History(sets, pains, days, _answers()))


def _first_day() -> frozenset[int]:
    """Return the person's first training day, if there is one."""
    store, who = kept_sets.store(), person.current()
    found = [store.training.first_at(person=who, live=True)]
    for note in store.journal.first(NOTE_KIND, person=who, limit=_FIRST_NOTES):
        if note.content.get("mostly_done") or _steps_done(note):
            found.append(note.written_at)
            break
    return frozenset(sorted(day_of(moment) for moment in found if moment is not None)[:1])


def _midnight(day: int) -> datetime:
    """Return the moment with which the reader's day begins."""
    return datetime.combine(
        date.fromordinal(day), time(), reader_time.here(datetime.now(timezone.utc)).tzinfo
    )


def weeks_in_a_row(so_far: TrainingSoFar, day: int) -> int:
    """Count the weeks in a row with at least two training days, however many years that goes back.

    Of a week that was long ago the first and the last training are looked at: they are of two days or not.

    Args:
        so_far: The person's training.
        day: Today, as an ordinal.
    """
    days, monday, here = set(so_far.days), week_of(day)[0], reader_time.clock()
    known, first, chunk = monday - WEEK * _LOOKED_AT_WEEKS, min(days, default=day), _LOOKED_AT_WEEKS
    while True:
        row = _weeks_in_a_row(days, day)
        if monday - WEEK * (row + 1) >= known or known <= first:
            return row
        mondays = [known - WEEK * n for n in range(1, chunk + 1) if known - WEEK * (n - 1) > first]
        edges = [_midnight(one) for one in reversed((known, *mondays))]
        ends = kept_sets.store().training.ends(edges, person=person.current())
        days |= {here(at).toordinal() for at in ends}
        known, chunk = mondays[-1], 2 * chunk


def week(so_far: TrainingSoFar, day: int) -> TrainingWeek:
    """Return the week that a day belongs to.

    Args:
        so_far: The person's training.
        day: The day, as an ordinal.
    """
    return training_week(plan(), so_far.days, day)


def due_on(so_far: TrainingSoFar, day: int) -> Due:
    """Return what is due on a day, and why.

    Args:
        so_far: The person's training.
        day: The day, as an ordinal.
    """
    mine, rounds = plan(), so_far.rounds
    newcomer = so_far.is_new(day)
    form = mine.days.get(weekday(day), Form.SHORT if newcomer else None)
    if form is not None and so_far.did_most(entries(form, so_far, day), day):
        rounds |= {day}
    return due(mine, day, rounds=rounds, strength=so_far.strength, newcomer=newcomer)


def _steps_done(note: Note) -> list[SetDone]:
    """Return the sets of a routine that no camera followed."""
    done = note.content.get("done")
    results = [one for one in done if isinstance(one, Mapping)] if isinstance(done, list) else []
    done = (str(one.get("id")) for one in results if one.get("outcome") == SetOutcome.DONE.value)
    return [SetDone(day_of(note.written_at), step, 0, 0) for step in done if step in STEPS]


def due_form() -> Form | None:
    """Return the planned form of today; ``None`` on a day of rest, when it is done, or without a store."""
    try:
        found = due_on(read(1), today())  # the week before, for the day of rest after strength on a Monday
        return None if found.why is DueReason.FIRST_DAY else found.form
    except StoreError:
        return None


# ---- the plan ----------------------------------------------------------------------------------


def plan() -> Plan:
    """Return the person's plan, or the guide's where they have none."""
    return read_plan(person.setting(PLAN_SETTING))


def keep_plan(changed: Plan) -> None:
    """Keep a changed plan."""
    person.choose(PLAN_SETTING, to_json(changed))


def reset_plan() -> None:
    """Return to the guide's plan; proposals that were answered are made again."""
    for name in (PLAN_SETTING, _ANSWERS, _EASING):
        person.choose(name, None)


def is_own() -> bool:
    """Return whether the person has changed the plan."""
    return person.setting(PLAN_SETTING) is not None


def easing(so_far: TrainingSoFar, day: int) -> Easing | None:
    """Return why a day asks for less than the plan, or ``None`` where it does not.

    Args:
        so_far: The person's training.
        day: The day, as an ordinal.
    """
    kept = person.setting(_EASING)
    until, name = (kept.get("until"), kept.get("name")) if isinstance(kept, Mapping) else (None, None)
    if isinstance(until, int) and until >= day and name in list(Easing):
        return Easing(name)
    first = min(so_far.history.trained, default=day)
    return Easing.FIRST_WEEK if day - first < WEEK and not person.setting(_WHOLE) else None


def take_whole() -> None:
    """Follow the whole plan, whatever speaks for less."""
    person.choose(_WHOLE, "yes")
    person.choose(_EASING, None)


def entries(form: Form, so_far: TrainingSoFar, day: int) -> tuple[ProgrammeEntry, ...]:
    """Return what is done on a day.

    Args:
        form: The form of the day.
        so_far: The person's training.
        day: The day, as an ordinal.
    """
    return eased(plan().forms[form], easing(so_far, day))


# ---- proposals ---------------------------------------------------------------------------------


def _answers() -> dict[str, int]:
    kept = person.setting(_ANSWERS)
    pairs = kept.items() if isinstance(kept, Mapping) else ()
    return {str(key): day for key, day in pairs if isinstance(day, int)}


def open_proposals(so_far: TrainingSoFar, day: int) -> tuple[tuple[Form, Proposal], ...]:
    """Return what may change in the plan, each once with the form that it is about.

    Args:
        so_far: The person's training.
        day: The day, as an ordinal.
    """
    found: dict[str, tuple[Form, Proposal]] = {}
    mine = plan()
    for form in dict.fromkeys((*mine.days.values(), *Form)):
        for proposal in proposals(mine.forms[form], so_far.history, day):
            found.setdefault(proposal.key, (form, proposal))
    return tuple(found.values())


def answer(proposal: Proposal, day: int, *, taken: bool) -> None:
    """Keep the answer to a proposal, and change every form of the plan where it is taken.

    Args:
        proposal: It.
        day: The day of the answer, as an ordinal.
        taken: Whether the person takes it.
    """
    person.choose(_ANSWERS, {**_answers(), proposal.key: day})
    if not taken:
        return
    if proposal.easing is not None:
        person.choose(_EASING, {"name": proposal.easing.value, "until": day + WEEK - 1})
    if proposal.new is not None:
        mine = plan()
        for form, some in mine.forms.items():
            if proposal.old in some:
                mine = mine.with_entry(form, proposal.new)
        keep_plan(mine)


# ---- what was done -----------------------------------------------------------------------------


def note_routine(run: RoutineRun, begun: datetime) -> int | None:
    """Keep what was done in a routine for the week and the progress.

    Args:
        run: The routine as it ended.
        begun: When it began.

    Returns:
        Number of the note; ``None`` where nothing was done.
    """
    if not any(result.outcome is SetOutcome.DONE for result in run.results):
        return None
    content: dict[str, Any] = {
        "form": run.form.value,
        "begun": begun.isoformat(),
        "complete": run.now is None,
        "mostly_done": run.mostly_done,
        "strength": run.strength_done,
        "done": to_json(run.results),
    }
    at = datetime.now(timezone.utc)
    return kept_sets.store().journal.write(NOTE_KIND, content, at=at, person=person.current())
