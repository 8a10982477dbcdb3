"""The Data page: what is kept of a person, to export, import and delete."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from posture.app.components import html, theme, where_words
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person, reader_time, sign_in
from posture.app.state.upload_queue import upload_queues
from posture.history.database import Database, default_url
from posture.history.exporter import read_text
from posture.history.profiles import Holdings
from posture.locale import N_, localized, ngettext, pgettext
from posture.locale import gettext as _

_MESSAGE = "data_message"


def page() -> None:
    """Draw the page."""
    there = kept_sets.store().profiles.holdings(person=person.current())
    theme.title(_("Your data"), _held(there) if there else _("Nothing is kept yet."))
    message = st.session_state.pop(_MESSAGE, "")
    if message:
        st.success(message)
    if there:
        _take()
    _bring()
    if not sign_in.is_on():  # else the copies are the business of those who run the server
        _copies()
    everybody = kept_sets.store().profiles.holdings()
    if everybody:
        _delete(there, everybody)


def _held(there: Holdings) -> str:
    """Return what is kept, in words."""
    if not there.landmarks:
        return _listed(_sets(there.sets), there.notes, there.settings)
    sets = ngettext("{n} set, {landmarks} with landmarks", "{n} sets, {landmarks} with landmarks", there.sets)
    return _listed(sets.format(n=there.sets, landmarks=there.landmarks), there.notes, there.settings)


# ---- out ---------------------------------------------------------------------------------------

_FORMATS = (
    (
        N_("Download JSON"),
        N_("For importing again: everything but stills and landmarks of sets."),
        "json",
        "application/json",
    ),
    (N_("Download CSV"), N_("One row for each attempt, for a spreadsheet."), "csv", "text/csv"),
    (
        N_("Download FHIR"),
        N_("For a clinic's system, without your name."),
        "fhir.json",
        "application/fhir+json",
    ),
)
"""Title, help, ending and media type of each file that is made; the form is how the ending begins."""


def _take() -> None:
    whose = person.current()

    def _exported(form: str) -> Callable[[], bytes]:
        return lambda: kept_sets.file_of(kept_sets.store().content(person=whose), form)

    def _report() -> bytes:
        from posture.report.html_report import report_of

        who = sign_in.current() if sign_in.is_on() else None
        name, here = None if who is None else who.name, reader_time.clock()
        return report_of(kept_sets.store(), person=whose, here=here, signed_in_as=name).encode()

    with st.container(key="po-file", horizontal=True, vertical_alignment="center", gap="medium"):
        _button(_("Download the report"), _report, ("html", "text/html"), first=True)
        html.draw(html.line(_("One page to print, for a physiotherapist.")), width="content")
    with st.expander(_("More formats")):
        for label, help_text, name, mime in localized(_FORMATS):
            with st.container(
                key=f"po-file-{name}", horizontal=True, vertical_alignment="center", gap="medium"
            ):
                _button(label, _exported(name.partition(".")[0]), (name, mime))
                html.draw(html.line(help_text), width="content")


def _button(label: str, make: Callable[[], bytes], kind: tuple[str, str], *, first: bool = False) -> None:
    """Draw a button that makes a file when it is pressed.

    Args:
        label: Its words.
        make: Makes the file.
        kind: Ending and media type.
        first: It is what most people come for.
    """
    day = f"{reader_time.here(datetime.now(timezone.utc)):%Y%m%d}"
    ending, mime = kind
    st.download_button(
        label,
        data=_for_reader(make),
        file_name=f"posture-{day}.{ending}",
        mime=mime,
        type="primary" if first else "secondary",
        on_click="ignore",  # a page that is redrawn at once takes the file away before it is fetched
    )


def _for_reader(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Have a file made in the language and time zone of the page that asks, and for the person on it.

    Streamlit makes it in a thread that others' files are made in, too: this page is to leave nothing there.
    """
    page = get_script_run_ctx()

    def _begin() -> None:
        add_script_run_ctx(threading.current_thread(), page)

    def _made() -> bytes:
        with ThreadPoolExecutor(1, initializer=_begin) as own_thread:
            return own_thread.submit(make).result()

    return _made


