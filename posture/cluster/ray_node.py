"""What runs on the nodes of a Ray cluster.

Both are sent as code, not by the name of their module: a node may have no Posture, or another one, and is to
say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def node_check() -> Callable[[Mapping[str, str]], str]:
    """Return the function that looks at a node, and says in which way it cannot be used."""

    def _check(expected: Mapping[str, str]) -> str:
        try:
            from posture.version import __version__ as found
        except ImportError:
            return "has no Posture; install the same on every node"
        if found != expected["Posture"]:
            return f"has Posture {found} instead of {expected['Posture']}; install the same on every node"
        from posture.cluster.machine import difference

        return difference(expected)

    return _check


def node_worker() -> type[Any]:
    """Return the class of the actors.

    The work is done by `posture.cluster.worker` in a process of its own, as on a single machine: it is
    cut off from the network, which an actor needs, and when it crashes the actor stays.
    """

    class NodeWorker:
        """An actor.

        Args:
            folder: The folder to work in, if there is one of that name.
        """

        def __init__(self, folder: str) -> None:
            import sys

            self._where = {"folder": folder, "path": list(sys.path)}
            self._process: Any = None

        def ready(self) -> None:
            """Do nothing: an answer says that the actor runs."""

        def do(self, payload: bytes) -> tuple[bytes | None, str, str]:
            """Do a task; return the answer, who gave it, and how the process ended, if it did."""
            from posture.cluster.local_crew import WorkerProcess

            worker = self._process = self._process or WorkerProcess(self._where)
            worker.ask(payload)
            answer = worker.answer()
            if answer is None:
                self._process = None
                return None, worker.name, worker.how_ended()
            if worker.worn:
                self._process = None
                worker.end()
            return answer, worker.name, ""

    return NodeWorker
