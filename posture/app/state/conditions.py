"""What a person has that a professional should look at first, and the moves that wait for it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from posture.app.state import person
from posture.coach.exercise import Exercise
from posture.errors import StoreError
from posture.exercises import EXERCISES
from posture.guide.conditions import CONDITION_IDS, cautions_for

_TICKED = "conditions"
"""Setting: ids of the conditions that the person has; missing where they were never asked."""
_READ = "cautions_read"
"""Setting: ids of the moves whose cautions the person has read."""


def ticked() -> frozenset[str] | None:
    """Return the ids of the conditions that the person has; ``None`` where they were never asked."""
    kept = _setting(_TICKED)
    return None if kept is None else CONDITION_IDS.intersection(kept)


def keep(now: frozenset[str]) -> None:
    """Keep what the person has. A move that a new condition is about waits once more.

    Args:
        now: Ids of the conditions.
    """
    new = now - (ticked() or frozenset())
    about = {e.id for e in EXERCISES.values() if cautions_for(e, new)}
    _choose(_TICKED, now)
    _choose(_READ, set(_setting(_READ) or ()) - about)


def unread(*exercises: Exercise) -> dict[str, tuple[str, ...]]:
    """Return the cautions that stand before moves, by the id of each that has some.

    They are those of what was ticked, or all without an answer.
    """
    mine, read = ticked(), _setting(_READ) or ()
    waiting = {
        one.id: one.contraindications if mine is None else cautions_for(one, mine)
        for one in exercises
        if one.id not in read
    }
    return {move: cautions for move, cautions in waiting.items() if cautions}


def held_back(moves: Iterable[str]) -> frozenset[str]:
    """Return which of these moves or steps wait until the person has asked about what they ticked."""
    if ticked() is None:
        return frozenset()
    return frozenset(unread(*(EXERCISES[one] for one in moves if one in EXERCISES)))


def know(*moves: str) -> None:
    """Keep that the person has read the cautions of these moves and goes on."""
    _choose(_READ, {*(_setting(_READ) or ()), *moves})


def _setting(name: str) -> list[str] | None:
    try:
        kept = person.setting(name)
    except StoreError:  # good for this visit
        kept = st.session_state.get(name)
    return [str(one) for one in kept] if isinstance(kept, list) else None


def _choose(name: str, ids: set[str] | frozenset[str]) -> None:
    try:
        person.choose(name, sorted(ids))
    except StoreError:
        st.session_state[name] = sorted(ids)
