"""Where people sign in, nobody gets a page, a file or a socket of it before, and a sign-out ends them all.

Open to all stays what the sign-in page itself needs: the empty page with its scripts and the socket that
draws it, which shows nobody's data (`posture.app.frame.main`); the way to the provider and back; the answer
that the server is well; and a calendar's address, which has a secret of its own.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from posture.server.identity import Identity
from posture.server.sign_outs import SignOuts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in to a server.

    Attributes:
        who: Tells who asks, by the cookies that come along; ``None`` for nobody.
        ended: The sign-ins that were ended; those that end here are added.
        redraw: Has the open pages of an ended sign-in drawn again, without what they showed.
    """

    who: Callable[[Mapping[str, str]], Identity | None]
    ended: SignOuts
    redraw: Callable[[str], None]


SIGNED_OUT = 4403
"""How a socket is closed when its sign-in has ended."""
_PERSON = "posture.person"
_SIGN_OUT = "auth/logout"
_DRAWS_PAGES = "_stcore/stream"
_OPEN_FOLDERS = ("static/", "component/", "_stcore/bidi-components/", "auth/")
_OPEN = ("_stcore/health", "_stcore/host-config")
"""A page asks for these below its own address as well, to find out where the server's addresses begin."""
_REDRAWN_S = 1.0
"""How long a page may take to be drawn again."""


def person_of(scope: Scope) -> str:
    """Return the profile of who asks; empty where nobody signs in to this server."""
    return str(scope.get(_PERSON, ""))


class SignedInOnly:
    """Answers 401 to those who are not signed in, and notes on every other request whose it is.

    Args:
        app: What is behind it.
        sign_in: How people sign in.
        prefix: The server's base path.
    """

    def __init__(self, app: ASGIApp, *, sign_in: SignIn, prefix: str = "") -> None:
        self._app, self._sign_in = app, sign_in
        self._prefix = f"/{prefix.strip('/')}/" if prefix.strip("/") else "/"
        self._open: defaultdict[str, dict[asyncio.Event, bool]] = defaultdict(dict)
        """The open sockets of each sign-in: what ends them, and whether they draw pages."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open to all, or asked by somebody who is signed in."""
        kind = scope["type"]
        if kind not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._prefix).lstrip("/")
        who = self._sign_in.who(HTTPConnection(scope).cookies)
        if who is None and not _open_to_all(path, kind):
            await PlainTextResponse("sign in first\n", 401)(scope, receive, send)
            return
        if who is not None:
            scope = {**scope, _PERSON: who.person}
        if kind == "websocket":
            await (self._serve(who, scope, receive, send) if who else self._app(scope, receive, send))
            return
        if path == _SIGN_OUT and who is not None:
            self._end(who.sign_in)
        if not path.startswith("static/"):
            send = _private(send, secure=scope["scheme"] == "https")
        await self._app(scope, receive, send)

    def _end(self, sign_in: str) -> None:
        """End a sign-in: clear its pages, close their sockets, and let nobody use a copy of its cookie."""
        self._sign_in.ended.add(sign_in)
        self._sign_in.redraw(sign_in)
        loop = asyncio.get_running_loop()
        for ended, draws_pages in self._open.pop(sign_in, {}).items():
            # A page hears that it is to show nothing any more by the socket that is closed then.
            loop.call_later(_REDRAWN_S if draws_pages else 0.0, ended.set)

    async def _serve(self, who: Identity, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a socket until its sign-in ends."""
        draws_pages = scope["path"].endswith(_DRAWS_PAGES)
        ended = asyncio.Event()
        self._open[who.sign_in][ended] = draws_pages
        over = asyncio.create_task(ended.wait())

        async def _received() -> Message:
            """Receive the next message, or the disconnection in its place."""
            if not over.done():
                message = asyncio.ensure_future(receive())
                try:
                    await asyncio.wait({message, over}, return_when=asyncio.FIRST_COMPLETED)
                    if message.done() and not over.done():
                        return message.result()
                finally:
                    message.cancel()  # which does nothing to one that is done
                await send({"type": "websocket.close", "code": SIGNED_OUT, "reason": "signed out"})
            return {"type": "websocket.disconnect", "code": SIGNED_OUT}

        async def _sent(message: Message) -> None:
            if not over.done():
                await send(message)

        try:
            await self._app(scope, _received, _sent)
        finally:
            over.cancel()
            self._open[who.sign_in].pop(ended, None)
            if not self._open[who.sign_in]:
                del self._open[who.sign_in]


def _open_to_all(path: str, kind: str) -> bool:
    """Tell whether somebody who is not signed in may ask for that.

    A path of one part is the empty page, whose address leads to a page of the dashboard, or a file of the
    page itself.
    """
    if kind == "websocket":
        return path == _DRAWS_PAGES
    return "/" not in path or path.endswith(_OPEN) or path.startswith(_OPEN_FOLDERS)


def _private(send: Send, *, secure: bool) -> Send:
    """Have no browser store what is sent, for the next person there is another, nor tell cookies openly.

    Streamlit leaves its cookies open to plain http; behind https they are not.
    """

    async def _sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["cache-control"] = "no-store"
            if secure:
                message["headers"] = [_secured(name, value) for name, value in message["headers"]]
        await send(message)

    return _sent


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    cookie = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if cookie else value
