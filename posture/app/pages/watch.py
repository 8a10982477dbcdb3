"""The Watch page: a quiet eye on how somebody sits while they work, and what their days at the desk say."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from posture.app.components import live_camera, theme
from posture.app.sections import interrupted, watch_days
from posture.app.state import kept_sets, person
from posture.app.state.live_session import session_of, show_ended
from posture.app.texts import words
from posture.errors import StoreError
from posture.history import watch_log
from posture.live.registry import hub
from posture.live.run import WATCH
from posture.live.session import LiveSession
from posture.live.snapshot import RunChoice, Snapshot, State
from posture.watch.alerts import AFTER_S, LONGEST_S, SHORTEST_S
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.wording import SAID

_STYLE = Path(__file__).parents[1] / "styles" / "watch.css"
_PAGE, _ANEW, _HEARD = "watch_page", "watch_anew", "watch_heard"
_CHOSEN = "watch"
"""Setting: what the person chose on this page."""
_CAMERA = "browser"
"""A browser keeps its cameras' names to itself: seats alone tell them apart."""
_FPS = 3.0
_SNOOZE_S = 900
SHAPES = {"good": "●", "amber": "◆", "red": "▲", "away": "○", "taking": "◌"}


def page() -> None:
    """Draw the Watch page."""
    texts = words().watch
    st.html(_STYLE)
    theme.title(texts.title, texts.lead)
    live = _live()
    interrupted.news(live, WATCH)
    left, right = st.columns([13, 7], gap="large")
    with left:
        live_camera.show(live.token, SAID, place="watch", texts=texts.live)
        show_ended(live, texts)
    with right, st.container(key="po-beside"):
        _now(live.token, _drawn(live.snapshot))
        if not live.snapshot.under_way:
            _settings(live)
            st.html(f"<h3>{escape(texts.how)}</h3>{theme.bullets(texts.steps, ordered=True)}")
    watch_days.show()
    st.html(f'<p class="po-quiet">{escape(texts.private)}</p>')


def _live() -> LiveSession:
    """The live session of this page: the one it had, or a new one; always ready for a watch."""
    live = session_of(_PAGE)
    if not live.snapshot.under_way:
        live.choose(_choice())
    return live


# ---- what is chosen ----------------------------------------------------------------------------


def _chosen() -> dict[str, Any]:
    """What the person chose: ``alert_after_s``, ``view`` and ``seat``."""
    before = person.setting_or(_CHOSEN, default={})
    mine = before if isinstance(before, Mapping) else {}
    after_s, view, seat = (mine.get(name) for name in ("alert_after_s", "view", "seat"))
    known = isinstance(after_s, (int, float)) and SHORTEST_S <= after_s <= LONGEST_S
    return {
        "alert_after_s": after_s if known else AFTER_S,
        "view": view if isinstance(view, str) and view in words().watch.views else "",
        "seat": seat if isinstance(seat, str) else "",
    }


def _baseline(chosen: Mapping[str, Any]) -> SeatBaseline | None:
    """The baseline of the seat, unless it is of another view or to be taken anew."""
    if st.session_state.get(_ANEW):
        return None
    try:
        found = watch_log.baseline_of(
            kept_sets.store().journal, camera=_CAMERA, seat=chosen["seat"], person=person.current()
        )
    except StoreError:  # it is taken anew
        return None
    fits = found is not None and chosen["view"] in ("", found.view.value)
    return found if fits else None


def _choice() -> RunChoice:
    chosen = _chosen()
    baseline = _baseline(chosen)
    options = {**chosen, "camera": _CAMERA, "baseline": baseline.as_dict() if baseline else None}
    title = words().watch.title
    return RunChoice("", kind=WATCH, title=title, options=options, person=person.current(), fps=_FPS)


def _choose(name: str, value: Any) -> None:
    person.choose(_CHOSEN, {**_chosen(), name: value})


