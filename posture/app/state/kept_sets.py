"""The store of kept sets as the pages use it, and the reader's own time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone
from io import StringIO

import streamlit as st

from posture.history.database import default_url
from posture.history.exporter import Content, write
from posture.history.spreadsheet import manner_of
from posture.history.store import Store
from posture.locale import language
from posture.locale.formats import local, when


def store() -> Store:
    """The one store of this server.

    Raises:
        StoreError: The configured address is of no database.
    """
    return _open(default_url())


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Store:
    return Store(url)


def here(moment: datetime) -> datetime:
    """A moment in the time zone of whoever reads the page."""
    return local(moment, zone=st.context.timezone, offset_min=st.context.timezone_offset)


def spoken_time(moment: datetime) -> str:
    """A moment in the words and the time zone of whoever reads the page."""
    return when(here(moment), now=here(datetime.now(timezone.utc)))


def day(moment: datetime) -> date:
    """The day of a moment where the reader is."""
    return here(moment).date()


def file_of(content: Content, form: str) -> bytes:
    """The export as the bytes of a file; ``form`` is one of `posture.history.exporter.FORMS`.

    A table is for the spreadsheet of whoever reads the page: in their language and time zone.
    """
    file = StringIO(newline="")
    write(content, file, form, manner=replace(manner_of(language()), here=here))
    return file.getvalue().encode()
