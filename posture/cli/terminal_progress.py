"""A progress bar on standard error."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from posture.cli.terminal_text import plain


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """Draw a bar with the time elapsed and left on standard error, if that is a terminal.

    Yields:
        A function that takes the share done, from 0 to 1; NaN leaves the bar as it is.
    """
    if not sys.stderr.isatty():
        yield lambda share: None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TimeElapsedColumn(),
        progress.TextColumn("[dim]left"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(plain(title), total=None)

        def _show(share: float) -> None:
            if not math.isnan(share):
                bar.update(task, total=1.0, completed=share)

        yield _show
