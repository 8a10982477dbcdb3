"""Tables of the sessions of many clips, for a terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
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
_NARROW = 72
_LINE = 1000
"""Characters of a line for programs, which is never folded."""
_SUMS = ("Clips", "No reps", "Reps", "Clean", "Attempts", "Seen")


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


def print_tables(rows: Sequence[ClipRow], *, short: bool) -> None:
    """Print what came of clips on standard output; a program that reads it gets each clip in one line.

    Args:
        rows: The clips.
        short: Sum many clips up, as a file has each of them.
    """
    console = Console(emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _LINE
    narrow = console.width < _NARROW
    if not (short and len(rows) > MOST_ROWS):
        if rows:
            console.print(overview(rows, narrow=narrow))
        return
    console.print(sums(rows, narrow=narrow))
    if odd := odd_ones(rows):
        console.print()
        console.print(odd)


def overview(rows: Sequence[ClipRow], *, narrow: bool = False) -> Table:
    """Draw a row for each clip.

    Args:
        rows: The clips.
        narrow: Of the counts draw two, and below them what was in the way.
    """
    several = len({row.move for row in rows}) > 1 and not narrow
    texts = ["Source", *(["Move"] if several else [])]
    numbers = ["Reps", "Clean"] if narrow else ["Reps", "Clean", "Attempts", "Seen"]
    table = _table(texts, numbers)
    if not narrow:
        table.add_column("In the way", overflow="fold")
    for row in rows:
        counts = (str(row.reps), str(row.clean), str(row.attempts), f"{row.seen_s:.1f} s")
        words = (plain(row.name), *([plain(row.move)] if several else []))
        if narrow:
            table.add_row(*words, *counts[:2])
            if row.trouble:
                table.add_row(Padding(f"[dim]{plain(row.trouble)}[/]", (0, 0, 0, 2)))
        else:
            table.add_row(*words, *counts, plain(row.trouble))
    return table


def sums(rows: Sequence[ClipRow], *, narrow: bool = False) -> Table:
    """Draw a row for each move with what its clips give together, and one for all.

    Args:
        rows: The clips.
        narrow: Draw fewer columns.
    """
    by_move: dict[str, list[ClipRow]] = {}
    for row in rows:
        by_move.setdefault(row.move, []).append(row)
    shown = 4 if narrow else len(_SUMS)
    table = _table(["Move"], _SUMS[:shown])
    for move, some in sorted(by_move.items()):
        table.add_row(plain(move), *_sums(some)[:shown])
    if len(by_move) > 1:
        table.add_row("All", *_sums(rows)[:shown], style="bold")
    return table


def odd_ones(rows: Sequence[ClipRow]) -> Table | None:
    """Draw the first clips in which nothing counted and what was in the way; ``None`` if there are none."""
    found = [row for row in rows if not row.reps]
    if not found:
        return None
    table = _table(["Nothing counted", "In the way"], [])
    for row in found[:_MOST_ODD]:
        table.add_row(plain(row.name), plain(row.trouble))
    if len(found) > _MOST_ODD:
        table.add_row(f"and {many(len(found) - _MOST_ODD, 'more clip')}", "")
    return table


def _table(texts: Sequence[str], numbers: Sequence[str]) -> Table:
    """Begin a table; texts are folded where there is little room, numbers are not."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in texts:
        table.add_column(title, overflow="fold")
    for title in numbers:
        table.add_column(title, justify="right", no_wrap=True)
    return table


def _sums(rows: Sequence[ClipRow]) -> list[str]:
    numbers = (
        len(rows),
        sum(not row.reps for row in rows),
        sum(row.reps for row in rows),
        sum(row.clean for row in rows),
        sum(row.attempts for row in rows),
    )
    return [*map(str, numbers), duration(sum(row.seen_s for row in rows))]


def duration(seconds: float) -> str:
    """Return a length of time in the units that suit it.

    >>> duration(42.0), duration(90.0), duration(7260.0)
    ('42 s', '2 min', '2 h 1 min')
    """
    if seconds < 60.0:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60.0), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
