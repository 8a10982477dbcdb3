"""What is kept, out and in again: JSON for programs and for moving house, CSV for spreadsheets.

The JSON is one object, ``posture.export/1``: ``sets`` (each with its corrections and a whole
``posture.session/1``), ``notes`` and ``settings``. Both ways go entry by entry, however long the file.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from posture import __version__
from posture.errors import OutputUnwritable, StoreError
from posture.history import choices, fhir
from posture.history.files import written_whole
from posture.history.journal import Choice, Note
from posture.history.json_stream import members
from posture.history.kept import KeptSet, read_moment
from posture.outside.shapes import brief

SCHEMA = "posture.export/1"

COLUMNS = (
    *("set_id", "started_at", "person", "exercise", "view"),
    *("attempt", "side", "start_s", "peak_s", "end_s", "duration_s", "hold_s", "range", "unit"),
    *("counted", "reason", "clean", "faults", "correction"),
)
"""The columns of the CSV, one row for each attempt."""

Entry = KeptSet | Note | Choice
"""One thing that is kept."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes out: whole sets, oldest first, and what was noted and chosen beside them."""

    sets: Iterable[KeptSet]
    notes: Iterable[Note] = ()
    choices: Iterable[Choice] = ()


def form_of(path: Path) -> str:
    """The form that a file's ending asks for, one of `FORMS`; empty where it asks for none."""
    name = path.name.lower()
    return next((form for form, ending in FORMS.items() if name.endswith(ending)), "")


def export(content: Content, path: Path, form: str = "") -> int:
    """Write what is kept to ``path`` and return how many sets.

    Args:
        content: What goes out; CSV takes the sets alone, FHIR the sets and what was said of pain.
        path: Where to.
        form: One of `FORMS`; by the ending of ``path`` where it is empty.

    Raises:
        OutputUnwritable: The ending is another, or the file cannot be written; nothing is left then.
    """
    write = _WRITERS.get(form or form_of(path))
    if write is None:
        endings = ", ".join(FORMS.values())
        raise OutputUnwritable(f"cannot export to {path.name!r}; give it one of the endings {endings}")
    with _written(path) as file:
        return write(content, file)


def write_text(text: str, path: Path) -> None:
    """Write a text that somebody else made, a report, whole or not at all.

    Raises:
        OutputUnwritable: The file cannot be written; what was there stays.
    """
    with _written(path) as file:
        file.write(text)


@contextmanager
def _written(path: Path) -> Iterator[TextIO]:
    try:
        with written_whole(path) as file:
            yield file
    except FileNotFoundError as error:
        raise OutputUnwritable(f"cannot write {path}: make the folder {path.parent} first") from error
    except OSError as error:
        reason = error.strerror or error
        raise OutputUnwritable(f"cannot write {path}: {reason}; choose another place") from error


def read(path: Path) -> Iterator[Entry]:
    """Everything in a JSON export, as `read_text` gives it.

    Raises:
        StoreError: The file cannot be read or is no such export.
    """
    try:
        with path.open(encoding="utf-8") as file:
            yield from read_text(file, path.name)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror or error}") from error


def read_text(file: TextIO, name: str) -> Iterator[Entry]:
    """Everything in a JSON export, one after the other, read as it is asked for.

    Args:
        file: The text.
        name: What messages call it.

    Raises:
        StoreError: It is no such export; the message names the first fault, which may come after some
            entries: take in all or none.
    """
    try:
        yield from _entries(file)
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreError(f"{name} is no JSON export of kept sets: {brief(error)}") from error


def _entries(file: TextIO) -> Iterator[Entry]:
    places = dict.fromkeys(_READERS, 0)
    known = False
    for name, value in members(file):
        if name == "schema" and value != SCHEMA:
            raise ValueError(f"schema: expected {SCHEMA}, got {value!s:.80}")
        known = known or name == "schema"
        if name in _READERS:
            places[name] += 1
            yield _entry(name, places[name], value, known=known)
    if not known:
        raise ValueError(f"expected the schema {SCHEMA}")


