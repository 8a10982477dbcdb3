"""A move shown well done and with a common fault, beside its instructions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.app.state.browser import sent
from posture.body.landmarks import SKELETON, Side, on
from posture.coach.exercise import Exercise
from posture.coach.session import Reason
from posture.live.demonstration import PATH, script, shown, style
from posture.locale import gettext as _
from posture.locale import language_tag, localized
from posture.locale.terms import REASONS

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


def show(exercise: Exercise) -> None:
    """Play the move's samples; draw nothing where it has none."""
    found = shown(exercise.id)
    if found is None:
        return
    shown_good = _("Like this")
    good = {**found["good"], "kind": "good", "title": f"✓ {shown_good}", "text": "", "faulty": []}
    parts = [good]
    if "fault" in found:
        fault = found["fault"]["fault"]
        shown_fault = _("A common mistake.")
        caption = {"kind": "fault", "title": f"✕ {shown_fault}", "text": _instead(exercise, fault)}
        parts.append({**found["fault"], **caption, "faulty": _marked(exercise, fault)})
    base = st.get_option("server.baseUrlPath").rstrip("/")
    data: dict[str, Any] = {
        "language": language_tag(),
        "joints": found["joints"],
        "rate": found["rate"],
        "skeleton": [[int(a), int(b)] for a, b in SKELETON],
        "words": {"play": _("Play"), "pause": _("Pause the pictures")},
        "parts": [{**part, "url": f"{base}{PATH}/{part['clip']}"} for part in parts],
    }
    _component()(key="demonstration", data=sent(data))


def _instead(exercise: Exercise, fault: str) -> str:
    """Return what to do instead, for a rule, or why it does not count, for a reason."""
    rule = next((rule for rule in exercise.all_rules if rule.name == fault), None)
    if rule is None:
        return localized(REASONS[Reason(fault)])
    return _("Better: {cue}").format(cue=localized(rule).cue)


def _marked(exercise: Exercise, fault: str) -> list[int]:
    """Return the joints that a rule looks at, on both sides."""
    rule = next((rule for rule in exercise.all_rules if rule.name == fault), None)
    joints = getattr(rule.feature, "joints", ()) if rule else ()
    both = (Side.LEFT, Side.RIGHT)
    return sorted({int(on(side, j)) for j in joints for side in both})


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_demonstration", css=style(), js=script())
