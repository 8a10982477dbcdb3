"""Whose page this is: the profile in use, and what that person chose."""

from __future__ import annotations

from typing import Any

import streamlit as st

from posture.app import kept, texts
from posture.errors import StoreError

_PERSON = "person"


def current() -> str:
    """The profile in use on this page; empty where the household keeps none."""
    return str(st.session_state.get(_PERSON, ""))


def setting(name: str, default: Any = None) -> Any:
    """What the person chose, or ``default``."""
    return kept.store().journal.setting(name, person=current(), default=default)


def choose(name: str, value: Any) -> None:
    """Keep a choice of the person in place of an earlier one; ``None`` takes it back."""
    kept.store().journal.choose(name, value, person=current())


def language() -> str:
    """Code of the person's language: what they chose, else what the household did, else the browser's."""
    browsers = texts.nearest(st.context.locale)
    try:
        return str(setting("language") or kept.store().journal.setting("language") or browsers)
    except StoreError:  # the page that needs the store says what is wrong with it
        return browsers


def allows_pictures() -> bool:
    """Whether stills of this person's sets may be kept; off until they say so."""
    try:
        return bool(setting("pictures"))
    except StoreError:  # nobody can tell, and nobody has to: the set is counted all the same
        return False