def _entry(name: str, place: int, value: Any, *, known: bool) -> Entry:
    if not known:  # it stands at the beginning of every export: this is something else
        raise ValueError(f"expected the schema {SCHEMA}")
    try:
        return _READERS[name](value)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{name}, entry {place}: {error}") from error


def _note(data: Mapping[str, Any]) -> Note:
    person, kind, content = data["person"], data["kind"], data["content"]
    if not (isinstance(person, str) and isinstance(kind, str) and isinstance(content, dict)):
        raise ValueError(f"not a note: {data!r:.80}")
    return Note(data.get("id", 0), person, kind, read_moment(data["written_at"], "written_at"), content)


def _choice(data: Mapping[str, Any]) -> Choice:
    person, name, value = data["person"], data["name"], data["value"]
    if not (isinstance(person, str) and isinstance(name, str)) or value is None:
        raise ValueError(f"not a setting: {data!r:.80}")
    choices.check(name, value)
    return Choice(person, name, value)


_READERS: dict[str, Callable[[Any], Entry]] = {
    "sets": KeptSet.from_dict,
    "notes": _note,
    "settings": _choice,
}


def _write_json(content: Content, file: TextIO) -> int:
    head = json.dumps({"schema": SCHEMA, "version": __version__})
    file.write(head[:-1])
    number = _write_list("sets", (kept.as_dict() for kept in content.sets), file)
    _write_list("notes", map(_note_values, content.notes), file)
    settings = ({"person": c.person, "name": c.name, "value": c.value} for c in content.choices)
    _write_list("settings", settings, file)
    file.write("}\n")
    return number


def _write_list(name: str, entries: Iterable[Mapping[str, Any]], file: TextIO) -> int:
    number = 0
    file.write(f",\n{json.dumps(name)}: [")
    for number, entry in enumerate(entries, start=1):
        file.write(",\n" if number > 1 else "\n")
        file.write(json.dumps(entry, allow_nan=False))
    file.write("]")
    return number


def _note_values(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "person": note.person,
        "kind": note.kind,
        "written_at": note.written_at.isoformat(),
        "content": note.content,
    }


def _write_csv(content: Content, file: TextIO) -> int:
    written = 0
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for kept in content.sets:
        table.writerows(_attempt_cells(kept))
        written += 1
    return written


def _attempt_cells(kept: KeptSet) -> Iterator[list[Any]]:
    said = {c.attempt: c.verdict.value for c in kept.corrections}
    words = (kept.person, kept.exercise, kept.view or "")
    common = [kept.id, kept.started_at.isoformat(), *map(_cell, words)]
    for attempt in kept.session.attempts if kept.session else ():
        yield [
            *common,
            attempt.number,
            attempt.side.value,
            *(_number(v) for v in (attempt.start_s, attempt.peak_s, attempt.end_s, attempt.duration_s)),
            _number(attempt.hold_s),
            _number(attempt.range),
            _cell(attempt.unit),
            str(attempt.counted).lower(),
            attempt.reason.value if attempt.reason else "",
            str(attempt.clean).lower(),
            _cell(";".join(attempt.faults)),
            said.get(attempt.number, ""),
        ]


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else ""


def _cell(words: str) -> str:
    """Words that a spreadsheet would take for a formula get an apostrophe, as spreadsheets write it."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


def _write_fhir(content: Content, file: TextIO) -> int:
    return fhir.write(content.sets, content.notes, file)


FORMS = {"fhir": ".fhir.json", "json": ".json", "csv": ".csv"}
"""The forms that `export` writes, with the ending that asks for each; the longest comes first."""
_WRITERS: dict[str, Callable[[Content, TextIO], int]] = {
    "fhir": _write_fhir,
    "json": _write_json,
    "csv": _write_csv,
}
