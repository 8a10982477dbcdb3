"""The server's end of a worker process."""

from __future__ import annotations

import threading

from posture.errors import PostureError
from posture.live.frame_cost import FrameCost
from posture.live.protocol import Answer, Ask
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send

_GONE_WAIT_S = 1.0


class WorkerGone(PostureError):
    """The process ended by itself: it crashed, was killed, or never came up."""


_PURPOSE = Purpose("the process that watches the picture", "press Start again", WorkerGone)


class WorkerClient:
    """One worker. Its calls block, so the server makes them in a thread, one at a time.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.

    Attributes:
        warm: It has come up.
        so_far: The result of the run under way as the worker last sent it ahead.
        cost: The cost of a frame as the worker last measured it, until somebody takes note and clears it.
        heard: How many messages have come from it.
        awaited: A request is on its way, so that something should be heard.

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
        self.awaited = False

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.alive

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
            self.awaited = True
            try:
                send(self._process.requests, request, payload)
                return self._answer()
            except (OSError, ValueError) as error:
                raise self._gone() from error
            finally:
                self.awaited = False

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
            while kind in (Answer.SO_FAR, Answer.COST, Answer.BEAT):
                self.so_far = payload if kind == Answer.SO_FAR else self.so_far
                self.cost = FrameCost.from_bytes(payload) if kind == Answer.COST else self.cost
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

    def _gone(self) -> WorkerGone:
        code = self._process.wait(_GONE_WAIT_S)
        return WorkerGone(
            f"the process that watches the picture ended (exit code {code}); press Start to begin another set"
        )
