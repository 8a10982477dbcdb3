"""Questions about pain before training, after a set, and on the next day; each may be skipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import streamlit as st

from posture.app.components import html
from posture.app.components.phrases import AFTER_SET, DURING_SET
from posture.app.sections import pain_scale, pain_where
from posture.app.state import kept_sets, person, reader_time
from posture.errors import StoreError
from posture.exercises import find
from posture.guide.content_types import Light
from posture.guide.pain_light import judge, judge_next_day
from posture.guide.pain_places import BodyPlace
from posture.history.pain_notes import PainNote, When
from posture.live.snapshot import Snapshot
from posture.locale import N_, localized
from posture.locale import gettext as _

NEXT_DAY = {
    "green": N_("Your back took it well."),
    "amber": N_("It settled. Repeat the same amount before you do more."),
    "red": N_("Do about a third less today, and take easier forms."),
}
_BEFORE_SET = {
    "green": N_("Move slowly and stay below the point of pain."),
    "amber": N_("Take it easy today: less range, less weight, fewer repetitions."),
    "red": N_("Rest today, or try quiet breathing. Please go through the warning signs first."),
}

_SKIPPED = "pain_skipped"
"""When each question was skipped on this visit."""
_WORST, _LOOKED_BACK = "pain_worst", "pain_looked_back"
_ASK_BACK = timedelta(days=3)
"""Longer ago, nobody remembers how the day after was."""


def before() -> None:
    """Ask for the pain now, once a training; before that, how the day after the last one was."""
    known, now = pain_scale.notes(), datetime.now(timezone.utc)
    if (last := _to_look_back_on(known, now)) is not None:
        _next_day(last, pain_scale.score_before(known, last))
        return
    if looked_back := st.session_state.get(_LOOKED_BACK):
        pain_scale.verdict(looked_back, localized(NEXT_DAY[looked_back.light.value]))
    said = _said_before(known, now)
    if said is None and not _skipped("before", now):
        _ask(_("How much does it hurt right now?"), "before", _note_before)
    elif said is not None and said.score:
        if said.light is Light.GREEN:
            html.draw(html.saved(pain_scale.reason(said)))
        else:
            pain_scale.verdict(said, localized(_BEFORE_SET[said.light.value]))
        pain_where.button("before", said)


def asks_before() -> bool:
    """Return whether `before` has a question now, rather than an answer to show."""
    known, now = pain_scale.notes(), datetime.now(timezone.utc)
    if _to_look_back_on(known, now) is not None:
        return True
    answered = _said_before(known, now) or st.session_state.get(_LOOKED_BACK)
    return not answered and not _skipped("before", now)


def _said_before(known: list[PainNote], now: datetime) -> PainNote | None:
    """Return the score with which the training of now began; ``None`` where none was given."""
    recent = (n for n in known if n.when is When.BEFORE and now - n.written_at < pain_scale.ONE_TRAINING)
    return next(recent, None)


def _note_before(score: int, places: tuple[BodyPlace, ...]) -> None:
    judged = judge(score, places=places)
    now = datetime.now(timezone.utc)
    pain_scale.keep(PainNote(written_at=now, when=When.BEFORE, score=score, judged=judged, places=places))
    if not score:
        st.toast(_("Noted."))


def after(now: Snapshot) -> None:
    """Ask for the worst pain of the set that just ended, and say what follows.

    Only the person who did the set is asked: after a change of profile, nobody is.

    Args:
        now: A live session whose set has ended.
    """
    if now.started_at is None or now.choice is None or now.choice.person != person.current():
        return
    move, about = now.choice.exercise, now.started_at
    about_set = [n for n in pain_scale.notes() if n.about == about]
    easier = localized(find(move).instructions.easier)
    red = next((n for n in about_set if n.light is Light.RED), None)
    said = red or next((n for n in about_set if n.when is When.AFTER), None)
    if said is not None:
        does = localized(DURING_SET) if said.when is When.DURING else localized(AFTER_SET)
        pain_scale.verdict(said, does[said.light.value], easier=easier)
        pain_where.button(f"after-{about.isoformat()}", said)
    elif not _skipped(about.isoformat(), datetime.now(timezone.utc)):
        _ask(
            _("How much did it hurt at most?"),
            about.isoformat(),
            lambda score, places: _note_after(score, places, move, about),
        )


def _note_after(score: int, places: tuple[BodyPlace, ...], move: str, about: datetime) -> None:
    start = pain_scale.score_before(pain_scale.notes(), about)
    judged = judge(score, before=start, places=places)
    note = PainNote(
        written_at=datetime.now(timezone.utc), when=When.AFTER, score=score, judged=judged,
        move=move, before=start, about=about, places=places,
    )  # fmt: skip
    pain_scale.keep(note)


# ---- the day after -----------------------------------------------------------------------------


def _last_training(now: datetime) -> datetime | None:
    """Return when the last set of an earlier day began, if the day after it can still be remembered."""
    try:
        sets = kept_sets.store().sets(person=person.current(), limit=1, live=True)
    except StoreError:
        return None
    if not sets or now - sets[0].started_at > _ASK_BACK:
        return None
    return sets[0].started_at if reader_time.day(sets[0].started_at) < reader_time.day(now) else None


def _to_look_back_on(known: list[PainNote], now: datetime) -> datetime | None:
    """Return when the last training began, if the day after it is still to be asked about."""
    last = _last_training(now)
    if last is None or _answered(known, When.NEXT_DAY, last) or _skipped("next_day", now):
        return None
    return last


def _next_day(last: datetime, start: int | None) -> None:
    worst = st.session_state.get(_WORST)
    if worst is None:
        question = _("The worst it hurt in the 24 hours after training ({day})?").format(
            day=reader_time.spoken_time(last)
        )
        _ask(question, "next_day", lambda score, places: _look_back(_Worst(score, places, start), last))
        return
    with st.container(border=True, key="po-ask-settled"):
        st.markdown(_("Is it back to how it was before training?"))
        with st.container(horizontal=True):
            for label, settled in ((_("Yes"), True), (_("No, still worse"), False)):
                more = {"settled": settled}
                st.button(label, on_click=_note_next_day, args=(worst, last), kwargs=more)


@dataclass(frozen=True, slots=True)
class _Worst:
    """The worst pain of the day after, where it was, and the score before training."""

    score: int
    places: tuple[BodyPlace, ...]
    before: int | None


def _look_back(worst: _Worst, last: datetime) -> None:
    """Ask whether the pain has settled if it was worse than at the start; otherwise it counts as settled."""
    if worst.score > (worst.before or 0):
        st.session_state[_WORST] = worst
    else:
        _note_next_day(worst, last, settled=True)


def _note_next_day(worst: _Worst, last: datetime, *, settled: bool) -> None:
    st.session_state.pop(_WORST, None)
    judged = judge_next_day(worst.score, before=worst.before, settled=settled, places=worst.places)
    note = PainNote(
        written_at=datetime.now(timezone.utc), when=When.NEXT_DAY, score=worst.score, judged=judged,
        before=worst.before, settled=settled, about=last, places=worst.places,
    )  # fmt: skip
    st.session_state[_LOOKED_BACK] = pain_scale.keep(note)


# ---- a question --------------------------------------------------------------------------------


def _answered(known: list[PainNote], when: When, about: datetime) -> bool:
    return any(note.when is when and note.about == about for note in known)


def _ask(question: str, name: str, answered: Callable[[int, tuple[BodyPlace, ...]], None]) -> None:
    """Draw a question in one row: the scores, where it hurts, and a way past it.

    Args:
        question: The question.
        name: Its name, for this visit.
        answered: Called with the score and the places.
    """
    key = f"pain_{name}"

    def _pressed() -> None:
        score, places = st.session_state.pop(key), pain_where.ticked(name)
        pain_where.forget(name)
        answered(score, places if score else ())

    with (
        st.container(border=True, key=f"po-ask-{name}"),
        st.container(horizontal=True, vertical_alignment="bottom", key=f"po-askrow-{name}"),
    ):
        pain_scale.row(question, key, pressed=_pressed)
        pain_where.button(name)
        st.button(_("Skip"), key=f"skip_{name}", type="tertiary", on_click=_skip, args=(name,))


def _skip(name: str) -> None:
    skipped = {**st.session_state.get(_SKIPPED, {}), name: datetime.now(timezone.utc)}
    st.session_state[_SKIPPED] = skipped


def _skipped(name: str, now: datetime) -> bool:
    at = st.session_state.get(_SKIPPED, {}).get(name)
    return at is not None and now - at < pain_scale.ONE_TRAINING
