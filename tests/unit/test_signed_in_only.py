"""The guard of a server where people sign in, with an application behind it that does what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from posture.server import signed_in_only
from posture.server.identity import Identity
from posture.server.sign_outs import SignOuts
from posture.server.signed_in_only import SIGNED_OUT, SignedInOnly, SignIn

Message = dict[str, Any]
COOKIE = "who"


class Server:
    """The guard, and what reaches the application behind it.

    Args:
        folder: Where sign-outs are written.
        gives: The cookie that the application gives with an answer; empty for none.
    """

    def __init__(self, folder: Path, *, gives: str = "") -> None:
        self.gone: set[str] = set()
        self.redrawn: list[str] = []
        self.ended = SignOuts(3600, folder)
        self.reached: list[Message] = []
        self.accepted = asyncio.Event()
        self._gives = gives
        how = SignIn(
            self._who,
            self.ended,
            self.redrawn.append,
            COOKIE,
            lambda headers: headers,
            lambda file, person: file.startswith(f"media/{person}"),
        )
        self._guard = SignedInOnly(self._app, sign_in=how)

    def _who(self, cookies: Mapping[str, str]) -> Identity | None:
        name = cookies.get(COOKIE, "")
        return Identity(name, name, name, 0.0) if name and name not in self.gone else None

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append(scope)
        if scope["type"] == "http":
            given = [(b"set-cookie", self._gives.encode())] if self._gives else []
            await send({"type": "http.response.start", "status": 200, "headers": given})
            await send({"type": "http.response.body"})
            return
        await receive()
        await send({"type": "websocket.accept"})
        self.accepted.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def ask(self, path: str, cookies: str, *, kind: str = "http", site: str = "none") -> list[Message]:
        """What is sent to a browser; a socket's stays open."""
        sent: list[Message] = []
        begins = iter([{"type": "websocket.connect"}] if kind == "websocket" else [{"type": "http.request"}])

        async def _receive() -> Message:
            for message in begins:
                return message
            return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

        async def _send(message: Message) -> None:
            sent.append(message)

        headers = [(b"cookie", cookies.encode()), (b"sec-fetch-site", site.encode())]
        scope = {"type": kind, "path": path, "method": "GET", "scheme": kind, "headers": headers}
        await self._guard(scope, _receive, _send)
        return sent


@pytest.mark.parametrize("path", ["/live", "/_stcore/stream"])
def test_a_socket_ends_with_its_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Its time is up, or another process ended it: nobody tells this one."""
    monkeypatch.setattr(signed_in_only, "_LOOKS_EVERY_S", 0.01)
    monkeypatch.setattr(signed_in_only, "_REDRAWN_S", 0.0)

    async def _both() -> tuple[list[Message], list[str]]:
        server = Server(tmp_path)
        open_one = asyncio.create_task(server.ask(path, "who=ana", kind="websocket"))
        await server.accepted.wait()
        await asyncio.sleep(0.05)
        assert not open_one.done()
        server.gone.add("ana")
        return await asyncio.wait_for(open_one, 30), server.redrawn

    sent, redrawn = asyncio.run(_both())
    assert sent[-1]["code"] == SIGNED_OUT
    assert redrawn == ["ana"]


@pytest.mark.parametrize(
    ("gives", "ends"),
    [("who=ben; HttpOnly", True), ('who=""; Max-Age=0', True), ("session=x", False), ("", False)],
)
def test_who_signs_in_as_somebody_else_ends_what_was_open(tmp_path: Path, gives: str, ends: bool) -> None:
    async def _sign_in() -> bool:
        server = Server(tmp_path, gives=gives)
        await server.ask("/oauth2callback", "who=ana")
        return "ana" in server.ended and server.redrawn == ["ana"]

    assert asyncio.run(_sign_in()) is ends


@pytest.mark.parametrize(
    ("site", "ends"), [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)]
)
def test_no_other_site_signs_anybody_out(tmp_path: Path, site: str, ends: bool) -> None:
    async def _sign_out() -> tuple[int, bool]:
        server = Server(tmp_path)
        sent = await server.ask("/auth/logout", "who=ana", site=site)
        return sent[0]["status"], "ana" in server.ended

    assert asyncio.run(_sign_out()) == (200 if ends else 403, ends)


def test_whom_the_guard_does_not_know_the_page_does_not_know(tmp_path: Path) -> None:
    async def _open() -> Message:
        server = Server(tmp_path)
        server.gone.add("ana")
        cookies = "a=1; who=ana; who_1=x; xsrf=2"
        waits = asyncio.create_task(server.ask("/_stcore/stream", cookies, kind="websocket"))
        await server.accepted.wait()
        waits.cancel()
        return server.reached[0]

    assert dict(asyncio.run(_open())["headers"])[b"cookie"] == b"a=1; xsrf=2"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/media/ana.png", 200), ("/media/ben.png", 404), ("//media/ben.png", 404), ("/medial/ben.png", 200)],
)
def test_a_file_is_served_to_those_alone_whose_it_is(tmp_path: Path, path: str, status: int) -> None:
    sent = asyncio.run(Server(tmp_path).ask(path, "who=ana"))
    assert sent[0]["status"] == status
