"""The places of one server for sets, and the line of pages that wait for one: first come, first served.

A place is taken when a set begins, and stays its page's for a moment after the set has ended, so that a
routine is not taken apart. A page that is called from the line has as long to begin. What gives way where
somebody waits: workers of pages that do nothing, sets whose page is gone, and sets that have stood still
for long; those are ended and kept.

Who has signed in has one place at a time, in whichever window, and one more for a desk watch, which goes on
beside other work.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from posture.errors import PostureError
from posture.live.capacity import (
    CAMERA_FPS,
    FULL,
    LITE,
    Grant,
    Machine,
    Need,
    camera_fps,
    grant,
    is_late,
)
from posture.live.frame_cost import FrameCost
from posture.live.run import CHECK, EXERCISE, WATCH
from posture.live.server_limits import ServerLimits
from posture.live.set_place import Page
from posture.live.snapshot import Ending, RunChoice
from posture.processes.usable_cores import usable_cores

_LOG = logging.getLogger(__name__)

KEPT_S = 20.0
"""How long a place stays a page's after its set has ended, and after it was called from the line."""
STILL_S = 180.0
"""A set in which nobody was seen for so long gives way to somebody who waits."""
_GONE_S = 10.0
"""A page that is gone for so long has left the line: less is a connection that was lost for a moment."""
_TURN_S = 0.5
_LOOKS = {CHECK: 2}
"""How often the network looks at a frame of such a run, where that is more than once."""
_NETWORKS = {CHECK: FULL, WATCH: LITE}
"""The network of runs that have their own."""


class ServerFull(PostureError):
    """Every place that this server has for a set is taken."""


class RunsElsewhere(PostureError):
    """Another window of the same person has a run under way."""


