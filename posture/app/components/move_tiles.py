"""All moves as tiles with small pictures that move, folded under the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.app.state.browser import sent
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.live.demonstration import loop_of, tiles_script, tiles_style
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.terms import GROUPS

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def choose(chosen: Exercise, *, locked: bool, pick: Callable[[str], None]) -> None:
    """Draw the moves by the guide's groups.

    Args:
        chosen: The one that is chosen.
        locked: Offer no other one; the place is kept, so that what stands below it stays as it is.
        pick: Called with the id of another one.
    """
    key = "train_moves"
    groups = [(title, _moves(group)) for group, title in localized(GROUPS).items()]
    data: dict[str, Any] = {
        "groups": [{"title": title, "moves": moves} for title, moves in groups if moves],
        "chosen": chosen.id,
        "locked": locked,
        "words": {"all": _("All moves")},
    }

    def _picked() -> None:
        if (wanted := st.session_state[key].get("picked")) in EXERCISES:
            pick(wanted)

    _component()(key=key, data=sent(data), on_picked_change=_picked)


def _moves(group: str) -> list[dict[str, Any]]:
    base = st.get_option("server.baseUrlPath").rstrip("/")
    moves = []
    for exercise in EXERCISES.values():
        if exercise.group != group:
            continue
        move: dict[str, Any] = {"id": exercise.id, "title": localized(exercise.title)}
        if loop := loop_of(exercise.id):
            span = {"from_s": loop["from_s"], "to_s": loop["to_s"]}
            move |= {"url": f"{base}{loop['url']}", "picture": f"{base}{loop['picture']}", **span}
        moves.append(move)
    return moves


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_moves", css=tiles_style(), js=tiles_script())
