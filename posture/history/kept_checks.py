"""Posture checks of a person, as typed notes of the journal.

A note of kind ``check`` holds plain JSON::

    {"check": {"schema": "posture.check/1", ...},   # `posture.posture_check.check_result.Check.as_dict`
     "side": "left" | "right" | "both"}              # the side that the camera saw

Checks of one visit have the same moment. A note of kind ``check_picture`` holds ``{"side": ...,
"jpeg": base64}`` and has the moment of its check. It is there only where the person allows pictures, and
stands apart from the numbers, so that a history is read without it.
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
        id: The journal's number of it.
        written_at: When, aware, in UTC.
        check: Its result.
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
        journal: Where to keep it.
        check: The result that is kept.
        at: When it was made, aware.
        person: The profile.
        jpeg: The picture, only where the person allows pictures.

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
        journal: Where to keep them.
        seen: Each check with its picture, or with ``None``.
        at: When they were made, aware.
        person: The profile.
        origin: The live run that they came from, which is kept once; the notes say so where it was
            interrupted.

    Raises:
        ValueError: ``at`` has no time zone.
        DataDeleted: Everything of the person was deleted since that run began.
        StoreError: They could not be kept.
    """
    notes: list[tuple[str, dict[str, Any]]] = []
    for check, jpeg in seen:
        side = check.side.value
        if jpeg is not None:
            notes.append((PICTURE, {"side": side, "jpeg": b64encode(jpeg).decode()}))
        told = {"interrupted": True} if origin.interrupted else {}
        notes.append((KIND, {"check": check.as_dict(), "side": side, **told}))
    return journal.write_all(notes, at=at, person=person, origin=origin)[-1]


def kept_checks(journal: Journal, *, person: str = "") -> list[KeptCheck]:
    """Return the person's checks, newest first; notes that make no sense are passed over.

    Args:
        journal: Where they are kept.
        person: The profile.

    Raises:
        StoreError: The journal cannot be read.
    """
    found = (_read(note) for note in journal.notes(KIND, person=person))
    return [kept for kept in found if kept is not None]


def picture_of(journal: Journal, kept: KeptCheck, *, person: str = "") -> bytes | None:
    """Return the JPEG of a check; ``None`` where none was kept.

    Args:
        journal: Where it is kept.
        kept: The check.
        person: The profile.

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
        journal: Where they are kept.
        checks: Which ones.
        person: The profile.

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
    """Return what a check is compared with: the one before it, and the first one of its view and side.

    Args:
        checks: All checks of the person, newest first.
        now: The check.
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
