"""The connection to one browser page: it may be lost and come back, and threads of pages talk through it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol

Action = Callable[[], Coroutine[Any, Any, None]]


class Link(Protocol):
    """A socket to a browser."""

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message; nothing happens where the browser is gone."""

    async def drop(self) -> None:
        """Close, because the session goes on elsewhere."""


class PageLink:
    """The latest socket of a page, and the time of grace after it was lost.

    It lives in the server's event loop; `announce` and `schedule` are for threads of pages.

    Args:
        grace_s: Seconds to wait for a page that is gone.
        expired: What to do when it has not come back by then.
    """

    def __init__(self, *, grace_s: float, expired: Action) -> None:
        self._grace_s, self._expired = grace_s, expired
        self._link: Link | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: asyncio.Task[None] | None = None

    async def attach(self, link: Link) -> None:
        """Take a socket in place of an earlier one of the same page, which is dropped."""
        earlier, self._link = self._link, link
        self._loop = asyncio.get_running_loop()
        self.stop_waiting()
        if earlier is not None:
            await earlier.drop()

    def detach(self, link: Link) -> bool:
        """Let a socket go and begin to wait for another.

        Returns:
            Whether it was the latest one; an earlier one changes nothing.
        """
        if self._link is not link:
            return False
        self._link = None
        self._waiting = asyncio.get_running_loop().create_task(self._wait())
        return True

    def stop_waiting(self) -> None:
        """Forget the time of grace."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message, if a browser is there."""
        if self._link is not None:
            await self._link.tell(message)

    def announce(self, message: Mapping[str, Any]) -> None:
        """Send a message, if a browser is there, from a page's thread."""
        if self._link is not None:
            self.schedule(lambda: self.tell(message))

    def schedule(self, action: Action) -> None:
        """Do something in the server's loop, from a page's thread; nothing before a browser was there."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(action(), self._loop)

    async def _wait(self) -> None:
        await asyncio.sleep(self._grace_s)
        self._waiting = None
        await self._expired()
