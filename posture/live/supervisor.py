"""The supervisor of the worker behind one page, which makes sure that results are kept."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any

from posture.errors import DataDeleted, PostureError
from posture.live.active_run import ActiveRun, RunOrder, attempts_after, attempts_of
from posture.live.known_rest import known_rest
from posture.live.persistence import keep, record_of
from posture.live.protocol import Ask, pack_frame
from posture.live.run import EXERCISE, WATCH
from posture.live.snapshot import Ending, SharedSnapshot, Snapshot, State, said_at_end
from posture.live.spooling import RunFile, new_key
from posture.live.worker_client import WorkerGone
from posture.live.worker_slot import WorkerSlot

_LEAST_REST_S = 1.0
"""So much of a rest is always left: the last moment, from which a set takes how the person rests."""

Tell = Callable[[Mapping[str, Any]], Awaitable[None]]


class Supervisor:
    """Begins runs in a worker, hands it frames, replaces it when it is lost, and stores the results.

    It lives in the server's event loop. One thing is done at a time, in turn.

    Args:
        slot: The place of the page's worker.
        state: The snapshot of the session.
        tell: Tells the browser.
    """

    def __init__(self, slot: WorkerSlot, state: SharedSnapshot, tell: Tell) -> None:
        self._slot, self._state, self._tell = slot, state, tell
        self._run: ActiveRun | None = None
        self._turn = asyncio.Lock()
        self._replacing: asyncio.Task[None] | None = None
        self._called_off = False
        self._seen_s = 0.0

    @property
    def idle_s(self) -> float:
        """Return for how long nobody was seen in the run; at a desk, where people come and go: no frame."""
        return time.monotonic() - self._seen_s

    @property
    def has_worker(self) -> bool:
        """Tell whether a process stands by, or its place is kept for the next one."""
        return self._slot.worker is not None or self._state.now.replacing

    @property
    def worker_pid(self) -> int | None:
        """Return the number of that process."""
        return self._slot.worker.pid if self._slot.worker else None

    # ---- the worker ----------------------------------------------------------------------------

    async def warm(self) -> None:
        """Have a worker ready.

        Raises:
            ServerFull: There is no room for another.
            PostureError: It cannot start; the message says why.
        """
        async with self._turn:
            if self._state.now.under_way:  # a fresh one knows nothing of it
                await self._mind_worker()
            else:
                await self._slot.ready()

    async def measure(self) -> None:
        """Measure what a frame costs on this computer, unless that is known or a run is under way."""
        async with self._turn:
            if self._slot.worker is not None and not self._state.now.under_way:
                await self._slot.learn_cost()

    async def sleep(self) -> None:
        """Let the worker go, unless a run is under way; the next run starts another."""
        async with self._turn:
            if not self._state.now.under_way:
                await self._slot.dismiss()

    async def _mind_worker(self) -> None:
        """See to it that somebody watches the run under way."""
        lost = self._slot.worker is None or not self._slot.worker.alive
        if lost and not self._state.now.replacing and self._run is not None:
            await self._lose_worker(self._run)

    async def _lose_worker(self, run: ActiveRun) -> None:
        """Have another worker go on where the lost one was, unless they are lost again and again."""
        worker, now = self._slot.worker, self._state.now
        once_more = run.lose_worker(worker.so_far if worker else None, now_s=time.monotonic())
        self._called_off = False
        self._state.change(attempts=attempts_of(now, run.so_far), replacing=True)
        if once_more:
            await self._tell({"type": "replacing"})  # at once: a process may take its time to go
        await self._slot.kill()
        if not once_more:
            await self._finish(run, Ending.CRASHED)
            return
        self._replacing = asyncio.get_running_loop().create_task(self._replace(run))

    async def _replace(self, run: ActiveRun) -> None:
        """Bring up the worker that takes over, unless the run was ended meanwhile."""
        async with self._turn:
            if not (self._state.now.under_way and self._state.now.replacing):
                return
            try:
                await self._slot.ready()
                again = run.asked_again(self._state.now.view)
                await self._slot.ask(Ask.BEGIN, json.dumps(again).encode())
            except PostureError:
                if not self._called_off:  # else the caller of `end` does that
                    await self._finish(run, Ending.CRASHED)
            else:
                self._state.change(replacing=False)
                await self._tell({"type": "replaced"})

    # ---- the run -------------------------------------------------------------------------------

    async def begin(
        self,
        order: Callable[[], RunOrder],
        *,
        count_in_s: float = 0.0,
        rest_s: float = 0.0,
        camera: str = "",
    ) -> None:
        """Start a run; one that is under way goes on instead.

        Where its worker is lost once too often, that run is ended and kept, and none is under way.

        Args:
            order: Gives what the page wants by the time that it is this call's turn.
            count_in_s: Seconds that are counted down once the person is in place.
            rest_s: Seconds of rest that are counted down instead. A worker that comes up meanwhile prolongs
                it by nothing.
            camera: The camera, as the browser names it.

        Raises:
            RunsElsewhere: The person has a run under way in another window.
            ServerFull: There is no room for a worker.
            PostureError: It cannot begin; the message says why.
        """
        asked_s = time.monotonic()
        async with self._turn:
            if self._state.now.under_way:
                self._state.change(state=State.RUNNING)
                await self._mind_worker()
                await self._go_on_with(camera)
                return
            wanted = order()
            await self._slot.learn_cost()
            granted = await self._slot.place.take()
            try:
                await self._slot.ready()
                known = await asyncio.to_thread(known_rest, wanted.choice, camera)
                left_s = max(rest_s - (time.monotonic() - asked_s), min(rest_s, _LEAST_REST_S))
                asked = wanted.asked(count_in_s=count_in_s, rest_s=left_s, camera=camera)
                asked |= {"model": granted.model, **({"rest": known} if known else {})}
                await self._slot.ask(Ask.BEGIN, json.dumps(asked).encode())
            except PostureError:
                self._slot.place.give_up()
                raise
            begun_s = self._seen_s = time.monotonic()
            self._state.put(
                Snapshot(
                    state=State.RUNNING,
                    connected=self._state.now.connected,
                    choice=wanted.choice,
                    started_at=datetime.now(timezone.utc),
                    run=new_key(),
                )
            )
            file = RunFile(self._state.now, token=wanted.token, tell=self._tell)
            self._run = ActiveRun(wanted.choice, asked, file, begun_s=begun_s)

    async def _go_on_with(self, camera: str) -> None:
        """Tell the run under way that another camera watches it from now on."""
        now = self._state.now
        if now.under_way and self._run and self._run.move_to(camera) and not now.replacing:
            with suppress(PostureError):  # a worker that is gone is replaced at the next frame
                await self._slot.ask(Ask.TELL, json.dumps({"camera": camera}).encode())

    async def mind_sign(self, *, on: bool) -> None:
        """Have the run under way mind crossed forearms, or not."""
        async with self._turn:
            if self._state.now.under_way and self._run and self._run.mind_sign(on=on):
                with suppress(PostureError):  # as above
                    await self._slot.ask(Ask.TELL, json.dumps({"hands_free": on}).encode())

    def belong(self, token: str) -> None:
        """Hand the file of the run under way to the reloaded page with that token."""
        if self._run and self._state.now.under_way:
            self._run.file.belong(token)

    async def say(self, words: Mapping[str, Any]) -> None:
        """Tell the run under way something."""
        await self._slot.tell(words, self._turn)

    async def step(self, capture_s: float, jpeg: bytes) -> bytes | None:
        """Hand on one frame.

        Args:
            capture_s: The browser's clock at its capture.
            jpeg: The frame.

        Returns:
            The JSON to draw, or ``None`` when no run is going or nobody watches it.

        Raises:
            PostureError: The frame cannot be looked at.
        """
        if self._state.now.replacing:
            return None
        async with self._turn:
            run, now = self._run, self._state.now
            if now.state is not State.RUNNING or now.replacing or run is None:
                return None
            now_s = time.monotonic()
            t_s = run.time_of(capture_s, now_s=now_s)
            try:
                reply = await self._slot.ask(Ask.FRAME, pack_frame(t_s, jpeg))
            except WorkerGone:
                await self._lose_worker(run)
                return None
            if self._slot.worker:
                run.file.grow(self._slot.worker.so_far)
            view = json.loads(reply)
            if view.get("xy") or (now.choice is not None and now.choice.kind == WATCH):
                self._seen_s = now_s
            before = self._state.now
            run.take(view, before_s=before.view.get("t_s", t_s))
            self._state.change(view=view, attempts=attempts_after(before.attempts, view))
            return reply

    async def glance(self, capture_s: float, jpeg: bytes) -> bytes | None:
        """Hand on one frame of a pause, which changes nothing of the run.

        Args:
            capture_s: The browser's clock at its capture.
            jpeg: The frame.

        Returns:
            The JSON to show, or ``None`` when no run is paused or it does not look meanwhile.

        Raises:
            PostureError: The frame cannot be looked at.
        """
        async with self._turn:
            run, now = self._run, self._state.now
            if now.state is not State.PAUSED or now.hurts or now.replacing or run is None:
                return None
            if not run.minds_sign:
                return None
            t_s = run.time_of(capture_s, now_s=time.monotonic())
            try:
                return await self._slot.ask(Ask.GLANCE, pack_frame(t_s, jpeg)) or None
            except WorkerGone:
                await self._lose_worker(run)
                return None

    @property
    def paused(self) -> bool:
        """Tell whether a run is under way and does not go on at the moment."""
        return self._state.now.state is State.PAUSED

    async def end_where_reached(self) -> None:
        """End the run if the last frame brought what was set for it, pause it at the guide's dose."""
        run, now = self._run, self._state.now
        if now.state is not State.RUNNING or now.choice is None or not now.view or run is None:
            return
        if now.choice.reached(now.view, worked_s=run.worked_s):
            await self.end(Ending.REACHED)
        elif run.goal is not None and run.goal.reached(now.view, worked_s=run.worked_s):
            goal, run.goal = run.goal, None
            await self.pause()
            so_far = self._slot.worker.so_far if self._slot.worker else None
            record = record_of(now.choice, json.loads(so_far)) if so_far else None
            said = said_at_end(record.session if record else None)
            await self._tell({"type": "goal", "done": goal.done(now.view), **said})

    async def pause(self) -> None:
        """Stop looking until `begin`; the run stays."""
        async with self._turn:
            if self._state.now.state is State.RUNNING:
                self._state.change(state=State.PAUSED)

    async def hurt(self) -> None:
        """Pause a set because something hurts, until the page has asked about it."""
        await self.pause()
        now = self._state.now
        if now.under_way and now.choice and now.choice.kind == EXERCISE:  # else nobody would ask
            self._state.change(hurts=True)

    async def end(self, ending: Ending) -> None:
        """End the run under way, keep it if there is something to keep, and tell the browser."""
        if self._state.now.replacing:
            self._called_off = True
            self._slot.hurry()
        async with self._turn:
            if self._state.now.under_way and self._run is not None:
                await self._finish(self._run, ending)

    async def close(self) -> None:
        """Keep what is under way and let the worker go, because the server ends."""
        self._slot.hurry()
        await self.end(Ending.SHUTDOWN)
        await self.sleep()

    async def _finish(self, run: ActiveRun, ending: Ending) -> None:
        worker = self._slot.worker
        whole: bytes | None = None
        try:
            if not self._state.now.replacing:  # else there is nobody to ask
                whole = await self._slot.ask(Ask.FINISH)
        except PostureError:
            ending, whole = Ending.CRASHED, worker.so_far if worker else None
            await self._slot.kill()
        self._slot.place.keep()  # for a moment: another set may follow
        result = json.loads(whole) if whole else run.so_far
        self._state.change(result=result, replacing=False)  # there to be kept again, whatever happens
        await run.file.end(whole, ending)
        try:
            set_id, error = await asyncio.to_thread(keep, self._state.now, result)
        except DataDeleted:
            ending, set_id, error, result = Ending.DELETED, None, "", None
        record = record_of(self._state.now.choice, result)
        self._state.change(
            state=State.FINISHED,
            result=result,
            session=record.session if record else None,
            trace=record.trace if record else None,
            ending=ending,
            set_id=set_id,
            error=error,
        )
        await self._tell({**self._state.now.for_browser(), "type": "finished"})
