"""A person's plan: days, forms and entries; and what is due today, and why.

Days are whole numbers, as `datetime.date.toordinal` counts them: this module has no clock. The sets,
repetitions and rests of an entry are in `posture.guide.programme_entry`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Any

from posture.body.landmarks import Side
from posture.exercises import EXERCISES
from posture.guide.programme import PROGRAMME, Form, done_of, has_strength
from posture.guide.programme_entry import STEPS, ProgrammeEntry, entry_of, scaled, within
from posture.serialize import from_json

WEEK = 7
STRENGTH_APART_DAYS = 2
"""At least 48 hours between strength sessions, so never on two days in a row (ACSM)."""
TIMES_A_WEEK = (2, 3)
"""Training days a week in the guide."""
PLAN_SETTING = "plan"
"""The setting that holds a person's plan."""


class Easing(str, Enum):
    """Reason to do less than the plan for a while."""

    FIRST_WEEK = "first_week"
    """One set of each, and the first rung of the superman."""
    RESTART = "restart"
    """After more than ten days off, seven tenths of everything."""
    DELOAD = "deload"
    """Every fifth week, two fifths of the sets less."""

    __str__ = str.__str__


_FIRST_WEEK_WITHOUT = frozenset(
    {"marching", "easy_cat_cow", "lat_pulldowns", "shoulder_blade_retraction", "thread_the_needle"}
)
"""Entries that wait for the second week: one set of each of the others takes a quarter of an hour."""
RESTART, DELOAD = 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Plan:
    """Training that a person intends to do.

    Attributes:
        days: The form of each training day; Monday is 0.
        forms: The entries of each form.
    """

    days: Mapping[int, Form] = field(default_factory=lambda: {0: Form.FULL, 2: Form.FULL, 4: Form.FULL})
    forms: Mapping[Form, tuple[ProgrammeEntry, ...]] = field(default_factory=lambda: PROGRAMME)

    def with_entries(self, form: Form, entries: tuple[ProgrammeEntry, ...]) -> Plan:
        """Return the plan with other entries in one form.

        Args:
            form: Full, short or gentle.
            entries: All of its entries.
        """
        return replace(self, forms=MappingProxyType({**self.forms, form: entries}))

    def with_entry(self, form: Form, entry: ProgrammeEntry) -> Plan:
        """Return the plan with an entry in place of the one with the same key.

        Args:
            form: The form that the entry belongs to.
            entry: The new entry.
        """
        return self.with_entries(form, tuple(entry if e.key == entry.key else e for e in self.forms[form]))


def read_plan(data: Any) -> Plan:
    """Read a plan that `to_json` wrote; the guide's replaces what cannot be read."""
    plan = Plan()
    if not isinstance(data, Mapping):
        return plan
    days, forms = data.get("days"), data.get("forms")
    if isinstance(days, Mapping):
        pairs = ((str(day), str(form)) for day, form in days.items())
        kept = {int(day): Form(form) for day, form in pairs if day in set("0123456") and form in set(Form)}
        plan = replace(plan, days=MappingProxyType(kept))
    kept_forms = forms if isinstance(forms, Mapping) else {}
    for form in Form:
        listed = kept_forms.get(form.value)
        entries = tuple(filter(None, map(read_entry, listed if isinstance(listed, list) else ())))
        plan = plan.with_entries(form, entries) if entries else plan
    return plan


def read_entry(data: Any) -> ProgrammeEntry | None:
    """Read what `to_json` wrote, within its bounds; ``None`` where it names nothing known."""
    try:
        entry = from_json(ProgrammeEntry, {"side": Side.BOTH.value, **data})
    except (TypeError, ValueError):
        return None
    known = entry.id in EXERCISES or entry.id in STEPS
    seconds = (entry.hold_s, entry.duration_s, entry.rest_s)
    return within(entry) if known and all(map(math.isfinite, seconds)) else None


