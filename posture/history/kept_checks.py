"""Posture checks of a person, as typed notes of the journal.

A note of kind ``check`` holds plain JSON::

    {"check": {"schema": "posture.check/1", ...},   # `posture.posture_check.check_result.Check.as_dict`
     "side": "left" | "right" | "both"}              # the side that the camera saw

Checks of one visit have the same moment. A note of kind ``check_picture`` holds ``{"side": ...,
"jpeg": base64}`` and has the moment of its check: it is there only where the person allows pictures, and
apart from the numbers, so that a history is read without it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from posture.body.landmarks import Side
from posture.history.journal import Journal, Note
from posture.history.kept_set import OF_NO_RUN, Origin
from posture.posture_check.check_result import Check

KIND, PICTURE = "check", "check_picture"
"""The kinds of these notes."""


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A check that was kept.

    Attributes:
        id: Number of its note in the journal.
        written_at: When it was made, aware, in UTC.
        check: The check.
        interrupted: The program was ended in the middle of that visit.
    """

    id: int
    written_at: datetime
    check: Check
    interrupted: bool = False


def keep_check(
    journal: Journal, check: Check, *, at: datetime, person: str = "", jpeg: bytes | None = None
) -> int:
    """Keep a check, with its picture where the person allows that, and return its number.

    Args:
        journal: The journal.
        check: The check.
        at: When it was made, aware.
        person: Whose it is; empty for nobody's.
        jpeg: Its picture.

    Raises:
        ValueError: ``at`` has no time zone.
        StoreError: It could not be kept.
    """
    return keep_checks(journal, [(check, jpeg)], at=at, person=person)


def keep_checks(
    journal: Journal,
    seen: Iterable[tuple[Check, bytes | None]],
    *,
    at: datetime,
    person: str = "",
    origin: Origin = OF_NO_RUN,
) -> int:
    """Keep the checks of one visit, all or none, and return the number of the last one.

    Args:
        journal: The journal.
        seen: The checks, each with its JPEG or ``None``.
        at: When they were made, aware.
        person: Whose they are; empty for nobody's.
        origin: The live run that they come from, which is kept once; the notes say so where it was
            interrupted.

    Raises:
        ValueError: ``at`` has no time zone.
        StoreError: They could not be kept.
    """
    notes: list[tuple[str, dict[str, Any]]] = []
    for check, jpeg in seen:
        side = check.side.value
        if jpeg is not None:
            notes.append((PICTURE, {"side": side, "jpeg": b64encode(jpeg).decode()}))
        mark = {"interrupted": True} if origin.interrupted else {}
        notes.append((KIND, {"check": check.as_dict(), "side": side, **mark}))
    return journal.write_all(notes, at=at, person=person, run=origin.run)[-1]


def kept_checks(journal: Journal, *, person: str = "") -> list[KeptCheck]:
    """Return a person's checks, newest first; notes that make no sense are passed over.

    Args:
        journal: The journal.
        person: The person; empty for nobody's.

    Raises:
        StoreError: The journal cannot be read.
    """
    found = (_read(note) for note in journal.notes(KIND, person=person))
    return [kept for kept in found if kept is not None]


def picture_of(journal: Journal, kept: KeptCheck, *, person: str = "") -> bytes | None:
    """Return the JPEG of a check; ``None`` where none was kept.

    Args:
        journal: The journal.
        kept: The check.
        person: Whose it is; empty for nobody's.

    Raises:
        StoreError: The journal cannot be read.
    """
    for note in _pictures(journal, kept, person):
        try:
            return b64decode(note.content["jpeg"], validate=True)
        except (KeyError, ValueError, TypeError):  # written by another program
            continue
    return None


def forget_checks(journal: Journal, checks: Iterable[KeptCheck], *, person: str = "") -> None:
    """Delete checks and their pictures.

    Args:
        journal: The journal.
        checks: The checks.
        person: Whose they are; empty for nobody's.

    Raises:
        StoreError: One of them is not there.
    """
    for kept in checks:
        for note in _pictures(journal, kept, person):
            journal.forget(note.id)
        journal.forget(kept.id)


def _pictures(journal: Journal, kept: KeptCheck, person: str) -> list[Note]:
    found = journal.notes(PICTURE, person=person, since=kept.written_at)
    side = kept.check.side.value
    return [n for n in found if n.written_at == kept.written_at and n.content.get("side") == side]


def last_and_first(checks: Sequence[KeptCheck], now: KeptCheck) -> tuple[KeptCheck | None, KeptCheck | None]:
    """Return the checks that one is compared with: the one before it, and the first, its baseline.

    Args:
        checks: All checks, newest first; those of another view or side, and refused ones, are left out.
        now: The check to compare.
    """
    earlier = [
        kept
        for kept in checks
        if kept.written_at < now.written_at
        and kept.check.refused is None
        and (kept.check.view, kept.check.side) == (now.check.view, now.check.side)
    ]
    return (earlier[0], earlier[-1]) if earlier else (None, None)


def _read(note: Note) -> KeptCheck | None:
    try:
        check = Check.from_dict(note.content["check"], side=Side(note.content["side"]))
    except (KeyError, ValueError, TypeError):  # written by another program: nothing of ours breaks by it
        return None
    return KeptCheck(note.id, note.written_at, check, note.content.get("interrupted") is True)
