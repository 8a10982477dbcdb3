"""The process that does the work, on this machine and on every node of a cluster.

Run as ``python -m posture.cluster.worker`` with framed messages on standard input and output
(`posture.processes.framing`). It is cut off from the network and holds the pose engine itself, which stays
loaded from one clip to the next. It ends when its input does, in the middle of a clip as well.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from io import FileIO
from queue import SimpleQueue
from typing import Any

from posture.errors import PostureError
from posture.processes.framing import receive, send
from posture.vision.network_cutoff import serve_cut_off


class ToWorker(bytes, Enum):
    """What the worker is asked."""

    SETTLE = b"S"
    """Where to work: a pickled dict with ``folder`` and ``path``, the places of modules. No answer."""
    DO = b"D"
    """A task: a pickled function and its item."""


class FromWorker(bytes, Enum):
    """What it says of a task."""

    DONE = b"D"
    """The result, or the `PostureError` that the function raised, pickled."""
    RAISED = b"X"
    """Another exception, a mistake in the program: itself, if it can be pickled, and its traceback."""


class WorkerMistake(Exception):
    """A traceback of another process, as the cause of the exception that came from there."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def unpacked(answer: bytes) -> Any:
    """Return the result of a task, or the `PostureError` of its item.

    Args:
        answer: Kind and payload of the worker's message.

    Raises:
        Exception: What the function raised that is no `PostureError`.
    """
    value = pickle.loads(answer[1:])
    if answer[:1] == FromWorker.DONE:
        return value
    error, trace = value
    raise (error or RuntimeError("a worker failed")) from WorkerMistake(trace)


def serve(requests: FileIO, answers: FileIO) -> None:
    """Do the tasks that come, one after the other; the process ends with the pipe.

    Args:
        requests: Where tasks come from.
        answers: Where their results go.
    """
    tasks: SimpleQueue[bytearray] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, tasks), name="requests", daemon=True).start()
    while True:
        kind, payload = _done(tasks.get())
        try:
            send(answers, kind, payload)
        except OSError:  # nobody is there any more
            return


def _listen(requests: FileIO, tasks: SimpleQueue[bytearray]) -> None:
    """Read ahead, so that this process ends with the one that asks, in the middle of its work too."""
    with suppress(EOFError, OSError):
        while True:
            kind, payload = receive(requests)
            if kind == ToWorker.SETTLE:
                _settle(pickle.loads(payload))
            else:
                tasks.put(payload)
    os._exit(0)


def _settle(where: Mapping[str, Any]) -> None:
    """Work in the folder of the process that asks, with the modules that it can import."""
    with suppress(OSError):  # the folder is not there on this machine
        os.chdir(where["folder"])
    sys.path[:] = [*where["path"], *(place for place in sys.path if place not in where["path"])]


def _done(task: bytearray) -> tuple[bytes, bytes]:
    try:
        function, item = pickle.loads(task)
        try:
            result = function(item)
        except PostureError as error:
            result = error.with_traceback(None)
        return FromWorker.DONE, pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  it is raised in the process that asked
        return FromWorker.RAISED, _packed(error)


def _packed(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    try:
        data = pickle.dumps((error, trace), pickle.HIGHEST_PROTOCOL)
        pickle.loads(data)  # some can be written and not read
    except Exception:  # noqa: BLE001  whatever is wrong with it, its traceback says what happened
        return pickle.dumps((None, trace), pickle.HIGHEST_PROTOCOL)
    return data


if __name__ == "__main__":
    serve_cut_off(serve)
