"""Sets out and in again: JSON for programs and for moving house, CSV for spreadsheets."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from posture.errors import OutputUnwritable, StoreError
from posture.history.files import written_whole
from posture.history.kept import KeptSet

COLUMNS = (
    *("set_id", "started_at", "person", "exercise", "view"),
    *("attempt", "side", "start_s", "peak_s", "end_s", "duration_s", "hold_s", "range", "unit"),
    *("counted", "reason", "clean", "faults", "correction"),
)
"""The columns of the CSV, one row for each attempt."""


def export(sets: Iterable[KeptSet], path: Path) -> int:
    """Write whole sets to ``path``, as JSON or CSV by its ending; returns how many.

    Raises:
        OutputUnwritable: The ending is another, or the file cannot be written; nothing is left then.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise OutputUnwritable(f"cannot export to {path.name!r}; give it the ending .json or .csv")
    try:
        with written_whole(path) as file:
            return write(sets, file)
    except FileNotFoundError as error:
        raise OutputUnwritable(f"cannot write {path}: make the folder {path.parent} first") from error
    except OSError as error:
        reason = error.strerror or error
        raise OutputUnwritable(f"cannot write {path}: {reason}; choose another place") from error


def read(path: Path) -> list[KeptSet]:
    """The sets of a JSON export.

    Raises:
        StoreError: The file cannot be read or is no such export; the message names the first fault.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path} is no JSON export of kept sets: {error}") from error
    if not isinstance(entries, list):
        raise StoreError(f"{path} is no JSON export of kept sets: expected a list of sets")
    return list(_sets(entries, path))


def _sets(entries: list[Any], path: Path) -> Iterator[KeptSet]:
    for place, entry in enumerate(entries, start=1):
        try:
            yield KeptSet.from_dict(entry)
        except (ValueError, TypeError) as error:
            raise StoreError(f"{path} is no JSON export of kept sets: entry {place}: {error}") from error


def _write_json(sets: Iterable[KeptSet], file: TextIO) -> int:
    number = 0
    file.write("[")
    for number, kept in enumerate(sets, start=1):
        file.write(",\n" if number > 1 else "\n")
        json.dump(kept.as_dict(), file, allow_nan=False)
    file.write("\n]\n")
    return number


def _write_csv(sets: Iterable[KeptSet], file: TextIO) -> int:
    written = 0
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for kept in sets:
        table.writerows(_attempt_cells(kept))
        written += 1
    return written


def _attempt_cells(kept: KeptSet) -> Iterator[list[Any]]:
    said = {c.attempt: c.verdict.value for c in kept.corrections}
    common = [kept.id, kept.started_at.isoformat(), _cell(kept.person), kept.exercise, kept.view or ""]
    for attempt in kept.session.attempts if kept.session else ():
        yield [
            *common,
            attempt.number,
            attempt.side.value,
            *(_number(v) for v in (attempt.start_s, attempt.peak_s, attempt.end_s, attempt.duration_s)),
            _number(attempt.hold_s),
            _number(attempt.range),
            attempt.unit,
            str(attempt.counted).lower(),
            attempt.reason.value if attempt.reason else "",
            str(attempt.clean).lower(),
            ";".join(attempt.faults),
            said.get(attempt.number, ""),
        ]


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _cell(words: str) -> str:
    """A name that a spreadsheet would take for a formula gets an apostrophe, as spreadsheets write it."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


_FORMATS: dict[str, Callable[[Iterable[KeptSet], TextIO], int]] = {".json": _write_json, ".csv": _write_csv}