# ---- in, copies and away -----------------------------------------------------------------------


def _bring() -> None:
    st.header(pgettext("heading", "Import"), anchor=False)
    upload = st.file_uploader(
        _("A JSON file from Posture. What is here stays."), type=("json",), key="data_file"
    )
    if upload is None or not st.button(_("Import"), type="primary"):
        return
    with theme.plainly():
        file = io.TextIOWrapper(io.BytesIO(upload.getbuffer()), encoding="utf-8")
        taken = kept_sets.store().bring_in(read_text(file, upload.name))
        what = _listed(_sets(taken.sets), taken.notes, taken.settings)
        message = _("Imported: {what}.").format(what=what)
        if taken.known:
            known = ngettext("{n} was already here.", "{n} were already here.", taken.known)
            message = f"{message} {known.format(n=taken.known)}"
        st.session_state[_MESSAGE] = message
        st.rerun()


def _copies() -> None:
    """Say where everything is, and that a file of this computer is copied day by day."""
    database = Database(default_url())
    st.header(pgettext("heading", "Backup"), anchor=False)
    said = (
        _("Copies of the last three days are kept beside {file}.") if database.file else _("Kept in {file}.")
    )
    html.draw(html.line(said.format(file=database.where)))


def _delete(there: Holdings, everybody: Holdings) -> None:
    whose = person.current()
    st.header(pgettext("heading", "Delete"), anchor=False)
    html.draw(html.line(_("Gone for good, copies too.")))
    alone = there == everybody
    with st.container(horizontal=True):
        if there and not alone:
            label = (
                _("Delete all of {person}'s data…").format(person=plain(whose))
                if whose
                else _("Delete all data without a profile…")
            )
            if st.button(label, key="data_delete_person"):
                _confirm(whose, there)
        label = _("Delete everything…") if alone else _("Delete everybody's data…")
        if st.button(label, key="data_delete_all"):
            _confirm(None, everybody)


def _sets(n: int) -> str:
    return ngettext("{n} set", "{n} sets", n).format(n=n)


def _listed(sets: str, notes: int, settings: int) -> str:
    """Return what there is of each kind, beginning with what is said of the sets."""
    return ", ".join(
        (
            sets,
            ngettext("{n} note", "{n} notes", notes).format(n=notes),
            ngettext("{n} setting", "{n} settings", settings).format(n=settings),
        )
    )


def _lost(there: Holdings) -> str:
    sets = ngettext(
        "{n} set with its attempts, pictures and landmarks",
        "{n} sets with their attempts, pictures and landmarks",
        there.sets,
    ).format(n=there.sets)
    return _listed(sets, there.notes, there.settings)


def _confirm(whose: str | None, there: Holdings) -> None:
    """Ask in a dialog, titled in the language of the moment."""

    def _ask() -> None:
        what = (
            where_words.here("This deletes everything Posture keeps on this computer:")
            if whose is None
            else _("This deletes everything without a profile:")
        )
        of_person = _("This deletes all of {person}'s data:")
        st.write(of_person.format(person=plain(whose)) if whose else what)
        html.draw(html.bullets([_lost(there)]))
        sure = st.checkbox(_("I know that this cannot be undone"), key="data_sure")
        with st.container(horizontal=True), theme.plainly():
            if st.button(_("Delete for good"), type="primary", disabled=not sure):
                delete_everything(whose)
                deleted = _listed(_sets(there.sets), there.notes, there.settings)
                st.session_state[_MESSAGE] = _("Deleted: {what}.").format(what=deleted)
                st.rerun()
            if st.button(_("Keep everything")):
                st.rerun()

    st.dialog(_("Delete for good?"))(_ask)()


def delete_everything(whose: str | None) -> None:
    """Delete everything of one person, or of everybody.

    Args:
        whose: The profile, empty for nobody's; ``None`` for everybody.

    Raises:
        StoreError: The store cannot be used.
    """
    if whose is None:
        kept_sets.store().delete_all()
    else:
        kept_sets.store().delete_person(whose)
    upload_queues().sweep()
