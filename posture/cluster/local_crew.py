"""Workers on this machine: some processes that stay, of which each may crash without the others."""

from __future__ import annotations

import os
import pickle
import platform
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

from posture.cluster.crew import Task, TaskAnswer, here
from posture.cluster.worker import ToWorker
from posture.errors import WorkerCrashed
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send
from posture.processes.last_words import LastWords

_PURPOSE = Purpose("a process of the analysis", "try again", WorkerCrashed)
_END_WAIT_S = 5.0
_TASKS = 50
"""After so many a process makes room for a fresh one, so that nothing that is kept of a clip adds up."""
_SETTINGS = {"MALLOC_ARENA_MAX": "2"}
"""The engine has new threads for each clip, and glibc heaps for them: they grew to half a GB in 50 clips."""
_LOOK_S = 0.5
"""How long a wait lasts before Ctrl-C is looked for, where the system does not interrupt it."""


class WorkerProcess:
    """A process that does one task after the other.

    Args:
        where: What `posture.cluster.worker.ToWorker.SETTLE` says; this process's by default.

    Raises:
        WorkerCrashed: The system has no room for another process.
    """

    def __init__(self, where: Mapping[str, Any] | None = None) -> None:
        self._asked = 0
        self._process = ChildProcess(
            "posture.cluster.worker", purpose=_PURPOSE, with_errors=True, settings=_SETTINGS
        )
        self._last_words = LastWords(self._process.errors, thread="clip-worker-errors")
        where = where or {"folder": here(), "path": [os.path.abspath(place) for place in sys.path]}  # noqa: PTH100  "" stands for the folder
        with suppress(OSError):  # one that has died already is noticed by its answers' end
            send(self._process.requests, ToWorker.SETTLE, pickle.dumps(where))

    @property
    def name(self) -> str:
        """Return machine and number of the process."""
        return f"{platform.node()}:{self._process.pid}"

    @property
    def worn(self) -> bool:
        """Tell whether a fresh process is to do the next task."""
        return self._asked >= _TASKS

    def ask(self, payload: bytes) -> None:
        """Send a task; what comes of it is `answer`'s matter."""
        self._asked += 1
        with suppress(OSError):
            send(self._process.requests, ToWorker.DO, payload)

    def answer(self) -> bytes | None:
        """Wait for the answer: kind and payload, ``None`` where the process has ended."""
        return _heard(self._process.answers)

    def how_ended(self) -> str:
        """Say how the process ended, and end it if it has not yet."""
        code = self._process.wait(_END_WAIT_S)
        self.end()
        return self._last_words.how_ended(code)

    def end(self) -> None:
        """End the process at once; a second call does nothing."""
        self._process.kill()
        self._process.end()
        self._last_words.join(_END_WAIT_S)

    def kill(self) -> None:
        """End the process at once, without waiting."""
        self._process.kill()


class LocalCrew:
    """Some workers on this machine, started when there is something for them to do.

    Args:
        workers: How many.

    Raises:
        WorkerCrashed: The system has no room for another process.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._idle: list[WorkerProcess] = []
        self._busy: dict[int, tuple[WorkerProcess, threading.Thread]] = {}
        self._heard: SimpleQueue[tuple[int, bytes | None]] = SimpleQueue()

    def free(self) -> bool:
        """Tell whether a worker waits, or one more may be started."""
        return len(self._busy) < self._workers

    def hand_out(self, task: Task) -> None:
        """Give a task to a worker that is free."""
        worker = self._idle.pop() if self._idle else WorkerProcess()
        worker.ask(task.payload)
        # A thread for each answer: pipes cannot be waited for together on every system.
        listener = threading.Thread(
            target=_listen, args=(worker, task.position, self._heard), name="clip-worker", daemon=True
        )
        self._busy[task.position] = worker, listener
        listener.start()

    def answer(self) -> TaskAnswer:
        """Wait for the next answer."""
        while True:
            with suppress(Empty):
                position, payload = self._heard.get(timeout=_LOOK_S)
                break
        worker, listener = self._busy.pop(position)
        listener.join()
        if payload is None:
            return TaskAnswer(position=position, payload=None, worker=worker.name, how=worker.how_ended())
        if worker.worn:
            worker.end()
        else:
            self._idle.append(worker)
        return TaskAnswer(position=position, payload=payload, worker=worker.name)

    def __enter__(self) -> LocalCrew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        workers = [*self._idle, *(worker for worker, _ in self._busy.values())]
        for worker in workers:
            worker.kill()
        for _, listener in self._busy.values():
            if listener.is_alive():  # Ctrl-C may have come while it started, and such a one cannot be joined
                listener.join(_END_WAIT_S)
        for worker in workers:
            worker.end()


def _listen(worker: WorkerProcess, position: int, heard: SimpleQueue[tuple[int, bytes | None]]) -> None:
    heard.put((position, worker.answer()))


def _heard(answers: FileIO) -> bytes | None:
    try:
        kind, payload = receive(answers)
    except (EOFError, OSError, ValueError):  # it is gone, or was ended in the meantime
        return None
    return kind + payload
