"""Workers on a Ray cluster, by way of the process that talks to it (`posture.cluster.ray_driver`)."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from io import FileIO
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TypeAlias

from posture.cluster.crew import Task, TaskAnswer, here
from posture.cluster.ray_protocol import CLIENT, RAY, FromDriver, Joining, ToDriver
from posture.errors import ClusterUnavailable
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send
from posture.processes.last_words import LastWords

_PURPOSE = Purpose("the process that talks to the cluster", "try again", ClusterUnavailable)
_JOIN_WAIT_S = 90.0
"""How long joining may take; what cannot be reached at all is told within seconds."""
_END_WAIT_S = 12.0
"""A cluster that was started for this alone is ended in that time."""
_LOOK_S = 0.5
"""How long a wait lasts before Ctrl-C is looked for, where the system does not interrupt it."""
_INSTALL = 'python -m pip install "ray[client]"'

Message: TypeAlias = "tuple[bytes, bytearray] | None"


class RayCrew:
    """The workers of a cluster; their number changes with its nodes.

    Args:
        on: ``ray`` or ``ray://host:port``.
        workers: Most of them; 0 for one for each core of the cluster.
        needed: What a node has to have (`posture.cluster.machine.described`).

    Raises:
        ClusterUnavailable: Ray is not installed, or the system has no room for another process.
    """

    def __init__(self, on: str, *, workers: int, needed: Mapping[str, str]) -> None:
        address = _address(on)
        for library in ("ray", *(["grpc"] if address.startswith(CLIENT) else [])):
            if find_spec(library) is None:
                raise ClusterUnavailable(f"Ray, which a cluster needs, is not installed; run: {_INSTALL}")
        self._workers = 0
        self._out: set[int] = set()
        self._joined = False
        self._process = ChildProcess("posture.cluster.ray_driver", purpose=_PURPOSE, with_errors=True)
        self._last_words = LastWords(self._process.errors, thread="ray-driver-errors")
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self._listener = threading.Thread(
            target=_listen, args=(self._process.answers, self._messages), name="ray-driver", daemon=True
        )
        self._listener.start()
        joining = Joining(address=address, workers=workers, folder=here(), needed=needed)
        with suppress(OSError):  # one that has died already is noticed by its answers' end
            send(self._process.requests, ToDriver.JOIN, pickle.dumps(joining))

    def free(self) -> bool:
        """Tell whether a worker waits for a task."""
        return len(self._out) < self._workers

    def hand_out(self, task: Task) -> None:
        """Give a task to a worker that is free."""
        self._out.add(task.position)
        with suppress(OSError):
            send(self._process.requests, ToDriver.DO, pickle.dumps(task, pickle.HIGHEST_PROTOCOL))

    def answer(self) -> TaskAnswer | None:
        """Wait for the next answer; ``None`` where the number of workers has changed.

        Raises:
            ClusterUnavailable: It cannot be joined, a node cannot be used, or all of them are lost.
        """
        message = self._next()
        if message is None:
            raise self._failure()
        kind, payload = message
        if kind == FromDriver.FAILED:
            raise ClusterUnavailable(payload.decode())
        if kind == FromDriver.WORKERS:
            self._workers, self._joined = int(payload), True
            return None
        answer: TaskAnswer = pickle.loads(payload)
        self._out.discard(answer.position)
        return answer

    def _next(self) -> Message:
        waits = int(_JOIN_WAIT_S / _LOOK_S)
        while self._joined or waits:
            with suppress(Empty):
                return self._messages.get(timeout=_LOOK_S)
            waits -= 1
        raise ClusterUnavailable(
            f"the cluster did not answer within {_JOIN_WAIT_S:.0f} s; look whether it runs"
        )

    def _failure(self) -> ClusterUnavailable:
        code = self._process.wait(_END_WAIT_S)
        self._end()
        return ClusterUnavailable(
            f"the connection to the cluster was lost {self._last_words.how_ended(code)}"
        )

    def _end(self) -> None:
        self._process.end(wait_s=_END_WAIT_S)
        self._listener.join(_END_WAIT_S)
        self._last_words.join(_END_WAIT_S)

    def __enter__(self) -> RayCrew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._end()


def _listen(answers: FileIO, messages: SimpleQueue[Message]) -> None:
    with suppress(EOFError, OSError, ValueError):
        while True:
            messages.put(receive(answers))
    messages.put(None)


def _address(on: str) -> str:
    """Return the address of the cluster; empty for the one on this machine."""
    if on != RAY:
        return on
    if (ray := sys.modules.get("ray")) and ray.is_initialized():  # by the program that called us
        return str(ray.get_runtime_context().gcs_address)
    named = os.environ.get("RAY_ADDRESS", "")
    return "" if named in ("auto", "local") else named
