"""Pages that want a place at the same moment: each gets it or hears that there is none, and nobody hangs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from posture.live import places
from posture.live.capacity import Grant
from posture.live.places import Places, SetPlace
from posture.live.server_limits import ServerLimits
from posture.live.snapshot import Ending, RunChoice, Snapshot, State


class Desk:
    """A page and who looks after its run: one thing is done at a time, as `Supervisor` does."""

    def __init__(self, *, has_worker: bool = False, running: bool = False, connected: bool = True) -> None:
        self.turn = asyncio.Lock()
        self.has_worker, self.used_s, self.idle_s = has_worker, 0.0, 0.0
        self.choice: RunChoice | None = RunChoice("wall_angels")
        self.model, self.place = "", SetPlace()
        self.snapshot = Snapshot(state=State.RUNNING if running else State.IDLE, connected=connected)
        self.heard: list[str] = []
        self.failures = 0

    @property
    def supervisor(self) -> Desk:
        return self

    @property
    def grant(self) -> Grant | None:
        return self.place.grant

    async def tell(self, message: Mapping[str, Any]) -> None:
        self.heard.append(message["type"])

    async def end(self, ending: Ending) -> None:
        async with self.turn:
            if self.failures:
                self.failures -= 1
                raise OSError("the disk is gone")
            self.snapshot = replace(self.snapshot, state=State.FINISHED, ending=ending)

    async def sleep(self) -> None:
        async with self.turn:
            self.has_worker = self.has_worker and self.snapshot.under_way

    async def in_turn(self, action: Callable[[Desk], Awaitable[Any]]) -> Any:
        """Do something while nothing else may be done for this page."""
        async with self.turn:
            return await action(self)


def test_a_page_that_begins_and_a_worker_that_is_replaced_do_not_wait_for_each_other() -> None:
    """The one wants the place of a set whose page is gone; that set wants the process of the one."""

    async def both() -> tuple[Desk, Desk]:
        beginner, gone = Desk(has_worker=True), Desk(running=True, connected=False)
        here = Places(ServerLimits(max_sets=1), lambda: [beginner, gone])

        async def begin(page: Desk) -> None:
            for _ in range(10):  # by now the other one waits for this page, if it does
                await asyncio.sleep(0)
            await here.take(page)

        beginning, replacing = beginner.in_turn(begin), gone.in_turn(here.room_for_worker)
        await asyncio.wait_for(asyncio.gather(beginning, replacing), 20)
        return beginner, gone

    beginner, gone = asyncio.run(both())
    assert beginner.grant is not None and beginner.has_worker
    assert gone.snapshot.ending is Ending.LEFT


def test_a_set_that_cannot_be_ended_at_once_keeps_nobody_in_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(places, "_TURN_S", 0.001)

    async def waiting() -> list[str]:
        gone, page = Desk(running=True, connected=False), Desk()
        gone.failures = 1
        here = Places(ServerLimits(max_sets=1), lambda: [gone, page])
        await here.join(page)
        for _ in range(2000):
            if "place" in page.heard:
                break
            await asyncio.sleep(0.01)
        here.close()
        return page.heard

    assert asyncio.run(waiting()) == ["line", "place"]
    assert "nobody could be called from the line" in caplog.text
