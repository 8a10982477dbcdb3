"""Taking in what comes from elsewhere: an export, or a rescued set. What is here already stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Rows

from posture.history import set_queries
from posture.history.journal import Note, Setting, content_of, written
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import AMENDED
from posture.history.pain_notes import KIND as PAIN
from posture.history.settings_schema import SECRETS
from posture.history.tables import NoteRow, SettingRow

Entry = KeptSet | Note | Setting
"""One thing that is kept."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was taken in, and how much of it was here already."""

    sets: int = 0
    notes: int = 0
    settings: int = 0
    known: int = 0


def take_in(rows: Rows, entries: Iterable[Entry]) -> Taken:
    """Keep what is not here yet.

    A set is known by its start, person, exercise and everything in its session, a setting by its name. A
    known one is left as it is here, with its corrections. Notes that say the same of the same moment differ
    by their number alone: of those that come, as many are known as are here. A score of pain
    is known also where the place was told on one side alone.

    Args:
        rows: An open transaction that writes.
        entries: What comes, however much.

    Raises:
        ValueError: A set has no session, or a note or setting is not plain JSON.
    """
    sets = notes = settings = known = 0
    met: Counter[int] = Counter()
    for entry in entries:
        if isinstance(entry, KeptSet):
            new = _set(rows, entry)
            sets += new
        elif isinstance(entry, Note):
            new = _note(rows, entry, met)
            notes += new
        else:
            new = _setting(rows, entry)
            settings += new
        known += not new
    return Taken(sets, notes, settings, known)


def _set(rows: Rows, kept: KeptSet) -> bool:
    if set_queries.is_known(rows, kept):
        return False
    set_queries.add(rows, kept)
    rows.expunge_all()  # else each later query looks through all that was added
    return True


def _note(rows: Rows, note: Note, met: Counter[int]) -> bool:
    """Add a note unless as many equal ones are here as came so far; ``met`` counts those that came."""
    person, content = note.person.strip(), written(note.content)
    told = _told(note.kind, content)
    here = select(NoteRow.content).where(
        NoteRow.person == person, NoteRow.kind == note.kind, NoteRow.written_at == note.written_at
    )
    which = hash((person, note.kind, note.written_at, told))  # no texts: an import may be long
    met[which] += 1
    if sum(_told(note.kind, text) == told for text in rows.scalars(here)) >= met[which]:
        return False
    rows.add(NoteRow(person=person, kind=note.kind, written_at=note.written_at, content=content))
    rows.flush()
    return True


def _told(kind: str, text: str) -> str:
    """Return a note's content without what may have been added to it later."""
    content = content_of(text) if kind == PAIN else {}
    added = AMENDED.intersection(content)
    return written({k: v for k, v in content.items() if k not in AMENDED}) if added else text


def _setting(rows: Rows, choice: Setting) -> bool:
    if choice.name in SECRETS:  # one that comes with a file is known to the one who made the file
        return False
    if rows.get(SettingRow, (choice.person.strip(), choice.name)) is not None:
        return False
    rows.add(SettingRow(person=choice.person.strip(), name=choice.name, content=written(choice.value)))
    rows.flush()
    return True
