"""The place of one page's worker, which comes when it is needed and is replaced when it is lost."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from posture.errors import PostureError
from posture.live.heartbeat import LOOK_S, Patience
from posture.live.own_place import OwnPlace
from posture.live.protocol import Ask
from posture.live.server_limits import ServerLimits
from posture.live.worker_client import WorkerClient, WorkerGone
from posture.vision.models import DEFAULT

_T = TypeVar("_T")


class WorkerSlot:
    """Holds at most one worker process. One caller at a time.

    Args:
        limits: How long to wait for the worker.
        place: What the page has of its server.

    Attributes:
        place: What the page has of its server.
        worker: The process that stands by, or ``None``.
    """

    def __init__(self, *, limits: ServerLimits, place: OwnPlace) -> None:
        self._limits = limits
        self.place = place
        self.worker: WorkerClient | None = None

    async def ready(self) -> WorkerClient:
        """Return the worker, after starting one where none is alive.

        Raises:
            ServerFull: There is no room for another.
            PostureError: It cannot start; the message says why.
        """
        if self.worker is not None and self.worker.alive:
            return self.worker
        await self.dismiss()
        await self.place.room_for_worker()
        granted = self.place.grant
        worker = self.worker = WorkerClient(granted.model if granted else DEFAULT)
        try:
            warming = asyncio.ensure_future(asyncio.to_thread(worker.wait_until_warm))
            await self._within(self._limits.warm_s, worker, warming)
        except PostureError:
            await self.dismiss()
            raise
        worker.watch()
        return worker

    async def learn_cost(self) -> None:
        """Have a worker measure what a frame costs, unless that is known or there is none that can."""
        if not self.place.measured:
            with suppress(PostureError):  # what is wrong shows when the worker is needed
                await self.ready()
                await self.ask(Ask.MEASURE)

    async def dismiss(self) -> None:
        """Let the worker go."""
        worker, self.worker = self.worker, None
        if worker is not None:
            worker.unwatch()
            await asyncio.to_thread(worker.close)

    async def kill(self) -> None:
        """End a worker that is of no use any more, without waiting for it to do so."""
        if self.worker is not None:
            self.worker.kill()
        await self.dismiss()

    def hurry(self) -> None:
        """End a worker that is not up yet: nobody waits for it any more."""
        if self.worker is not None and not self.worker.warm:
            self.worker.kill()

    async def ask(self, request: Ask, payload: bytes = b"") -> bytes:
        """Ask the worker and return its answer.

        Args:
            request: Its kind.
            payload: What goes with it, as `Ask` says.

        Raises:
            WorkerGone: There is none, it ended, or it did not answer in time.
            PostureError: The request could not be done; the message says why.
        """
        worker = self.worker
        if worker is None:
            raise WorkerGone("no process watches the picture; press Start to begin a set")
        reply = await self._within(self._limits.answer_s, worker, worker.asked(request, payload))
        self._learn(worker)
        return reply

    def _learn(self, worker: WorkerClient) -> None:
        """Take note of what a frame costs, where the worker has measured it again."""
        cost, worker.cost = worker.cost, None
        if cost is not None:
            self.place.learn(cost)

    async def tell(self, words: Mapping[str, Any], turn: asyncio.Lock) -> None:
        """Tell the run under way something; a worker that is gone hears nothing.

        Args:
            words: Plain JSON values.
            turn: The lock that callers of this slot take in turn.
        """
        async with turn:
            with suppress(PostureError):
                await self.ask(Ask.TELL, json.dumps(words).encode())

    async def _within(self, limit_s: float, worker: WorkerClient, calling: asyncio.Future[_T]) -> _T:
        """Return what a call gives; end the worker where that takes too long or it gives no sign of life."""
        loop = asyncio.get_running_loop()
        patience = Patience(now_s=time.monotonic())
        hung: WorkerGone | None = None
        looking: asyncio.TimerHandle

        def _look() -> None:
            nonlocal hung, looking
            patience.turn(worker.heard, expected=worker.awaited, now_s=time.monotonic())
            if patience.waited_s > limit_s:
                hung = _hung(f"did not answer for {limit_s:g} s")
            elif patience.silent_s > self._limits.silent_s:
                hung = _hung(f"gave no sign of life for {self._limits.silent_s:g} s")
            if hung is None:
                looking = loop.call_later(LOOK_S, _look)
            else:
                worker.kill()
                calling.cancel()

        looking = loop.call_later(LOOK_S, _look)
        try:
            return await calling
        except asyncio.CancelledError:
            if hung is not None:
                raise hung from None
            raise
        finally:
            looking.cancel()


def _hung(how: str) -> WorkerGone:
    return WorkerGone(
        f"the process that watches the picture {how}; close other programs and press Start to begin "
        "another set"
    )
