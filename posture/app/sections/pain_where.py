"""Where it hurts: the body to tap and the list to choose from, and what the guide says of a place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import streamlit as st

from posture.app.components import body_picture, drawings, html
from posture.app.sections import pain_scale
from posture.guide.pain_places import BodyPlace, in_order
from posture.history.pain_notes import PainNote, by_place, strengths
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.terms import PLACES, place_names
from posture.report.body_map import in_words

ICON = ":material/accessibility_new:"
"""Stands before the words of the button that opens the body."""
_TICKED = "where_ticked_{}"
"""The places that are ticked for a question, while no score is kept."""
_NOTE = "where_note_{}"
"""The kept score that a question's places belong to."""
_SAID = "where_said_{}"
"""What each list of a question said last, by its number; numbers never come back, so it is not forgotten."""


def ticked(name: str) -> tuple[BodyPlace, ...]:
    """Return the places that are ticked for a question.

    Args:
        name: The question's.
    """
    return in_order(st.session_state.get(_TICKED.format(name), ()))


def forget(name: str) -> None:
    """Take back what is ticked for a question."""
    for key in (_TICKED, _NOTE):
        st.session_state.pop(key.format(name), None)


def known(places: Collection[BodyPlace]) -> str:
    """Draw the places that are known, and return the words of the button that opens the body."""
    if places:
        html.draw(html.line(place_names(places)))
    return _("Change where") if places else _("Show where")


def button(name: str, note: PainNote | None = None) -> None:
    """Draw the button that opens the body, and what is ticked on it.

    Args:
        name: The question's.
        note: The score that is kept; without it, the places wait for one. Nothing is drawn where it is 0.
    """
    if note is not None and not note.score:
        return
    chosen = note.places if note else ticked(name)
    if st.button(known(chosen), key=f"where_{name}", icon=ICON):
        _start(name, note)
        st.dialog(_("Where does it hurt?"), on_dismiss=lambda: _end(name))(_dialog)(name)


def picker(
    name: str, *, changed: Callable[[tuple[BodyPlace, ...]], None], says: Callable[[], None] = lambda: None
) -> None:
    """Draw the body, and below it the same places as a list.

    Args:
        name: The question's.
        changed: Called with the places whenever one is ticked or taken back.
        says: Draws what is to be said of them, between body and list.
    """
    body = f"where_body_{name}"

    def _flip(places: Collection[BodyPlace]) -> None:
        kept = in_order(frozenset(ticked(name)) ^ frozenset(places))
        st.session_state[_TICKED.format(name)] = kept
        changed(kept)

    body_picture.show(body, ticked(name), changed=lambda: _flip(body_picture.take_taps(body)))
    says()
    with st.expander(_("Choose from a list")):
        names, number = localized(PLACES), _list_number(name)
        st.pills(
            _("Where does it hurt?"),
            list(BodyPlace),
            selection_mode="multi",
            format_func=lambda place: names[place.value],
            key=_list_key(name, number),
            on_change=lambda: _flip(_take_from_list(name, number)),
            label_visibility="collapsed",
        )


def _list_key(name: str, number: int) -> str:
    return f"where_list_{name}_{number}"


def _list_number(name: str) -> int:
    """Return the number of the list that shows what is ticked.

    A list whose ticks were made elsewhere is a new one. A browser that was told of them in the old one could
    send, with a click made before, what the list showed then, and that would read as a choice.
    """
    said: list[frozenset[BodyPlace]] = st.session_state.setdefault(_SAID.format(name), [])
    now = frozenset(ticked(name))
    if not said or said[-1] != now:
        said.append(now)
    number = len(said) - 1
    if (key := _list_key(name, number)) not in st.session_state:
        st.session_state[key] = list(in_order(now))
    return number


def _take_from_list(name: str, number: int) -> frozenset[BodyPlace]:
    """Take what was clicked in a list since the last call, also in one that has just been replaced."""
    said: list[frozenset[BodyPlace]] = st.session_state[_SAID.format(name)]
    before, said[number] = said[number], frozenset(st.session_state[_list_key(name, number)])
    return before ^ said[number]


_MOST = 4
"""Places that are named beside the body."""


def over_time(notes: Sequence[PainNote]) -> list[html.Html]:
    """Return a body shaded by how much each place hurt, and the worst places in words; nothing for none.

    Args:
        notes: The scores of the last weeks.
    """
    places = by_place(notes)
    if not places:
        return []
    drawn = drawings.sore_body(strengths(places), in_words(places[:_MOST]))
    return [html.heading(_("Where it hurt in the last 6 weeks")), drawn]


# ---- the dialog --------------------------------------------------------------------------------


def _start(name: str, note: PainNote | None) -> None:
    if note is not None:
        st.session_state[_TICKED.format(name)] = note.places
        opened = st.session_state.get(_NOTE.format(name))
        before = opened[1] if opened and opened[0].number == note.number else note.judged
        st.session_state[_NOTE.format(name)] = (note, before)


def _dialog(name: str) -> None:
    def _says() -> None:
        kept = st.session_state.get(_NOTE.format(name))
        if kept is not None:
            pain_scale.say_signs(kept[0])

    picker(name, changed=lambda places: _amend(name, places), says=_says)
    if st.button(_("Done"), type="primary", key=f"where_done_{name}"):
        _end(name)
        st.rerun()


def _amend(name: str, places: tuple[BodyPlace, ...]) -> None:
    kept = st.session_state.get(_NOTE.format(name))
    if kept is not None:
        note, before = kept
        st.session_state[_NOTE.format(name)] = (pain_scale.amend(replace(note, places=places)), before)


def _end(name: str) -> None:
    """Let the places take effect: a slip of the finger within the dialog has none."""
    kept = st.session_state.pop(_NOTE.format(name), None)
    if kept is not None:
        note, before = kept
        forget(name)
        if note.judged != before:
            pain_scale.follow_up(note)
