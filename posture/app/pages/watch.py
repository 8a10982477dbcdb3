"""The Watch page: a quiet eye on how somebody sits while they work, and how their days at the desk went."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from posture.app.components import html, live_camera, signals, theme
from posture.app.components.phrases import HABITS, STATES
from posture.app.sections import interrupted, watch_days
from posture.app.sections.run_outcome import OutcomeWords, show_outcome
from posture.app.state import kept_sets, person
from posture.app.state.live_session import Shown, look_again, session_of, shown_of
from posture.errors import StoreError
from posture.history import watch_log
from posture.live.run import WATCH
from posture.live.session import LiveSession
from posture.live.snapshot import RunChoice, Snapshot, State
from posture.locale import N_, NP_, localized
from posture.locale import gettext as _
from posture.watch.alerts import AFTER_S, LONGEST_S, SHORTEST_S
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.wording import SAID

DOINGS = {
    "sitting": "",
    "looking_down": N_("Looking down. That is not slouching."),
    "leaning_in": N_("Leaning in. If you are reading, try larger text."),
    "leaning_back": N_("Leaning back. Good for a change."),
    "reaching": N_("Reaching for something."),
    "turned": N_("Looking to the side."),
    "elsewhere": N_("You have moved to another place."),
    "unseen": N_("I cannot see your head and shoulders."),
    "away": N_("Nobody there. The clock waits."),
}
_ENDED = OutcomeWords(
    saved=N_("Kept."),
    unsaved=N_("This watch is not saved: {error}"),
    save_again=NP_("watch", "Try again"),
    nothing=N_("Less than half a minute: nothing was saved."),
)
_LIVE_WORDS = {
    "region": N_("Live picture of the desk watch"),
    "keys": N_("Space starts and pauses. Enter or Escape finishes."),
    "paused": N_("Paused"),
    "pausedhelp": N_("Nothing is being watched."),
    "silent": N_("Posture is not responding. Your watch is safe and goes on as soon as it does."),
    "replacing": N_("Restarted. The watch goes on."),
    "unseen": {
        "title": N_("Paused: this page was in the background"),
        "text": N_("The camera is off. Come back to this page to go on."),
    },
    "still": N_("Your watch is still here"),
    "stillhere": NP_("watch", "Go on where you left off, or finish."),
    "nothing": N_("Less than half a minute: nothing was saved."),
    "saved": N_("Saved. Your day is below."),
    "unsaved": N_("It is not saved yet: see below."),
    "another": N_("Watch again"),
    "endings": {
        "stopped": N_("See you next time"),
        "reached": N_("See you next time"),
        "empty": N_("See you next time"),
        "camera_lost": N_("The camera was unplugged"),
        "left": N_("This watch was ended"),
        "crashed": N_("The watch ended early"),
        "shutdown": N_("The program was closed"),
        "deleted": N_("Your data was deleted in the meantime, so this is not saved."),
        "interrupted": N_("Posture stopped part-way"),
    },
}
_VIEWS_OF_SEAT = {"": N_("either way"), "front": N_("from the front"), "side": N_("from the side")}

_PAGE, _ANEW, _HEARD = "watch_page", "watch_anew", "watch_heard"
_CHOSEN = "watch"
"""Setting: what the person chose on this page."""
_CAMERA = "browser"
"""The same for all cameras: a browser keeps their names to itself, so seats alone tell them apart."""
_FPS = 3.0
_SNOOZE_S = 900


def page() -> None:
    """Draw the Watch page."""
    theme.style("watch")
    theme.title(
        _("Desk watch"),
        _("Show how you like to sit. Posture speaks up only when you slump for a while."),
    )
    live = _live()
    interrupted.news(live, WATCH)
    left, right = st.columns([13, 7], gap="large")
    with left:
        live_camera.show(live.token, SAID, place="watch", texts=localized(_LIVE_WORDS))
        show_outcome(live, localized(_ENDED))
    with right, st.container(key="po-beside"):
        _now(live.token, shown_of(live.snapshot))
        if not live.snapshot.under_way:
            _settings(live)
            how = _("How it works")
            steps = (
                _("Put the camera on the screen, or straight to your side."),
                _("Press Start and sit tall for five seconds, twice."),
                _("Work. The page may stay in the background."),
                _("Press Finish at the end."),
            )
            html.draw(html.heading(how, 2), html.bullets(steps, ordered=True))
    watch_days.show()
    text = _("For comfort, not a diagnosis. No picture is kept, only how you sat and how long.")
    html.draw(html.paragraph(text, "quiet"))


def _live() -> LiveSession:
    """Return the live session of this page, ready for a watch."""
    live = session_of(_PAGE)
    if not live.snapshot.under_way:
        live.choose(_choice())
    return live


# ---- what is chosen ----------------------------------------------------------------------------


def _chosen() -> dict[str, Any]:
    """Return the person's choices: ``alert_after_s``, ``view`` and ``seat``."""
    before = person.setting_or(_CHOSEN, default={})
    mine = before if isinstance(before, Mapping) else {}
    after_s, view, seat = (mine.get(name) for name in ("alert_after_s", "view", "seat"))
    known = isinstance(after_s, (int, float)) and SHORTEST_S <= after_s <= LONGEST_S
    return {
        "alert_after_s": after_s if known else AFTER_S,
        "view": view if isinstance(view, str) and view in _VIEWS_OF_SEAT else "",
        "seat": seat if isinstance(seat, str) else "",
    }