class Places:
    """The places of one server. Safe to ask from any thread; changed in the server's event loop alone.

    Args:
        limits: What the server takes on.
        pages: Gives the pages that there are.
    """

    def __init__(self, limits: ServerLimits, pages: Callable[[], Sequence[Page]]) -> None:
        self._limits, self._pages = limits, pages
        self._cores = usable_cores()
        self._machine: Machine | None = None
        self._spared = False
        self._line: list[Page] = []
        self._serving: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """Return how many pages wait."""
        return len(self._line)

    @property
    def measured(self) -> bool:
        """Tell whether it is known what a frame costs on this computer."""
        return self._machine is not None

    @property
    def spares(self) -> bool:
        """Tell whether this computer is too slow for the full network, or had too much to do for it."""
        alone = grant(self._machine, Need(), (), spared=self._spared)
        return self._spared or alone != Grant(FULL)

    def number(self, page: Page) -> int:
        """Return the number of a page in the line; 0 where it does not wait."""
        return self._line.index(page) + 1 if page in self._line else 0

    def learn(self, cost: FrameCost, page: Page | None = None) -> None:
        """Take what a frame costs on this computer.

        Args:
            cost: As a worker measured it.
            page: Whose.
        """
        if page is not None and page.snapshot.under_way:
            page.place.late = is_late(cost)
        alone = not any(other.snapshot.under_way for other in self._pages() if other is not page)
        self._machine = Machine.measured(self._cores, cost, alone=alone) or self._machine

    def outlook(self, page: Page) -> Grant | None:
        """Return what the next set of a page would be granted by now; ``None``: there is no place."""
        if not page.place.kept and self._waits_for_others(page):
            return None
        late = any(one.place.late for one in self._pages() if one is not page and one.snapshot.under_way)
        return grant(
            replace(self._machine, strained=late) if self._machine else None,
            _need(page.choice, page.model),
            self._others(page),
            most=self._limits.max_sets,
            spared=self._spared,
        )

    async def take(self, page: Page) -> Grant:
        """Take a place for the run that begins.

        Raises:
            RunsElsewhere: Another window of the person's has a run under way.
            ServerFull: There is none, or others have waited for longer.
        """
        while (granted := self._granted(page)) is None:
            own = self._own_elsewhere(page)
            await (self._free_one(page) if own is None else self._make_way(own))
        page.place.grant, page.place.late = granted, False
        page.place.keep(self._limits.warm_s, begins=True)
        if not _need(page.choice, page.model).model:
            self._spared = granted.spared
        self.leave(page)
        for one in self._pages():
            await self.tell_pace(one)
        return granted

    def _granted(self, page: Page) -> Grant | None:
        """Return what a page is granted by now, unless the person has a run in another window."""
        if self._own_elsewhere(page) is not None:
            return None
        for mate in self._mates(page):  # what is kept of theirs after a set
            mate.place.give_up()
        return self.outlook(page)

    async def tell_pace(self, page: Page, *, first: bool = False) -> None:
        """Tell a browser how many frames a second its camera may send.

        Args:
            page: Its page.
            first: It has been told nothing yet.
        """
        granted = page.grant
        need = replace(_need_of(page), model=granted.model) if granted else _need_of(page)
        fps = camera_fps(self._machine, need, self._others(page), most=self._limits.max_sets)
        if first or fps != page.place.fps:
            page.place.fps = fps
            await page.tell({"type": "pace", "fps": fps})

    def keep(self, page: Page) -> None:
        """Keep the place of a set that ends for a moment: another one may follow."""
        page.place.keep(KEPT_S)

    def give_up(self, page: Page) -> None:
        """Give a place back."""
        page.place.give_up()

    async def room_for_worker(self, page: Page) -> None:
        """Make room for one more process, at the cost of a page that does nothing or is gone.

        Raises:
            ServerFull: There is no place for a set of this page.
        """
        if page.snapshot.under_way:
            # The place of its lost worker is kept. Nor may it wait for anybody, who may wait for it to end.
            return
        while not self._taken(page) and self.outlook(page) is None:
            await self._free_one(page)
        while True:
            holders = [one for one in self._pages() if one.has_worker and one is not page]
            idle = [one for one in holders if not self._taken(one)]
            if not idle or len(holders) < self._processes:
                return
            await min(idle, key=lambda one: (one.snapshot.connected, one.used_s)).supervisor.sleep()

    @property
    def _processes(self) -> int:
        if self._limits.max_sets is not None:
            return self._limits.max_sets
        return self._machine.processes if self._machine else int(self._cores) + 1

    def _others(self, page: Page) -> list[Need]:
        return [_need_of(other) for other in self._pages() if other is not page and self._taken(other)]

    def _taken(self, page: Page) -> bool:
        """Tell whether a page has a place."""
        now = page.snapshot
        return now.under_way or (now.connected and page.place.kept)

    def _waits_for_others(self, page: Page) -> bool:
        """Tell whether somebody waits for longer who is there."""
        first = next((one for one in self._line if one.snapshot.connected), page)
        return first is not page

    async def _free_one(self, page: Page) -> None:
        """End a set whose page is gone or that stands still, because somebody is here who wants its place.

        Raises:
            ServerFull: There is no such set, or others have waited for longer.
        """
        running = [one for one in self._pages() if one.snapshot.under_way and one is not page]
        gone = [one for one in running if not one.snapshot.connected]
        still = [one for one in running if one.supervisor.idle_s > STILL_S]
        if self._waits_for_others(page) or not (gone or still):
            raise ServerFull(f"all places for sets are taken ({len(running)} are under way); wait for one")
        await self._end(min(gone or still, key=lambda one: one.used_s))

    async def _end(self, left: Page) -> None:
        """End a set whose page is gone or that stands still, and keep it."""
        await left.supervisor.end(Ending.GAVE_WAY if left.snapshot.connected else Ending.LEFT)
        self.give_up(left)
        await left.supervisor.sleep()

    # ---- one person's share --------------------------------------------------------------------

    def _mates(self, page: Page) -> list[Page]:
        """List the other pages of who has signed in on a page that would take the same place."""
        if not page.owner:
            return []
        return [
            one
            for one in self._pages()
            if one is not page and one.owner == page.owner and _watches(one) == _watches(page)
        ]

    def _own_elsewhere(self, page: Page) -> Page | None:
        """Return another page of the same person's that has a run under way, or one that begins."""
        begun = (one for one in self._mates(page) if self._taken(one))
        return next((one for one in begun if one.snapshot.under_way or one.place.begins), None)

    async def _make_way(self, own: Page) -> None:
        """End a run of the person's that nobody is at any more, as for somebody else who waits.

        Raises:
            RunsElsewhere: Somebody is.
        """
        now = own.snapshot
        if not now.under_way or (now.connected and own.supervisor.idle_s <= STILL_S):
            raise RunsElsewhere("a set of yours goes on in another window; finish it there")
        await self._end(own)

    # ---- the line ------------------------------------------------------------------------------

    async def join(self, page: Page) -> None:
        """Have a page wait for a place; one that waits already keeps its number."""
        if page not in self._line:
            self._line.append(page)
        page.place.told = 0
        await self._tell_numbers()
        if self._serving is None or self._serving.done():
            self._serving = asyncio.get_running_loop().create_task(self._serve())

    def leave(self, page: Page) -> None:
        """Let a page go from the line."""
        if page in self._line:
            self._line.remove(page)

    def close(self) -> None:
        """Let everybody go, because the server ends."""
        self._line.clear()
        if self._serving is not None:
            self._serving.cancel()

    async def _serve(self) -> None:
        while self._line:
            for page in [one for one in self._line if _is_gone(one)]:
                self.leave(page)
            try:
                await self._call()
                await self._tell_numbers()
            except Exception:  # noqa: BLE001 nobody may wait for ever because the set of somebody else fails
                _LOG.exception("nobody could be called from the line")
            await asyncio.sleep(_TURN_S)

    async def _call(self) -> None:
        """Call everybody for whom there is a place, in their order."""
        for page in [one for one in self._line if one.snapshot.connected]:
            if self._own_elsewhere(page) is not None:
                self.leave(page)
                await page.tell({"type": "elsewhere"})
                continue
            while self.outlook(page) is None:
                try:
                    await self._free_one(page)
                except ServerFull:
                    return
            self.leave(page)
            page.place.keep(KEPT_S, begins=True)
            await page.tell({"type": "place"})

    async def _tell_numbers(self) -> None:
        for number, page in enumerate(list(self._line), start=1):
            if page.place.told != number:
                page.place.told = number
                await page.tell({"type": "line", "number": number})


def _is_gone(page: Page) -> bool:
    return not page.snapshot.connected and time.monotonic() - page.used_s > _GONE_S


def _watches(page: Page) -> bool:
    """Tell whether a page's run is a watch at a desk, or its next one would be."""
    choice = page.snapshot.choice if page.snapshot.under_way else page.choice
    return choice is not None and choice.kind == WATCH


def _need(choice: RunChoice | None, wish: str) -> Need:
    kind = choice.kind if choice else EXERCISE
    fps = (choice.fps if choice else None) or CAMERA_FPS
    return Need(model=_NETWORKS.get(kind, wish), fps=fps, looks=_LOOKS.get(kind, 1))


def _need_of(page: Page) -> Need:
    """Return what a page's run takes, or its next one where its place is kept for that."""
    now = page.snapshot
    granted = page.place.grant
    return _need(now.choice, granted.model) if now.under_way and granted else _need(page.choice, page.model)
