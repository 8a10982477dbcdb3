"""Choosing who is there: at the top of every page, once a household keeps profiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from posture.app import routes
from posture.app.components.page_text import plain
from posture.app.state import person
from posture.app.texts import words
from posture.history.profiles import LONGEST_NAME


def bar(there: Sequence[str]) -> None:
    """Who is there, and the others to change to; nothing where nobody keeps a profile.

    Args:
        there: Every profile.
    """
    person.remember()
    if not there:
        return
    texts, now = words().settings, person.current()
    with st.container(key="po-person", width="content"):
        label = texts.person_is.format(name=plain(now)) if now else texts.who
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
                st.button(texts.nobody, key="person_nobody", on_click=person.use, args=("",), width="stretch")
            st.page_link(routes.settings(), label=texts.manage)


def manage(there: Sequence[str]) -> None:
    """Add a profile, change its name: part of the settings."""
    texts, now = words().settings, person.current()
    st.header(texts.people, anchor=False)
    st.write(texts.person_now.format(name=plain(now)) if now else texts.people_help)
    with st.container(horizontal=True, key="po-people"):
        with st.popover(texts.add, icon=":material/person_add:"):
            _form("person_add", texts.add_do, "", there, person.add)
        if now:
            others = [name for name in there if name != now]
            with st.popover(texts.rename, icon=":material/edit:"):
                _form("person_rename", texts.rename_do, now, others, person.rename)


def _form(key: str, does: str, name: str, taken: Sequence[str], done: Callable[[str], None]) -> None:
    """A name to be given, refused in the page's own words where nobody can have it."""
    texts = words().settings
    with st.form(f"{key}_{name}", border=False):
        given = st.text_input(texts.name, value=name, max_chars=LONGEST_NAME, key=f"{key}_name_{name}")
        if not st.form_submit_button(does, type="primary"):
            return
        wanted = " ".join(given.split())
        if not wanted:
            st.error(texts.name_missing)
        elif wanted.casefold() in (other.casefold() for other in taken):
            st.error(texts.name_taken.format(name=plain(wanted)))
        else:
            done(wanted)
            st.rerun()
