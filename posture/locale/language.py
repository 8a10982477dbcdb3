"""The languages there are, and which of them is being spoken.

Every page of every browser has its own language, and so has a report that is written outside of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
"""Holds a folder for each language that English is translated into."""
ENGLISH = "en"
"""The language of the source."""

_spoken: ContextVar[str | None] = ContextVar("language", default=None)
_followed: list[Callable[[], str | None]] = []


def language() -> str:
    """Return the code of the language that is spoken now; English where nothing says otherwise."""
    if (code := _spoken.get()) is not None:
        return code
    return next((code for asked in _followed if (code := asked()) is not None), ENGLISH)


def language_tag() -> str:
    """Return the language that is spoken now as browsers name it: ``pt-BR``."""
    return language().replace("_", "-")


def follow(source: Callable[[], str | None]) -> None:
    """Ask ``source`` for the language from now on, wherever `speaking` does not set it.

    Args:
        source: Returns the code of the language, or ``None`` where it knows of none, as outside of a page.
    """
    if source not in _followed:
        _followed.append(source)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak that language within the ``with`` block, in this thread or task alone.

    >>> with speaking("de"):
    ...     language()
    'de'
    """
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def codes() -> tuple[str, ...]:
    """Return the code of every language: English, then those that have a folder, in alphabetical order."""
    return (ENGLISH, *sorted(folder.parent.name for folder in FOLDER.glob("*/LC_MESSAGES")))


@cache
def languages() -> dict[str, str]:
    """Return every language by its code, as it calls itself.

    >>> list(languages())[:3], languages()["de"]
    (['en', 'de', 'es'], 'Deutsch')
    """
    from babel import Locale

    names = {code: Locale.parse(code).get_display_name(code) or code for code in codes()}
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


def nearest(locale: str | None) -> str:
    """Return the code of the language that serves a browser's locale best.

    >>> nearest("de-AT"), nearest("ja"), nearest(None)
    ('de', 'en', 'en')
    """
    wanted = (locale or "").replace("-", "_").lower()
    there = {code.lower(): code for code in codes()}
    of_its_language = (code for code in codes() if code.split("_")[0] == wanted.split("_")[0])
    return there.get(wanted) or next(of_its_language, ENGLISH)
