"""One move of the guide: how to do it, what is measured, and which faults are looked for."""

from __future__ import annotations

import streamlit as st

from posture.app import routes
from posture.app.components import demonstration, html, move_picture, theme
from posture.app.components.drawings import camera_picture
from posture.coach.exercise import Exercise, Source
from posture.exercises import find
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import noted, sentence

_SUPPORTS = {
    "guide": N_("the guide"),
    "measured": N_("measured on clips with known truth"),
    "guideline": N_("guideline"),
    "literature": N_("literature"),
    "tuning": N_("our own tuning"),
}


def card(exercise: Exercise) -> None:
    """Draw a move in a list: a picture, how much of it, and the links to it."""
    exercise = localized(exercise)
    with st.container(border=True, height="stretch", key=f"po-card-{exercise.id}"):
        html.draw(move_picture.picture(exercise))
        st.subheader(exercise.title, anchor=False)
        html.draw(html.quiet(exercise.dose.words))
        with st.container(horizontal=True, vertical_alignment="center"):
            train_link(exercise)
            routes.link(routes.GUIDE, _("How to do it"), move=exercise.id)


def train_link(exercise: Exercise) -> None:
    """Draw the link that opens the Train page with this move chosen."""
    with st.container(key=f"po-cta-{exercise.id}", width="content"):
        st.page_link(routes.TRAIN.page(), label=_("Train this"), query_params={"move": exercise.id})


def show(exercise: Exercise) -> None:
    """Draw everything about one move."""
    exercise = localized(exercise)
    back = _("The whole guide")
    routes.link(routes.GUIDE, f"← {back}")
    theme.title(exercise.title, exercise.summary)
    left, right = st.columns([3, 2], gap="large")
    with left:
        demonstration.show(find(exercise.id))
        how_to(exercise)
    with right, st.container(border=True):
        st.header(_("How much"), anchor=False)
        st.write(exercise.dose.words)
        train_link(exercise)
        camera(exercise)
        st.header(_("Stop at once if you feel"), anchor=False)
        html.draw(html.bullets(sentence(s) for s in exercise.stop_signs))
        st.header(_("Ask a professional first if you have"), anchor=False)
        html.draw(html.bullets(sentence(c) for c in exercise.contraindications))
    with st.expander(_("What the coach tells you")):
        _faults(exercise)
    with st.expander(_("What is measured")):
        measured(exercise)
    _sources(exercise)


def how_to(exercise: Exercise) -> None:
    """Draw set-up, steps and good form."""
    instructions = exercise.instructions
    st.header(_("Step by step"), anchor=False)
    st.write(instructions.setup)
    html.draw(html.bullets(instructions.steps, ordered=True))
    if instructions.why:
        html.draw(html.quiet(instructions.why))
    st.header(_("Good form"), anchor=False)
    html.draw(html.bullets(instructions.good_form))
    if instructions.seated:
        st.header(_("Sitting down"), anchor=False)
        st.write(instructions.seated)
    if instructions.easier:
        st.header(_("To make it easier"), anchor=False)
        st.write(instructions.easier)


def camera(exercise: Exercise) -> None:
    """Draw where the camera stands, as a drawing and in words."""
    st.header(_("Where the camera goes"), anchor=False)
    html.draw(camera_picture(exercise))
    st.write(exercise.instructions.camera)


def measured(exercise: Exercise) -> None:
    """List what is measured, and what a camera cannot see."""
    html.draw(html.bullets(sentence(m) for m in exercise.measures))
    cannot_measure = _("What a camera cannot see here")
    st.markdown(f"**{cannot_measure}**")
    html.draw(html.bullets(noted(sentence(m.what), m.why) for m in exercise.cannot_measure))


def _faults(exercise: Exercise) -> None:
    rows = dict.fromkeys((rule.cue, rule.tip) for rule in exercise.all_rules)
    html.draw(html.table(_("What the coach tells you"), (_("It says"), _("What to try")), rows))


def _sources(exercise: Exercise) -> None:
    sources = {s.key: s for s in (*exercise.sources, *(rule.source for rule in exercise.all_rules))}
    with st.expander(_("Where the figures come from")):
        st.markdown("\n".join(f"- {source_line(s)}" for s in sources.values()))


def source_line(source: Source) -> str:
    """Return a source as Markdown: who, what kind, where."""
    kind = localized(_SUPPORTS.get(source.supports, source.supports))
    link = f" [{source.url.split('//')[-1].split('/')[0]}]({source.url})" if source.url else ""
    return f"{source.citation} *({kind})*{link}"
