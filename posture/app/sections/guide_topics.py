"""The guide besides its moves: topics, routine, questions and signs to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from posture import guide
from posture.app.components import theme
from posture.app.components.search import strings
from posture.app.sections.move_card import source_line
from posture.app.texts import localized, words
from posture.guide.content_types import Question, Topic, Urgency


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One thing that folds open: its title, the text that a search looks through, and how it is drawn."""

    title: str
    text: tuple[str, ...]
    draw: Callable[[], None]


def care() -> tuple[TopicEntry, ...]:
    """What helps beside the moves."""
    tables = {guide.CALM.id: _breathing, guide.ROUTINE.id: _day}
    shown = (guide.CAUSES, guide.ROUTINE, guide.YOGA_PILATES, guide.HEAT_COLD, guide.CALM, guide.PROFESSIONAL)
    return tuple(_entry(topic, tables.get(topic.id)) for topic in shown)


def safety() -> tuple[TopicEntry, ...]:
    """When to stop, when to ask, when to get help."""
    texts = words().guide
    flags = {level: [f.sign for f in localized(guide.RED_FLAGS) if f.urgency is level] for level in Urgency}
    ask = localized(guide.ASK_FIRST)
    return (
        _entry(guide.STOP),
        TopicEntry(texts.ask_first, (texts.ask_first, *ask), partial(_list, ask)),
        TopicEntry(
            texts.emergency,
            (texts.emergency, *flags[Urgency.EMERGENCY]),
            partial(_list, flags[Urgency.EMERGENCY]),
        ),
        TopicEntry(
            texts.urgent, (texts.urgent, *flags[Urgency.URGENT]), partial(_list, flags[Urgency.URGENT])
        ),
        _entry(guide.PAIN, _lights),
    )


def questions() -> tuple[TopicEntry, ...]:
    """The guide's ten questions."""
    return tuple(
        TopicEntry(f"{q.number}. {q.question}", (q.question, q.answer.text), partial(_answer, q))
        for q in localized(guide.QUESTIONS)
    )


def _entry(topic: Topic, more: Callable[[], None] | None = None) -> TopicEntry:
    topic = localized(topic)
    text = (topic.title, *strings(topic), *(fact.text for fact in topic.facts))
    return TopicEntry(topic.title, text, partial(_topic, topic, more))


def _topic(topic: Topic, more: Callable[[], None] | None) -> None:
    texts = words().guide
    st.write(topic.summary)
    st.html(theme.bullets(fact.text for fact in topic.facts))
    if topic.steps:
        st.html(theme.bullets(topic.steps, ordered=True))
    if topic.cautions:
        st.markdown(f"**{texts.stop_caution if topic.id == guide.STOP.id else texts.cautions}**")
        st.html(theme.bullets(topic.cautions))
    if more is not None:
        more()
    sources = {fact.source.key: fact.source for fact in topic.facts}
    st.caption("  \n".join([f"{texts.sources}:", *(source_line(s) for s in sources.values())]))


def _answer(question: Question) -> None:
    st.write(question.answer.text)


def _list(items: tuple[str, ...] | list[str]) -> None:
    st.html(theme.bullets(items))


def _breathing() -> None:
    texts = words().guide
    rows = [
        (b.title, b.counts, f"{b.per_minute:g}", str(b.length), b.note) for b in localized(guide.BREATHING)
    ]
    st.html(theme.table(texts.breathing, texts.breathing_columns, rows, numbers=3))


def _day() -> None:
    texts = words().guide
    st.markdown(f"**{texts.a_day}**")
    rows = [(b.title, b.content, str(b.time), b.rest or words().frame.unknown) for b in localized(guide.DAY)]
    st.html(theme.table(texts.a_day, texts.routine_columns, rows))


def _lights() -> None:
    texts = words().guide
    rows = [
        (light.name, light.during, light.after, light.action) for light in localized(guide.PAIN_LIGHTS_TABLE)
    ]
    st.html(theme.table(localized(guide.PAIN.title), texts.pain_columns, rows))
