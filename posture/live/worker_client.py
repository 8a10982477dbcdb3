"""The server's end of a worker process."""

from __future__ import annotations

import asyncio
import threading
from collections import deque

from posture.errors import PostureError
from posture.live.frame_cost import FrameCost
from posture.live.protocol import Answer, Ask
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send
from posture.processes.watched_pipes import WatchedPipes, can_watch

_GONE_WAIT_S = 1.0


class WorkerGone(PostureError):
    """The process ended by itself: it crashed, was killed, or never came up."""


_PURPOSE = Purpose("the process that watches the picture", "press Start again", WorkerGone)


class WorkerClient:
    """One worker. Its calls block; a server has its event loop wait instead: `watch`, then `asked`.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.

    Attributes:
        warm: It has come up.
        so_far: The result of the run under way as the worker last sent it ahead.
        cost: The cost of a frame as the worker last measured it, until somebody takes note and clears it.
        heard: How many messages have come from it.

    Raises:
        WorkerGone: The system has no room for another process.
    """

    def __init__(self, model: str) -> None:
        self._process = ChildProcess("posture.live.worker", model, purpose=_PURPOSE)
        self._pair = threading.Lock()
        self.warm = False
        self.so_far: bytes | None = None
        self.cost: FrameCost | None = None
        self.heard = 0
        self._asking = False
        self._pipes: WatchedPipes | None = None
        self._asked: deque[tuple[Ask, asyncio.Future[bytes]]] = deque()

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.alive

    @property
    def awaited(self) -> bool:
        """Tell whether a request is on its way, so that something should be heard."""
        return self._asking or bool(self._asked)

    def wait_until_warm(self) -> None:
        """Wait for the estimator to be built and to have seen its first frame.

        Raises:
            WorkerGone: The process ended before.
            PostureError: It says why it cannot start, such as a missing model.
        """
        self._answer()
        self.warm = True

    def ask(self, request: Ask, payload: bytes = b"") -> bytes:
        """Send one request and wait for its answer.

        Args:
            request: Its kind.
            payload: What goes with it, as `Ask` says.

        Returns:
            The payload of the answer.

        Raises:
            WorkerGone: The process ended.
            PostureError: The request could not be done; the message says why.
        """
        # A caller that was cancelled leaves its thread here: the next request waits for its answer.
        with self._pair:
            if request is Ask.BEGIN:
                self.so_far = None
            self._asking = True
            try:
                send(self._process.requests, request, payload)
                return self._answer()
            except (OSError, ValueError) as error:
                raise self._gone() from error
            finally:
                self._asking = False

    # ---- from an event loop --------------------------------------------------------------------

    def watch(self) -> None:
        """Have this event loop hear what a warm worker says, where the system lets it."""
        if can_watch and self._pipes is None:
            ends = (self._process.requests, self._process.answers)
            loop = asyncio.get_running_loop()
            self._pipes = WatchedPipes(loop, ends, hear=self._take_watched, lose=self._lose)

    def unwatch(self) -> None:
        """Wait for nothing any more."""
        if self._pipes is not None:
            self._pipes.close()
            self._pipes = None
            self._fail(WorkerGone("the process that watches the picture was let go"))

    def asked(self, request: Ask, payload: bytes = b"") -> asyncio.Future[bytes]:
        """Do as `ask`, without blocking. A request that nobody waits for any more keeps its turn.

        Args:
            request: Its kind.
            payload: What goes with it, as `Ask` says.

        Returns:
            Its answer to come, or the errors of `ask`.
        """
        if self._pipes is None:
            return asyncio.ensure_future(asyncio.to_thread(self.ask, request, payload))
        answer = asyncio.get_running_loop().create_future()
        self._asked.append((request, answer))
        if len(self._asked) == 1:
            self._turn()
        self._pipes.send(request, payload)
        return answer

    def _turn(self) -> None:
        """Begin with the request whose turn it is."""
        if self._asked and self._asked[0][0] is Ask.BEGIN:
            self.so_far = None

    def _take_watched(self, kind: bytes, payload: bytes) -> None:
        self.heard += 1
        if self._is_beside(kind, payload) or not self._asked:
            return
        _, answer = self._asked.popleft()
        self._turn()
        if answer.done():
            return
        if kind == Answer.FAILED:
            answer.set_exception(PostureError(payload.decode()))
        else:
            answer.set_result(payload)

    def _lose(self) -> None:
        """Tell those who wait that the process is gone; its exit code may take a moment."""
        self._pipes = None
        going = asyncio.get_running_loop().run_in_executor(None, self._gone)
        going.add_done_callback(lambda gone: self._fail(gone.result()))

    def _fail(self, error: WorkerGone) -> None:
        while self._asked:
            _, answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(error)

    def close(self) -> None:
        """Let the process end; kill it where it is not up yet, or does not end within some seconds."""
        if not self.warm:
            self.kill()
        self._process.end()

    def kill(self) -> None:
        """End the process at once; a call that waits for it raises `WorkerGone`."""
        self._process.kill()

    def _answer(self) -> bytes:
        try:
            kind, payload = self._hear()
            while self._is_beside(kind, payload):
                kind, payload = self._hear()
        except (EOFError, OSError, ValueError) as error:
            raise self._gone() from error
        if kind == Answer.FAILED:
            raise PostureError(payload.decode())
        return payload

    def _hear(self) -> tuple[bytes, bytes]:
        kind, payload = receive(self._process.answers)
        self.heard += 1
        return kind, bytes(payload)

    def _is_beside(self, kind: bytes, payload: bytes) -> bool:
        """Take note of what is no answer to a request."""
        if kind == Answer.SO_FAR:
            self.so_far = payload
        elif kind == Answer.COST:
            self.cost = FrameCost.from_bytes(payload)
        return kind in (Answer.SO_FAR, Answer.COST, Answer.BEAT)

    def _gone(self) -> WorkerGone:
        code = self._process.wait(_GONE_WAIT_S)
        return WorkerGone(
            f"the process that watches the picture ended (exit code {code}); press Start to begin another set"
        )
