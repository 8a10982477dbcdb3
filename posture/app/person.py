"""Whose page this is: the profile in use, and what that person chose."""

from __future__ import annotations

from typing import Any

import streamlit as st

from posture.app import kept

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
