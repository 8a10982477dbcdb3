"""What is kept of a person: taken along, brought in, deleted. A page, and a section for another page."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timezone
from html import escape

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person
from posture.app.texts import words
from posture.history.database import Database, default_url
from posture.history.exporter import read_text
from posture.history.profiles import Holdings
from posture.report.formats import counted

_TOLD = "data_told"


def page() -> None:
    """Draw the page."""
    texts = words().data
    theme.title(texts.title, texts.lead)
    section()


def section() -> None:
    """Draw everything about the data of the person in use, under headings of its own."""
    told = st.session_state.pop(_TOLD, "")
    if told:
        st.success(told)
    there = kept_sets.store().profiles.holdings(person=person.current())
    _kept(there)
    if there:
        _take()
    _bring()
    everybody = kept_sets.store().profiles.holdings()
    if everybody:
        _delete(there, everybody)


def _kept(there: Holdings) -> None:
    texts = words().data
    st.header(texts.kept, anchor=False)
    st.write(texts.amounts.format(**counted(**asdict(there))) if there else texts.kept_nothing)
    if there.landmarks:
        st.write(texts.landmarks.format(**counted(landmarks=there.landmarks)))
    where = texts.where.format(where=Database(default_url()).where)
    st.html(f'<p class="po-quiet po-flat">{escape(where)}</p>')


def _take() -> None:
    texts, whose = words().data, person.current()
    st.header(texts.take, anchor=False)
    st.html(f'<p class="po-quiet po-flat">{escape(texts.take_help)}</p>')
    day = f"{kept_sets.here(datetime.now(timezone.utc)):%Y%m%d}"
    reader = get_script_run_ctx()  # language and time zone are those of whoever asks for the file

    def exported(form: str) -> Callable[[], bytes]:
        def make() -> bytes:
            add_script_run_ctx(threading.current_thread(), reader)
            return kept_sets.file_of(kept_sets.store().content(person=whose), form)

        return make

    def report() -> bytes:
        from posture.report.html_report import report_of

        add_script_run_ctx(threading.current_thread(), reader)
        return report_of(kept_sets.store(), person=whose, here=kept_sets.here).encode()

    files = (
        (texts.take_all, texts.take_all_help, exported("json"), "json", "application/json"),
        (texts.take_report, texts.take_report_help, report, "html", "text/html"),
        (texts.take_table, texts.take_table_help, exported("csv"), "csv", "text/csv"),
        (texts.take_fhir, texts.take_fhir_help, exported("fhir"), "fhir.json", "application/fhir+json"),
    )
    columns = st.columns(2)
    for place, (label, help_text, make, name, mime) in enumerate(files):
        with columns[place % 2], st.container(border=True, key=f"po-card-take-{place}"):
            st.html(f'<p class="po-flat">{escape(help_text)}</p>')
            # Drawn anew at once, the page would take the file away before a slow browser has fetched it.
            st.download_button(
                label, data=make, file_name=f"posture-{day}.{name}", mime=mime, on_click="ignore"
            )


def _bring() -> None:
    texts = words().data
    st.header(texts.bring, anchor=False)
    st.write(texts.bring_help)
    upload = st.file_uploader(texts.bring_file, type=("json",), key="data_file")
    if upload is None or not st.button(texts.bring_button, type="primary"):
        return
    with theme.plainly():
        file = io.TextIOWrapper(io.BytesIO(upload.getbuffer()), encoding="utf-8")
        taken = kept_sets.store().bring_in(read_text(file, upload.name))
        told = texts.brought.format(**counted(sets=taken.sets, notes=taken.notes, settings=taken.settings))
        if taken.known:
            told += " " + texts.brought_known.format(known=taken.known)
        st.session_state[_TOLD] = told
        st.rerun()


def _delete(there: Holdings, everybody: Holdings) -> None:
    texts, whose = words().data, person.current()
    st.header(texts.delete, anchor=False)
    st.write(texts.delete_help)
    with st.container(horizontal=True):
        if there and there != everybody:
            label = texts.delete_person.format(person=plain(whose)) if whose else texts.delete_mine
            if st.button(label, key="data_delete_person"):
                _confirm(whose, there)
        if st.button(texts.delete_all, key="data_delete_all"):
            _confirm(None, everybody)


def _confirm(whose: str | None, there: Holdings) -> None:
    """Ask in a dialog; the title is said in the language of the moment."""

    def ask() -> None:
        texts = words().data
        what = texts.delete_all_what if whose is None else texts.delete_mine_what
        st.write(texts.delete_person_what.format(person=plain(whose)) if whose else what)
        st.html(theme.bullets([texts.delete_lost.format(**counted(**asdict(there)))]))
        st.write(texts.delete_first)
        sure = st.checkbox(texts.delete_sure, key="data_sure")
        with st.container(horizontal=True), theme.plainly():
            if st.button(texts.delete_yes, type="primary", disabled=not sure):
                delete_everything(whose)
                st.session_state[_TOLD] = texts.deleted.format(**counted(**asdict(there)))
                st.rerun()
            if st.button(texts.delete_no):
                st.rerun()

    st.dialog(words().data.delete_title)(ask)()


def delete_everything(whose: str | None) -> None:
    """Delete all that is kept of one person, or of everybody, and forget who was in use.

    Raises:
        StoreError: The store cannot be used.
    """
    if whose is None:
        kept_sets.store().delete_all()
    else:
        kept_sets.store().delete_person(whose)
