"""The Check page: a guided posture check, what it came to, and how that changes over time."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from posture.app.components import live_camera, theme
from posture.app.components.drawings import placement
from posture.app.sections import check_results, interrupted
from posture.app.state import person
from posture.app.state.live_session import session_of, show_ended
from posture.app.texts import words
from posture.body.view import View
from posture.live.registry import hub
from posture.live.run import CHECK
from posture.live.session import LiveSession
from posture.live.snapshot import RunChoice, Snapshot, State
from posture.posture_check.check_protocol import SAID, STOPS

_STYLE = Path(__file__).parents[1] / "styles" / "check.css"
_PAGE = "check_page"
PICTURES = "pictures"
"""Setting: whether pictures may be kept."""


def page() -> None:
    """Draw the Check page."""
    texts = words().check
    st.html(_STYLE)
    theme.title(texts.title, texts.lead)
    live = _live()
    interrupted.news(live, CHECK)
    left, right = st.columns([13, 7], gap="large")
    with left:
        live_camera.show(live.token, SAID, place="check", texts=texts.live)
        _outcome(live)
    with right, st.container(key="po-beside"):
        _stops(live.token, _drawn(live.snapshot))
        _guide(live)
    check_results.show(live.snapshot)


def _live() -> LiveSession:
    """The live session of this page: the one it had, or a new one; always ready for a check."""
    live = session_of(_PAGE)
    options = {PICTURES: bool(person.setting_or(PICTURES, default=False))}
    live.choose(
        RunChoice("", kind=CHECK, title=words().check.title, options=options, person=person.current())
    )
    return live


def _guide(live: LiveSession) -> None:
    texts = words().check
    st.html(f"<h2>{escape(texts.how)}</h2>{theme.bullets(texts.steps, ordered=True)}{placement(View.FRONT)}")
    key = "check_pictures"
    st.session_state[key] = bool(person.setting_or(PICTURES, default=False))
    st.toggle(
        texts.pictures,
        key=key,
        help=texts.pictures_help,
        on_change=lambda: person.choose(PICTURES, bool(st.session_state[key])),
        disabled=live.snapshot.under_way,
    )


# ---- the check under way -----------------------------------------------------------------------


def _drawn(now: Snapshot) -> tuple[object, ...]:
    """What the whole page shows of the live session: where it changes, the page is drawn anew."""
    return now.under_way, now.started_at, now.state is State.FINISHED, now.set_id


@st.fragment(run_every=0.5)
def _stops(token: str, drawn: tuple[object, ...]) -> None:
    """Which view is measured now, and which are through."""
    live = hub().get(token)
    now = live.snapshot if live else Snapshot()
    if live is None or _drawn(now) != drawn:
        st.rerun()
    if not now.under_way:
        return
    texts = words().check
    rows = []
    for number, stop in enumerate(STOPS):
        view = texts.stops[stop.side.value]
        if number < len(now.attempts):
            form = texts.stop_refused if now.attempts[number]["refused"] else texts.stop_done
        else:
            form = texts.stop_now if number == len(now.attempts) else texts.stop_next
        rows.append(f"<li>{escape(form.format(view=view))}</li>")
    st.html(
        f'<div class="po-live"><h3>{escape(texts.now)}</h3><ul class="po-stops">{"".join(rows)}</ul></div>'
    )


def _outcome(live: LiveSession) -> None:
    """What became of the check that just ended, and which views were refused."""
    show_ended(live, words().check)
    if live.snapshot.state is State.FINISHED:
        st.html(theme.bullets(check_results.refusals(live.snapshot)))
