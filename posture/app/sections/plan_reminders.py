"""What reminds somebody of their training days: a time, a calendar file, and an address to subscribe to."""

from __future__ import annotations

import shlex
from datetime import date, time
from urllib.parse import urlencode, urlsplit

import streamlit as st

from posture.app.components import html, where_words
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person, sign_in, training
from posture.errors import StoreError
from posture.locale import gettext as _
from posture.locale import language_tag
from posture.report import plan_feed

_TIME = "plan_time"
_USUAL = time(18)


def show() -> None:
    """Draw the reminders, folded; nothing without training days or where the store cannot be read."""
    if not training.plan().days:
        return
    with st.expander(_("Remind me"), icon=":material/calendar_month:"):
        try:
            _time()
            _calendar()
        except StoreError as error:
            st.warning(plain(where_words.told(error)))


def _time() -> None:
    journal = kept_sets.store().journal
    st.session_state[_TIME] = plan_feed.time_of(journal, person=person.current())
    st.time_input(_("I train at"), value=None, key=_TIME, on_change=_set_time, width=240)


def _set_time() -> None:
    chosen: time | None = st.session_state[_TIME]
    person.choose(plan_feed.PLAN_TIME, chosen.strftime("%H:%M") if chosen else None)


def _calendar() -> None:
    journal, who = kept_sets.store().journal, person.current()
    today = date.fromordinal(training.today())
    st.download_button(
        _("Calendar file"),
        plan_feed.calendar_of(journal, person=who, today=today),
        "posture.ics",
        "text/calendar",
        icon=":material/download:",
    )
    html.draw(html.line(_("Or subscribe to this address; your calendar then follows your plan:")))
    st.code(_address(plan_feed.key_of(journal, person=who)), language=None, wrap_lines=True)
    if sign_in.is_on():
        st.button(_("Change this address"), on_click=lambda: plan_feed.change_key(journal, person=who))
        return
    html.draw(html.quiet(_("It works on this computer while Posture runs.")))
    html.draw(html.line(_("For a reminder on your desktop, run this in a terminal:")))
    at = plan_feed.time_of(journal, person=who) or _USUAL
    whose = f" --person {shlex.quote(who)}" if who else ""  # a name may hold what a shell would obey
    st.code(f"posture remind --at {at:%H:%M}{whose}", language=None)


def _address(key: str) -> str:
    here = urlsplit(st.context.url or "http://localhost:8501")
    base = st.get_option("server.baseUrlPath").rstrip("/")
    query = urlencode({"key": key, "language": language_tag()})  # a calendar program tells no language
    return f"{here.scheme}://{here.netloc}{base}{plan_feed.PATH}?{query}"
