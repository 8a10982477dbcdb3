"""The process that talks to Ray for another one.

Run as ``python -m posture.cluster.ray_driver`` with the messages of `posture.cluster.ray_protocol` on
standard input and output. Ray writes to the terminal, handles signals, and may take its process along when
the node is lost that it is on: all of that happens here, and the process that asked keeps what it has.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import FileIO
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any

from posture.cluster.crew import Task, TaskAnswer
from posture.cluster.ray_connection import connected
from posture.cluster.ray_node import node_check, node_worker
from posture.cluster.ray_protocol import FromDriver, Joining, ToDriver
from posture.errors import ClusterUnavailable
from posture.processes.child_process import take_pipes
from posture.processes.framing import receive, send

_ROUND_S = 2.0
"""Time from one look at the nodes to the next."""
_CHECK_WAIT_S = 60.0
"""How long nodes may take at the beginning to say what they have."""
_BUSY_WAIT_S = 300.0
"""How long other users of the cluster may keep every core."""
_GONE_WAIT_S = 30.0
"""How long a cluster without nodes is given to get some."""
_CRASHES = 3
"""After so many actors lost in a row, a node is left alone."""
_END_WAIT_S = 10.0
_QUOTED = 200

Event = Callable[[], None]


class _NobodyAsks(Exception):
    """Nobody asks any more."""


@dataclass(slots=True, eq=False)
class _Node:
    """A node of the cluster, and what is known of it.

    Attributes:
        id: Ray's name for it.
        name: Its host's name and address, for people.
        cores: How many of its cores Ray may use.
        alive: It still belongs to the cluster.
        unfit: Why it cannot be used, and what to do; empty for one that can, ``None`` while it has not said.
        crashes: Actors lost on it in a row.
    """

    id: str
    name: str
    cores: int
    alive: bool = True
    unfit: str | None = None
    crashes: int = 0

    @property
    def usable(self) -> bool:
        """Tell whether actors may be started on it; they may wait there for what it says."""
        return self.alive and not self.unfit and self.crashes < _CRASHES


@dataclass(slots=True, eq=False)
class _Actor:
    """A worker, and the node that it is on."""

    handle: Any
    node: _Node


class Driver:
    """The workers of a cluster: an actor for each core of each node, pinned to it.

    One thread does everything, event by event; others only put events into the queue.

    Args:
        ray: The library, connected.
        joining: What was asked.
        events: What happens, in turn.
        answers: Where to say what comes of it.
    """

    def __init__(
        self, ray: Any, joining: Joining, events: SimpleQueue[Event | Task], answers: FileIO
    ) -> None:
        self._ray, self._joining, self._answers, self._events = ray, joining, answers, events
        self._check, self._class = ray.remote(node_check()), ray.remote(node_worker())
        self._nodes: dict[str, _Node] = {}
        self._starting: set[_Actor] = set()
        self._held: list[_Actor] = []
        self._idle: list[_Actor] = []
        self._busy: dict[int, _Actor] = {}
        self._tasks: deque[Task] = deque()
        self._open = False
        self._told = -1
        self._looked_s = self._had_some_s = time.monotonic()

    def run(self) -> None:
        """Look at the nodes, then work until nobody asks any more.

        Raises:
            ClusterUnavailable: A node cannot be used, or all of them are gone.
        """
        self._look()
        end_s = time.monotonic() + _CHECK_WAIT_S
        while self._unchecked and time.monotonic() < end_s:
            self._fill()  # which takes as long as the checks
            self._next()
        for node in self._nodes.values():
            if node.alive and node.unfit:
                raise ClusterUnavailable(f"node {node.name} {node.unfit}")
        self._open = True
        while True:
            self._fill()
            self._next()
            self._give_up()

    @property
    def _unchecked(self) -> bool:
        """Tell whether a node has not said yet what it has."""
        return any(node.alive and node.unfit is None for node in self._nodes.values())

    def _next(self) -> None:
        """Wait for what happens, and look at the nodes once in a while."""
        with suppress(Empty):
            event = self._events.get(timeout=_ROUND_S)
            if isinstance(event, Task):
                self._tasks.append(event)
            else:
                event()
        if time.monotonic() - self._looked_s >= _ROUND_S:
            self._look()
        while self._tasks and self._idle:
            self._hand_out(self._tasks.popleft(), self._idle.pop())
        self._tell()

    def _look(self) -> None:
        self._looked_s = time.monotonic()
        there = {found["NodeID"]: found for found in self._ray.nodes() if found["Alive"]}
        for node in self._nodes.values():
            node.alive = node.id in there
        for name, found in there.items():
            cores = int(found["Resources"].get("CPU", 0))
            if name not in self._nodes and cores:
                host = f"{found['NodeManagerHostname']} ({found['NodeManagerAddress']})"
                node = self._nodes[name] = _Node(name, host, cores)
                asked = self._check.options(num_cpus=0, max_retries=0, **self._on(node))
                self._when(asked.remote(dict(self._joining.needed)), partial(self._checked, node))

    def _on(self, node: _Node) -> dict[str, Any]:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        return {"scheduling_strategy": NodeAffinitySchedulingStrategy(node.id, soft=False)}

    def _when(self, ref: Any, then: Callable[[Any], None]) -> None:
        """Have something done by the one thread once a result is there, or cannot come any more."""
        ref.future().add_done_callback(lambda future: self._events.put(partial(then, future)))

    def _checked(self, node: _Node, future: Any) -> None:
        try:
            node.unfit = future.result()
        except self._ray.exceptions.RayTaskError as error:
            node.unfit = f"cannot be used: {_line(error)}; install the same on every node"
        except self._ray.exceptions.RayError:
            node.alive, node.unfit = False, "is gone"
        held, self._held = self._held, []
        for actor in held:
            self._ready(actor)

    def _fill(self) -> None:
        """Start actors where a core has none, on each node one before any gets a second."""
        nodes = [node for node in self._nodes.values() if node.usable]
        most = self._joining.workers or sum(node.cores for node in nodes)
        there = [*self._starting, *self._held, *self._idle, *self._busy.values()]
        have, missing = Counter(actor.node.id for actor in there), most - len(there)
        for node in islice(_places(nodes), most):
            if have[node.id]:
                have[node.id] -= 1
            elif missing > 0:
                missing -= 1
                self._start(node)

    def _start(self, node: _Node) -> None:
        made = self._class.options(num_cpus=1, max_restarts=0, max_task_retries=0, **self._on(node))
        actor = _Actor(made.remote(self._joining.folder), node)
        self._starting.add(actor)
        self._when(actor.handle.ready.remote(), partial(self._started, actor))

    def _started(self, actor: _Actor, future: Any) -> None:
        self._starting.discard(actor)
        try:
            future.result()
        except self._ray.exceptions.RayError:
            self._lose(actor)
        else:
            self._ready(actor)

    def _ready(self, actor: _Actor) -> None:
        """Let an actor work, once its node is known to be fit."""
        if actor.node.unfit is None:
            self._held.append(actor)
        elif actor.node.unfit:
            self._lose(actor)
        else:
            self._idle.append(actor)

    def _hand_out(self, task: Task, actor: _Actor) -> None:
        self._busy[task.position] = actor
        self._when(actor.handle.do.remote(task.payload), partial(self._done, task.position))

    def _done(self, position: int, future: Any) -> None:
        actor = self._busy.pop(position)
        try:
            payload, worker, how = future.result()
        except self._ray.exceptions.RayError as error:
            blameless = self._lost_node(error)
            if blameless:
                self._leave(actor)
            else:
                self._lose(actor)
            answer = TaskAnswer(
                position=position,
                payload=None,
                worker=actor.node.name,
                how=f"({_line(error)})",
                blameless=blameless,
            )
        else:
            actor.node.crashes = 0
            self._idle.append(actor)
            answer = TaskAnswer(position=position, payload=payload, worker=worker, how=how)
        send(self._answers, FromDriver.ANSWER, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))

    def _lost_node(self, error: Exception) -> bool:
        """Tell whether the node is gone, or cannot be reached: nothing that the clip has done."""
        return isinstance(error, self._ray.exceptions.ActorUnavailableError) or "node has died" in str(error)

    def _lose(self, actor: _Actor) -> None:
        actor.node.crashes += 1
        self._kill(actor)

    def _leave(self, actor: _Actor) -> None:
        """Let go of an actor whose node is lost, and of those that wait there.

        Each task that they were given would fail, and a task has few tries. Where the node can be reached
        again, others are started on it.
        """
        lost = [one for one in (*self._idle, *self._held) if one.node is actor.node]
        self._idle = [one for one in self._idle if one not in lost]
        self._held = [one for one in self._held if one not in lost]
        for one in (actor, *lost):
            self._kill(one)
        self._look()

    def _kill(self, actor: _Actor) -> None:
        with suppress(self._ray.exceptions.RayError):
            self._ray.kill(actor.handle)  # where it was only out of reach, its work is done elsewhere now

    def _tell(self) -> None:
        workers = len(self._idle) + len(self._busy) if self._open else 0
        if workers != self._told:
            self._told = workers
            send(self._answers, FromDriver.WORKERS, str(workers).encode())

    def _give_up(self) -> None:
        """End where nothing has been able to work for a while."""
        now_s = time.monotonic()
        if self._idle or self._busy:
            self._had_some_s = now_s
        starting = self._starting or self._unchecked
        if now_s - self._had_some_s < (_BUSY_WAIT_S if starting else _GONE_WAIT_S):
            return
        if starting:
            raise ClusterUnavailable(
                f"no core of the cluster became free within {_BUSY_WAIT_S / 60.0:.0f} minutes; "
                "try again when others need it less"
            )
        unfit = [f"node {n.name} {n.unfit}" for n in self._nodes.values() if n.alive and n.unfit]
        raise ClusterUnavailable("; ".join(unfit[:1] or ["the cluster has no node left that can work"]))


def _places(nodes: list[_Node]) -> Iterator[_Node]:
    """Yield each node as often as it has cores, in turns."""
    for number in range(max((node.cores for node in nodes), default=0)):
        yield from (node for node in nodes if number < node.cores)


def _line(error: Exception) -> str:
    """Return the last line of what Ray says, which is the reason."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:_QUOTED] if lines else type(error).__name__


