"""The store as the pages use it, and moments in the reader's own time."""

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
    """Return the one store of this server.

    Raises:
        StoreError: The configured address belongs to no database.
    """
    return _open(default_url())


@st.cache_resource(show_spinner=False)
def _open(url: str) -> Store:
    return Store(url)


def here(moment: datetime) -> datetime:
    """Return a moment in the reader's time zone."""
    return local(moment, zone=st.context.timezone, offset_min=st.context.timezone_offset)


def spoken_time(moment: datetime) -> str:
    """Return a moment in the reader's language and time zone."""
    return when(here(moment), now=here(datetime.now(timezone.utc)))


def day(moment: datetime) -> date:
    """Return the reader's date at that moment."""
    return here(moment).date()


def file_of(content: Content, form: str) -> bytes:
    """Return an export as the bytes of a file.

    A table is written for the reader's spreadsheet: in their language and time zone.

    Args:
        content: What to export.
        form: One of `posture.history.exporter.FORMS`.
    """
    file = StringIO(newline="")
    write(content, file, form, manner=replace(manner_of(language()), here=here))
    return file.getvalue().encode()
