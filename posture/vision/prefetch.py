"""Prefetches frames in a thread: the next ones are decoded while the model works on this one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from typing import NoReturn, TypeVar

T = TypeVar("T")

_DEPTH = 4
"""Frames kept ready: enough for uneven decoding, little memory even in Full HD (6 MB each)."""
_WAIT_S = 0.1


@contextmanager
def prefetched(items: Iterable[T], *, depth: int = _DEPTH, endless: bool = False) -> Iterator[Iterator[T]]:
    """Yield items in order, taken from their source by a thread that ends with the ``with`` block.

    An exception of the source comes out where its item would have.

    Args:
        items: The source.
        depth: How many items the thread may be ahead.
        endless: The source may wait for ever for its next item, so nothing waits for the thread.
    """
    queue: Queue[Callable[[], T] | None] = Queue(depth)
    stop = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, queue, stop), name="read-ahead", daemon=True)
    thread.start()
    try:
        yield _drain(queue)
    finally:
        stop.set()
        if not endless:
            thread.join()


def _fill(items: Iterable[T], queue: Queue[Callable[[], T] | None], stop: threading.Event) -> None:
    """Put each item as a call that gives it, an error as a call that raises it, and ``None`` at the end."""

    def _put(entry: Callable[[], T] | None) -> None:
        while not stop.is_set():
            try:
                queue.put(entry, timeout=_WAIT_S)
            except Full:
                continue
            return

    try:
        for item in items:
            _put(lambda item=item: item)  # type: ignore[misc]  # mypy cannot type a lambda's default
            if stop.is_set():
                return
    except BaseException as error:  # noqa: BLE001  the thread that reads raises it
        _put(_raising(error))
    _put(None)


def _raising(error: BaseException) -> Callable[[], NoReturn]:
    def _fail() -> NoReturn:
        raise error

    return _fail


def _drain(queue: Queue[Callable[[], T] | None]) -> Iterator[T]:
    while (entry := queue.get()) is not None:
        yield entry()
