"""What people said about their pain, as typed notes of the journal.

A note of kind ``pain`` holds plain JSON::

    {"when": "before" | "during" | "after" | "next_day",
     "score": 0-10,                  # the highest during the set, the worst of the day after
     "light": "green" | "amber" | "red",
     "why": "calm" | "score" | "rise" | "sharp" | "chest" | "lasted",   # what decided the light
     "move": "chin_tucks",           # "" where it is about the whole training
     "before": 0-10 | null,          # the score that it was compared with
     "sharp": false,                 # sharp, shooting, new, or getting worse
     "settled": true | false | null, # next day only: back to where it was
     "about": "2026-11-27T09:30:00+00:00" | null,   # when the set (next day: the training) began
     "places": ["neck", "left_shoulder"]}   # where it hurts, from the head down; absent where not said

``about`` is the set's ``started_at``, so a note finds its set. The journal adds who and when. Where it hurts
may be said after the score: the note is then amended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from statistics import fmean
from typing import Any

from posture.guide.content_types import Light
from posture.guide.pain_light import SCORES, Judged, LightReason, asks_for_screening
from posture.guide.pain_places import BodyPlace, PlaceSign, in_order, signs_of
from posture.history.journal import Journal, Note
from posture.history.kept_set import utc

KIND = "pain"
"""The kind of these notes."""
AMENDED = frozenset({"places", "light", "why"})
"""What may come after a score is kept: but for it, an older copy of a note is the same note."""


class When(str, Enum):
    """At which moment a score was given."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NEXT_DAY = "next_day"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNote:
    """One score that a person gave, and the light that it showed.

    Attributes:
        written_at: When, aware, in UTC.
        when: At which moment of training.
        score: From 0 to 10.
        judged: The light and why.
        move: Id of the exercise; empty where it is about the whole training.
        before: The score that it was compared with.
        sharp: Sharp, shooting, new, or getting worse.
        settled: Next day: back to where it was; otherwise ``None``.
        about: When the set, or the training, began.
        places: Where it hurts, from the head down; empty where nobody said.
        number: The journal's own; 0 where the note is not kept.
    """

    written_at: datetime
    when: When
    score: int
    judged: Judged
    move: str = ""
    before: int | None = None
    sharp: bool = False
    settled: bool | None = None
    about: datetime | None = None
    places: tuple[BodyPlace, ...] = ()
    number: int = field(default=0, compare=False)

    @property
    def light(self) -> Light:
        """The light that it showed."""
        return self.judged.light

    @property
    def signs(self) -> tuple[PlaceSign, ...]:
        """What the guide says of the places, the gravest first; nothing where nothing hurts."""
        strong = self.sharp or asks_for_screening(self.score)
        return signs_of(self.places, strong=strong) if self.score else ()


def note_pain(journal: Journal, note: PainNote, *, person: str = "") -> int:
    """Keep a score, and return the note's number.

    Args:
        journal: Where to keep it.
        note: The score and what it is about.
        person: The profile.

    Raises:
        ValueError: A moment has no time zone.
        StoreError: It could not be kept.
    """
    return journal.write(KIND, _content(note), at=note.written_at, person=person)


def amend_pain(journal: Journal, note: PainNote) -> None:
    """Keep a score in place of what is kept under its number.

    Args:
        journal: Where it is kept.
        note: The score with what has been added to it.

    Raises:
        ValueError: A moment has no time zone.
        StoreError: There is no such note, or it could not be kept.
    """
    journal.amend(note.number, _content(note))


def _content(note: PainNote) -> dict[str, Any]:
    content: dict[str, Any] = {
        "when": note.when.value,
        "score": note.score,
        "light": note.judged.light.value,
        "why": note.judged.why.value,
        "move": note.move,
        "before": note.before,
        "sharp": note.sharp,
        "settled": note.settled,
        "about": None if note.about is None else utc(note.about, name="about").isoformat(),
    }
    if note.places:
        content["places"] = [place.value for place in in_order(note.places)]
    return content


def places_of(content: Mapping[str, Any]) -> tuple[BodyPlace, ...]:
    """Return the places that a kept note names, from the head down; unknown ones are left out."""
    named = content.get("places")
    return in_order(named if isinstance(named, list) else ())


def pain_notes(
    journal: Journal, *, person: str = "", since: datetime | None = None, limit: int | None = None
) -> list[PainNote]:
    """Return the person's scores, newest first; notes that make no sense are passed over.

    Args:
        journal: Where they are kept.
        person: The profile.
        since: The earliest moment, aware.
        limit: The largest number of notes, among which some may make no sense.

    Raises:
        StoreError: The journal cannot be read.
    """
    found = (_read(note) for note in journal.notes(KIND, person=person, since=since, limit=limit))
    return [note for note in found if note is not None]


def red_sets(notes: Iterable[PainNote]) -> dict[str, int]:
    """Return how many sets of each exercise were red; several scores about one set are one."""
    sets: defaultdict[str, set[datetime]] = defaultdict(set)
    for note in notes:
        if note.move and note.light is Light.RED:
            sets[note.move].add(note.about or note.written_at)
    return {move: len(moments) for move, moments in sets.items()}


@dataclass(frozen=True, slots=True)
class PlacePain:
    """How often and how much a place hurt.

    Attributes:
        place: The place.
        times: Scores above 0 that name it.
        mean_score: Their mean.
    """

    place: BodyPlace
    times: int
    mean_score: float


def by_place(notes: Iterable[PainNote]) -> tuple[PlacePain, ...]:
    """Return each place that hurt, the one with the most pain in all first."""
    scores: defaultdict[BodyPlace, list[int]] = defaultdict(list)
    for note in notes:
        for place in note.places if note.score else ():
            scores[place].append(note.score)
    found = (PlacePain(place, len(scores[place]), fmean(scores[place])) for place in in_order(scores))
    return tuple(sorted(found, key=lambda one: -one.times * one.mean_score))


def strengths(places: Iterable[PlacePain]) -> dict[BodyPlace, float]:
    """Return how strong each place is drawn: all its pain as a share of that of the first."""
    sums = {one.place: one.times * one.mean_score for one in places}
    most = max(sums.values(), default=1.0)
    return {place: of_place / most for place, of_place in sums.items()}


def _read(note: Note) -> PainNote | None:
    kept = note.content
    try:
        before, about, settled = kept.get("before"), kept.get("about"), kept.get("settled")
        return PainNote(
            written_at=note.written_at,
            when=When(kept["when"]),
            score=SCORES[SCORES.index(kept["score"])],
            judged=Judged(Light(kept["light"]), LightReason(kept["why"])),
            move=str(kept.get("move", "")),
            before=None if before is None else SCORES[SCORES.index(before)],
            sharp=bool(kept.get("sharp", False)),
            settled=None if settled is None else bool(settled),
            about=None if about is None else utc(datetime.fromisoformat(about), name="about"),
            places=places_of(kept),
            number=note.id,
        )
    except (KeyError, ValueError, TypeError):  # written by another program: nothing of ours breaks by it
        return None
