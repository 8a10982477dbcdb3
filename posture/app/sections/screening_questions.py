"""The questions about warning signs, and the doors that the answers close: exercises wait behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone

import streamlit as st

from posture import guide
from posture.app import routes
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person
from posture.app.texts import localized, words
from posture.errors import StoreError
from posture.guide.content_types import RedFlag, Urgency
from posture.guide.screening import EMERGENCIES, URGENT, Clearance, decide
from posture.history import screenings
from posture.history.journal import Journal
from posture.history.screenings import ScreeningEvent, Standing

_VISIT = "screening_visit"
"""Where a person stands while the journal cannot be used: good for this visit."""
_WHY = "screening_unkept"
_SURE = "screening_sure"
_SIGN = "screening_sign_{}"


def passed() -> bool:
    """Whether exercises may be shown; where not, what is in the way has been drawn instead.

    Without a journal the answers hold for the visit: a broken disk keeps nobody from being asked.
    """
    now = _standing()
    if why := st.session_state.get(_WHY):
        st.warning(words().safety.screening.unkept.format(error=plain(why)))
    if now.due:
        _questions(now)
    elif now.clearance is Clearance.LOCKED:
        _locked(now)
    elif now.clearance is Clearance.ADVISED:
        _advised(now)
    return not now.due and now.clearance is Clearance.CLEAR


def ask_again(score: int, *, of: str) -> None:
    """Strong pain of that person: the signs are gone through once more before their next set."""
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
    """Write to the journal; where that fails, remember what would stand there then."""
    at = datetime.now(timezone.utc)
    try:
        write(kept_sets.store().journal, at, person.current() if of is None else of)
        st.session_state.pop(_WHY, None)
    except StoreError as error:
        st.session_state[_VISIT] = otherwise(_standing(), at)
        st.session_state[_WHY] = str(error)


def _answer(signs: frozenset[str], *, upper_back_hurts: bool | None) -> None:
    def on_this_visit(_: Standing, at: datetime) -> Standing:
        clearance = decide(signs, upper_back_hurts=upper_back_hurts is not False)
        return Standing(due=False, clearance=clearance, signs=signs, answered_at=at)

    _keep(
        lambda journal, at, who: screenings.answer(
            journal, signs, upper_back_hurts=upper_back_hurts, at=at, person=who
        ),
        on_this_visit,
    )


def _confirm(event: ScreeningEvent) -> None:
    _keep(
        lambda journal, at, who: screenings.confirm(journal, event, at=at, person=who),
        lambda now, at: Standing(due=False, signs=now.signs, answered_at=now.answered_at),
    )


# ---- the questions -----------------------------------------------------------------------------


def _questions(now: Standing) -> None:
    texts = words().safety.screening
    known = texts.again if now.answered_at else texts.lead
    theme.title(texts.title, texts.after_pain if now.after_pain else known)
    if st.session_state.get(_SURE):
        _make_sure()
        return
    answers = {True: texts.yes, False: texts.no}
    hurts = st.segmented_control(
        texts.hurts, list(answers), format_func=answers.__getitem__, key="screening_hurts"
    )
    left, right = st.columns(2, gap="large")
    with left:
        ticked = _ticked(texts.emergency, Urgency.EMERGENCY, frozenset())
    with right:
        ticked |= _ticked(texts.urgent, Urgency.URGENT, now.signs & URGENT)
    with st.container(key="po-decide", horizontal=True, vertical_alignment="center"):
        label = texts.save if ticked else texts.none
        st.button(
            label,
            type="primary",
            key="screening_done",
            on_click=_done,
            args=(ticked,),
            kwargs={"hurts": hurts},
        )


def _ticked(title: str, urgency: Urgency, before: frozenset[str]) -> frozenset[str]:
    """Draw the signs of one urgency; the ids of those that are ticked. What applied a month ago still may."""
    st.header(title, anchor=False)
    flags = [flag for flag in localized(guide.RED_FLAGS) if flag.urgency is urgency]
    boxes = {f.id: st.checkbox(f.sign, value=f.id in before, key=_SIGN.format(f.id)) for f in flags}
    return frozenset(name for name, chosen in boxes.items() if chosen)


def _done(signs: frozenset[str], *, hurts: bool | None) -> None:
    if signs & EMERGENCIES:
        st.session_state[_SURE] = (signs, hurts)
    else:
        _answer(signs, upper_back_hurts=hurts)


def _make_sure() -> None:
    """A sign that closes the exercises is asked about twice: a slip of the finger is not one."""
    texts = words().safety.screening
    signs, hurts = st.session_state[_SURE]
    st.subheader(texts.sure, anchor=False)
    _list(signs & EMERGENCIES)
    with st.container(horizontal=True):
        st.button(texts.sure_yes, type="primary", on_click=_sure, args=(signs,), kwargs={"hurts": hurts})
        st.button(texts.sure_no, on_click=_back, args=(signs,))


def _sure(signs: frozenset[str], *, hurts: bool | None) -> None:
    del st.session_state[_SURE]
    _answer(signs, upper_back_hurts=hurts)


def _back(signs: frozenset[str]) -> None:
    del st.session_state[_SURE]
    for name in signs:  # Streamlit forgets what is not drawn
        st.session_state[_SIGN.format(name)] = True


# ---- the doors ---------------------------------------------------------------------------------


def _locked(now: Standing) -> None:
    texts = words().safety.screening
    with st.container(key="po-door-locked"):
        theme.title(texts.locked_title)
        st.html(f'<p class="po-urgent">{texts.locked}</p>')
        _list(now.signs)
        st.write(texts.locked_open)
        sure = st.checkbox(texts.seen, key="screening_seen")
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.button(texts.unlock, disabled=not sure, on_click=_confirm, args=(ScreeningEvent.SEEN,))
            routes.link(routes.professional(), texts.ask)


def _advised(now: Standing) -> None:
    texts = words().safety.screening
    with st.container(key="po-door-advised"):
        theme.title(texts.advised_title, texts.advised)
        _list(now.signs)
        with st.container(key="po-cta-professional", width="content"):
            st.page_link(routes.professional(), label=texts.ask)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(texts.advised_seen, on_click=_confirm, args=(ScreeningEvent.SEEN,))
            st.button(texts.advised_go_on, on_click=_confirm, args=(ScreeningEvent.ACCEPTED,))


def _list(signs: frozenset[str]) -> None:
    st.markdown(f"**{words().safety.screening.ticked}**")
    st.html(theme.bullets(flag.sign for flag in named(signs)))


def named(signs: frozenset[str]) -> list[RedFlag]:
    """The signs of these ids, emergencies first."""
    return [flag for flag in localized(guide.RED_FLAGS) if flag.id in signs]
