"""One move of the guide on a page: how to do it, what is measured, which faults are listened for."""

from __future__ import annotations

from html import escape

import streamlit as st

from posture.app import routes
from posture.app.components import theme
from posture.app.components.drawings import placement
from posture.app.texts import localized, words
from posture.coach.exercise import Exercise, Source
from posture.report.formats import sentence


def card(exercise: Exercise) -> None:
    """A move in a list: what it is, how much, and the ways to it."""
    texts, exercise = words().guide, localized(exercise)
    with st.container(border=True, height="stretch", key=f"po-card-{exercise.id}"):
        st.subheader(exercise.title, anchor=False)
        st.html(f'<p class="po-flat">{escape(exercise.summary)}</p>')
        st.html(f'<p class="po-quiet po-flat">{escape(exercise.dose.words)}</p>')
        with st.container(horizontal=True, vertical_alignment="center"):
            train_link(exercise)
            routes.link(routes.guide(), texts.read_more, move=exercise.id)


def train_link(exercise: Exercise) -> None:
    """The link that opens the Train page with this move chosen."""
    with st.container(key=f"po-cta-{exercise.id}", width="content"):
        st.page_link(routes.train(), label=words().guide.train_this, query_params={"move": exercise.id})


def show(exercise: Exercise) -> None:
    """Everything about one move."""
    texts, exercise = words().guide, localized(exercise)
    routes.link(routes.guide(), f"← {texts.back}")
    theme.title(exercise.title, exercise.summary)
    left, right = st.columns([3, 2], gap="large")
    with left:
        how_to(exercise)
        _faults(exercise)
    with right, st.container(border=True):
        st.header(texts.dose, anchor=False)
        st.write(exercise.dose.words)
        train_link(exercise)
        camera(exercise)
        _measured(exercise)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(texts.caution, anchor=False)
        st.html(theme.bullets(sentence(c) for c in exercise.contraindications))
    with right:
        st.header(texts.stop_signs, anchor=False)
        st.html(theme.bullets(sentence(s) for s in exercise.stop_signs))
    _sources(exercise)


def how_to(exercise: Exercise) -> None:
    """Set-up, steps and good form."""
    texts, instructions = words().guide, exercise.instructions
    st.header(texts.setup, anchor=False)
    st.write(instructions.setup)
    st.header(texts.steps, anchor=False)
    st.html(theme.bullets(instructions.steps, ordered=True))
    st.header(texts.good_form, anchor=False)
    st.html(theme.bullets(instructions.good_form))
    if instructions.easier:
        st.header(texts.easier, anchor=False)
        st.write(instructions.easier)


def camera(exercise: Exercise) -> None:
    """Where the camera stands, drawn and in words."""
    texts = words().guide
    st.header(texts.camera, anchor=False)
    st.html(placement(exercise.views[0]))
    views = " / ".join(words().frame.views[view.value] for view in exercise.views)
    st.html(f'<p class="po-quiet po-flat">{escape(texts.seen_from_above)}. {escape(views)}.</p>')
    st.write(exercise.instructions.camera)


def _measured(exercise: Exercise) -> None:
    texts = words().guide
    st.header(texts.measures, anchor=False)
    st.html(theme.bullets(sentence(m) for m in exercise.measures))
    st.header(texts.cannot_measure, anchor=False)
    st.html(theme.bullets(sentence(str(m)) for m in exercise.cannot_measure))


def _faults(exercise: Exercise) -> None:
    texts = words().guide
    st.header(texts.faults, anchor=False)
    rows = dict.fromkeys((f"“{rule.cue}”", rule.tip) for rule in exercise.all_rules)
    st.html(theme.table(texts.faults, texts.fault_columns, rows))


def _sources(exercise: Exercise) -> None:
    texts = words().guide
    sources = {s.key: s for s in (*exercise.sources, *(rule.source for rule in exercise.all_rules))}
    with st.expander(texts.sources):
        st.markdown("\n".join(f"- {source_line(s)}" for s in sources.values()))


def source_line(source: Source) -> str:
    """A source as Markdown: who, what kind, where."""
    kind = words().guide.supports.get(source.supports, source.supports)
    link = f" [{source.url.split('//')[-1].split('/')[0]}]({source.url})" if source.url else ""
    return f"{source.citation} *({kind})*{link}"
