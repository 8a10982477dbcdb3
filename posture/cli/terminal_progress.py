"""A progress bar on standard error."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from posture.cli.terminal_text import plain

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """Draw a bar with the time elapsed and left on standard error, if that is a terminal.

    Yields:
        A function that takes the share done, from 0 to 1; NaN leaves the bar as it is.
    """
    if not sys.stderr.isatty():
        yield lambda share: None
        return
    from rich.progress import TaskProgressColumn

    with _bar(TaskProgressColumn(), remembered_s=30.0) as bar:
        task = bar.add_task(plain(title), total=None)

        def _show(share: float) -> None:
            if not math.isnan(share):
                bar.update(task, total=1.0, completed=share)

        yield _show


@contextmanager
def counting_bar(title: str, *, total: int) -> Iterator[Callable[[int], None]]:
    """Draw a bar with how many of some things are done, and the time elapsed and left, as `progress_bar`.

    Args:
        title: What is done.
        total: How many things there are.

    Yields:
        A function that takes how many are done.
    """
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.progress import MofNCompleteColumn

    with _bar(MofNCompleteColumn(), remembered_s=1800.0) as bar:  # one thing may take minutes
        task = bar.add_task(plain(title), total=total)
        yield lambda done: bar.update(task, completed=done)


def _bar(amount: ProgressColumn, *, remembered_s: float) -> Progress:
    """Make a bar.

    Args:
        amount: The column that says how much is done.
        remembered_s: How far the estimate of the time left looks back.
    """
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        amount,
        progress.TimeElapsedColumn(),
        progress.TextColumn("[dim]left"),
        progress.TimeRemainingColumn(),
    )
    return progress.Progress(
        *columns, console=Console(stderr=True), transient=True, speed_estimate_period=remembered_s
    )
