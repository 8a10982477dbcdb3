"""A function called for many items, on the cores of this machine or on a cluster; results as they come.

Items are handed out one at a time, and the next ones only when a result was taken: what is kept here does
not grow with their number. A worker that crashes costs its item one more try, and no other item anything.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from posture.cluster.crew import Crew, Task, TaskAnswer, packed
from posture.cluster.local_crew import LocalCrew
from posture.cluster.machine import described
from posture.cluster.ray_crew import RayCrew
from posture.cluster.ray_protocol import CLIENT, RAY
from posture.cluster.worker import unpacked
from posture.errors import ClusterUnavailable, PostureError, WorkerCrashed
from posture.processes.usable_cores import usable_cores

T = TypeVar("T")
R = TypeVar("R")

LOCAL = "local"
_CRASHES = 2
"""How often an item is tried whose worker crashes."""
_TRIES = 5
"""How often an item is tried whose nodes are lost, which is not its fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Where the work is done.

    Attributes:
        on: ``local`` for processes of this machine; ``ray`` for the Ray cluster that ``RAY_ADDRESS`` names
            or that runs here, else for one that is started here; ``ray://host:port`` for one elsewhere.
        workers: Most workers; 0 for one for each core.
        models: Pose models that are needed, by name or path: looked for on every node before the first item.
    """

    on: str = LOCAL
    workers: int = 0
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[R]):
    """What came of one item.

    Attributes:
        position: Its place among the items.
        result: What the function gave, or why the item failed.
        tries: How often it was begun: more than once where a worker crashed or a node was lost.
        worker: Who did it last: ``host:process``.
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
        on: Where: ``local``, ``ray`` or ``ray://host:port`` (`Workplace`).
        workers: Most workers; 0 for one for each core.

    Yields:
        Position and result, or the error of that item alone, as they are done.

    Raises:
        PostureError: The workers cannot be had, or all of them are lost.
        Exception: What the function raises that is no `PostureError`.
    """
    for outcome in outcomes(function, items, Workplace(on=on, workers=workers)):
        yield outcome.position, outcome.result


def outcomes(
    function: Callable[[T], R],
    items: Sequence[T],
    place: Workplace,
    *,
    again: Callable[[int, R], T | None] | None = None,
) -> Iterator[Outcome[R]]:
    """Do as `spread`, and tell of each item what it took.

    Args:
        function: A function of a module, which other processes can import.
        items: Its arguments, taken when they are handed out.
        place: Where the work is done.
        again: Asked about each result: the item that it gives is handed out in place of the first one, and
            ``None`` takes the result as it is.

    Yields:
        What came of each item, as they are done.

    Raises:
        PostureError: The workers cannot be had, or all of them are lost.
        Exception: What the function raises that is no `PostureError`.
    """
    if not items:
        return
    with _crew(place, items=len(items)) as crew:
        work = _Work(function, items)
        while work.left:
            while work.waiting and crew.free():
                crew.hand_out(work.next())
            answer = crew.answer()
            if answer is None or work.tried_again(answer):
                continue
            result = _result(answer)
            more = again(answer.position, result) if again and answer.payload is not None else None
            if more is not None:
                work.hand_back(answer.position, more)
                continue
            tries = work.done(answer.position)
            yield Outcome(position=answer.position, result=result, tries=tries, worker=answer.worker)


class _Work(Generic[T]):
    """The items that are not done: in turn, with how often each was begun.

    Args:
        function: What is called with them.
        items: All of them.
    """

    def __init__(self, function: Callable[[T], Any], items: Sequence[T]) -> None:
        self._function, self._items = function, items
        self.waiting = deque(range(len(items)))
        self._others: dict[int, T] = {}
        self._tries: Counter[int] = Counter()
        self._crashes: Counter[int] = Counter()

    @property
    def left(self) -> bool:
        """Tell whether anything is not done yet."""
        return bool(self.waiting or self._tries)

    def next(self) -> Task:
        """Return the next item to be handed out."""
        position = self.waiting.popleft()
        self._tries[position] += 1
        item = self._others.pop(position) if position in self._others else self._items[position]
        return Task(position, packed(self._function, item))

    def tried_again(self, answer: TaskAnswer) -> bool:
        """Put an item back whose worker is lost, unless that was once too often."""
        if answer.payload is not None:
            return False
        self._crashes[answer.position] += not answer.blameless
        if self._crashes[answer.position] >= _CRASHES or self._tries[answer.position] >= _TRIES:
            return False
        self.waiting.appendleft(answer.position)
        return True

    def hand_back(self, position: int, item: T) -> None:
        """Put another item in the place of one that was not begun.

        Args:
            position: The place.
            item: What is handed out next for it.
        """
        self._others[position] = item
        self._tries[position] -= 1
        self.waiting.appendleft(position)

    def done(self, position: int) -> int:
        """Forget an item and return how often it was begun."""
        self._crashes.pop(position, None)
        return self._tries.pop(position)


def _result(answer: TaskAnswer) -> Any:
    if answer.payload is not None:
        return unpacked(answer.payload)
    return WorkerCrashed(
        f"the analysis crashed again and again, at last on {answer.worker} {answer.how}; "
        "the file may be damaged, or too large for the memory"
    )


def _crew(place: Workplace, *, items: int) -> Crew:
    """Find the workers; no more than there are items."""
    if place.on == LOCAL:
        return LocalCrew(min(place.workers or max(1, int(usable_cores())), items))
    if place.on == RAY or place.on.startswith(CLIENT):
        needed = described(place.models)
        return RayCrew(place.on, workers=min(place.workers or items, items), needed=needed)
    raise ClusterUnavailable(f"there is no place {place.on!r} to work on; use local, ray or ray://host:port")
