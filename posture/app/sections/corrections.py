"""What a person says about the coach's count: asked for, kept beside it, and shown."""

from __future__ import annotations

from html import escape

import streamlit as st

from posture.app.components import theme
from posture.app.sections import session_summary
from posture.app.state import kept_sets
from posture.app.texts import words
from posture.coach.session import Attempt
from posture.errors import StoreError
from posture.history.kept_set import Agreement, KeptSet, Opinion
from posture.report.formats import clock

_UNLISTED = 0
"""Stands for a repetition that the coach did not even list; attempts are numbered from one."""


def said(item: KeptSet) -> dict[int, str]:
    """By number of the attempt, what was said of it."""
    texts = words().review
    spoken = {Opinion.NOT_A_REP: texts.said_not_a_rep, Opinion.MISSED: texts.said_missed}
    return {c.attempt: spoken[c.verdict] for c in item.corrections if c.attempt is not None}


def agreement(found: Agreement) -> str:
    """In words, how the coach's count stands beside the person's."""
    texts = words().review
    if not found.of and not found.too_many:
        return texts.as_counted_none
    form = texts.as_counted_more if found.too_many else texts.as_counted
    return form.format(right=found.right, of=found.of, more=found.too_many)


def one_tap(set_id: int) -> None:
    """Right after a set: a button that says that its count is right, then what was said."""
    try:
        item = kept_sets.store().get(set_id)
    except StoreError:  # deleted in another window; what the set came to stands there all the same
        return
    if item.agreement is not None:
        st.html(f'<p class="po-quiet po-flat">{escape(agreement(item.agreement))}</p>')
    elif _is_counted(item) and st.button(words().review.confirm, key=f"confirm_{set_id}"):
        kept_sets.store().corrections.confirm(set_id)
        st.rerun()


def _is_counted(item: KeptSet) -> bool:
    """Whether there is a count to agree with: some ways of measuring only time what is done."""
    way = session_summary.way_of(item.exercise, item.session.method if item.session else "")
    return way is not None and not way.timed


def show(item: KeptSet) -> None:
    """The ways to correct a set, and what was corrected so far."""
    texts = words().review
    st.header(texts.corrections_title, anchor=False)
    if item.corrections:
        note = texts.corrected_note.format(counted=item.counts.reps, corrected=item.corrected_reps)
        st.markdown(f"**{note}**")
    if item.agreement is not None:
        st.markdown(f"**{agreement(item.agreement)}**")
        _withdrawals(item)
    elif _is_counted(item):
        st.write(texts.confirm_help)
    st.write(texts.corrections_help)
    with st.container(horizontal=True):
        right = texts.confirm_corrected if item.corrections else texts.confirm
        if item.confirmed_at is None and _is_counted(item) and st.button(right):
            kept_sets.store().corrections.confirm(item.id)
            st.rerun()
        if st.button(texts.not_a_rep, disabled=not _open(item, Opinion.NOT_A_REP)):
            _wrong(item)
        if st.button(texts.missed_one):
            _missed(item)


def _withdrawals(item: KeptSet) -> None:
    """A button for each thing said, to take it back."""
    texts = words().review
    spoken = said(item)
    options = {n: f"{texts.attempt.format(number=n)}, {what}" for n, what in spoken.items()}
    if any(c.attempt is None for c in item.corrections):
        options[_UNLISTED] = texts.said_unlisted
    with st.container(horizontal=True):
        right = texts.confirmed_corrected if item.corrections else texts.confirmed
        if item.confirmed_at is not None and st.button(texts.withdraw.format(what=right)):
            kept_sets.store().corrections.confirm(item.id, right=False)
            st.rerun()
        for number, what in options.items():
            if st.button(texts.withdraw.format(what=what), key=f"withdraw_{item.id}_{number}"):
                kept_sets.store().corrections.withdraw(item.id, number if number != _UNLISTED else None)
                st.rerun()


def _open(item: KeptSet, verdict: Opinion) -> dict[int, Attempt]:
    """The attempts of which that can still be said."""
    attempts = item.session.attempts if item.session else ()
    done = {c.attempt for c in item.corrections}
    wanted = verdict is Opinion.NOT_A_REP
    return {a.number: a for a in attempts if a.counted is wanted and a.number not in done}


def _wrong(item: KeptSet) -> None:
    texts = words().review
    options = {n: _name(a) for n, a in _open(item, Opinion.NOT_A_REP).items()}
    st.dialog(texts.not_a_rep)(_ask)(item, Opinion.NOT_A_REP, texts.which_wrong, options)


def _missed(item: KeptSet) -> None:
    texts = words().review
    options = {n: _name(a) for n, a in _open(item, Opinion.MISSED).items()} | {_UNLISTED: texts.unlisted}
    st.dialog(texts.missed_one)(_ask)(item, Opinion.MISSED, texts.which_missed, options)


def _name(attempt: Attempt) -> str:
    return words().review.attempt_option.format(number=attempt.number, start=clock(attempt.start_s))


def _ask(item: KeptSet, verdict: Opinion, question: str, options: dict[int, str]) -> None:
    chosen = st.radio(question, list(options), format_func=lambda n: options[n])
    with theme.plainly():
        if st.button(words().review.correct, type="primary") and chosen is not None:
            kept_sets.store().corrections.add(item.id, chosen if chosen != _UNLISTED else None, verdict)
            st.rerun()
