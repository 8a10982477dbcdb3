"""Whose page this is: the profile in use, and what that person chose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from posture.app.state import browser, kept_sets
from posture.coach.exercise import Exercise
from posture.errors import StoreError
from posture.history.profiles import checked_name
from posture.locale import nearest

_PERSON, _TO_REMEMBER, _PROFILE, _HOLDS = "person", "person_to_remember", "profile", "hold_s"
_HOLD_CHANGED = "hold_changed"
_COOKIE = "posture_person"
_COOKIE_AGE_S = 400 * 24 * 3600
"""As long as browsers allow."""
_LONGEST_HOLD_S = 3600
"""Nobody holds longer; whatever says so is no hold."""


def current() -> str:
    """The profile in use on this page; empty where the household keeps none."""
    return str(st.session_state.get(_PERSON, ""))


def everybody() -> list[str]:
    """Every profile of the household, in alphabetical order."""
    return kept_sets.store().profiles.names()


def setting(name: str, default: Any = None) -> Any:
    """What the person chose, or ``default``."""
    return kept_sets.store().journal.setting(name, person=current(), default=default)


def setting_or(name: str, default: Any) -> Any:
    """The same for what goes on without the store: ``default`` where it cannot be used."""
    try:
        return setting(name, default)
    except StoreError:  # the page that needs the store says what is wrong with it
        return default


def choose(name: str, value: Any) -> None:
    """Keep a choice of the person in place of an earlier one; ``None`` takes it back."""
    kept_sets.store().journal.choose(name, value, person=current())


def recall() -> list[str]:
    """Take up the profile that this browser used last; every profile there is.

    The cookie counts only until somebody is taken up on this page, and nobody is somebody, too: cookies
    are those of the first request. A profile that has gone meanwhile is nobody's. Where the store cannot
    be used there is none, and who is there stays.
    """
    try:
        there = everybody()
    except StoreError:  # the page that needs the store says what is wrong with it
        return []
    last = st.session_state.get(_PERSON, unquote(st.context.cookies.get(_COOKIE, "")))
    st.session_state[_PERSON] = last if last in there else ""
    return there


def use(name: str) -> None:
    """Make the page that profile's; empty for nobody's. This browser remembers it."""
    st.session_state[_PERSON] = name
    st.session_state[_TO_REMEMBER] = st.session_state[_HOLD_CHANGED] = True


def remember() -> None:
    """Write a profile that was just taken up into this browser's cookies: the next visit begins with it."""
    if st.session_state.pop(_TO_REMEMBER, False):
        # Only letters, digits and % are left of the name.
        cookie = f"{_COOKIE}={quote(current(), safe='')}; path=/; max-age={_COOKIE_AGE_S}; samesite=strict"
        browser.remember(cookie)


def add(name: str) -> None:
    """Begin a profile and make the page its own.

    Raises:
        StoreError: The name cannot be taken.
    """
    name = checked_name(name, taken=everybody())
    kept_sets.store().journal.choose(_PROFILE, datetime.now(timezone.utc).isoformat(), person=name)
    use(name)


def rename(new: str) -> None:
    """Give the profile in use another name.

    Raises:
        StoreError: The name cannot be taken.
    """
    use(kept_sets.store().profiles.rename(current(), new))


def language() -> str:
    """Code of the person's language: what they chose, else what the household did, else the browser's."""
    browsers = nearest(st.context.locale)
    try:
        return str(setting("language") or kept_sets.store().journal.setting("language") or browsers)
    except StoreError:  # the page that needs the store says what is wrong with it
        return browsers


def allows(what: str) -> bool:
    """Whether ``pictures`` or ``landmarks`` of this person's sets may be kept; off until they say so."""
    try:
        return bool(setting(what))
    except StoreError:  # nobody can tell, and nobody has to: the set is counted all the same
        return False


def hold_s(exercise: Exercise) -> float:
    """How long the person holds that move where the guide leaves room; the guide's own time else, or 0."""
    low_s, high_s = exercise.dose.hold_s
    chosen = _holds().get(exercise.id, exercise.motion.hold_s)
    return float(min(max(chosen, low_s), high_s)) if low_s < high_s else exercise.motion.hold_s


def choose_hold(exercise: Exercise, seconds: float) -> None:
    """Keep how long the person holds that move."""
    choose(_HOLDS, {**_holds(), exercise.id: seconds})
    st.session_state[_HOLD_CHANGED] = True


def _holds() -> dict[str, float]:
    """The holds that were chosen; what another program wrote and nobody can hold is passed over.

    Without the store there are none: the set is counted all the same.
    """
    try:
        chosen = setting(_HOLDS)
    except StoreError:
        return {}
    pairs = chosen.items() if isinstance(chosen, Mapping) else ()
    return {move: float(s) for move, s in pairs if isinstance(s, (int, float)) and 0 < s < _LONGEST_HOLD_S}


def hold_changed() -> bool:
    """Whether a hold was changed, or another profile taken up, since this was last asked."""
    return bool(st.session_state.pop(_HOLD_CHANGED, False))
