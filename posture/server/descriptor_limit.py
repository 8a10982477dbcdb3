"""Keeps the server answering when its file descriptors run out: makes room, refuses, and says so once.

Each open page holds its connection and three descriptors of an event loop that Streamlit gives every
session; each page that was closed holds those three until its session is released, for Streamlit keeps it
in case the page comes back, and counts no seconds while nothing else happens. Without any descriptor a
server can do nothing at all, not even notice that there are some again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

from starlette.responses import PlainTextResponse

from posture.server.throttled_log import hush

if sys.platform != "win32":  # which has no such limits
    import resource

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]
_LOG = logging.getLogger(__name__)
_OPEN = "/dev/fd"
"""Where Linux and macOS list the descriptors that this process has open."""
_WANTED = 4096
"""Descriptors to ask the system for: enough for a thousand pages."""
_A_PAGE = 4
"""Descriptors of an open page: its connection, and three for its session."""
_KEPT_FREE, _LAST_FREE = 24, 8
"""Descriptors that a new page leaves for workers, files and answers, and that an answer leaves."""
_KEPT_S = 60.0
"""How long a page whose connection was lost may take to come back to its session."""
_LOOKS_EVERY_S = 2.0
_RETRY_S = 5


class Sessions(Protocol):
    """The sessions whose pages have gone, for as long as they are kept."""

    def gone(self) -> list[str]:
        """Return their ids, the one that has been gone longest first."""

    def close(self, session_id: str) -> None:
        """Release one, with everything that it holds."""


class DescriptorLimit:
    """The file descriptors that this process may still open, handed out to pages.

    Args:
        sessions: The sessions whose pages have gone.
        limit: Most descriptors that may be open; ``None`` where nothing limits them.
    """

    def __init__(self, sessions: Sessions, *, limit: int | None = None) -> None:
        self._sessions = sessions
        self._limit = limit
        self._since_s: dict[str, float] = {}
        self._opening = 0
        self._spare: int | None = None

    def raise_limit(self) -> None:
        """Allow this process as many descriptors as are wanted, where the system lets it."""
        if sys.platform == "win32":
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        endless = resource.RLIM_INFINITY
        wanted = _WANTED if hard == endless else min(_WANTED, hard)
        if soft != endless and soft < wanted:
            with suppress(OSError, ValueError):  # some systems allow less than they say
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._limit = None if soft == endless else soft

    def free(self) -> int:
        """Return how many descriptors this process can still open; many where nothing limits it."""
        if self._limit is None:
            return _WANTED
        try:
            used = len(os.listdir(_OPEN))  # noqa: PTH208 names alone, and often; one of them is the listing's own
        except FileNotFoundError:  # a system that lists none
            return _WANTED
        except OSError:  # not even one for the listing
            return 0
        return self._limit - used - _A_PAGE * self._opening

    def admits(self, kind: str) -> bool:
        """Tell whether one more socket or request fits; pages that are gone make room if needed."""
        needs = _KEPT_FREE if kind == "websocket" else _LAST_FREE
        if self.free() < needs:
            self._make_room()
            if self.free() < needs:
                _LOG.warning("pages are refused: this process may open no more files; close some pages")
                return False
        return True

    def opening(self, change: int) -> None:
        """Record that a number of sockets are starting, or are fully set up."""
        self._opening += change

    def look(self) -> None:
        """Release sessions whose pages have been gone for long, and all of them where room is short."""
        now_s = time.monotonic()
        gone = self._sessions.gone()
        self._since_s = {session: self._since_s.get(session, now_s) for session in gone}
        for session, since_s in self._since_s.items():
            if now_s - since_s > _KEPT_S:
                self._sessions.close(session)
        if self.free() < _KEPT_FREE:
            self._make_room()
        self._keep_spare()

    def _make_room(self) -> None:
        for session in self._sessions.gone():
            if self.free() >= _KEPT_FREE + _A_PAGE:
                return
            self._sessions.close(session)

    def complain(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Handle an error of an event loop; where it cannot accept connections, refuse those that wait.

        Left alone, it asks again thousands of times a second, more with each second, and logs each.

        Args:
            loop: The event loop.
            context: Its complaint, as for `asyncio.AbstractEventLoop.call_exception_handler`.
        """
        if not str(context.get("message", "")).startswith("socket.accept() out of system resource"):
            loop.default_exception_handler(context)
            return
        _LOG.warning("nobody can connect: this process may open no more files; close some pages")
        if self._spare is not None and "socket" in context:
            os.close(self._spare)
            self._spare = None
            _turn_away(context["socket"].fileno())
            # Not at once: without a free descriptor not even an empty queue is noticed to be empty.
            loop.call_soon(self._keep_spare)

    def _keep_spare(self) -> None:
        """Hold a descriptor for the moment when there is no other."""
        if self._spare is None:
            with suppress(OSError):
                self._spare = os.open(os.devnull, os.O_RDONLY)

    def lifespan(self, inner: Lifespan) -> Lifespan:
        """Wrap the server's lifespan in one that looks after descriptors."""

        @asynccontextmanager
        async def _around(app: object) -> AsyncIterator[None]:
            hush()
            self.raise_limit()
            self._keep_spare()
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(self.complain)
            looking = loop.create_task(self._keep_looking())
            try:
                async with inner(app):
                    yield
            finally:
                looking.cancel()
                if self._spare is not None:
                    os.close(self._spare)
                    self._spare = None

        return _around

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(_LOOKS_EVERY_S)
            try:
                self.look()
            except Exception:  # noqa: BLE001 any failure of one look must not end the looking
                _LOG.exception("closed pages could not be let go")


def _turn_away(number: int) -> None:
    """Close every connection that waits at the listening socket of that number."""
    listening = socket.socket(fileno=number)
    try:
        while True:
            listening.accept()[0].close()
    except OSError:  # nobody waits any more
        pass
    finally:
        listening.detach()


class WhileThereIsRoom:
    """Answers 503 where a page or a request would take the last descriptors."""

    def __init__(self, app: ASGIApp, room: DescriptorLimit) -> None:
        self._app = app
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what there is room for."""
        kind = scope["type"]
        if kind not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif not self._room.admits(kind):
            headers = {"retry-after": str(_RETRY_S), "connection": "close"}
            text = "Posture has no room for another page now; close one and try again.\n"
            await PlainTextResponse(text, 503, headers)(scope, receive, send)
        elif kind == "http":
            await self._app(scope, receive, send)
        else:
            await self._begin(scope, receive, send)

    async def _begin(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a socket as beginning until it waits for its first message: then it has all that it needs."""
        asked = 0
        self._room.opening(1)

        async def _received() -> Message:
            nonlocal asked
            asked += 1
            if asked == 2:
                self._room.opening(-1)
            return await receive()

        try:
            await self._app(scope, _received, send)
        finally:
            if asked < 2:
                self._room.opening(-1)