def _listen(requests: FileIO, events: SimpleQueue[Event | Task]) -> None:
    with suppress(EOFError, OSError):
        while True:
            kind, payload = receive(requests)
            if kind == ToDriver.DO:
                events.put(pickle.loads(payload))
    late = threading.Timer(_END_WAIT_S, os._exit, (1,))
    late.daemon = True
    late.start()
    events.put(_end)


def _end() -> None:
    raise _NobodyAsks


def serve(requests: FileIO, answers: FileIO) -> None:
    """Join the cluster that the first message names, and work on it until the pipe closes.

    Args:
        requests: Where messages come from.
        answers: Where to say what comes of them.
    """
    joining = pickle.loads(receive(requests)[1])
    events: SimpleQueue[Event | Task] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, events), name="requests", daemon=True).start()
    try:
        with connected(joining.address) as ray:
            _work(Driver(ray, joining, events, answers), answers)
    except ClusterUnavailable as error:
        send(answers, FromDriver.FAILED, str(error).encode())


def _work(driver: Driver, answers: FileIO) -> None:
    try:
        driver.run()
    except _NobodyAsks:
        return
    except ClusterUnavailable as error:
        send(answers, FromDriver.FAILED, str(error).encode())
    except OSError:  # nobody is there any more
        return
    except Exception as error:  # noqa: BLE001  Ray tells in many ways that the cluster is gone
        said = f"the connection to the cluster was lost ({type(error).__name__}: {_line(error)})"
        send(answers, FromDriver.FAILED, said.encode())


def main() -> None:
    """Serve the pipe on standard input and output."""
    with suppress(EOFError, BrokenPipeError):
        serve(*take_pipes())
    os._exit(0)  # nothing is left to be done, and Ray's own threads may take their time


if __name__ == "__main__":
    main()
