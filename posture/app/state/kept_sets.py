"""The store as the pages use it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO, TextIOWrapper

from posture.app.state import reader_time, sign_in
from posture.history.database import default_url
from posture.history.exporter import Content, write
from posture.history.personal_store import PersonalStore
from posture.history.spreadsheet import manner_of
from posture.history.store import Store
from posture.locale import language


def store() -> Store:
    """Return the one store of this server; where people sign in, what it has of the person on this page.

    Raises:
        StoreError: The configured address belongs to no database, or nobody is signed in.
    """
    whole = _open(default_url())
    return PersonalStore(whole, sign_in.person()) if sign_in.is_on() else whole


@cache  # any browser may have Streamlit empty its own: each time the database would be opened anew
def _open(url: str) -> Store:
    return Store(url)


def file_of(content: Content, form: str) -> bytes:
    """Return an export as the bytes of a file.

    A table is written for the reader's spreadsheet: in their language and time zone.

    Args:
        content: What to export.
        form: One of `posture.history.exporter.FORMS`.
    """
    manner = replace(manner_of(language()), here=reader_time.clock())
    whole = BytesIO()  # a text in memory would take four times as much
    file = TextIOWrapper(whole, encoding="utf-8", newline="")
    write(content, file, form, manner=manner)
    file.flush()
    return whole.getvalue()
