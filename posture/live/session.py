"""One browser page: its worker, its set, and what becomes of both when things go wrong."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Protocol

from posture.coach.results.set_record import SetRecord
from posture.errors import PostureError
from posture.live.clock import SetClock
from posture.live.known_rest import known_rest
from posture.live.limits import ServerLimits
from posture.live.persistence import keep, record_of
from posture.live.protocol import Ask, pack_frame
from posture.live.run import EXERCISE, Resume
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.live.spooling import RunFile, new_key
from posture.live.worker_client import WorkerGone
from posture.live.worker_pool import WorkerSlot
from posture.live.worker_replacement import Losses, asked_again, attempts_after, attempts_of


class Link(Protocol):
    """The connection to a browser that a session talks to."""

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message; nothing happens where the browser is gone."""

    async def drop(self) -> None:
        """Close, because the session goes on elsewhere."""


_STEP_S = 1.0
"""Pictures further apart than this have a pause or a lost connection between them."""
MakeRoom = Callable[["LiveSession"], Awaitable[None]]


class LiveSession:
    """The set of one browser page.

    It lives in the server's event loop, and its set outlives a lost connection for a time of grace.
    Pages, which run in threads of their own, read `snapshot` and call `choose`, `answer_hurt`,
    `finish` and `keep_again`.

    Attributes:
        token: What the browser proves with that the session is its own.
        choice: The move of the next set.
        snapshot: The latest state.
        used_s: When a page or a browser last asked for the session.
        pictures: Whether the person lets stills of the next set be kept.
        landmarks: Whether they let its landmarks be kept.
    """

    def __init__(self, token: str, *, limits: ServerLimits, make_room: MakeRoom) -> None:
        self.token = token
        self.snapshot = Snapshot()
        self._changing = threading.Lock()
        self.used_s = time.monotonic()
        self.pictures = self.landmarks = False
        self._limits = limits
        self.choice: RunChoice | None = None
        self._chosen_after: datetime | None = None
        self._worked_s = 0.0
        self._slot = WorkerSlot(limits=limits, make_room=lambda: make_room(self))
        self._link: Link | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._clock = SetClock(0.0)
        self._turn = asyncio.Lock()
        self._expiry: asyncio.Task[None] | None = None
        self._file: RunFile | None = None
        self._asked: Mapping[str, Any] = {}
        self._so_far: Mapping[str, Any] | None = None  # of workers that were lost
        self._losses = Losses()
        self._replacing: asyncio.Task[None] | None = None
        self._called_off = False

    @property
    def has_worker(self) -> bool:
        """Whether a process stands by for this page, or its place is kept for the next one."""
        return self._slot.worker is not None or self.snapshot.replacing

    @property
    def worker_pid(self) -> int | None:
        """The number of that process."""
        return self._slot.worker.pid if self._slot.worker else None

    def _change(self, **new: Any) -> None:
        """Have another snapshot: pages and the loop do so from threads of their own."""
        with self._changing:
            self.snapshot = replace(self.snapshot, **new)

    def take_up(self, now: Snapshot) -> None:
        """Show a run that came back, on a page that has had none yet."""
        with self._changing:
            self.snapshot, self.choice = replace(now, connected=False), now.choice

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
        self._announce({"type": "setup", "setup": choice.as_dict()})

    @property
    def _spent(self) -> bool:
        """Whether the set that was chosen has ended, so that no rest leads to it any more."""
        return not self.snapshot.under_way and self.snapshot.started_at != self._chosen_after

    def answer_hurt(self) -> None:
        """The page has asked about what hurts: the set may go on, or be ended."""
        if self.snapshot.hurts:
            self._change(hurts=False)
            self._announce({"type": "answered"})

    def finish(self) -> None:
        """End the set under way, as the person's own Finish does."""
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self.end(Ending.STOPPED), self._loop)

    def say(self, words: Mapping[str, Any]) -> None:
        """Tell the run under way something, from a page's thread."""
        if self._loop is not None and self.snapshot.under_way:
            asyncio.run_coroutine_threadsafe(self._slot.tell(words, self._turn), self._loop)

    def _announce(self, message: Mapping[str, Any]) -> None:
        """Tell the browser, from a page's thread."""
        if self._link is not None and self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._tell(message), self._loop)

    def keep_again(self) -> None:
        """Try once more to keep a finished set that could not be kept."""
        before = self.snapshot
        result = before.result or (SetRecord(before.session).as_dict() if before.session else None)
        if before.set_id is None:
            set_id, error = keep(before, result)
            with self._changing:
                if self.snapshot.started_at == before.started_at:  # else another set began meanwhile
                    self.snapshot = replace(self.snapshot, set_id=set_id, error=error)

    # ---- the connection ------------------------------------------------------------------------

    async def attach(self, link: Link) -> None:
        """A browser is there: it takes the place of an earlier connection of the same page."""
        earlier, self._link = self._link, link
        self._loop = asyncio.get_running_loop()
        self._stop_waiting()
        self._change(connected=True)
        if earlier is not None:
            await earlier.drop()
        hello = {**self.snapshot.as_dict(), "type": "hello", "token": self.token}
        if self._file and self.snapshot.under_way:
            self._file.belong(self.token)
        if not self.snapshot.under_way and self.choice:
            rest_s = None if self._spent else self.choice.begin_in_s
            hello["setup"] = {**self.choice.as_dict(), "begin_in_s": rest_s}
        await self._tell(hello)

    def detach(self, link: Link) -> None:
        """A browser is gone: the set waits for it, then is kept, and the worker ends."""
        if self._link is not link:
            return
        self._link = None
        self.used_s = time.monotonic()
        self._change(connected=False)
        self._expiry = asyncio.get_running_loop().create_task(self._expire())

    async def _expire(self) -> None:
        await asyncio.sleep(self._limits.grace_s)
        self._expiry = None
        await self.end(Ending.LEFT)
        await self.sleep()

    def _stop_waiting(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None

    async def _tell(self, message: Mapping[str, Any]) -> None:
        if self._link is not None:
            await self._link.tell(message)

    # ---- the worker ----------------------------------------------------------------------------

    async def warm(self) -> None:
        """Have a worker ready.

        Raises:
            ServerFull: There is no room for another.
            PostureError: It cannot start; the message says why.
        """
        async with self._turn:
            if self.snapshot.under_way:  # a fresh one knows nothing of it
                await self._mind_worker()
            else:
                await self._slot.ready()

    async def sleep(self) -> None:
        """Let the worker go, unless a set is under way; the next set starts another."""
        async with self._turn:
            if not self.snapshot.under_way:
                await self._slot.dismiss()

    # ---- the set -------------------------------------------------------------------------------

    async def begin(self, *, count_in_s: float = 0.0, camera: str = "") -> None:
        """Start a set of the chosen move; one that is under way goes on instead.

        Where its worker is lost once too often, it is ended and kept, and none is under way.

        Args:
            count_in_s: Seconds that are counted down once the person is in place.
            camera: Which one it is, as the browser names it.

        Raises:
            ServerFull: There is no room for a worker.
            PostureError: It cannot begin; the message says why.
        """
        async with self._turn:
            if self.snapshot.under_way:
                self._change(state=State.RUNNING)
                await self._mind_worker()
                if self.snapshot.under_way:
                    await self._go_on_with(camera)
                return
            choice = self.choice
            if choice is None:
                raise PostureError("no move is chosen; choose one on the page")
            await self._slot.ready()
            known = await asyncio.to_thread(known_rest, choice, camera)
            asked = self._allowed(choice, count_in_s, camera)
            asked |= {"rest": known} if known else {}
            await self._slot.ask(Ask.BEGIN, json.dumps(asked).encode())
            self._asked, self._so_far, self._losses = asked, None, Losses()
            self._clock, self._worked_s = SetClock(time.monotonic()), 0.0
            with self._changing:
                self.snapshot = Snapshot(
                    state=State.RUNNING,
                    connected=self._link is not None,
                    choice=choice,
                    started_at=datetime.now(timezone.utc),
                    run=new_key(),
                )
            self._file = RunFile(self.snapshot, token=self.token, tell=self._tell)

    def _allowed(self, choice: RunChoice, count_in_s: float, camera: str) -> dict[str, Any]:
        """What a worker is asked for, with what the person allows to be kept."""
        return choice.asked(
            count_in_s=count_in_s, pictures=self.pictures, landmarks=self.landmarks, camera=camera
        )

    async def _go_on_with(self, camera: str) -> None:
        """Tell the set under way that another camera watches it from now on."""
        of_a_set = self._asked.get("kind") == EXERCISE  # nothing else knows its cameras apart
        if not camera or not of_a_set or camera == self._asked.get("camera", camera):
            return
        self._asked = {**self._asked, "camera": camera, "rest": None}
        if not self.snapshot.replacing:
            with suppress(PostureError):  # a worker that is gone is replaced at the next picture
                await self._slot.ask(Ask.TELL, json.dumps({"camera": camera}).encode())

    async def step(self, capture_s: float, jpeg: bytes) -> bytes | None:
        """Hand on one picture; the JSON to draw, or ``None`` when no set is running or nobody watches it."""
        if self.snapshot.replacing:
            return None
        async with self._turn:
            if self.snapshot.state is not State.RUNNING or self.snapshot.replacing:
                return None
            t_s = self._clock.at(capture_s, now_s=time.monotonic())
            try:
                reply = await self._slot.ask(Ask.FRAME, pack_frame(t_s, jpeg))
            except WorkerGone:
                await self._lose_worker()
                return None
            if self._file and self._slot.worker:
                self._file.grow(self._slot.worker.so_far)
            view = json.loads(reply)
            before_s = self.snapshot.view.get("t_s", t_s)
            if view["ready"] or self._worked_s:  # from the first moment of readiness, without pauses
                self._worked_s += min(view["t_s"] - before_s, _STEP_S)
            self._change(view=view, attempts=attempts_after(self.snapshot.attempts, view))
            return reply

    async def end_where_reached(self) -> None:
        """End the set if the last picture brought what was set for it."""
        now = self.snapshot
        if now.state is not State.RUNNING or now.choice is None or not now.view:
            return
        if now.choice.reached(now.view, worked_s=self._worked_s):
            await self.end(Ending.REACHED)

    async def pause(self) -> None:
        """Stop looking until `begin`; the set stays."""
        async with self._turn:
            if self.snapshot.state is State.RUNNING:
                self._change(state=State.PAUSED)

    async def hurt(self) -> None:
        """Something hurts: the set pauses until the page has asked about it."""
        await self.pause()
        now = self.snapshot
        if now.under_way and now.choice and now.choice.kind == EXERCISE:  # else nobody would ask
            self._change(hurts=True)

    async def end(self, ending: Ending) -> None:
        """End the set under way, keep it if it holds an attempt, and tell the browser."""
        if self.snapshot.replacing:
            self._called_off = True
            self._slot.hurry()
        async with self._turn:
            if self.snapshot.under_way:
                await self._finish(ending)

    async def close(self) -> None:
        """Keep what is under way and let the worker go, because the server ends."""
        self._stop_waiting()
        self._slot.hurry()
        await self.end(Ending.SHUTDOWN)
        await self.sleep()

    async def _mind_worker(self) -> None:
        """See to it that somebody watches the set under way."""
        lost = self._slot.worker is None or not self._slot.worker.alive
        if lost and not self.snapshot.replacing:
            await self._lose_worker()

    async def _lose_worker(self) -> None:
        """Have another worker go on where the lost one was, unless they are lost again and again."""
        worker, now = self._slot.worker, self.snapshot
        if worker is not None and worker.so_far:
            self._so_far = json.loads(worker.so_far)
            if self._file:
                self._file.grow(worker.so_far)
        self._called_off = False
        self._change(attempts=attempts_of(now, self._so_far), replacing=True)
        once_more = self._losses.one_more(time.monotonic())
        if once_more:
            await self._tell({"type": "replacing"})  # at once: a process may take its time to go
        await self._slot.kill()
        if not once_more:
            await self._finish(Ending.CRASHED)
            return
        self._replacing = asyncio.get_running_loop().create_task(self._replace())

    async def _replace(self) -> None:
        """Bring up the worker that takes over, unless the run was ended meanwhile."""
        async with self._turn:
            if not (self.snapshot.under_way and self.snapshot.replacing):
                return
            try:
                await self._slot.ready()
                again = asked_again(self._asked, Resume(self._so_far, self.snapshot.view))
                await self._slot.ask(Ask.BEGIN, json.dumps(again).encode())
            except PostureError:
                if not self._called_off:  # else whoever did ends the set
                    await self._finish(Ending.CRASHED)
            else:
                self._change(replacing=False)
                await self._tell({"type": "replaced"})

    async def _finish(self, ending: Ending) -> None:
        worker = self._slot.worker
        whole: bytes | None = None
        try:
            if not self.snapshot.replacing:  # else there is nobody to ask
                whole = await self._slot.ask(Ask.FINISH)
        except PostureError:
            ending, whole = Ending.CRASHED, worker.so_far if worker else None
            await self._slot.kill()
        result = json.loads(whole) if whole else self._so_far
        self._change(result=result, replacing=False)  # there to be kept again, whatever happens
        if self._file:
            await self._file.end(whole, ending)
        set_id, error = await asyncio.to_thread(keep, self.snapshot, result)
        record = record_of(self.snapshot.choice, result)
        self._change(
            state=State.FINISHED,
            result=result,
            session=record.session if record else None,
            trace=record.trace if record else None,
            ending=ending,
            set_id=set_id,
            error=error,
        )
        await self._tell({**self.snapshot.as_dict(), "type": "finished"})
