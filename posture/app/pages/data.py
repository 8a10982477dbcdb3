"""The Data page: what is kept of a person, to export, import and delete."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from datetime import datetime, timezone

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from posture.app.components import html, theme
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person, reader_time
from posture.history.database import Database, default_url
from posture.history.exporter import read_text
from posture.history.profiles import Holdings
from posture.locale import N_, localized, ngettext, pgettext
from posture.locale import gettext as _

_MESSAGE = "data_message"


def page() -> None:
    """Draw the page."""
    theme.title(
        _("Your data"),
        _("It is yours and it is here. Take it along, bring it in on another computer, or delete it."),
    )
    section()


def section() -> None:
    """Draw everything about the data of the person in use, each part under its own heading."""
    message = st.session_state.pop(_MESSAGE, "")
    if message:
        st.success(message)
    there = kept_sets.store().profiles.holdings(person=person.current())
    _kept(there)
    if there:
        _take()
    _bring()
    everybody = kept_sets.store().profiles.holdings()
    if everybody:
        _delete(there, everybody)


def _kept(there: Holdings) -> None:
    st.header(_("What is kept"), anchor=False)
    st.write(
        _listed(_sets(there.sets), there.notes, there.settings)
        if there
        else _("Nothing is kept yet. After your first set there is something to take along.")
    )
    if there.landmarks:
        n = there.landmarks
        st.write(
            ngettext(
                "Of {n} set also the landmarks, as you allowed.",
                "Of {n} sets also the landmarks, as you allowed.",
                n,
            ).format(n=n)
        )
    where = _("On this computer, in {where}").format(where=Database(default_url()).where)
    html.draw(html.quiet(where))


_FILES = (
    (
        N_("Everything (JSON)"),
        N_(
            "Sets with your corrections, notes and settings. This file can be brought in again. Pictures of "
            "posture checks go along where you keep them; stills and landmarks of sets do not."
        ),
        "json",
        "application/json",
    ),
    (
        N_("Report for a physiotherapist"),
        N_("One page with sets, ranges, holds and pain. It opens in a browser and prints on A4."),
        "html",
        "text/html",
    ),
    (
        N_("Every attempt (CSV)"),
        N_("One line for each attempt, for a spreadsheet."),
        "csv",
        "text/csv",
    ),
    (
        N_("For a practice's system (FHIR)"),
        N_("An HL7 FHIR R4 bundle of observations, without your name."),
        "fhir.json",
        "application/fhir+json",
    ),
)
"""Title, help, ending and media type of each file that is made; the form is how the ending begins."""


def _take() -> None:
    whose = person.current()
    st.header(_("Take it along"), anchor=False)
    html.draw(html.quiet(_("Each file is made on this computer when you press its button.")))
    day = f"{reader_time.here(datetime.now(timezone.utc)):%Y%m%d}"
    reader = get_script_run_ctx()  # the file has the language and time zone of the page that asks

    def _exported(form: str) -> Callable[[], bytes]:
        def _make() -> bytes:
            add_script_run_ctx(threading.current_thread(), reader)
            return kept_sets.file_of(kept_sets.store().content(person=whose), form)

        return _make

    def _report() -> bytes:
        from posture.report.html_report import report_of

        add_script_run_ctx(threading.current_thread(), reader)
        return report_of(kept_sets.store(), person=whose, here=reader_time.here).encode()

    columns = st.columns(2)
    for place, (label, help_text, name, mime) in enumerate(localized(_FILES)):
        form = name.partition(".")[0]
        with columns[place % 2], st.container(border=True, key=f"po-card-take-{place}"):
            html.draw(html.line(help_text))
            # A page that is redrawn at once takes the file away before a slow browser has fetched it.
            st.download_button(
                label,
                data=_report if form == "html" else _exported(form),
                file_name=f"posture-{day}.{name}",
                mime=mime,
                on_click="ignore",
            )


def _bring() -> None:
    st.header(pgettext("heading", "Bring it in"), anchor=False)
    st.write(_("A JSON file from here or from another computer. What is kept already stays as it is."))
    upload = st.file_uploader(_("File with everything (JSON)"), type=("json",), key="data_file")
    if upload is None or not st.button(_("Bring it in"), type="primary"):
        return
    with theme.plainly():
        file = io.TextIOWrapper(io.BytesIO(upload.getbuffer()), encoding="utf-8")
        taken = kept_sets.store().bring_in(read_text(file, upload.name))
        what = _listed(_sets(taken.sets), taken.notes, taken.settings)
        message = _("Brought in: {what}.").format(what=what)
        if taken.known:
            message += " " + _("{known} were here already and stayed as they are.").format(known=taken.known)
        st.session_state[_MESSAGE] = message
        st.rerun()


def _delete(there: Holdings, everybody: Holdings) -> None:
    whose = person.current()
    st.header(_("Delete"), anchor=False)
    st.write(_("Deleted means gone: from the file, its journal and its copies. It cannot be taken back."))
    with st.container(horizontal=True):
        if there and there != everybody:
            label = (
                _("Delete everything of {person} …").format(person=plain(whose))
                if whose
                else _("Delete everything without a profile …")
            )
            if st.button(label, key="data_delete_person"):
                _confirm(whose, there)
        if st.button(_("Delete everything of everybody …"), key="data_delete_all"):
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
            _("Everything of everybody on this computer will be lost:")
            if whose is None
            else _("Everything that belongs to no profile on this computer will be lost:")
        )
        st.write(
            _("Everything of {person} on this computer will be lost:").format(person=plain(whose))
            if whose
            else what
        )
        html.draw(html.bullets([_lost(there)]))
        st.write(_("Take it along first if you may want it again."))
        sure = st.checkbox(_("I know that this cannot be taken back"), key="data_sure")
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
