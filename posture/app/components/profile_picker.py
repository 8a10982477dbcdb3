"""The choice of a profile at the top of every page, once a household keeps profiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from posture.app import routes
from posture.app.components.page_text import plain
from posture.app.state import person, sign_in
from posture.history.profiles import LONGEST_NAME
from posture.locale import gettext as _


def bar(there: Sequence[str]) -> None:
    """Draw the profile in use and the others to change to; nothing where nobody keeps a profile.

    Where people sign in it is the one who has, with the way out.

    Args:
        there: Every profile.
    """
    if sign_in.is_on():
        _signed_in()
        return
    person.remember()
    if not there:
        return
    now = person.current()
    with st.container(key="po-person", width="content"):
        label = f"{plain(now)}" if now else _("Profile")
        with st.popover(label, icon=":material/person:", type="tertiary"):
            for number, name in enumerate(there):
                chosen = name == now
                st.button(
                    plain(name),
                    key=f"person_{number}",
                    on_click=person.use,
                    args=(name,),
                    icon=":material/check:" if chosen else None,
                    disabled=chosen,
                    width="stretch",
                )
            if now:
                st.button(
                    _("Without a profile"),
                    key="person_nobody",
                    on_click=person.use,
                    args=("",),
                    width="stretch",
                )
            st.page_link(routes.SETTINGS.page(), label=_("Profiles and settings"))


def _signed_in() -> None:
    who = sign_in.current()
    label = plain(who.name) if who and who.name else _("Profile")
    with (
        st.container(key="po-person", width="content"),
        st.popover(label, icon=":material/person:", type="tertiary"),
    ):
        st.page_link(routes.SETTINGS.page(), label=_("Settings"))
        if st.button(_("Sign out"), key="sign_out", width="stretch"):
            sign_in.end()


def manage(there: Sequence[str]) -> None:
    """Draw the part of the settings that adds and renames profiles.

    Args:
        there: Every profile.
    """
    now = person.current()
    st.header(_("Who trains here"), anchor=False)
    st.write(
        _("{name} trains in this browser.").format(name=plain(now))
        if now
        else _(
            "A profile for each person keeps sets and plans apart. No password: anyone here can open "
            "them all."
        )
    )
    with st.container(horizontal=True, key="po-people"):
        with st.popover(_("Add a profile"), icon=":material/person_add:"):
            _form("person_add", _("Add"), "", there, person.add)
        if now:
            others = [name for name in there if name != now]
            with st.popover(_("Change the name"), icon=":material/edit:"):
                _form("person_rename", _("Change"), now, others, person.rename)


def _form(key: str, does: str, name: str, taken: Sequence[str], done: Callable[[str], None]) -> None:
    """Ask for a name, and refuse one that cannot be taken in the page's own words."""
    with st.form(f"{key}_{name}", border=False):
        given = st.text_input(_("Name"), value=name, max_chars=LONGEST_NAME, key=f"{key}_name_{name}")
        if not st.form_submit_button(does, type="primary"):
            return
        wanted = " ".join(given.split())
        if not wanted:
            st.error(_("A profile needs a name."))
        elif wanted.casefold() in (other.casefold() for other in taken):
            st.error(
                _("There is already a profile called {name}. Choose another name.").format(name=plain(wanted))
            )
        else:
            done(wanted)
            st.rerun()
