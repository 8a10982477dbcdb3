"""The guide beyond its moves: topics, the routine, questions, and signs to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from posture import guide
from posture.app.components import html
from posture.app.components.search import strings
from posture.app.sections.move_card import source_line
from posture.guide.content_types import Question, Topic, Urgency
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import UNKNOWN, brief, in_turn


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One entry that folds open.

    Attributes:
        title: Its heading.
        text: Everything that a search looks through.
        draw: Draws what is inside.
    """

    title: str
    text: tuple[str, ...]
    draw: Callable[[], None]


def care() -> tuple[TopicEntry, ...]:
    """Return what helps beside the moves."""
    tables = {guide.CALM.id: _breathing, guide.ROUTINE.id: _day}
    shown = (guide.CAUSES, guide.ROUTINE, guide.YOGA_PILATES, guide.HEAT_COLD, guide.CALM, guide.PROFESSIONAL)
    return tuple(_entry(topic, tables.get(topic.id)) for topic in shown)


def safety() -> tuple[TopicEntry, ...]:
    """Return when to stop, when to ask, and when to get help."""
    flags = {level: [f.sign for f in localized(guide.RED_FLAGS) if f.urgency is level] for level in Urgency}
    ask = localized(guide.ASK_FIRST)
    return (
        _entry(guide.STOP),
        TopicEntry(
            _("Before you begin, ask a professional if you have"),
            (_("Before you begin, ask a professional if you have"), *ask),
            partial(_list, ask),
        ),
        TopicEntry(
            _("Call the emergency number now"),
            (_("Call the emergency number now"), *flags[Urgency.EMERGENCY]),
            partial(_list, flags[Urgency.EMERGENCY]),
        ),
        TopicEntry(
            _("See a doctor within a day or two"),
            (_("See a doctor within a day or two"), *flags[Urgency.URGENT]),
            partial(_list, flags[Urgency.URGENT]),
        ),
        _entry(guide.PAIN, _lights),
    )


def questions() -> tuple[TopicEntry, ...]:
    """Return the guide's ten questions."""
    return tuple(
        TopicEntry(q.question, (q.question, q.answer.text, q.search_words), partial(_answer, q))
        for q in localized(guide.QUESTIONS)
    )


def _entry(topic: Topic, more: Callable[[], None] | None = None) -> TopicEntry:
    topic = localized(topic)
    text = (topic.title, *strings(topic), *(fact.text for fact in topic.facts))
    return TopicEntry(topic.title, text, partial(_topic, topic, more))


def _topic(topic: Topic, more: Callable[[], None] | None) -> None:
    st.write(topic.summary)
    html.draw(html.bullets(fact.text for fact in topic.facts))
    if topic.steps:
        html.draw(html.bullets(topic.steps, ordered=True))
    if topic.cautions:
        stop_caution = _("Signs to stop")
        cautions = _("Take care")
        st.markdown(f"**{stop_caution if topic.id == guide.STOP.id else cautions}**")
        html.draw(html.bullets(topic.cautions))
    if more is not None:
        more()
    sources = {fact.source.key: fact.source for fact in topic.facts}
    sources_text = _("Where the figures come from")
    st.caption("  \n".join([sources_text, *(source_line(s) for s in sources.values())]))


def _answer(question: Question) -> None:
    st.write(question.answer.text)


def _list(items: tuple[str, ...] | list[str]) -> None:
    html.draw(html.bullets(items))


def _breathing() -> None:
    rows = [
        (b.title, brief(b.per_minute), str(b.length), in_turn(b.counts), b.note)
        for b in localized(guide.BREATHING)
    ]
    html.draw(
        html.table(
            _("Breathing patterns"),
            (
                _("Pattern"),
                _("Breaths a minute"),
                _("How long"),
                _("In – hold – out – rest"),
                _("Good to know"),
            ),
            rows,
            numbers=2,
        )
    )


def _day() -> None:
    a_day = _("One training day")
    st.markdown(f"**{a_day}**")
    rows = [(b.title, b.content, str(b.time), b.rest or UNKNOWN) for b in localized(guide.DAY)]
    html.draw(html.table(_("One training day"), (_("Part"), _("What"), _("Time"), _("Rest")), rows))


def _lights() -> None:
    rows = [
        (light.name, light.during, light.after, light.action) for light in localized(guide.PAIN_LIGHTS_TABLE)
    ]
    html.draw(
        html.table(
            localized(guide.PAIN.title),
            (_("Light"), _("During the move"), _("Afterwards"), _("What to do")),
            rows,
        )
    )
