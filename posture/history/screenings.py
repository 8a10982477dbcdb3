"""What people answered about warning signs, as typed notes of the journal.

A note of kind ``screening`` holds plain JSON, one of::

    {"event": "answered", "signs": ["fever"],   # ids of `posture.guide.RED_FLAGS`
     "upper_back_hurts": true | false | null}
    {"event": "asked_again", "score": 7}   # strong pain: the signs are to be gone through again
    {"event": "accepted"}                  # goes on in spite of the advice to be looked at first
    {"event": "seen"}                      # was seen by a professional
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from posture.guide.clearance import Clearance, decide, is_due
from posture.history.journal import Journal, Note

KIND = "screening"
"""The kind of these notes."""


class ScreeningEvent(str, Enum):
    """What a note of a screening says."""

    ANSWERED = "answered"
    ASKED_AGAIN = "asked_again"
    ACCEPTED = "accepted"
    SEEN = "seen"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands with the warning signs.

    Attributes:
        due: The signs are to be gone through before exercising.
        after_pain: That is so because of strong pain.
        clearance: What follows from the last answers and from what was confirmed since.
        signs: Ids of the signs that applied the last time.
        upper_back_hurts: What was said of the upper back then; ``None`` where nothing was said.
        answered_at: When that was; ``None`` where it never was.
        seen_at: When a professional was last seen, as the person says.
    """

    due: bool = True
    after_pain: bool = False
    clearance: Clearance = Clearance.CLEAR
    signs: frozenset[str] = frozenset()
    upper_back_hurts: bool | None = None
    answered_at: datetime | None = None
    seen_at: datetime | None = None


def standing(journal: Journal, *, person: str = "", now: datetime) -> Standing:
    """Return where the person stands with the warning signs.

    A lock outlasts everything but the person's word that a professional has seen them.

    Args:
        journal: Where the answers are kept.
        person: The profile.
        now: The present moment, aware.

    Raises:
        StoreError: The journal cannot be read.
    """
    found = Standing()
    asked_again = False
    for note in reversed(journal.notes(KIND, person=person)):
        event = note.content.get("event")
        if event == ScreeningEvent.ANSWERED:
            found, asked_again = _answered(note, found), False
        elif event == ScreeningEvent.ASKED_AGAIN:
            asked_again = True
        elif event == ScreeningEvent.SEEN:
            found = replace(found, clearance=Clearance.CLEAR, seen_at=note.written_at)
            asked_again = False
        elif event == ScreeningEvent.ACCEPTED and found.clearance is Clearance.ADVISED:
            found = replace(found, clearance=Clearance.CLEAR)
    locked = found.clearance is Clearance.LOCKED
    ago = None if found.answered_at is None else (now - found.answered_at) / timedelta(days=1)
    return replace(found, due=not locked and (asked_again or is_due(ago)), after_pain=asked_again)


def answer(
    journal: Journal, signs: frozenset[str], *, upper_back_hurts: bool | None, at: datetime, person: str = ""
) -> None:
    """Keep what the person answered.

    Args:
        journal: Where to keep it.
        signs: Ids of the signs that apply.
        upper_back_hurts: What was said of the upper back; ``None`` where nothing was said.
        at: The moment, aware.
        person: The profile.

    Raises:
        StoreError: It could not be kept.
    """
    content = {
        "event": ScreeningEvent.ANSWERED.value,
        "signs": sorted(signs),
        "upper_back_hurts": upper_back_hurts,
    }
    journal.write(KIND, content, at=at, person=person)


def ask_again(journal: Journal, score: int, *, at: datetime, person: str = "") -> None:
    """Have the signs gone through before the next set: the pain was strong.

    Args:
        journal: Where to keep that.
        score: The pain score.
        at: The moment, aware.
        person: The profile.

    Raises:
        StoreError: It could not be kept.
    """
    journal.write(KIND, {"event": ScreeningEvent.ASKED_AGAIN.value, "score": score}, at=at, person=person)


def confirm(journal: Journal, event: ScreeningEvent, *, at: datetime, person: str = "") -> None:
    """Keep that the person was seen, or goes on in spite of advice.

    Args:
        journal: Where to keep it.
        event: Which of the two.
        at: The moment, aware.
        person: The profile.

    Raises:
        StoreError: It could not be kept.
    """
    journal.write(KIND, {"event": event.value}, at=at, person=person)


def _answered(note: Note, before: Standing) -> Standing:
    kept = note.content.get("signs")
    signs = frozenset(map(str, kept if isinstance(kept, list) else ()))
    hurts = note.content.get("upper_back_hurts")
    clearance = decide(signs, upper_back_hurts=hurts is not False)  # unsaid: the careful way
    return Standing(
        clearance=Clearance.LOCKED if before.clearance is Clearance.LOCKED else clearance,
        signs=signs,
        upper_back_hurts=hurts if isinstance(hurts, bool) else None,
        answered_at=note.written_at,
        seen_at=before.seen_at,
    )