def _settings(live: LiveSession) -> None:
    texts, chosen = words().watch, _chosen()
    known = _baseline(chosen) is not None
    st.html(f'<p class="po-flat">{escape(texts.known if known else texts.unknown)}</p>')
    if known:
        st.button(texts.anew, on_click=lambda: st.session_state.update({_ANEW: True}))
    with st.expander(texts.settings):
        _setting("alert_after_s", int(chosen["alert_after_s"]))
        st.slider(
            texts.alert_after,
            int(SHORTEST_S),
            int(LONGEST_S),
            step=5,
            key="watch_alert_after_s",
            help=texts.alert_after_help,
            on_change=lambda: _choose("alert_after_s", float(st.session_state["watch_alert_after_s"])),
        )
        _setting("view", chosen["view"])
        st.segmented_control(
            texts.view,
            list(texts.views),
            format_func=lambda view: texts.views[view],
            key="watch_view",
            on_change=lambda: _choose("view", st.session_state["watch_view"] or ""),
        )
        _setting("seat", chosen["seat"])
        st.text_input(
            texts.seat,
            key="watch_seat",
            max_chars=40,
            help=texts.seat_help,
            on_change=lambda: _choose("seat", st.session_state["watch_seat"].strip()),
        )


def _setting(name: str, value: Any) -> None:
    st.session_state[f"watch_{name}"] = value


# ---- the watch under way -----------------------------------------------------------------------


def _drawn(now: Snapshot) -> tuple[object, ...]:
    """What the whole page shows of the live session: where it changes, the page is drawn anew."""
    return now.under_way, now.started_at, now.state is State.FINISHED, now.set_id


@st.fragment(run_every=1.0)
def _now(token: str, drawn: tuple[object, ...]) -> None:
    """How the person sits now, and the wish for quiet."""
    live = hub().get(token)
    now = live.snapshot if live else Snapshot()
    if live is None or _drawn(now) != drawn:
        st.rerun()
    told = now.view.get("watch")
    if not now.under_way or not told:
        return
    st.session_state[_ANEW] = False
    if now.state is State.PAUSED:
        st.html(f'<p class="po-flat">{escape(words().watch.live["pausedhelp"])}</p>')
        return
    st.html(indicator(told))
    if told["state"] == "taking":
        return
    texts = words().watch
    if told["snoozed_s"]:
        st.html(f"<p>{escape(texts.snoozed.format(minutes=math.ceil(told['snoozed_s'] / 60)))}</p>")
        st.button(texts.wake, on_click=lambda: live.say({"snooze_s": 0}))
    else:
        st.button(texts.snooze, on_click=lambda: live.say({"snooze_s": _SNOOZE_S}))
    _follow_meeting(now, told)
    st.toggle(
        texts.meeting,
        key="watch_meeting",
        help=texts.meeting_help,
        on_change=lambda: live.say({"meeting": st.session_state["watch_meeting"]}),
    )
    st.html(watch_days.tiles(told["summary"]))


def _follow_meeting(now: Snapshot, told: Mapping[str, Any]) -> None:
    """Set the switch to what the watch does: after a reload, in a new watch, or when it has changed."""
    news = (now.started_at, told["meeting"])
    if st.session_state.get(_HEARD) != news:
        st.session_state[_HEARD] = news
        st.session_state["watch_meeting"] = told["meeting"]


def indicator(told: Mapping[str, Any]) -> str:
    """The state as a shape, a word and a sentence: never by color alone."""
    texts, state = words().watch, str(told["state"])
    word, sentence = texts.states[state]
    lines = [_sentence(told, sentence)]
    if state == "taking":
        lines.append(texts.taking.format(round=told["round"], left=told["left_s"]))
    elif told["still_s"] >= 300:
        lines.append(texts.still.format(minutes=told["still_s"] // 60))
    below = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return (
        f'<div class="po-sitting po-sitting-{state}" role="status"><span aria-hidden="true">{SHAPES[state]}'
        f"</span><div><strong>{escape(word)}</strong>{below}</div></div>"
    )


def _sentence(told: Mapping[str, Any], plain: str) -> str:
    texts = words().watch
    if told["state"] == "taking":
        return plain
    habits = [texts.habits[habit] for habit in told["habits"]]
    return " · ".join(habits) or texts.doings[told["doing"]] or plain
