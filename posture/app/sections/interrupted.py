"""What is said where the program was ended in the middle of a set, a check or a watch."""

from __future__ import annotations

import streamlit as st

from posture.app import routes
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person
from posture.app.texts import words
from posture.live.registry import hub
from posture.live.run import CHECK, EXERCISE, WATCH
from posture.live.session import LiveSession
from posture.live.snapshot import Snapshot
from posture.report.formats import counted, lasting


def told(now: Snapshot) -> str:
    """What became of an interrupted run, in plain words."""
    texts = words().interrupted
    if now.set_id is None or now.choice is None or now.result is None:
        return texts.nothing
    if now.choice.kind == CHECK:
        views = sum(one["check"]["refused"] is None for one in now.result["checks"])
        return texts.check.format(**counted(views=views))
    if now.choice.kind == WATCH:
        return texts.watch.format(time=lasting(now.result["summary"]["judged_s"]))
    reps = now.session.counts.reps if now.session else 0
    return texts.counted.format(**counted(reps=reps)) if reps else texts.timed


def news(live: LiveSession, kind: str) -> None:
    """Tell whoever opens the page of interrupted runs of theirs whose own page has not come back."""
    if live.snapshot.under_way:
        return
    for token, now in hub().recovery.interrupted(kind, person.current()):
        if now.error:  # that is told where it can be kept again
            continue
        title = (
            f"{session_summary.move_title(now.choice.exercise)}." if now.choice and kind == EXERCISE else ""
        )
        when = kept_sets.spoken_time(now.started_at) if now.started_at else ""
        with st.container(border=True, key=f"po-interrupted-{now.run}"):
            st.write(f"{plain(title)} {when}")
            st.write(told(now))
            with st.container(horizontal=True, vertical_alignment="center"):
                if kind == EXERCISE and now.set_id is not None:
                    routes.link(routes.review(), words().train.review, set=str(now.set_id))
                st.button(
                    words().interrupted.seen,
                    key=f"interrupted_seen_{now.run}",
                    on_click=_seen,
                    args=(token,),
                )


def _seen(token: str) -> None:
    """It has been read."""
    hub().recovery.take(token)
