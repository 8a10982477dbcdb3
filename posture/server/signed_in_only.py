"""Where people sign in, nobody gets a page, a file or a socket of it before, and its end ends them all.

Open to all stays what the sign-in page itself needs: the empty page with its scripts and the socket that
draws it, which shows nobody's data (`posture.app.frame.main`); the way to the provider and back; the answer
that the server is well; and a calendar's address, which has a secret of its own.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from posture.server.identity import Identity
from posture.server.sign_outs import SignOuts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in to a server.

    Attributes:
        who: Tells who asks, by the cookies that come along; ``None`` for nobody.
        ended: The sign-ins that were ended; those that end here are added.
        redraw: Has the open pages of an ended sign-in drawn again, without what they showed.
        cookie: How the names of the cookies begin that say who somebody is.
        in_one: Puts such cookies among an answer's headers into one.
        are_of: Tells whether a file, by its address, was on a page of a person's.
    """

    who: Callable[[Mapping[str, str]], Identity | None]
    ended: SignOuts
    redraw: Callable[[str], None]
    cookie: str
    in_one: Callable[[_Headers], _Headers]
    are_of: Callable[[str, str], bool]


SIGNED_OUT = 4403
"""How a socket is closed when its sign-in has ended."""
_PERSON = "posture.person"
_SIGN_OUT, _SIGNED_IN = "auth/logout", "oauth2callback"
_OTHER_SITES = frozenset({"cross-site", "same-site"})
"""What browsers say of a request that a page of another site or of a neighbour of it led to."""
_DRAWS_PAGES = "_stcore/stream"
_OPEN_FOLDERS = ("static/", "component/", "_stcore/bidi-components/", "auth/")
_OPEN = ("_stcore/health", "_stcore/host-config")
"""A page asks for these below its own address as well, to find out where the server's addresses begin."""
_FILES = "media/"
"""Pictures, videos and downloads of pages."""
_REDRAWN_S = 1.0
"""How long a page may take to be drawn again."""
_LOOKS_EVERY_S = 2.0
"""How soon a socket is closed whose sign-in has lasted its time, or was ended at another process."""


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
        cookies = HTTPConnection(scope).cookies
        who = self._sign_in.who(cookies)
        if who is None and not _open_to_all(path, kind):
            await PlainTextResponse("sign in first\n", 401)(scope, receive, send)
            return
        if who is not None:
            scope = {**scope, _PERSON: who.person}
        if kind == "http":
            await self._answer(who, path, scope, receive, send)
        elif who is None:
            await self._app(_without(scope, self._sign_in.cookie), receive, send)
        else:
            await self._serve(who, cookies, scope, receive, send)

    async def _answer(
        self, who: Identity | None, path: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer a request; who signs out, or signs in as somebody else, ends what was open so far."""
        if path == _SIGN_OUT and Headers(scope=scope).get("sec-fetch-site") in _OTHER_SITES:
            await PlainTextResponse("sign out on a page of this server\n", 403)(scope, receive, send)
            return
        if path == _SIGN_OUT and who is not None:
            self._end(who.sign_in)
        if not path.startswith("static/"):
            send = _private(send, secure=scope["scheme"] == "https")
        if path.startswith(_FILES) and not self._sign_in.are_of(path, person_of(scope)):
            await PlainTextResponse("there is no such file\n", 404)(scope, receive, send)
            return
        if path == _SIGNED_IN:
            send = self._signed_in(who, send)
        await self._app(scope, receive, send)

    def _signed_in(self, before: Identity | None, send: Send) -> Send:
        """Hand on the answer that signs somebody in, as one cookie; who was signed in before is no more.

        Nobody could sign out any more who was.
        """
        begins = f"{self._sign_in.cookie}=".encode()

        async def _sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._sign_in.in_one(message["headers"])
                given = (v for name, v in message["headers"] if name.lower() == b"set-cookie")
                if before is not None and any(value.startswith(begins) for value in given):
                    self._end(before.sign_in)
            await send(message)

        return _sent

    def _end(self, sign_in: str) -> None:
        """End a sign-in: clear its pages, close their sockets, and let nobody use a copy of its cookie."""
        self._sign_in.ended.add(sign_in)
        self._close(sign_in)

    async def _look(self, who: Identity, cookies: Mapping[str, str]) -> None:
        """Close the sockets of a sign-in once it has lasted its time, or was ended at another process."""
        while self._sign_in.who(cookies) is not None:
            await asyncio.sleep(_LOOKS_EVERY_S)
        self._close(who.sign_in)

    def _close(self, sign_in: str) -> None:
        self._sign_in.redraw(sign_in)
        loop = asyncio.get_running_loop()
        for ended, draws_pages in self._open.pop(sign_in, {}).items():
            # A page hears that it is to show nothing any more by the socket that is closed then.
            loop.call_later(_REDRAWN_S if draws_pages else 0.0, ended.set)

    async def _serve(
        self, who: Identity, cookies: Mapping[str, str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Serve a socket until its sign-in ends."""
        draws_pages = scope["path"].endswith(_DRAWS_PAGES)
        ended = asyncio.Event()
        self._open[who.sign_in][ended] = draws_pages
        over = asyncio.create_task(ended.wait())
        looking = asyncio.create_task(self._look(who, cookies))

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
            looking.cancel()
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


def _without(scope: Scope, cookie: str) -> Scope:
    """Leave out the cookies that would say who somebody is: whom the guard does not know, nobody does."""
    headers = [
        (name, b"; ".join(_others(value, cookie.encode())) if name == b"cookie" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def _others(cookies: bytes, begins: bytes) -> list[bytes]:
    return [one for part in cookies.split(b";") if not (one := part.strip()).startswith(begins)]


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
