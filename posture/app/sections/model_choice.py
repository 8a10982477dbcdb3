"""The pose model of a person's sets: what the computer can follow, told once, or what they chose."""

from __future__ import annotations

import streamlit as st

from posture.app.components import html, where_words
from posture.app.components.page_text import plain
from posture.app.state import person
from posture.errors import StoreError
from posture.history.settings_schema import MODEL_SETTING, MODEL_TOLD_SETTING
from posture.live.capacity import FULL, LITE
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.locale import gettext as _

_AUTOMATIC = ""
_TOLD = "model_told"


def follow(live: LiveSession) -> None:
    """Let the sets of a page have the model that its person chose."""
    live.model = _chosen()


def is_news(live: LiveSession) -> bool:
    """Return whether the next set of a page gets the quicker model, and its person does not know of it.

    Args:
        live: The page's live session.
    """
    granted = live.grant
    return not live.snapshot.under_way and granted is not None and granted.spared and not _knows()


def tell(live: LiveSession) -> None:
    """Tell a person once that their sets get the quicker model, with a way back.

    Args:
        live: The page's live session.
    """
    if not is_news(live):
        return
    with st.container(border=True, key="po-model"):
        html.draw(html.line(_("To keep up, your sets now use the quicker model. It is less exact.")))
        with st.container(horizontal=True):
            st.button(_("All right"), key="model_right", on_click=_know)
            st.button(
                _("Use the exact model"), key="model_exact", type="tertiary", on_click=_choose, args=(FULL,)
            )


def choose() -> None:
    """Draw the choice, for whom it is one: their computer is too slow for the exact model, or was."""
    chosen = _chosen()
    if not (chosen or _knows() or session_registry().spares):
        return
    names = {_AUTOMATIC: _("Automatic"), FULL: _("More exact"), LITE: _("Quicker")}
    key = f"settings_model_{person.current()}"
    st.session_state[key] = chosen
    st.segmented_control(
        _("Pose model"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        help=_("The quicker one suits slow computers. It is less exact."),
        on_change=lambda: person.choose(MODEL_SETTING, st.session_state[key] or None),
    )


def _chosen() -> str:
    chosen = person.setting_or(MODEL_SETTING, _AUTOMATIC)
    return chosen if chosen in (FULL, LITE) else _AUTOMATIC


def _knows() -> bool:
    return bool(st.session_state.get(_TOLD) or person.setting_or(MODEL_TOLD_SETTING, default=False))


def _know() -> None:
    st.session_state[_TOLD] = True
    _keep(MODEL_TOLD_SETTING, value=True)


def _choose(model: str) -> None:
    _know()
    _keep(MODEL_SETTING, value=model)


def _keep(name: str, *, value: object) -> None:
    try:
        person.choose(name, value)
    except StoreError as error:  # sets are counted all the same, so this is no reason to stop the page
        st.toast(plain(where_words.told(error)))
