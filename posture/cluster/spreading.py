"""A function called for many items, on the cores of this machine or on a cluster; results as they come.

Items are handed out one at a time, and the next ones only when a result was taken: what is kept here does
not grow with their number. A worker that crashes costs its item one more try, and no other item anything.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from posture.cluster.crew import Crew, Task, TaskAnswer, packed
from posture.cluster.local_crew import LocalCrew
from posture.cluster.worker import unpacked
from posture.errors import PostureError, WorkerCrashed

T = TypeVar("T")
R = TypeVar("R")

LOCAL = "local"
_TRIES = 2
"""How often an item is tried whose worker crashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[R]):
    """What came of one item.

    Attributes:
        position: Its place among the items.
        result: What the function gave, or why the item failed.
        tries: How often it was handed out.
        worker: Who gave the result: ``host:process``.
    """

    position: int
    result: R | PostureError
    tries: int
    worker: str


def spread(
    function: Callable[[T], R], items: Sequence[T], *, on: str = LOCAL, workers: int = 0
) -> Iterator[tuple[int, R | PostureError]]:
    """Call a function for each item, each worker with one item at a time.

    Closing the iterator, or Ctrl-C, ends all workers at once.

    Args:
        function: A function of a module, which other processes can import.
        items: Its arguments.
        on: Where: ``local``, ``ray`` or ``ray://host:port`` (`crew_on`).
        workers: Most workers; 0 for one a core.

    Yields:
        Position and result, or the error of that item alone, as they are done.

    Raises:
        PostureError: The workers cannot be had, or all of them are lost.
        Exception: What the function raises that is no `PostureError`.
    """
    for outcome in outcomes(function, items, on=on, workers=workers):
        yield outcome.position, outcome.result


def outcomes(
    function: Callable[[T], R], items: Sequence[T], *, on: str = LOCAL, workers: int = 0
) -> Iterator[Outcome[R]]:
    """Do as `spread`, and tell of each item what it took.

    Args:
        function: A function of a module, which other processes can import.
        items: Its arguments.
        on: Where: ``local``, ``ray`` or ``ray://host:port``.
        workers: Most workers; 0 for one a core.

    Yields:
        What came of each item, as they are done.

    Raises:
        PostureError: The workers cannot be had, or all of them are lost.
        Exception: What the function raises that is no `PostureError`.
    """
    if not items:
        return
    waiting, tries = deque(range(len(items))), Counter[int]()
    with crew_on(on, workers=workers, items=len(items)) as crew:
        while waiting or tries:
            while waiting and crew.free():
                position = waiting.popleft()
                tries[position] += 1
                crew.hand_out(Task(position, packed(function, items[position])))
            answer = crew.answer()
            if answer.payload is None and tries[answer.position] < _TRIES:
                waiting.appendleft(answer.position)
                continue
            yield Outcome(
                position=answer.position,
                result=cast("R | PostureError", _result(answer)),
                tries=tries.pop(answer.position),
                worker=answer.worker,
            )


def _result(answer: TaskAnswer) -> Any:
    if answer.payload is not None:
        return unpacked(answer.payload)
    return WorkerCrashed(
        f"the analysis crashed {_TRIES} times {answer.how}; it may be damaged, or too large for the memory"
    )


def crew_on(on: str, *, workers: int, items: int) -> Crew:
    """Find the workers.

    Args:
        on: ``local``: processes of this machine.
        workers: Most of them; 0 for one a core.
        items: Number of items: no more workers are needed.

    Raises:
        PostureError: There is no such place.
    """
    if on == LOCAL:
        return LocalCrew(min(workers or os.cpu_count() or 1, items))
    raise PostureError(f"no place {on!r} to work on; use local, ray or ray://host:port")
