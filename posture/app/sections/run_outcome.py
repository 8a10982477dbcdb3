"""The outcome of a check or a watch: kept, not kept and why, or nothing to keep."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from posture.app.components import html, where_words
from posture.app.components.page_text import plain
from posture.app.components.phrases import ENDINGS
from posture.app.sections import interrupted
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State
from posture.locale import localized


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWords:
    """A page's words for the outcome of its own run.

    Attributes:
        saved: It is kept.
        unsaved: It could not be kept, with a place for the ``error``.
        save_again: The button that tries once more.
        nothing: There was nothing to keep.
    """

    saved: str
    unsaved: str
    save_again: str
    nothing: str


def show_outcome(live: LiveSession, words: OutcomeWords) -> None:
    """Draw how the run ended; nothing while it is under way.

    Args:
        live: The page's live session.
        words: The words, in the language of the page.
    """
    now = live.snapshot
    if now.state is not State.FINISHED:
        return
    if now.ending is Ending.INTERRUPTED and not now.error:
        st.warning(interrupted.outcome(now))
    elif now.ending in ENDINGS:
        st.warning(localized(ENDINGS[now.ending]))
    if now.error:
        st.error(words.unsaved.format(error=plain(where_words.reason(now.error))))
        st.button(words.save_again, on_click=live.keep_again)
    elif now.set_id is not None:
        html.draw(html.saved(words.saved))
    elif now.ending not in (Ending.INTERRUPTED, Ending.DELETED):
        st.info(words.nothing)


def tell_deleted(now: Snapshot) -> None:
    """Say that a set is not kept because everything of its person was deleted meanwhile, where that is so.

    A page asks the first questions again then, in the place of the set.
    """
    if now.state is State.FINISHED and now.ending is Ending.DELETED:
        st.warning(localized(ENDINGS[now.ending]))
