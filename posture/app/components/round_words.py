"""A round of training in words: its name, what is true of it, and when the next one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from posture.guide.plan import Due, DueReason, weekday
from posture.guide.programme import Form
from posture.guide.routine_run import SetOutcome
from posture.locale import N_, localized, ngettext
from posture.locale import gettext as _
from posture.locale.formats import weekdays

_ROUNDS = {"full": N_("Full round"), "short": N_("Short round"), "gentle": N_("Gentle round")}
_TOMORROW = {
    "full": N_("Next: tomorrow, a full round."),
    "short": N_("Next: tomorrow, a short round."),
    "gentle": N_("Next: tomorrow, a gentle round."),
}
_ON_A_DAY = {
    "full": N_("Next: {day}, a full round."),
    "short": N_("Next: {day}, a short round."),
    "gentle": N_("Next: {day}, a gentle round."),
}
STARTS = {
    "full": N_("Start a full round, {time}"),
    "short": N_("Start a short round, {time}"),
    "gentle": N_("Start a gentle round, {time}"),
}
"""The button of a round that nobody has to do today."""
_MOSTLY_CLEAN = 0.75
"""Share of clean repetitions from which their number is worth saying."""


def round_name(form: Form) -> str:
    """Return the name of a round."""
    return localized(_ROUNDS[form.value])


def next_round(now_due: Due, day: int) -> str:
    """Return when the next round is; "" where none is planned.

    Args:
        now_due: What is due on the day.
        day: The day, as an ordinal.
    """
    if now_due.next_day is None or now_due.next_form is None or now_due.why is DueReason.NO_DAYS:
        return ""
    if now_due.next_day == day + 1:
        return localized(_TOMORROW[now_due.next_form.value])
    name = weekdays()[weekday(now_due.next_day)]
    return localized(_ON_A_DAY[now_due.next_form.value]).format(day=name)


def true_sentence(results: Sequence[Mapping[str, Any]], *, complete: bool) -> str:
    """Return one sentence that is true of a round, and good to hear.

    Args:
        results: Its sets, as the note of the round has them.
        complete: Whether the round was gone through to its end.
    """
    done = [one for one in results if one.get("outcome") == SetOutcome.DONE.value]
    reps, clean = (sum(int(one.get(what) or 0) for one in done) for what in ("reps", "clean"))
    if reps > 1 and clean == reps:
        return ngettext("The repetition was clean.", "All {n} repetitions were clean.", reps).format(n=reps)
    if complete and len(done) == len(results):
        return ngettext("You did your set.", "You did all {n} sets.", len(done)).format(n=len(done))
    if reps and clean >= _MOSTLY_CLEAN * reps:
        return _("{clean} of {reps} repetitions were clean.").format(clean=clean, reps=reps)
    return ngettext("You did {n} set, and it counts.", "You did {n} sets, and they count.", len(done)).format(
        n=len(done)
    )
