"""Whether the first visit's trial of camera and sound is under way; Settings begins it again."""

from __future__ import annotations

import streamlit as st

from posture.app.state import person
from posture.errors import StoreError

_TRIAL = "trial"
"""Setting, and the name in an address that begins the trial."""


def begin() -> None:
    """Begin the trial: it waits on the Train page until a repetition was counted or the person skips it."""
    _choose(on=True)


def end() -> None:
    """End the trial."""
    _choose(on=False)


def is_on() -> bool:
    """Return whether the trial is under way; an address that asks for it begins it."""
    if st.query_params.pop(_TRIAL, ""):
        begin()
    return bool(person.setting_or(_TRIAL, default=False) or st.session_state.get(_TRIAL))


def _choose(*, on: bool) -> None:
    try:
        person.choose(_TRIAL, on or None)
        st.session_state.pop(_TRIAL, None)
    except StoreError:  # good for this visit
        st.session_state[_TRIAL] = on
