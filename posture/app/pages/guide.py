"""The Guide page: every move, and what else helps an upper back."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from posture.app import routes
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.components.search import matches, strings
from posture.app.sections import guide_topics, move_card
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.terms import GROUPS

_COLUMNS = 3


def page() -> None:
    """Draw the guide, or the move that the address names."""
    asked = st.query_params.get("move", "")
    chosen = EXERCISES.get(asked)
    routes.show_address(**({} if chosen is None else {"move": chosen.id}))
    if chosen is not None:
        move_card.show(chosen)
        return
    theme.title(_("The guide"), _("Fifteen moves, and what else helps an upper back."))
    if asked:
        st.warning(_("There is no move called “{move}”. Choose one here.").format(move=plain(asked)))
    query = st.text_input(
        _("Search the guide"), placeholder=_("For example: slouch, heat, how often"), key="guide_search"
    ).strip()
    found = _moves(query)
    warned = _warned(query, found)
    entries = [(heading, _matching(query, part)) for heading, part in _parts()]
    if query:
        count = len(found) + len(warned) + sum(len(part) for _, part in entries)
        st.write(
            _("{count} found").format(count=count)
            if count
            else _("Nothing in the guide matches “{query}”. Try a shorter word.").format(query=plain(query))
        )
    _cards(found)
    _ask_first(warned)
    for heading, part in entries:
        _folded(heading, part, opened=bool(query))
    routes.link(routes.PROFESSIONAL, _("Ask a professional"))


def _parts() -> tuple[tuple[str, tuple[guide_topics.TopicEntry, ...]], ...]:
    return (
        (_("Beyond the moves"), guide_topics.care()),
        (_("Ten questions"), guide_topics.questions()),
        (_("Staying safe"), guide_topics.safety()),
    )


def _moves(query: str) -> list[Exercise]:
    return [e for e in map(localized, EXERCISES.values()) if matches(query, *_text(e))]


def _warned(query: str, found: list[Exercise]) -> list[Exercise]:
    """Return the moves that what was searched for speaks against: they are no answer to train."""
    others = [e for e in map(localized, EXERCISES.values()) if e not in found]
    return [e for e in others if query and matches(query, *strings(e.contraindications))]


def _ask_first(exercises: list[Exercise]) -> None:
    """Draw the moves to ask about first, as links to their pages."""
    if exercises:
        st.header(_("Ask first about some moves"), anchor=False)
        with st.container(horizontal=True):
            for exercise in exercises:
                routes.link(routes.GUIDE, exercise.title, move=exercise.id)


def _text(exercise: Exercise) -> Iterable[str]:
    yield localized(GROUPS.get(exercise.group, exercise.group))
    yield from (exercise.title, exercise.summary, exercise.dose.words)
    yield from strings(exercise.instructions)
    yield from strings((exercise.measures, exercise.cannot_measure))
    for rule in exercise.all_rules:
        yield from (rule.cue, rule.tip)


def _matching(query: str, entries: tuple[guide_topics.TopicEntry, ...]) -> list[guide_topics.TopicEntry]:
    return [entry for entry in entries if matches(query, *entry.text)]


def _cards(exercises: list[Exercise]) -> None:
    order = [*localized(GROUPS), *sorted({e.group for e in exercises} - set(localized(GROUPS)))]
    for group in order:
        members = [e for e in exercises if e.group == group]
        if not members:
            continue
        st.header(localized(GROUPS.get(group, group.capitalize())), anchor=False)
        for start in range(0, len(members), _COLUMNS):
            columns = st.columns(_COLUMNS, gap="medium")
            for column, exercise in zip(columns, members[start : start + _COLUMNS], strict=False):
                with column:
                    move_card.card(exercise)


def _folded(heading: str, entries: list[guide_topics.TopicEntry], *, opened: bool) -> None:
    if not entries:
        return
    st.header(heading, anchor=False)
    for entry in entries:
        with st.expander(entry.title, expanded=opened):
            entry.draw()
