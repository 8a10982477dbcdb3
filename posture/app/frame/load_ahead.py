"""Loads what the first page takes, while the browser still opens and loads its own part of the page."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module
from typing import Any

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]

NEEDED = (
    "posture.app.pages.train",
    "posture.app.pages.today",
    "posture.app.state.page_language",
    "posture.app.components.theme",
    "PIL.Image",  # Streamlit takes it for the icon of a page
)


def lifespan(inner: Lifespan) -> Lifespan:
    """Wrap the server's lifespan in one that loads those modules in a thread of its own."""

    @asynccontextmanager
    async def _around(app: object) -> AsyncIterator[None]:
        threading.Thread(target=load, name="load-ahead", daemon=True).start()
        async with inner(app):
            yield

    return _around


def load() -> None:
    """Load each of those modules; one that cannot be loaded is told of by the page that needs it."""
    for name in NEEDED:
        with suppress(Exception):
            import_module(name)
