"""The live session that a browser page has, and how a part of the page follows it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from posture.app.state import sign_in
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Snapshot, State

Shown = tuple[object, ...]
"""What a page shows of a live session; a change redraws the page."""


def session_of(page: str) -> LiveSession:
    """Return the live session that this browser tab has under that name: the one it had, or a new one."""
    live = of_token(st.session_state.get(page, ""))
    if live is None:
        live = session_registry().open(owner=sign_in.owner())
        st.session_state[page] = live.token
    return live


def of_token(token: str) -> LiveSession | None:
    """Return the live session of that token, if it lives, and is of who is signed in on this page."""
    return session_registry().get(token, owner=sign_in.owner())


def shown_of(now: Snapshot) -> Shown:
    """Return what a page shows around any live picture."""
    return now.under_way, now.started_at, now.state is State.FINISHED, now.set_id


def look_again(
    token: str, shown: Shown, shown_of: Callable[[LiveSession, Snapshot], Shown]
) -> tuple[LiveSession, Snapshot]:
    """Return the live session of a fragment as it is now, or redraw the whole page where it has changed.

    Args:
        token: The session's.
        shown: What the page showed of it when it was drawn.
        shown_of: Returns what the page would show of it now.
    """
    live = of_token(token)
    now = live.snapshot if live else Snapshot()
    if live is None or shown_of(live, now) != shown:
        st.rerun()
    return live, now
