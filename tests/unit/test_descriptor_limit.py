"""Descriptors are kept free: closed pages go first, then new ones are refused, and it is said once."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from posture.server import descriptor_limit as at
from posture.server.descriptor_limit import DescriptorLimit, WhileThereIsRoom

OPEN = Path("/dev/fd")
pytestmark = pytest.mark.skipif(not OPEN.is_dir(), reason="a system that lists no descriptors")


class Closed:
    """Sessions of closed pages, each with a pipe and another descriptor as Streamlit's have."""

    def __init__(self, number: int = 0) -> None:
        self.held = {f"s{n}": (*os.pipe(), os.open(os.devnull, os.O_RDONLY)) for n in range(number)}

    def gone(self) -> list[str]:
        return list(self.held)

    def close(self, session_id: str) -> None:
        for number in self.held.pop(session_id):
            os.close(number)


def in_use() -> int:
    return len(list(OPEN.iterdir()))


def test_a_page_is_taken_while_there_is_room_and_refused_before_there_is_none() -> None:
    assert DescriptorLimit(Closed(), limit=in_use() + 30).admits("websocket")
    assert not DescriptorLimit(Closed(), limit=in_use() + 20).admits("websocket")
    assert DescriptorLimit(Closed(), limit=in_use() + 20).admits("http")
    assert not DescriptorLimit(Closed(), limit=in_use() + 4).admits("http")
    assert DescriptorLimit(Closed()).admits("websocket")


def test_the_pages_that_closed_first_make_room() -> None:
    closed = Closed(10)
    room = DescriptorLimit(closed, limit=in_use() + 10)
    assert room.admits("websocket")
    assert 0 < len(closed.held) < 10 and "s9" in closed.held and "s0" not in closed.held
    for session in closed.gone():
        closed.close(session)


def test_sockets_that_begin_at_once_are_counted_before_they_hold_anything() -> None:
    room = DescriptorLimit(Closed(), limit=in_use() + 40)
    running = []

    async def app(_scope: Any, receive: Any, _send: Any) -> None:
        running.append(await receive())

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(3600)
        return {}

    statuses: list[int] = []

    async def send(message: dict[str, Any]) -> None:
        if message["type"].endswith("start"):
            statuses.append(message["status"])

    async def burst() -> None:
        guarded = WhileThereIsRoom(app, room)
        scope = {"type": "websocket", "headers": [], "extensions": {"websocket.http.response": {}}}
        tasks = [asyncio.create_task(guarded(scope, receive, send)) for _ in range(20)]
        while len(statuses) < 15:
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(burst())
    assert set(statuses) == {503} and 15 <= len(statuses) < 20
    assert room.admits("websocket"), "what was begun and ended is not counted for ever"


def test_a_closed_page_is_let_go_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = [100.0]
    monkeypatch.setattr(at.time, "monotonic", lambda: now_s[0])
    closed = Closed(2)
    room = DescriptorLimit(closed)
    room.look()
    now_s[0] += 59.0
    room.look()
    assert len(closed.held) == 2
    now_s[0] += 2.0
    room.look()
    assert closed.held == {}


def test_who_waits_is_turned_away_where_nobody_can_be_accepted() -> None:
    complaint = "socket.accept() out of system resource"
    with socket.create_server(("127.0.0.1", 0)) as listening, ExitStack() as waiting:
        listening.setblocking(False)
        room = DescriptorLimit(Closed())
        room.look()
        clients = [
            waiting.enter_context(socket.create_connection(listening.getsockname(), timeout=20))
            for _ in range(5)
        ]
        before, loop = in_use(), asyncio.new_event_loop()
        room.complain(loop, {"message": complaint, "socket": listening})
        loop.call_soon(loop.stop)
        loop.run_forever()
        loop.close()
        assert [client.recv(1) for client in clients] == [b""] * 5
        assert in_use() == before, "the spare descriptor is there again"
        assert listening.getsockname(), "the server still listens"


def test_other_complaints_go_where_they_went(caplog: pytest.LogCaptureFixture) -> None:
    loop = asyncio.new_event_loop()
    DescriptorLimit(Closed()).complain(loop, {"message": "something else"})
    loop.close()
    assert [r.message for r in caplog.records] == ["something else"]


def test_the_limit_is_raised_where_the_system_lets_it() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as undo:
        undo.callback(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(256, in_use() + 20), before[1]))
        DescriptorLimit(Closed()).raise_limit()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert hard == before[1] and (soft == hard or soft >= 4096)
