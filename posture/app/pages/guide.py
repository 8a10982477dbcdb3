"""The Guide page: every move that exists, and what else helps an upper back."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from posture.app import routes
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.components.search import matches, strings
from posture.app.sections import guide_topics, move_card
from posture.app.texts import localized, words
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES


def page() -> None:
    """Draw the guide, or one move of it where the address names one."""
    chosen = EXERCISES.get(st.query_params.get("move", ""))
    routes.show_address(**({} if chosen is None else {"move": chosen.id}))
    if chosen is not None:
        move_card.show(chosen)
        return
    texts = words().guide
    theme.title(texts.title, texts.lead)
    query = st.text_input(texts.search, placeholder=texts.search_help, key="guide_search").strip()
    found = _moves(query)
    entries = [(heading, _matching(query, part)) for heading, part in _parts()]
    if query:
        count = len(found) + sum(len(part) for _, part in entries)
        st.write(texts.found.format(count=count) if count else texts.found_none.format(query=plain(query)))
    _cards(found)
    for heading, part in entries:
        _folded(heading, part, opened=bool(query))
    routes.link(routes.professional(), words().frame.professional)


def _parts() -> tuple[tuple[str, tuple[guide_topics.TopicEntry, ...]], ...]:
    texts = words().guide
    return (
        (texts.rest, guide_topics.care()),
        (texts.questions, guide_topics.questions()),
        (texts.safety, guide_topics.safety()),
    )


def _moves(query: str) -> list[Exercise]:
    return [e for e in map(localized, EXERCISES.values()) if matches(query, *_text(e))]


def _text(exercise: Exercise) -> Iterable[str]:
    yield words().frame.groups.get(exercise.group, exercise.group)
    yield from (exercise.title, exercise.summary, exercise.dose.words)
    yield from strings(exercise.instructions)
    yield from strings((exercise.measures, exercise.cannot_measure, exercise.contraindications))
    for rule in exercise.all_rules:
        yield from (rule.cue, rule.tip)


def _matching(query: str, entries: tuple[guide_topics.TopicEntry, ...]) -> list[guide_topics.TopicEntry]:
    return [entry for entry in entries if matches(query, *entry.text)]


def _cards(exercises: list[Exercise]) -> None:
    groups = words().frame.groups
    order = [*groups, *sorted({e.group for e in exercises} - set(groups))]
    for group in order:
        members = [e for e in exercises if e.group == group]
        if not members:
            continue
        st.header(groups.get(group, group.capitalize()), anchor=False)
        for start in range(0, len(members), 2):
            columns = st.columns(2, gap="medium")
            for column, exercise in zip(columns, members[start : start + 2], strict=False):
                with column:
                    move_card.card(exercise)


def _folded(heading: str, entries: list[guide_topics.TopicEntry], *, opened: bool) -> None:
    if not entries:
        return
    st.header(heading, anchor=False)
    for entry in entries:
        with st.expander(entry.title, expanded=opened):
            entry.draw()
