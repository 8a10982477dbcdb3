"""The Review page: the kept sets, newest first, and each one with every attempt."""

from __future__ import annotations

from html import escape

import streamlit as st

from posture.app import corrections, kept, pages, summary, theme
from posture.app.formats import lasting
from posture.app.texts import words
from posture.history.export import Content
from posture.history.kept import KeptSet

_AT_ONCE = 20
"""Sets listed before somebody asks for more."""


def page() -> None:
    """Draw the list, or the set that the address names."""
    chosen = st.query_params.get("set", "")
    pages.show_address(**({"set": chosen} if chosen else {}))
    if chosen:
        _one(chosen)
    else:
        _all()


def _all() -> None:
    texts = words().review
    theme.title(texts.title, texts.lead)
    sets = kept.store().sets()
    if not sets:
        _empty()
        return
    chosen = _filter(sets)
    found = [k for k in sets if chosen is None or k.exercise == chosen]
    shown = st.session_state.get("review_shown", _AT_ONCE)
    for item in found[:shown]:
        _row(item)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(found) > shown:
            st.write(texts.shown.format(shown=shown, all=len(found)))
            if st.button(texts.more):
                st.session_state["review_shown"] = shown + _AT_ONCE
                st.rerun()
        st.download_button(
            texts.export_all, data=_everything, file_name="posture.json", mime="application/json"
        )


def _everything() -> bytes:
    return kept.file_of(kept.store().content(), "json")


def _empty() -> None:
    texts = words().review
    with st.container(border=True, key="po-empty"):
        st.subheader(texts.empty, anchor=False)
        st.write(texts.empty_help)
        with st.container(key="po-cta-first", width="content"):
            st.page_link(pages.train(), label=texts.empty_button)


def _filter(sets: list[KeptSet]) -> str | None:
    names = {k.exercise: summary.move_title(k.exercise) for k in sets}
    if len(names) < 2:
        return None
    options = sorted(names, key=lambda e: names[e])
    return st.pills(words().review.filter, options, format_func=lambda e: names[e], key="review_move")


def _row(item: KeptSet) -> None:
    with (
        st.container(border=True, key=f"po-set-{item.id}"),
        st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"),
    ):
        pages.link(pages.review(), summary.move_title(item.exercise), set=str(item.id))
        st.html(f'<p class="po-meta po-flat">{_meta(item)}</p>', width="content")


def _meta(item: KeptSet) -> str:
    texts = words().review
    parts = [
        texts.count.format(reps=item.corrected_reps, attempts=item.counts.attempts),
        texts.duration.format(time=lasting(item.duration_s)),
        kept.spoken_time(item.started_at),
    ]
    return "".join(f"<span>{escape(part)}</span>" for part in parts)


def _one(chosen: str) -> None:
    texts = words().review
    pages.link(pages.review(), f"← {texts.back}")
    item = _found(chosen)
    if item is None or item.session is None:
        st.warning(texts.missing.format(id=chosen))
        return
    theme.title(summary.move_title(item.exercise), kept.spoken_time(item.started_at))
    summary.show(item.session, said=corrections.said(item))
    corrections.show(item)
    _actions(item)


def _found(chosen: str) -> KeptSet | None:
    """The set of that number; the number comes from the address, so it may be anything."""
    ids = {str(item.id): item.id for item in kept.store().sets()}
    return kept.store().get(ids[chosen]) if chosen in ids else None


def _actions(item: KeptSet) -> None:
    texts = words().review
    name = f"posture-{item.exercise}-{item.started_at:%Y%m%d-%H%M%S}"
    with st.container(horizontal=True):
        for ending, label, mime in (
            ("json", texts.export_json, "application/json"),
            ("csv", texts.export_csv, "text/csv"),
        ):
            st.download_button(
                label, data=kept.file_of(Content([item]), ending), file_name=f"{name}.{ending}", mime=mime
            )
        if st.button(texts.delete, type="tertiary"):
            _delete(item.id, kept.spoken_time(item.started_at))


@st.dialog(words().review.delete_title)
def _delete(set_id: int, moment: str) -> None:
    texts = words().review
    st.write(texts.delete_help.format(when=moment))
    with st.container(horizontal=True), theme.plainly():
        if st.button(texts.delete_yes, type="primary"):
            kept.store().delete(set_id)
            st.query_params.clear()
            st.rerun()
        if st.button(texts.delete_no):
            st.rerun()