def _baseline(chosen: Mapping[str, Any]) -> SeatBaseline | None:
    """Return the baseline of the seat, unless it belongs to another view or is to be captured again."""
    if st.session_state.get(_ANEW):
        return None
    try:
        found = watch_log.baseline_of(
            kept_sets.store().journal, camera=_CAMERA, seat=chosen["seat"], person=person.current()
        )
    except StoreError:  # it is captured again
        return None
    fits = found is not None and chosen["view"] in ("", found.view.value)
    return found if fits else None


def _choice() -> RunChoice:
    chosen = _chosen()
    baseline = _baseline(chosen)
    options = {**chosen, "camera": _CAMERA, "baseline": baseline.as_dict() if baseline else None}
    title = _("Desk watch")
    return RunChoice("", kind=WATCH, title=title, options=options, person=person.current(), fps=_FPS)


def _choose(name: str, value: Any) -> None:
    person.choose(_CHOSEN, {**_chosen(), name: value})


def _settings(live: LiveSession) -> None:
    chosen = _chosen()
    known = _baseline(chosen) is not None
    known_text = _("I know how you like to sit here.")
    unknown = _("When you press Start, it first learns how you like to sit here.")
    html.draw(html.line(known_text if known else unknown))
    if known:
        st.button(_("Learn again how I sit"), on_click=lambda: st.session_state.update({_ANEW: True}))
    with st.expander(_("Settings")):
        _setting("alert_after_s", int(chosen["alert_after_s"]))
        st.slider(
            _("Speak up after (seconds)"),
            int(SHORTEST_S),
            int(LONGEST_S),
            step=5,
            key="watch_alert_after_s",
            help=_("At most four times an hour, never twice in five minutes."),
            on_change=lambda: _choose("alert_after_s", float(st.session_state["watch_alert_after_s"])),
        )
        _setting("view", chosen["view"])
        st.segmented_control(
            _("The camera sees me"),
            list(_VIEWS_OF_SEAT),
            format_func=lambda view: localized(_VIEWS_OF_SEAT[view]),
            key="watch_view",
            on_change=lambda: _choose("view", st.session_state["watch_view"] or ""),
        )
        _setting("seat", chosen["seat"])
        st.text_input(
            _("Seat"),
            key="watch_seat",
            max_chars=40,
            help=_("Each seat, such as the kitchen table, has its own way of sitting."),
            on_change=lambda: _choose("seat", st.session_state["watch_seat"].strip()),
        )


def _setting(name: str, value: Any) -> None:
    st.session_state[f"watch_{name}"] = value


# ---- the watch under way -----------------------------------------------------------------------


@st.fragment(run_every=1.0)
def _now(token: str, shown: Shown) -> None:
    """Draw how the person sits now, and the buttons for quiet."""
    live, now = look_again(token, shown, lambda _live, now: shown_of(now))
    watched = now.view.get("watch")
    if not now.under_way or not watched:
        return
    st.session_state[_ANEW] = False
    if now.state is State.PAUSED:
        html.draw(html.line(_("Nothing is being watched.")))
        return
    html.draw(indicator(watched))
    if watched["state"] == "taking":
        return
    if watched["snoozed_s"]:
        snoozed = _("Quiet for {minutes} more minutes.")
        html.draw(html.paragraph(snoozed.format(minutes=math.ceil(watched["snoozed_s"] / 60))))
        st.button(_("End the quiet"), on_click=lambda: live.say({"snooze_s": 0}))
    else:
        st.button(_("Quiet for 15 minutes"), on_click=lambda: live.say({"snooze_s": _SNOOZE_S}))
    _follow_meeting(now, watched)
    st.toggle(
        _("In a meeting"),
        key="watch_meeting",
        help=_("Silent until you switch this off. The day still counts."),
        on_change=lambda: live.say({"meeting": st.session_state["watch_meeting"]}),
    )
    html.draw(watch_days.tiles(watched["summary"]))


def _follow_meeting(now: Snapshot, watched: Mapping[str, Any]) -> None:
    """Set the switch to the watch's own state: after a reload, in a new watch, or when it has changed."""
    news = (now.started_at, watched["meeting"])
    if st.session_state.get(_HEARD) != news:
        st.session_state[_HEARD] = news
        st.session_state["watch_meeting"] = watched["meeting"]


def indicator(watched: Mapping[str, Any]) -> html.Html:
    """Draw the state as a shape, a word and a sentence, never by color alone.

    Args:
        watched: The watch's part of a live view.
    """
    state = str(watched["state"])
    word, sentence = localized(STATES[state])
    lines = [_sentence(watched, sentence)]
    if state == "taking":
        lines.append(_("Part {round}: {left} s").format(round=watched["round"], left=watched["left_s"]))
    elif watched["still_s"] >= 300:
        lines.append(_("Without moving: {minutes} min").format(minutes=watched["still_s"] // 60))
    return signals.sitting(state, word, filter(None, lines))


def _sentence(watched: Mapping[str, Any], plain: str) -> str:
    if watched["state"] == "taking":
        return plain
    habits = [localized(HABITS[habit]) for habit in watched["habits"]]
    return " · ".join(habits) or localized(DOINGS[watched["doing"]]) or plain
