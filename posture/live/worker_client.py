"""The server's end of a worker process."""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress

from posture.errors import PostureError
from posture.live.protocol import Answer, Ask, receive, send
from posture.vision import child_process


class WorkerGone(PostureError):
    """The process ended by itself: it crashed, was killed, or never came up."""


class WorkerClient:
    """One worker. Its calls block, so the server makes them in a thread, one at a time.

    Attributes:
        warm: Whether it has come up.
        so_far: The result of the run under way as the worker last sent it ahead.
        heard: How many messages have come from it.
        awaited: Whether a request is on its way, so that it should be heard.

    Raises:
        WorkerGone: The system has no room for another process.
    """

    def __init__(self, model: str) -> None:
        self._process = child_process.start(
            "posture.live.worker",
            model,
            refused=WorkerGone,
            told=("the process that watches the picture", "press Start again"),
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._pair = threading.Lock()
        self.warm = False
        self.so_far: bytes | None = None
        self.heard = 0
        self.awaited = False

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def wait_until_warm(self) -> None:
        """Wait for the estimator to be built and to have seen its first picture.

        Raises:
            WorkerGone: The process ended before.
            PostureError: It says why it cannot start, such as a missing model.
        """
        self._answer()
        self.warm = True

    def ask(self, request: Ask, payload: bytes = b"") -> bytes:
        """Send one request and wait for its answer.

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
                send(self._requests, request, payload)
                return self._answer()
            except (OSError, ValueError) as error:
                raise self._gone() from error
            finally:
                self.awaited = False

    def close(self) -> None:
        """Let the process end; end it where it is not up yet, or does not within some seconds."""
        if not self.warm:
            self.kill()
        with suppress(OSError):
            self._requests.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            with suppress(subprocess.TimeoutExpired):  # one that hangs in the system is let go
                self._process.wait(timeout=1)
        self._answers.close()

    def kill(self) -> None:
        """End the process at once; a call that waits for it raises `WorkerGone`."""
        self._process.kill()

    def _answer(self) -> bytes:
        try:
            kind, payload = self._hear()
            while kind in (Answer.SO_FAR, Answer.BEAT):
                self.so_far = payload if kind == Answer.SO_FAR else self.so_far
                kind, payload = self._hear()
        except (EOFError, OSError, ValueError) as error:
            raise self._gone() from error
        if kind == Answer.FAILED:
            raise PostureError(payload.decode())
        return payload

    def _hear(self) -> tuple[bytes, bytes]:
        message = receive(self._answers)
        self.heard += 1
        return message

    def _gone(self) -> WorkerGone:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        return WorkerGone(
            f"the process that watches the picture ended (exit code {self._process.returncode}); "
            "press Start to begin another set"
        )
