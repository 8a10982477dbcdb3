"""Pages that want a place at the same moment: each gets it or hears that there is none, and nobody hangs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from posture.live import places
from posture.live.capacity import Grant
from posture.live.places import STILL_S, Places, RunsElsewhere
from posture.live.run import EXERCISE, WATCH
from posture.live.server_limits import ServerLimits
from posture.live.set_place import SetPlace
from posture.live.snapshot import Ending, RunChoice, Snapshot, State


class Desk:
    """A page and who looks after its run: one thing is done at a time, as `Supervisor` does."""

    def __init__(
        self,
        *,
        has_worker: bool = False,
        running: bool = False,
        connected: bool = True,
        owner: str = "",
        kind: str = EXERCISE,
    ) -> None:
        self.turn, self.owner = asyncio.Lock(), owner
        self.has_worker, self.used_s, self.idle_s = has_worker, 0.0, 0.0
        self.choice: RunChoice | None = RunChoice("wall_angels", kind=kind)
        self.model, self.place = "", SetPlace()
        state = State.RUNNING if running else State.IDLE
        self.snapshot = Snapshot(state=state, connected=connected, choice=self.choice)
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
            await asyncio.sleep(0)  # it takes its time
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


def taken(first: Desk, second: Desk, *others: Desk, most: int = 8) -> str:
    """What the second page hears that begins a set beside the first."""

    async def begin() -> str:
        here = Places(ServerLimits(max_sets=most), lambda: [first, second, *others])
        try:
            await here.take(second)
        except RunsElsewhere:
            return "elsewhere"
        return "began"

    return asyncio.run(begin())


def test_who_has_signed_in_has_one_set_at_a_time_in_whichever_window() -> None:
    mine = Desk(running=True, owner="ana")
    assert taken(mine, Desk(owner="ana")) == "elsewhere"
    assert mine.snapshot.under_way  # it goes on
    assert taken(mine, Desk(owner="ben")) == "began"


def test_two_windows_of_one_person_that_begin_at_the_same_moment_get_one_place() -> None:
    """Both have to wait until a set has ended whose page is gone."""

    async def both() -> list[object]:
        gone = [Desk(running=True, connected=False) for _ in range(2)]
        mine = [Desk(owner="ana") for _ in range(2)]
        here = Places(ServerLimits(max_sets=2), lambda: [*gone, *mine])
        return await asyncio.gather(*map(here.take, mine), return_exceptions=True)

    assert sorted(type(one).__name__ for one in asyncio.run(both())) == ["Grant", "RunsElsewhere"]


def test_where_nobody_signs_in_every_window_has_a_set_of_its_own() -> None:
    assert taken(Desk(running=True), Desk()) == "began"


def test_a_desk_watch_goes_on_beside_a_set_and_not_beside_another_watch() -> None:
    watch = Desk(running=True, owner="ana", kind=WATCH)
    assert taken(watch, Desk(owner="ana")) == "began"
    assert taken(watch, Desk(owner="ana", kind=WATCH)) == "elsewhere"


def test_a_set_of_ones_own_that_nobody_is_at_is_ended_and_kept() -> None:
    gone, still = Desk(running=True, owner="ana", connected=False), Desk(running=True, owner="ana")
    still.idle_s = STILL_S + 1
    assert taken(gone, Desk(owner="ana")) == "began"
    assert gone.snapshot.ending is Ending.LEFT
    assert taken(still, Desk(owner="ana")) == "began"
    assert still.snapshot.ending is Ending.GAVE_WAY


def test_a_set_that_is_about_to_begin_counts_already() -> None:
    begins = Desk(owner="ana")
    begins.place.keep(60.0, begins=True)
    assert taken(begins, Desk(owner="ana")) == "elsewhere"


def test_a_place_that_is_kept_after_a_set_goes_to_whichever_window_of_ones_own_begins() -> None:
    between = Desk(owner="ana")
    between.place.keep(60.0)
    assert taken(between, Desk(owner="ana"), most=1) == "began"
    assert not between.place.kept


def test_of_two_windows_of_one_person_in_line_the_second_is_told_when_the_first_is_called() -> None:
    async def waiting() -> tuple[list[str], ...]:
        running, first, second, other = Desk(running=True), Desk(owner="ana"), Desk(owner="ana"), Desk()
        pages = [running, first, second, other]
        here = Places(ServerLimits(max_sets=2), lambda: pages)
        running.snapshot = replace(running.snapshot, choice=running.choice)
        full = Desk(running=True)
        pages.append(full)
        for page in (first, second, other):
            await here.join(page)
        pages.remove(full)  # one place is free now
        await here._call()
        pages.remove(running)  # and another one
        await here._call()
        here.close()
        return first.heard, second.heard, other.heard

    first, second, other = asyncio.run(waiting())
    assert (first[-1], second[-1], other[-1]) == ("place", "elsewhere", "place")
