"""The Review page: how training goes, the kept sets, and each one with every attempt."""

from __future__ import annotations

import math

import streamlit as st

from posture.app import routes
from posture.app.components import html, theme
from posture.app.components.page_text import plain
from posture.app.sections import corrections, move_progress, session_summary, training_calendar
from posture.app.sections.session_summary import SetEvidence
from posture.app.state import kept_sets, person, reader_time
from posture.errors import StoreError
from posture.history.exporter import Content
from posture.history.kept_set import KeptSet
from posture.history.progress import TrainedMove
from posture.locale import gettext as _
from posture.locale.formats import lasting, sentence

_AT_ONCE = 8
"""Sets that are listed at once."""
_LONGEST = 9
"""Digits of the longest number that every database takes."""


def page() -> None:
    """Draw the list, or the set that the address names."""
    chosen = st.query_params.get("set", "")
    routes.show_address(**({"set": chosen} if chosen else {}))
    if chosen:
        _one(chosen)
    else:
        _all()


def _all(*, without: str = "") -> None:
    """Draw the list; ``without`` is what the address asked for where no set of that number is here."""
    theme.title(_("Your sets"))
    if without:
        st.warning(_("There is no set {id} here.").format(id=plain(without[:_LONGEST])))
    totals = kept_sets.store().training.moves(person=person.current())
    if not totals:
        _empty()
        training_calendar.show()
        return
    looking_back, listed = st.columns([5, 7], gap="large")
    with looking_back:
        training_calendar.show()
    with listed:
        chosen = _move(totals)
        if chosen:
            move_progress.show(chosen)
        _list(chosen)


def _move(totals: list[TrainedMove]) -> str | None:
    """Return the move to look at: the only one, or the chosen one."""
    if len(totals) == 1:
        return totals[0].exercise
    names = {total.exercise: session_summary.move_title(total.exercise) for total in totals}
    with st.container():  # right in a column, what has no room would be scrolled out of sight
        return st.pills(
            _("Move"),
            list(names),
            format_func=lambda e: plain(names[e]),
            key="review_move",
            label_visibility="collapsed",
        )


def _list(chosen: str | None) -> None:
    """Draw the latest sets, and more of them on request."""
    shown = st.session_state.get("review_shown", _AT_ONCE)
    found = kept_sets.store().sets(person=person.current(), exercise=chosen, limit=shown + 1)
    with st.container(gap="xsmall"):
        for item in found[:shown]:
            _row(item)
    if len(found) > shown and st.button(_("Show more")):
        st.session_state["review_shown"] = shown + _AT_ONCE
        st.rerun()


def _empty() -> None:
    with st.container(border=True, key="po-empty"):
        st.header(_("No sets yet"), anchor=False)
        st.write(_("Each set you train is kept here."))
        with st.container(key="po-cta-first", width="content"):
            st.page_link(routes.TRAIN.page(), label=_("Train your first set"))


def _row(item: KeptSet) -> None:
    with (
        st.container(border=True, key=f"po-set-{item.id}"),
        st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"),
    ):
        routes.link(routes.REVIEW, plain(session_summary.move_title(item.exercise)), set=str(item.id))
        html.draw(html.facts(_meta(item)), width="content")


def _meta(item: KeptSet) -> list[str]:
    tried = item.corrected_reps or item.counts.attempts
    counted = _("{reps} of {attempts} counted").format(
        reps=item.corrected_reps, attempts=item.counts.attempts
    )
    return [
        counted if tried or not math.isfinite(item.duration_s) else lasting(item.duration_s),
        reader_time.brief_time(item.started_at),
        *([corrections.agreement(item.agreement)] if item.agreement else []),
        *([_("interrupted")] if item.interrupted else []),
    ]


def _one(chosen: str) -> None:
    item = _found(chosen)
    if item is None or item.session is None:
        _all(without=chosen)
        return
    back = _("All sets")
    routes.link(routes.REVIEW, f"← {back}")
    theme.title(session_summary.move_title(item.exercise), sentence(reader_time.spoken_time(item.started_at)))
    if item.interrupted:
        st.info(_("This set was interrupted. What you did until then is here."))
    store = kept_sets.store()
    trace, stills = store.trace(item.id), store.stills.of(item.id)
    session_summary.show(item.session, SetEvidence(corrections.said(item), trace, stills))
    corrections.show(item)
    _actions(item)


def _found(chosen: str) -> KeptSet | None:
    """Return the person's set of a number, which comes from the address and may be anything."""
    if not chosen.isdecimal() or len(chosen) > _LONGEST:
        return None
    try:
        found = kept_sets.store().get(int(chosen))
    except StoreError:
        kept_sets.store().sets(limit=1)  # says it where the database is at fault, and not the number
        return None
    return found if found.person == person.current() else None


def _actions(item: KeptSet) -> None:
    name = f"posture-{item.exercise}-{reader_time.here(item.started_at):%Y%m%d-%H%M%S}"
    with st.container(horizontal=True):
        with st.popover(_("Download")):
            for ending, label, mime in (
                ("json", _("Download as JSON"), "application/json"),
                ("csv", _("Download as CSV"), "text/csv"),
            ):
                st.download_button(
                    label,
                    data=kept_sets.file_of(Content([item]), ending),
                    file_name=f"{name}.{ending}",
                    mime=mime,
                    on_click="ignore",
                )
        if st.button(_("Delete this set"), type="tertiary"):
            st.dialog(_("Delete this set?"))(_delete)(item.id, reader_time.spoken_time(item.started_at))


def _delete(set_id: int, moment: str) -> None:
    st.write(_("The set of {when} is removed for good.").format(when=moment))
    with st.container(horizontal=True), theme.plainly():
        if st.button(_("Delete for good"), type="primary"):
            kept_sets.store().delete(set_id)
            st.query_params.clear()
            st.rerun()
        if st.button(_("Keep it")):
            st.rerun()
