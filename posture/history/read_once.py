"""Settings that are read once for a page: it asks for the same ones from many places.

What has been written in the meantime counts: after any change by this process they are read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from posture.history.database import Database

Contents = dict[str, str]
"""Settings as the database has them, by name."""

_Known = dict[tuple[Database, str], tuple[object, Contents]]
_known: ContextVar[_Known | None] = ContextVar("settings", default=None)


@contextmanager
def settings_read_once() -> Iterator[None]:
    """Let `Journal.setting` read a person's settings once in the ``with`` block, in this thread alone."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def known(database: Database, person: str, read: Callable[[], Contents]) -> Contents | None:
    """Return the person's settings; ``None`` outside of `settings_read_once`.

    Args:
        database: Where they are kept.
        person: The profile.
        read: Reads all of them.
    """
    there = _known.get()
    if there is None:
        return None
    version = database.version
    of_version, contents = there.get((database, person), (None, {}))
    if of_version is not version:
        contents = read()
        there[database, person] = (version, contents)
    return contents
