"""Exports of what is kept, and reading them: JSON for programs and for another computer, CSV, FHIR.

The JSON is one object, ``posture.export/1``: ``sets`` (each with its corrections and a whole
``posture.session/1``), ``notes`` and ``settings``. It is written and read entry by entry, however
long it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from posture.errors import OutputUnwritable, StoreError
from posture.files.output_files import OutputFiles, text_of
from posture.history import fhir, spreadsheet
from posture.history import settings_schema as choices
from posture.history.importer import Entry
from posture.history.journal import Note, Setting
from posture.history.json_stream import members
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import KIND as PAIN
from posture.history.spreadsheet import Manner
from posture.outside.shapes import brief
from posture.serialize import from_json, to_json
from posture.version import __version__

SCHEMA = "posture.export/1"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that an export holds.

    Attributes:
        sets: Whole sets, oldest first.
        notes: What was noted beside them.
        choices: What was chosen.
    """

    sets: Iterable[KeptSet]
    notes: Iterable[Note] = ()
    choices: Iterable[Setting] = ()


def form_of(path: Path) -> str:
    """Return the form that a file's ending asks for, one of `FORMS`; empty where it asks for none."""
    name = path.name.lower()
    return next((form for form, ending in FORMS.items() if name.endswith(ending)), "")


def export(
    content: Content, path: Path, form: str = "", *, manner: Manner | None = None, force: bool = False
) -> int:
    """Write what is kept to a file, and return how many sets.

    Args:
        content: What to write; CSV takes the sets alone, FHIR the sets and what was said of pain.
        path: Where to.
        form: One of `FORMS`; by the ending of ``path`` where it is empty.
        manner: How the CSV writes numbers and times.
        force: Replace a file that is there.

    Raises:
        OutputUnwritable: The ending is another, or the file cannot or may not be written.
        StoreError: There is nothing to write. Whatever is raised, the file that was there stays as it was.
    """
    form = form or form_of(path)
    if form not in _WRITERS:
        endings = ", ".join(FORMS.values())
        raise OutputUnwritable(f"cannot export to {path.name!r}; give it one of the endings {endings}")
    gone = _RowCounter()
    notes = (note for note in content.notes if form != "fhir" or note.kind == PAIN)
    counted = Content(gone.counting(content.sets), gone.counting(notes), gone.counting(content.choices))
    with OutputFiles(force=force) as files:
        whole = files.add(path)
        with text_of(whole) as file:
            number = write(counted, file, form, manner=manner)
        if not gone.number:
            raise StoreError(f"nothing of that is kept, so {path} was not written; see: posture history")
        files.commit()
    return number


def write(content: Content, file: TextIO, form: str, *, manner: Manner | None = None) -> int:
    """Write what is kept to a text, and return how many sets; it may be nothing.

    Args:
        content: What to write.
        file: Where to.
        form: One of `FORMS`.
        manner: How the CSV writes numbers and times.
    """
    return _WRITERS[form](content, file, manner or Manner())


class _RowCounter:
    """A count of what passes through."""

    def __init__(self) -> None:
        self.number = 0

    def counting(self, entries: Iterable[T]) -> Iterator[T]:
        """Yield every entry and count it."""
        for entry in entries:
            self.number += 1
            yield entry


def read(path: Path) -> Iterator[Entry]:
    """Yield everything in a JSON export, as `read_text` does.

    Raises:
        StoreError: The file cannot be read or is no such export.
    """
    try:
        with path.open(encoding="utf-8") as file:
            yield from read_text(file, path.name)
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror or error}") from error


def read_text(file: TextIO, name: str) -> Iterator[Entry]:
    """Yield everything in a JSON export, one entry after the other, read as it is asked for.

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


def _setting(data: Mapping[str, Any]) -> Setting:
    setting = from_json(Setting, data)
    if setting.value is None:
        raise ValueError(f"not a setting: {data!r:.80}")
    choices.check(setting.name, setting.value)
    return setting


_READERS: dict[str, Callable[[Any], Entry]] = {
    "sets": KeptSet.from_dict,
    "notes": lambda data: from_json(Note, {"id": 0, **data}),
    "settings": _setting,
}


def _write_json(content: Content, file: TextIO, _: Manner) -> int:
    head = json.dumps({"schema": SCHEMA, "version": __version__})
    file.write(head[:-1])
    number = _write_list("sets", (kept.as_dict() for kept in content.sets), file)
    _write_list("notes", map(to_json, content.notes), file)
    _write_list("settings", map(to_json, content.choices), file)
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


def _write_csv(content: Content, file: TextIO, manner: Manner) -> int:
    return spreadsheet.write(content.sets, file, manner)


def _write_fhir(content: Content, file: TextIO, _: Manner) -> int:
    return fhir.write(content.sets, content.notes, file)


FORMS = {"fhir": ".fhir.json", "json": ".json", "csv": ".csv"}
"""The forms that `export` writes, with the ending that asks for each; the longest comes first."""
_WRITERS: dict[str, Callable[[Content, TextIO, Manner], int]] = {
    "fhir": _write_fhir,
    "json": _write_json,
    "csv": _write_csv,
}
