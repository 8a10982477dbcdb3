"""News of sets, checks and watches during which the program was ended."""

from __future__ import annotations

import streamlit as st

from posture.app import routes
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import person, reader_time
from posture.live.registry import session_registry
from posture.live.run import CHECK, EXERCISE, WATCH
from posture.live.session import LiveSession
from posture.live.snapshot import Snapshot
from posture.locale import gettext as _
from posture.locale import ngettext
from posture.locale.formats import lasting


def outcome(now: Snapshot) -> str:
    """Return in plain words what became of an interrupted run."""
    if now.set_id is None or now.choice is None or now.result is None:
        return _(
            "Posture stopped before anything was finished, so there was nothing to save. Nothing is lost."
        )
    if now.choice.kind == CHECK:
        views = sum(one["check"]["refused"] is None for one in now.result["checks"])
        return ngettext(
            "Posture stopped during your check. What was measured is safe: {n} view, kept with your checks.",
            "Posture stopped during your check. What was measured is safe: {n} views, kept with your checks.",
            views,
        ).format(n=views)
    if now.choice.kind == WATCH:
        return _(
            "Posture stopped during your watch. What it saw until then is safe: {time}, kept with your days."
        ).format(time=lasting(now.result["summary"]["judged_s"]))
    reps = now.session.counts.reps if now.session else 0
    return (
        ngettext(
            "Posture stopped during your set. What you did is safe: {n} repetition, kept in your history.",
            "Posture stopped during your set. What you did is safe: {n} repetitions, kept in your history.",
            reps,
        ).format(n=reps)
        if reps
        else _("Posture stopped during your set. What you did until then is safe and kept in your history.")
    )


def news(live: LiveSession, kind: str) -> None:
    """Draw the person's interrupted runs of a kind whose own page has not come back.

    Args:
        live: The session of this page; nothing is drawn while it runs.
        kind: The kind of run, as `posture.live.run` names it.
    """
    if live.snapshot.under_way:
        return
    for token, now in session_registry().recovery.interrupted(kind, person.current()):
        if now.error:  # its own page offers to keep it
            continue
        title = (
            f"{session_summary.move_title(now.choice.exercise)}." if now.choice and kind == EXERCISE else ""
        )
        when = reader_time.spoken_time(now.started_at) if now.started_at else ""
        with st.container(border=True, key=f"po-interrupted-{now.run}"):
            st.write(f"{plain(title)} {when}")
            st.write(outcome(now))
            with st.container(horizontal=True, vertical_alignment="center"):
                if kind == EXERCISE and now.set_id is not None:
                    routes.link(routes.REVIEW, _("Open in Review"), set=str(now.set_id))
                st.button(
                    _("All right"),
                    key=f"interrupted_seen_{now.run}",
                    on_click=_seen,
                    args=(token,),
                )


def _seen(token: str) -> None:
    """Mark it as read."""
    session_registry().recovery.take(token)  # its person's, or it would not have been listed
