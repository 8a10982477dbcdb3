"""Makes the first page quick: what it takes is loaded while the browser still loads its own part of it."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module
from typing import Any

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]

NEEDED = (
    "posture.app.pages.train",
    "posture.app.pages.today",
    "posture.app.state.look",
    "posture.app.state.page_language",
    "posture.app.components.profile_picker",
    "posture.app.components.theme",
    "babel.dates",
    "PIL.ImageFile",  # Streamlit takes it for the icon of a page
)
"""What the first page takes."""
LATER = ("pandas", "pyarrow")
"""What Streamlit takes for the first chart: more to load than the whole of the first page."""
_PAUSE_S = 5.0
"""The browser draws the page that has come, and somebody looks at it before they ask for another."""

_drawn = threading.Event()


def lifespan(inner: Lifespan) -> Lifespan:
    """Wrap the server's lifespan in one that loads those modules in a thread of its own."""

    @asynccontextmanager
    async def _around(app: object) -> AsyncIterator[None]:
        threading.Thread(target=_load, name="load-ahead", daemon=True).start()
        async with inner(app):
            yield

    return _around


def first_page_drawn() -> None:
    """Say that a page has been drawn: there is time now for what comes after it."""
    _drawn.set()


def _load() -> None:
    _load_each(NEEDED)
    inspect.stack()  # Streamlit's first element asks who calls, and Python then looks up every module's file
    _drawn.wait()
    time.sleep(_PAUSE_S)
    _load_each(LATER)


def _load_each(names: tuple[str, ...]) -> None:
    """Load each of those modules; one that cannot be loaded is told of by the page that needs it."""
    for name in names:
        with suppress(Exception):
            import_module(name)
