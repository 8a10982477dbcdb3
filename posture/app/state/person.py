"""The profile in use on this page, and that person's choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from posture.app.state import browser, kept_sets, sign_in
from posture.coach.exercise import Exercise
from posture.errors import StoreError
from posture.history.language_choice import language_of
from posture.history.profiles import checked_name
from posture.locale import nearest

_PERSON, _TO_REMEMBER, _PROFILE, _HOLDS = "person", "person_to_remember", "profile", "hold_s"
_HOLD_CHANGED = "hold_changed"
_LANGUAGE_BEFORE = "language_before"
_COOKIE = "posture_person"
_COOKIE_AGE_S = 400 * 24 * 3600
"""The longest that browsers allow."""
_LONGEST_HOLD_S = 3600
"""A longer hold in the store is not one: nobody holds that long."""


def current() -> str:
    """Return the name of the profile in use; empty where the household keeps none.

    Where people sign in it is that of who is signed in on this page.

    Raises:
        StoreError: People sign in here, and nobody has.
    """
    return sign_in.person() if sign_in.is_on() else str(st.session_state.get(_PERSON, ""))


def everybody() -> list[str]:
    """Return every profile of the household in alphabetical order."""
    return kept_sets.store().profiles.names()


def setting(name: str, default: Any = None) -> Any:
    """Return a choice of the person.

    Args:
        name: The setting.
        default: What to return where nothing was chosen.

    Raises:
        StoreError: The store cannot be used.
    """
    return kept_sets.store().journal.setting(name, person=current(), default=default)


def setting_or(name: str, default: Any) -> Any:
    """Return a choice of the person, for what works without the store as well.

    Args:
        name: The setting.
        default: What to return where nothing was chosen, or the store cannot be used.
    """
    try:
        return setting(name, default)
    except StoreError:  # the page that needs the store says what is wrong with it
        return default


def choose(name: str, value: Any) -> None:
    """Keep a choice of the person in place of an earlier one.

    Args:
        name: The setting.
        value: The choice; ``None`` takes it back.
    """
    kept_sets.store().journal.choose(name, value, person=current())


def recall() -> list[str]:
    """Take up the profile that this browser used last, and return every profile there is.

    The cookie counts only until somebody is chosen on this page; nobody is a choice too. Cookies are those of
    the first request. A profile that was deleted meanwhile is nobody's. Where the store cannot be used the
    list is empty, and the profile in use stays. Where people sign in there is nothing to choose.
    """
    if sign_in.is_on():
        return []
    try:
        there = everybody()
    except StoreError:  # the page that needs the store says what is wrong with it
        return []
    last = st.session_state.get(_PERSON, unquote(st.context.cookies.get(_COOKIE, "")))
    st.session_state[_PERSON] = last if last in there else ""
    return there


def use(name: str) -> None:
    """Switch the page to a profile, or to nobody with an empty name. This browser remembers it."""
    st.session_state[_PERSON] = name
    st.session_state[_TO_REMEMBER] = st.session_state[_HOLD_CHANGED] = True


def remember() -> None:
    """Write a newly chosen profile into this browser's cookies, for its next visit."""
    if st.session_state.pop(_TO_REMEMBER, False):
        # Only letters, digits and % are left of the name.
        cookie = f"{_COOKIE}={quote(current(), safe='')}; path=/; max-age={_COOKIE_AGE_S}; samesite=strict"
        browser.remember(cookie)


def add(name: str) -> None:
    """Create a profile and switch the page to it.

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
    """Return the language code of the person: their choice, the household's, or the browser's."""
    browsers = nearest(st.context.locale)
    if sign_in.is_on() and sign_in.current() is None:
        return str(st.session_state.get(_LANGUAGE_BEFORE) or browsers)
    try:
        return language_of(kept_sets.store().journal, person=current(), otherwise=browsers)
    except StoreError:  # the page that needs the store says what is wrong with it
        return browsers


def speak_before(code: str | None) -> None:
    """Choose the language of the sign-in page; ``None`` for the browser's."""
    st.session_state[_LANGUAGE_BEFORE] = code


def allows(what: str) -> bool:
    """Return whether the person allows ``pictures`` or ``landmarks`` of their sets to be kept.

    Off until they say so, and off where the store cannot be read: the set is counted all the same.
    """
    return bool(setting_or(what, default=False))


def hold_s(exercise: Exercise) -> float:
    """Return how many seconds the person holds that move.

    Where the guide leaves no room that is the guide's own time, or 0 for a move without a hold.
    """
    low_s, high_s = exercise.dose.hold_s
    chosen = _holds().get(exercise.id, exercise.motion.hold_s)
    return float(min(max(chosen, low_s), high_s)) if low_s < high_s else exercise.motion.hold_s


def choose_hold(exercise: Exercise, seconds: float) -> None:
    """Keep how long the person holds a move.

    Args:
        exercise: The move.
        seconds: Within what the guide allows.
    """
    choose(_HOLDS, {**_holds(), exercise.id: seconds})
    st.session_state[_HOLD_CHANGED] = True


def _holds() -> dict[str, float]:
    """Return the holds that were chosen, without values that nobody could hold.

    Empty without the store: the set is counted all the same.
    """
    try:
        chosen = setting(_HOLDS)
    except StoreError:
        return {}
    pairs = chosen.items() if isinstance(chosen, Mapping) else ()
    return {move: float(s) for move, s in pairs if isinstance(s, (int, float)) and 0 < s < _LONGEST_HOLD_S}


def hold_changed() -> bool:
    """Return whether a hold or the profile has changed since the last call."""
    return bool(st.session_state.pop(_HOLD_CHANGED, False))
