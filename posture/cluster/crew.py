"""Workers wherever they run, as `posture.cluster.spreading` sees them: they take one task each and answer."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType, TracebackType
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Task:
    """An item with the function that is called with it.

    Attributes:
        position: Its place among all items.
        payload: Function and item, as `packed` made them.
    """

    position: int
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAnswer:
    """What came of a task.

    Attributes:
        position: The task's.
        payload: What the function gave, as `posture.cluster.worker` packed it; ``None`` where the worker
            ended without an answer.
        worker: Where the worker runs: ``host:process``.
        how: How it ended, if it did.
        blameless: The whole node was lost, which says nothing of the item.
    """

    position: int
    payload: bytes | None
    worker: str
    how: str = ""
    blameless: bool = False


class Crew(Protocol):
    """Some workers. Leaving its ``with`` block ends all of them at once."""

    def free(self) -> bool:
        """Tell whether a worker waits for a task."""

    def hand_out(self, task: Task) -> None:
        """Give a task to a worker that is free."""

    def answer(self) -> TaskAnswer | None:
        """Wait for the next answer; ``None`` where only the number of workers has changed.

        Raises:
            PostureError: There are no workers left, and no others to be had.
        """

    def __enter__(self) -> Crew: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def packed(function: Callable[..., Any], item: object) -> bytes:
    """Pack a task for another process.

    Args:
        function: A function of a module.
        item: What it is called with.

    Raises:
        ValueError: The function, or one inside the item, is of no module that others can import.
    """
    packed_here = io.BytesIO()
    try:
        _Packer(packed_here, pickle.HIGHEST_PROTOCOL).dump((function, item))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ValueError(f"expected what other processes can be sent, got {item!r}: {error}") from error
    return packed_here.getvalue()


class _Packer(pickle.Pickler):
    """Refuses what another process could only find by running the same program from its beginning."""

    def reducer_override(self, given: Any, /) -> Any:
        """Refuse a function or class of the program that was started; leave the rest to `pickle`."""
        if isinstance(given, FunctionType | type) and given.__module__ == "__main__":
            raise pickle.PicklingError(
                f"{given.__name__} stands in the program that was started; put it into a module of its own"
            )
        return NotImplemented


def here() -> str:
    """Return the folder to work in."""
    try:
        return os.getcwd()  # noqa: PTH109  as text, for other processes
    except FileNotFoundError:  # it was removed
        return os.path.abspath(os.sep)  # noqa: PTH100  as above
