"""The live session of one browser page: what its page wants, and the run that comes of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from posture.coach.results.set_record import SetRecord
from posture.errors import DataDeleted, PostureError
from posture.live.active_run import RunOrder
from posture.live.capacity import Grant
from posture.live.own_place import OwnPlace
from posture.live.page_link import Link, PageLink
from posture.live.persistence import keep
from posture.live.places import Places
from posture.live.server_limits import ServerLimits
from posture.live.set_place import SetPlace
from posture.live.snapshot import Ending, RunChoice, SharedSnapshot, Snapshot
from posture.live.supervisor import Supervisor
from posture.live.worker_slot import WorkerSlot


class LiveSession:
    """What one browser page is about: its choice, its connection, its run.

    It lives in the server's event loop, and its run outlives a lost connection for a time of grace.
    Pages, which run in threads of their own, read `snapshot` and call `choose`, `answer_hurt`,
    `finish`, `say` and `keep_again`; the socket of the browser gives the orders to `supervisor`.

    Args:
        token: What the browser proves with that the session is its own.
        limits: How long the session waits for its page and its worker.
        places: The places of its server.
        owner: The profile of who has signed in on the page; empty where nobody signs in.

    Attributes:
        token: What the browser proves with that the session is its own.
        owner: Who has signed in on the page: nobody else's browser is served, even with the token.
        choice: The move of the next set.
        supervisor: Has a worker watch the run.
        used_s: When a page or a browser last asked for the session.
        pictures: Whether the person lets stills of the next set be kept.
        landmarks: Whether they let its landmarks be kept.
        hands_free: Whether crossed forearms pause the set, go on and finish, as the browser remembers.
        model: The network that the person has chosen, or "" for what the computer can follow.
        place: What the page has of its server.
    """

    def __init__(self, token: str, *, limits: ServerLimits, places: Places, owner: str = "") -> None:
        self.token, self.owner = token, owner
        self.used_s = time.monotonic()
        self.pictures = self.landmarks = self.hands_free = False
        self.choice: RunChoice | None = None
        self._chosen_after: datetime | None = None
        self.model = ""
        self.place = SetPlace()
        self._places = places
        self._state = SharedSnapshot()
        self._page = PageLink(grace_s=limits.grace_s, expired=self._leave)
        slot = WorkerSlot(limits=limits, place=OwnPlace(places, self))
        self.supervisor = Supervisor(slot, self._state, self._page.tell)

    @property
    def snapshot(self) -> Snapshot:
        """Return the latest state."""
        return self._state.now

    @snapshot.setter
    def snapshot(self, now: Snapshot) -> None:
        """Put another state in place of the latest."""
        self._state.put(now)

    @property
    def grant(self) -> Grant | None:
        """Return what the run under way was granted, or the next one would be; ``None``: no place."""
        return self.place.grant if self.snapshot.under_way else self._places.outlook(self)

    @property
    def has_worker(self) -> bool:
        """Tell whether a process stands by for this page, or its place is kept for the next one."""
        return self.supervisor.has_worker

    @property
    def worker_pid(self) -> int | None:
        """Return the number of that process."""
        return self.supervisor.worker_pid

    def take_up(self, now: Snapshot) -> None:
        """Show a run that came back, on a page that has had none yet."""
        self.snapshot = replace(now, connected=False)
        self.choice = now.choice

    # ---- from a page's thread ------------------------------------------------------------------

    def choose(self, choice: RunChoice) -> None:
        """Set what is run next and show it in the browser.

        The same choice again changes nothing, so that a page may say it whenever it is drawn; after
        the set of it has ended it is news again, and a rest before the next one begins.
        """
        if choice == self.choice and not (self._spent and choice.begin_in_s is not None):
            return
        now = self.snapshot
        self.choice, self._chosen_after = choice, now.started_at
        self._page.announce({"type": "setup", "setup": choice.for_browser()})

    @property
    def _spent(self) -> bool:
        """Tell whether the set that was chosen has ended, so that no rest leads to it any more."""
        return not self.snapshot.under_way and self.snapshot.started_at != self._chosen_after

    def answer_hurt(self) -> None:
        """Let the set go on, or be ended: the page has asked about what hurts."""
        if self.snapshot.hurts:
            self._state.change(hurts=False)
            self._page.announce({"type": "answered"})

    def finish(self) -> None:
        """End the set under way, as the person's own Finish does."""
        self._page.schedule(lambda: self.supervisor.end(Ending.STOPPED))

    def move_on(self, choice: RunChoice) -> None:
        """End the set under way, as the person's own Finish does, and lead to another one at once."""

        async def _end_and_choose() -> None:
            await self.supervisor.end(Ending.STOPPED)
            self.choose(choice)

        self._page.schedule(_end_and_choose)

    def say(self, words: Mapping[str, Any]) -> None:
        """Tell the run under way something."""
        if self.snapshot.under_way:
            self._page.schedule(lambda: self.supervisor.say(words))

    def keep_again(self) -> None:
        """Try once more to keep a finished set that could not be kept."""
        before = self.snapshot
        result = before.result or (SetRecord(before.session).as_dict() if before.session else None)
        if before.set_id is None:
            try:
                set_id, error = keep(before, result)
            except DataDeleted:
                gone: dict[str, Any] = {"result": None, "session": None, "trace": None}
                self._state.change_run(before.started_at, ending=Ending.DELETED, error="", **gone)
            else:
                self._state.change_run(before.started_at, set_id=set_id, error=error)

    # ---- from the browser's socket -------------------------------------------------------------

    async def attach(self, link: Link) -> None:
        """Greet a browser: it takes the place of an earlier connection of the same page."""
        self._state.change(connected=True)
        await self._page.attach(link)
        self.supervisor.belong(self.token)
        line = {"line": self._places.number(self)}
        hello = {**self.snapshot.for_browser(), **line, "type": "hello", "token": self.token}
        if not self.snapshot.under_way and self.choice:
            rest_s = None if self._spent else self.choice.begin_in_s
            hello["setup"] = {**self.choice.for_browser(), "begin_in_s": rest_s}
        await self._page.tell(hello)

    def detach(self, link: Link) -> None:
        """Let a browser go: the set waits for it, then is kept, and the worker ends."""
        if self._page.detach(link):
            self.used_s = time.monotonic()
            self._state.change(connected=False)

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message to the browser; nothing happens where it is gone."""
        await self._page.tell(message)

    async def tell_pace(self) -> None:
        """Tell a browser that has just come how many frames a second its camera may send."""
        await self._places.tell_pace(self, first=True)

    async def wait_in_line(self) -> None:
        """Wait for a place: the browser hears its number in the line, and when it may begin."""
        await self._places.join(self)

    def leave_line(self) -> None:
        """Wait no longer, and give back a place that was kept for this page."""
        self._places.leave(self)
        self._places.give_up(self)

    @property
    def waiting(self) -> int:
        """Return how many pages wait for a place."""
        return self._places.waiting

    async def mind_sign(self, *, on: bool) -> None:
        """Mind crossed forearms from now on, also in the set under way; or do not."""
        self.hands_free = on
        await self.supervisor.mind_sign(on=on)

    async def begin(self, *, count_in_s: float = 0.0, rest_s: float = 0.0, camera: str = "") -> None:
        """Start a set of the chosen move, as `Supervisor.begin` does.

        Args:
            count_in_s: Seconds that are counted down once the person is in place.
            rest_s: Seconds of rest that are counted down instead.
            camera: The camera, as the browser names it.

        Raises:
            RunsElsewhere: The person has a run under way in another window.
            ServerFull: There is no room for a worker.
            PostureError: It cannot begin; the message says why.
        """
        await self.supervisor.begin(self._order, count_in_s=count_in_s, rest_s=rest_s, camera=camera)

    def _order(self) -> RunOrder:
        if self.choice is None:
            raise PostureError("no move is chosen; choose one on the page")
        return RunOrder(
            self.choice,
            self.token,
            pictures=self.pictures,
            landmarks=self.landmarks,
            hands_free=self.hands_free,
        )

    # ---- its end -------------------------------------------------------------------------------

    async def _leave(self) -> None:
        await self.supervisor.end(Ending.LEFT)
        await self.supervisor.sleep()

    async def close(self) -> None:
        """Keep what is under way and let the worker go, because the server ends."""
        self._page.stop_waiting()
        await self.supervisor.close()
