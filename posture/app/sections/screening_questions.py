"""The questions about warning signs, and the doors that their answers close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import streamlit as st

from posture import guide
from posture.app import routes
from posture.app.components import first_steps, html, theme, where_words
from posture.app.components.first_steps import FirstStep
from posture.app.components.page_text import plain
from posture.app.sections import safety_step
from posture.app.sections.safety_step import Ticked
from posture.app.state import conditions, first_visit, kept_sets, person
from posture.errors import StoreError
from posture.guide.clearance import EMERGENCIES, Clearance, decide
from posture.guide.content_types import RedFlag
from posture.history import screenings
from posture.history.journal import Journal
from posture.history.screenings import ScreeningEvent, Standing
from posture.locale import gettext as _
from posture.locale import localized

_VISIT = "screening_visit"
"""Where a person stands while the journal cannot be used, for this visit."""
_WHY = "screening_unkept"
_SURE = "screening_sure"
"""What was ticked while it is asked about once more."""


def passed() -> bool:
    """Return whether exercises may be shown; otherwise draw what is in the way.

    Without a journal the answers hold for the visit: a broken disk keeps nobody from being asked.
    """
    now = _standing()
    if why := st.session_state.get(_WHY):
        st.warning(
            _("Your answers last only for this visit, because they cannot be saved: {error}").format(
                error=plain(why)
            )
        )
    if now.due:
        _questions(now)
    elif now.clearance is Clearance.LOCKED:
        _locked(now)
    elif now.clearance is Clearance.ADVISED:
        _advised(now)
    return not now.due and now.clearance is Clearance.CLEAR


def ask_again(score: int, *, of: str) -> None:
    """Ask a person about the warning signs before their next set, after strong pain.

    Args:
        score: The pain, 0 to 10.
        of: The person.
    """
    _keep(
        lambda journal, at, who: screenings.ask_again(journal, score, at=at, person=who),
        lambda now, at: Standing(answered_at=now.answered_at, signs=now.signs, after_pain=True),
        of=of,
    )


# ---- what is kept ------------------------------------------------------------------------------


def _standing() -> Standing:
    try:
        return screenings.standing(
            kept_sets.store().journal, person=person.current(), now=datetime.now(timezone.utc)
        )
    except StoreError:
        found: Standing = st.session_state.get(_VISIT, Standing())
        return found


def _keep(
    write: Callable[[Journal, datetime, str], None],
    otherwise: Callable[[Standing, datetime], Standing],
    *,
    of: str | None = None,
) -> None:
    """Write to the journal; where that fails, remember for this visit what would stand there."""
    at = datetime.now(timezone.utc)
    try:
        write(kept_sets.store().journal, at, person.current() if of is None else of)
        st.session_state.pop(_WHY, None)
    except StoreError as error:
        st.session_state[_VISIT] = otherwise(_standing(), at)
        st.session_state[_WHY] = where_words.told(error)


def _answer(signs: frozenset[str], *, upper_back_hurts: bool | None) -> None:
    def _on_this_visit(_: Standing, at: datetime) -> Standing:
        clearance = decide(signs, upper_back_hurts=upper_back_hurts is not False)
        return Standing(due=False, clearance=clearance, signs=signs, answered_at=at)

    _keep(
        lambda journal, at, who: screenings.answer(
            journal, signs, upper_back_hurts=upper_back_hurts, at=at, person=who
        ),
        _on_this_visit,
    )


def _confirm(event: ScreeningEvent) -> None:
    _keep(
        lambda journal, at, who: screenings.confirm(journal, event, at=at, person=who),
        lambda now, at: Standing(due=False, signs=now.signs, answered_at=now.answered_at),
    )


# ---- the questions -----------------------------------------------------------------------------


def _questions(now: Standing) -> None:
    if now.answered_at is None and not now.after_pain:
        first_steps.welcome(FirstStep.YOU)
    else:
        theme.title(
            _("Before you move"),
            _("After such pain, please go through these signs once more.")
            if now.after_pain
            else _("A month has gone by. Has anything changed?"),
        )
    if st.session_state.get(_SURE):
        _make_sure()
    else:
        safety_step.ask(now, _done)


def _done(ticked: Ticked) -> None:
    if conditions.ticked() is None and _standing().answered_at is None:
        first_visit.begin()
    conditions.keep(ticked.conditions)
    if ticked.signs & EMERGENCIES:
        st.session_state[_SURE] = ticked
    else:
        _answer(ticked.signs, upper_back_hurts=ticked.hurts)


def _make_sure() -> None:
    """Ask once more about a sign that closes the exercises: a slip of the finger is not one."""
    ticked: Ticked = st.session_state[_SURE]
    st.header(_("You ticked a sign that needs help at once. Is that right?"), anchor=False)
    _list(ticked.signs & EMERGENCIES)
    with st.container(horizontal=True):
        st.button(_("Yes, that is right"), type="primary", on_click=_sure, args=(ticked,))
        st.button(_("No, back to the list"), on_click=_back, args=(ticked,))


def _sure(ticked: Ticked) -> None:
    del st.session_state[_SURE]
    _answer(ticked.signs, upper_back_hurts=ticked.hurts)


def _back(ticked: Ticked) -> None:
    del st.session_state[_SURE]
    safety_step.restore(ticked)


# ---- the doors ---------------------------------------------------------------------------------


def _locked(now: Standing) -> None:
    with st.container(key="po-door-locked"):
        theme.title(_("Please get help now"))
        text = _(
            "These signs can be serious. Call your emergency number: 112 in Europe, 999 in Britain, 911 in "
            "North America, 192 in Brazil. Do not drive yourself."
        )
        html.draw(html.paragraph(text, "urgent"))
        _list(now.signs)
        st.write(_("Exercises are closed until a professional has seen you. Everything else stays open."))
        sure = st.checkbox(
            _("A doctor or another health professional has looked at this, and I may exercise"),
            key="screening_seen",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.button(
                _("Open the exercises"), disabled=not sure, on_click=_confirm, args=(ScreeningEvent.SEEN,)
            )
            routes.link(routes.PROFESSIONAL, _("What to tell a professional"))


def _advised(now: Standing) -> None:
    with st.container(key="po-door-advised"):
        theme.title(
            _("Please get checked before exercising"),
            _(
                "Often there is a harmless reason. Still, have somebody look at your back within a day or "
                "two."
            ),
        )
        _list(now.signs)
        with st.container(key="po-cta-professional", width="content"):
            st.page_link(routes.PROFESSIONAL.page(), label=_("What to tell a professional"))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("I have been seen and may exercise"), on_click=_confirm, args=(ScreeningEvent.SEEN,))
            st.button(_("I understand, and go on gently"), on_click=_confirm, args=(ScreeningEvent.ACCEPTED,))


def _list(signs: frozenset[str]) -> None:
    ticked_text = _("What you ticked")
    st.markdown(f"**{ticked_text}**")
    html.draw(html.bullets(flag.sign for flag in named(signs)))


def named(signs: frozenset[str]) -> list[RedFlag]:
    """Return the signs of these ids, emergencies first."""
    return [flag for flag in localized(guide.RED_FLAGS) if flag.id in signs]
