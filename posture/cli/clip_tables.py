"""Tables of the sessions of many clips, for a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from posture.cli.amounts import many
from posture.cli.set_wording import problems
from posture.cli.terminal_text import plain
from posture.exercises import move_title

if TYPE_CHECKING:
    from posture.coach.session import Session

MOST_ROWS = 50
"""So many clips have a row each where a file has them all; of more there are sums."""
_MOST_ODD = 10
_LINE = 1000
"""Characters of a line that no terminal folds."""


@dataclass(frozen=True, slots=True)
class ClipRow:
    """What the tables show of one clip.

    Attributes:
        move: Title of its move.
        name: Of the clip.
        reps, clean, attempts: Its counts.
        seen_s: Seconds in which the person was seen.
        trouble: What was in the way; empty if nothing.
    """

    move: str
    name: str
    reps: int
    clean: int
    attempts: int
    seen_s: float
    trouble: str

    @classmethod
    def of(cls, session: Session, *, name: str) -> ClipRow:
        """Return the row of a session.

        Args:
            session: What came of the clip.
            name: What the clip is called.
        """
        counts = session.counts
        return cls(
            move=move_title(session.exercise),
            name=name,
            reps=counts.reps,
            clean=counts.clean,
            attempts=counts.attempts,
            seen_s=session.seen_s,
            trouble="; ".join(dict.fromkeys(problem.message for _, problem in problems(session))),
        )


def short_names(paths: Sequence[Path]) -> list[str]:
    """Return names that tell clips apart: of the files, or where two have one name, with their folders.

    >>> short_names([Path("clips/a.mp4"), Path("clips/b.mp4")])
    ['a.mp4', 'b.mp4']
    >>> short_names([Path("clips/ann/1.mp4"), Path("clips/bo/1.mp4")])
    ['ann/1.mp4', 'bo/1.mp4']
    """
    names = [path.name for path in paths]
    if len(set(names)) == len(names):
        return names
    above = os.path.commonpath([path.absolute().parent for path in paths])
    return [path.absolute().relative_to(above).as_posix() for path in paths]


def show(table: Table) -> None:
    """Print a table on standard output; a program that reads it gets each clip in one line."""
    console = Console(emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _LINE
    console.print(table)


def overview(rows: Sequence[ClipRow]) -> Table:
    """Draw a row for each clip."""
    table = _table("Source")
    several = len({row.move for row in rows}) > 1
    if several:
        table.add_column("Move")
    for title in ("Reps", "Clean", "Attempts", "Seen"):
        table.add_column(title, justify="right")
    table.add_column("In the way")
    for row in rows:
        table.add_row(
            plain(row.name), *([plain(row.move)] if several else []), str(row.reps), str(row.clean),
            str(row.attempts), f"{row.seen_s:.1f} s", plain(row.trouble),
        )  # fmt: skip
    return table


def sums(rows: Sequence[ClipRow]) -> Table:
    """Draw a row for each move with what its clips give together, and one for all."""
    by_move: dict[str, list[ClipRow]] = {}
    for row in rows:
        by_move.setdefault(row.move, []).append(row)
    table = _table("Move")
    for title in ("Clips", "Nothing counted", "Reps", "Clean", "Attempts", "Seen"):
        table.add_column(title, justify="right")
    for move, some in sorted(by_move.items()):
        table.add_row(plain(move), *_sums(some))
    if len(by_move) > 1:
        table.add_section()
        table.add_row("All", *_sums(rows), style="bold")
    return table


def odd_ones(rows: Sequence[ClipRow]) -> Table | None:
    """Draw the first clips in which nothing counted, and what was in the way; ``None`` if there are none."""
    found = [row for row in rows if not row.reps]
    if not found:
        return None
    table = _table("Nothing counted")
    table.add_column("In the way")
    for row in found[:_MOST_ODD]:
        table.add_row(plain(row.name), plain(row.trouble))
    if len(found) > _MOST_ODD:
        table.add_row(f"and {many(len(found) - _MOST_ODD, 'more clip')}", "")
    return table


def _table(first: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    return table


def _sums(rows: Sequence[ClipRow]) -> Iterable[str]:
    numbers = (
        len(rows),
        sum(not row.reps for row in rows),
        sum(row.reps for row in rows),
        sum(row.clean for row in rows),
        sum(row.attempts for row in rows),
    )
    return (*map(str, numbers), duration(sum(row.seen_s for row in rows)))


def duration(seconds: float) -> str:
    """Return a length of time in the units that suit it.

    >>> duration(42.0), duration(90.0), duration(7260.0)
    ('42 s', '2 min', '2 h 1 min')
    """
    if seconds < 60.0:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
