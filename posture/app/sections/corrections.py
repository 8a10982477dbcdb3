"""The person's word on the coach's count: asked for, kept beside it, and shown."""

from __future__ import annotations

import streamlit as st

from posture.app.components import html, theme
from posture.app.sections import session_summary
from posture.app.state import kept_sets
from posture.coach.session import Attempt
from posture.errors import StoreError
from posture.history.kept_set import Agreement, KeptSet, Opinion
from posture.locale import gettext as _
from posture.locale.formats import clock

_UNLISTED = 0
"""Stands for a repetition that the coach did not even list; attempts are numbered from one."""


def said(item: KeptSet) -> dict[int, str]:
    """Return what was said of each attempt, by its number."""
    spoken = {Opinion.NOT_A_REP: _("you said: not a repetition"), Opinion.MISSED: _("you said: a repetition")}
    return {c.attempt: spoken[c.verdict] for c in item.corrections if c.attempt is not None}


def agreement(found: Agreement) -> str:
    """Return in words how far the coach's count agrees with the person's."""
    if not found.of and not found.too_many:
        return _("nothing counted, as you said")
    form = (
        _("{right} of {of} as you counted, {more} too many")
        if found.too_many
        else _("{right} of {of} as you counted")
    )
    return form.format(right=found.right, of=found.of, more=found.too_many)


def one_tap(set_id: int) -> None:
    """Draw the button that confirms a count right after its set, and then the agreement."""
    try:
        item = kept_sets.store().get(set_id)
    except StoreError:  # deleted in another window; its summary is shown all the same
        return
    if item.agreement is not None:
        html.draw(html.quiet(agreement(item.agreement)))
    elif _is_counted(item) and st.button(_("The count is right"), key=f"confirm_{set_id}"):
        kept_sets.store().corrections.confirm(set_id)
        st.rerun()


def _is_counted(item: KeptSet) -> bool:
    """Return whether there is a count to agree with: some measurement methods only time a set."""
    measured = session_summary.measured_as(item.exercise, item.session.method if item.session else "")
    return measured is not None and not measured.timed


def show(item: KeptSet) -> None:
    """Draw the ways to correct a set, and what was corrected so far."""
    st.header(_("Was the count right?"), anchor=False)
    if item.corrections:
        note = _("The coach counted {counted}. With your corrections: {corrected}.").format(
            counted=item.counts.reps, corrected=item.corrected_reps
        )
        st.markdown(f"**{note}**")
    if item.agreement is not None:
        st.markdown(f"**{agreement(item.agreement)}**")
        _withdrawals(item)
    with st.container(horizontal=True):
        right = _("Right with my corrections") if item.corrections else _("The count is right")
        if item.confirmed_at is None and _is_counted(item) and st.button(right):
            kept_sets.store().corrections.confirm(item.id)
            st.rerun()
        if st.button(_("That was not a repetition"), disabled=not _open(item, Opinion.NOT_A_REP)):
            _wrong(item)
        if st.button(_("You missed one")):
            _missed(item)


def _withdrawals(item: KeptSet) -> None:
    """Draw a button for each thing said, to take it back."""
    spoken = said(item)
    attempt_text = _("Attempt {number}")
    options = {n: f"{attempt_text.format(number=n)}, {what}" for n, what in spoken.items()}
    if any(c.attempt is None for c in item.corrections):
        options[_UNLISTED] = _("One more, not in the list")
    with st.container(horizontal=True):
        right = (
            _("you said: right with your corrections")
            if item.corrections
            else _("you said: the count is right")
        )
        if item.confirmed_at is not None and st.button(_("Undo: {what}").format(what=right)):
            kept_sets.store().corrections.confirm(item.id, right=False)
            st.rerun()
        for number, what in options.items():
            if st.button(_("Undo: {what}").format(what=what), key=f"withdraw_{item.id}_{number}"):
                kept_sets.store().corrections.withdraw(item.id, number if number != _UNLISTED else None)
                st.rerun()


def _open(item: KeptSet, verdict: Opinion) -> dict[int, Attempt]:
    """Return the attempts of which that can still be said."""
    attempts = item.session.attempts if item.session else ()
    done = {c.attempt for c in item.corrections}
    wanted = verdict is Opinion.NOT_A_REP
    return {a.number: a for a in attempts if a.counted is wanted and a.number not in done}


def _wrong(item: KeptSet) -> None:
    options = {n: _name(a) for n, a in _open(item, Opinion.NOT_A_REP).items()}
    st.dialog(_("That was not a repetition"))(_ask)(
        item, Opinion.NOT_A_REP, _("Which one was counted but should not be?"), options
    )


def _missed(item: KeptSet) -> None:
    options = {n: _name(a) for n, a in _open(item, Opinion.MISSED).items()} | {
        _UNLISTED: _("One that is not in the list")
    }
    st.dialog(_("You missed one"))(_ask)(item, Opinion.MISSED, _("Which one should have counted?"), options)


def _name(attempt: Attempt) -> str:
    return _("Attempt {number}, at {start}").format(number=attempt.number, start=clock(attempt.start_s))


def _ask(item: KeptSet, verdict: Opinion, question: str, options: dict[int, str]) -> None:
    chosen = st.radio(question, list(options), format_func=lambda n: options[n])
    with theme.plainly():
        if st.button(_("Correct it"), type="primary") and chosen is not None:
            kept_sets.store().corrections.add(item.id, chosen if chosen != _UNLISTED else None, verdict)
            st.rerun()
