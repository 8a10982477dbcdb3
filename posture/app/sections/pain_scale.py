"""Pain from 0 to 10 on a page: the row of numbers, the score that is kept, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import streamlit as st

from posture.app import routes
from posture.app.components import html, signals
from posture.app.components.page_text import plain
from posture.app.components.phrases import LIGHTS
from posture.app.sections import screening_questions
from posture.app.state import kept_sets, person, reader_time
from posture.errors import StoreError
from posture.guide.content_types import Light
from posture.guide.pain_light import (
    SCORES,
    LightReason,
    asks_for_professional,
    asks_for_screening,
    judge,
    judge_next_day,
)
from posture.guide.pain_places import PlaceSign
from posture.history.pain_notes import PainNote, When, amend_pain, note_pain, pain_notes, red_sets
from posture.locale import N_, localized
from posture.locale import gettext as _

_WHY_LIGHT = {
    "green_calm": N_("{score} out of 10 is all right."),
    "amber_score": N_("{score} out of 10 is more than a mild pull."),
    "amber_rise": N_("{rise} more than before you began."),
    "red_score": N_("{score} out of 10 is too much."),
    "red_rise": N_("{rise} more than before you began is too much."),
    "red_sharp": N_("Sharp, shooting, new or growing pain means stop, whatever the number."),
    "red_chest": N_("Chest pain means stop, whatever the number."),
    "red_lasted": N_("It has not settled within the day."),
}

_SIGNS = {
    "chest": N_(
        "Chest pain with pressure, breathlessness, sweating, or pain into an arm or the jaw: call the "
        "emergency number now. Otherwise ask a doctor before you go on."
    ),
    "tearing": N_("If it feels like tearing, call the emergency number now."),
    "headache": N_("If a severe headache came suddenly, call the emergency number now."),
    "spreading": N_("If it shoots into the arm or leg, stop, and ask a professional first."),
    "lower_back": N_("These exercises are for the upper back. For the lower back, ask for others."),
}
"""What the guide says of a place, by its sign."""
_EMERGENCIES = frozenset({PlaceSign.CHEST, PlaceSign.TEARING, PlaceSign.HEADACHE})

ONE_TRAINING = timedelta(hours=4)
"""Scores closer together than this belong to one training."""
REMEMBERED = timedelta(weeks=6)
"""A red light longer ago does not count towards a second one (four to six weeks without improvement are a
reason to ask by themselves)."""


def notes(*, of: str | None = None) -> list[PainNote]:
    """Return the latest scores of a person, newest first; none where the journal cannot be read.

    Args:
        of: The person; the one in use without it. Scores of a set belong to the one who began it.
    """
    try:
        since = datetime.now(timezone.utc) - REMEMBERED
        return pain_notes(kept_sets.store().journal, person=_whose(of), since=since)
    except StoreError:
        return []


def over_today() -> dict[str, PainNote]:
    """Return the moves that were red today with their last red score: none begins again before tomorrow."""
    day = reader_time.day(datetime.now(timezone.utc))
    red = (n for n in notes() if n.move and n.light is Light.RED and reader_time.day(n.written_at) == day)
    return {note.move: note for note in reversed(list(red))}


def score_before(known: list[PainNote], moment: datetime) -> int | None:
    """Return the score at the start of a training, ``None`` where it was not asked.

    Args:
        known: Scores of the person, newest first.
        moment: A moment of the training.
    """
    start = (n.score for n in known if n.when is When.BEFORE and abs(moment - n.written_at) < ONE_TRAINING)
    return next(start, None)


def row(question: str, key: str, *, pressed: Callable[[], None] | None = None) -> int | None:
    """Draw the row of scores and return the one that was pressed.

    Args:
        question: The question above it.
        key: Key of the widget in the session's state.
        pressed: Called at once when a score is pressed.
    """
    with st.container(key=f"po-pain-{key}"):
        return st.pills(
            question,
            list(SCORES),
            key=key,
            help=_("0 is no pain, 10 the worst you can imagine."),
            on_change=pressed or "rerun",
            width="stretch",
        )


def keep(note: PainNote, *, of: str | None = None) -> PainNote:
    """Keep a score, and return it as it is kept. Strong pain brings the warning signs back.

    Without a journal the score is answered but not kept.

    Args:
        note: The score.
        of: The person; the one in use without it.
    """
    number = 0
    try:
        number = note_pain(kept_sets.store().journal, note, person=_whose(of))
    except StoreError as error:
        st.warning(plain(error))
    follow_up(note, of=of)
    return replace(note, number=number)


def amend(note: PainNote) -> PainNote:
    """Keep a score again, with its places, and return it with the light that it shows now.

    Args:
        note: The score, with the places that were said.
    """
    if note.when is When.NEXT_DAY:
        settled = note.settled is not False
        judged = judge_next_day(note.score, before=note.before, settled=settled, places=note.places)
    else:
        judged = judge(note.score, before=note.before, sharp=note.sharp, places=note.places)
    amended = replace(note, judged=judged)
    try:
        if amended.number:
            amend_pain(kept_sets.store().journal, amended)
    except StoreError as error:
        st.warning(plain(error))
    return amended


def follow_up(note: PainNote, *, of: str | None = None) -> None:
    """Bring the warning signs back where a score asks for them.

    Args:
        note: The score.
        of: The person; the one in use without it.
    """
    if _asks_for_screening(note):
        screening_questions.ask_again(note.score, of=_whose(of))


def _asks_for_screening(note: PainNote) -> bool:
    strong = asks_for_screening(note.score) or note.judged.why is LightReason.CHEST
    return strong and note.when is not When.NEXT_DAY


def _whose(of: str | None) -> str:
    return person.current() if of is None else of


def verdict(note: PainNote, does: str, *, easier: str = "", of: str | None = None) -> None:
    """Draw the light of a score, the reason for it, and what to do.

    Args:
        note: The score.
        does: What to do at this light.
        easier: An easier way to do the move; shown unless the light is green.
        of: The person; the one in use without it.
    """
    light = note.light
    form = _("Next time, easier: {how}") if light is Light.RED else _("Easier: {how}")
    said = [does, form.format(how=easier)] if easier and light is not Light.GREEN else [does]
    html.draw(signals.light(light, localized(LIGHTS[light.value]), reason(note), said))
    if light is Light.RED and note.move and asks_for_professional(red_sets(notes(of=of)).get(note.move, 0)):
        st.warning(_("This move has been red before. Please ask a professional before you do it again."))
        routes.link(routes.PROFESSIONAL, _("What to tell a professional"))
    say_signs(note)
    if _asks_for_screening(note):
        st.info(_("The warning signs come next."))


def say_signs(note: PainNote) -> None:
    """Draw what the guide says of the places of a score: what may be an emergency apart."""
    for sign in note.signs:
        text = localized(_SIGNS[sign.value])
        if sign in _EMERGENCIES:
            st.error(text)
        else:
            st.warning(text) if sign is PlaceSign.SPREADING else html.draw(html.quiet(text))


def reason(note: PainNote) -> str:
    """Return why a score shows its light."""
    why = localized(_WHY_LIGHT[f"{note.light.value}_{note.judged.why.value}"])
    return why.format(score=note.score, rise=note.score - (note.before or 0))