def eased(entries: tuple[ProgrammeEntry, ...], easing: Easing | None) -> tuple[ProgrammeEntry, ...]:
    """Return the entries that are switched on, reduced where there is a reason.

    Args:
        entries: Those of a form.
        easing: The reason to do less.
    """
    chosen = done_of(entries)
    if easing is Easing.RESTART:
        return tuple(scaled(entry, RESTART) if entry.measured else entry for entry in chosen)
    if easing is Easing.DELOAD:
        return tuple(replace(entry, sets=max(1, round(entry.sets * DELOAD))) for entry in chosen)
    if easing is Easing.FIRST_WEEK:
        first = (entry for entry in chosen if entry.key not in _FIRST_WEEK_WITHOUT)
        return tuple(_first(entry) for entry in first)
    return chosen


def _first(entry: ProgrammeEntry) -> ProgrammeEntry:
    if entry.id == "superman":
        return entry_of("superman_arms", entry.part, key=entry.key, sets=1)
    return replace(entry, sets=1)


class DueReason(str, Enum):
    """Why something is due on a day, or nothing."""

    PLANNED = "planned"
    FIRST_DAY = "first_day"
    """Nothing is planned, but nothing was ever trained either: a short round shows what it is like."""
    STRENGTH_RESTS = "strength_rests"
    """Strength is planned but was trained yesterday: the short form replaces it."""
    REST = "rest"
    DONE = "done"
    NO_DAYS = "no_days"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Due:
    """Training that is due on a day.

    Attributes:
        form: The form to do; ``None`` on a day of rest, or when it is done.
        why: The reason.
        next_day: The next training day; ``None`` where none is planned.
        next_form: What is planned on it.
    """

    form: Form | None
    why: DueReason
    next_day: int | None
    next_form: Form | None = None


def due(
    plan: Plan, today: int, *, rounds: Collection[int], strength: Collection[int], newcomer: bool = False
) -> Due:
    """Return what is due on a day.

    Args:
        plan: The person's plan.
        today: The day.
        rounds: Days on which most of a round was done, after which nothing more is due.
        strength: Days on which strength was trained, in a routine or on its own.
        newcomer: Nothing was trained on any day before: this one is a training day, planned or not.
    """
    later = (day for day in range(today + 1, today + WEEK + 1) if weekday(day) in plan.days)
    next_day = next(later, None)
    next_form = None if next_day is None else plan.days[weekday(next_day)]
    form = plan.days.get(weekday(today))
    if today in rounds:
        return Due(None, DueReason.DONE, next_day, next_form)
    if form is None and newcomer:
        return Due(allowed_form(plan, Form.SHORT, today, strength), DueReason.FIRST_DAY, next_day, next_form)
    if form is None:
        return Due(None, DueReason.NO_DAYS if next_day is None else DueReason.REST, next_day, next_form)
    allowed = allowed_form(plan, form, today, strength)
    return Due(
        allowed, DueReason.PLANNED if allowed is form else DueReason.STRENGTH_RESTS, next_day, next_form
    )


def allowed_form(plan: Plan, form: Form, today: int, strength: Collection[int]) -> Form:
    """Return a form, or one without strength where the muscles still need their rest.

    Args:
        plan: The person's plan.
        form: The form that is wanted.
        today: The day.
        strength: Days on which strength was trained; today counts too, so a second round waits.
    """
    rests = any(today - STRENGTH_APART_DAYS < day <= today for day in strength)
    if not (rests and has_strength(plan.forms[form])):
        return form
    return next((other for other in (Form.SHORT, Form.GENTLE) if not has_strength(plan.forms[other])), form)


def clashes(plan: Plan) -> tuple[int, ...]:
    """Return the weekdays that plan strength on the day after another day of strength."""
    hard = {day for day, form in plan.days.items() if has_strength(plan.forms[form])}
    return tuple(sorted(day for day in hard if (day - 1) % WEEK in hard))


def weekday(day: int) -> int:
    """Return the weekday of a day; Monday is 0."""
    return (day - 1) % WEEK
