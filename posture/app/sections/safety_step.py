"""The one safety step before exercising: warning signs, conditions, and signs to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from posture import guide
from posture.app.components import html
from posture.app.state import conditions
from posture.coach.references import STOP_SIGNS
from posture.guide.clearance import URGENT
from posture.guide.content_types import Urgency
from posture.history.screenings import Standing
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import sentence

_SIGN, _CONDITIONS, _HURTS = "screening_sign_{}", "screening_conditions", "screening_hurts"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a person ticked.

    Attributes:
        signs: Ids of `posture.guide.RED_FLAGS`.
        conditions: Ids of `posture.guide.CONDITIONS`.
        hurts: Whether the upper back hurts now; ``None`` where nothing was said.
    """

    signs: frozenset[str]
    conditions: frozenset[str]
    hurts: bool | None


def ask(now: Standing, done: Callable[[Ticked], None]) -> None:
    """Draw everything to be gone through on one screen, and the one button below it.

    Args:
        now: What was ticked before; what lasts starts ticked.
        done: Called with the answers when the button is pressed.
    """
    html.draw(html.line(_("Tick what applies to you.")))
    left, right = st.columns(2, gap="large")
    with left:
        signs = _signs(_("Get help at once"), Urgency.EMERGENCY, frozenset())
        hurts = _hurts()
    with right:
        signs |= _signs(_("See a doctor first"), Urgency.URGENT, now.signs & URGENT)
    left, right = st.columns(2, gap="large")
    with left:
        have = _conditions()
    with right:
        stop_signs()
    ticked = Ticked(signs, have, hurts)
    with st.container(key="po-decide", horizontal=True, vertical_alignment="center"):
        label = _("Go on") if signs or have else _("None of these")
        st.button(label, type="primary", key="screening_done", on_click=done, args=(ticked,))


def restore(ticked: Ticked) -> None:
    """Tick again what was ticked before another screen: Streamlit forgets what is not drawn."""
    for name in ticked.signs:
        st.session_state[_SIGN.format(name)] = True
    st.session_state[_CONDITIONS] = sorted(ticked.conditions)
    st.session_state[_HURTS] = ticked.hurts


def stop_signs() -> None:
    """Draw the signs to stop any move at once, and how to stay clear of them."""
    st.header(_("Stop at once if you feel"), anchor=False)
    html.draw(html.bullets(map(sentence, localized(STOP_SIGNS))))
    html.draw(html.line(localized(guide.STOP).summary))


def _hurts() -> bool | None:
    answers = {True: _("Yes"), False: _("No")}
    return st.segmented_control(
        _("Does your upper back hurt now?"),
        list(answers),
        format_func=answers.__getitem__,
        key=_HURTS,
    )


def _signs(title: str, urgency: Urgency, before: frozenset[str]) -> frozenset[str]:
    """Draw the signs of one urgency and return the ids that are ticked; earlier ones start ticked."""
    st.header(title, anchor=False)
    flags = [flag for flag in localized(guide.RED_FLAGS) if flag.urgency is urgency]
    boxes = {f.id: st.checkbox(f.sign, value=f.id in before, key=_SIGN.format(f.id)) for f in flags}
    return frozenset(name for name, chosen in boxes.items() if chosen)


def _conditions() -> frozenset[str]:
    """Draw the conditions that some moves are not for, and return the ids of those that are chosen."""
    title = _("Ask first about some moves")
    st.header(title, anchor=False)
    names = {condition.id: condition.name for condition in localized(guide.CONDITIONS)}
    st.session_state.setdefault(_CONDITIONS, [i for i in names if i in (conditions.ticked() or ())])
    chosen = st.pills(
        title,
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=_CONDITIONS,
        label_visibility="collapsed",
        wrap=True,
    )
    return frozenset(chosen)
