"""Kept sets and pain scores as a FHIR R4 Bundle of Observations, for a practice's own system.

A ``collection`` (https://hl7.org/fhir/R4/bundle.html) holds one Patient, a Device for each version of
the program and model, and for each set a panel with its Observations. Activity and duration have the
codes of the HL7 Physical Activity guide (http://hl7.org/fhir/us/physical-activity), pain has LOINC's.
What has no code there has one of our own `SYSTEM`. Units are UCUM. No profile is claimed: the guide's
ask for a Patient of US Core.

The Patient has no name, only a number made from the profile's name. It is a pseudonym and the same in
every export, so a receiver recognizes what is sent again.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, TextIO
from uuid import UUID, uuid5

from posture.coach.measurement_error import measurement_error_of
from posture.coach.session import Attempt, Reason, Session
from posture.exercises import EXERCISES
from posture.guide.pain_places import BodyPlace
from posture.history.journal import Note
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import KIND as PAIN
from posture.history.pain_notes import places_of

SYSTEM = "urn:posture:observation"
"""Our own codes, listed in `OWN`."""
MOVES = "urn:posture:exercise"
"""Code system of the exercises: their ids."""
PLACES = "urn:posture:place"
"""Code system of the places that hurt: their ids; left and right are the person's own."""
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ACTIVITY_GUIDE = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
"""Codes of the Physical Activity guide, which hold until LOINC has its own."""

OWN = {
    "repetitions": "Repetitions counted",
    "clean": "Repetitions without a finding of medium or high severity",
    "attempts": "Attempts, counted or not",
    "left": "Repetitions on the person's left side",
    "right": "Repetitions on the person's right side",
    "corrected": "Repetitions after the person's corrections",
    "not-counted": "Attempts not counted",
    "reach": "Largest reach of a counted attempt",
    "measuring-error": "How far a value may lie from the true one, to either side",
    "hold": "Time held",
    "moment": "When the score was given",
    "place": "Where it hurts",
}
"""Every code of `SYSTEM` and what it means; the reason of what was not counted follows its code."""
_NOT_COUNTED = {
    Reason.PARTIAL_RANGE: "partial range",
    Reason.TOO_FAST: "too fast",
    Reason.TOO_SLOW: "too slow",
    Reason.SHORT_HOLD: "short hold",
    Reason.ONE_SIDE: "one side",
    Reason.LOST: "lost",
    Reason.WRONG_POSTURE: "wrong posture",
}
_MOMENTS = {"before": "before", "during": "during", "after": "after", "next_day": "next day"}
"""Moments at which a score is given, by the value that a note has."""
_PLACES = {place: place.value.replace("_", " ") for place in BodyPlace}
_UNITS = {"deg": ("deg", "deg"), "s": ("s", "s"), "ratio": ("ratio", "1"), "deg/s": ("deg/s", "deg/s")}
"""Our units in words and in UCUM."""
_NAMESPACE = UUID("5b7c0d43-6e1c-4a8a-9a53-0d6a3c3f5a11")
"""Namespace of all UUIDs made here; drawn once."""

Resource = dict[str, Any]


def write(sets: Iterable[KeptSet], notes: Iterable[Note], file: TextIO) -> int:
    """Write the bundle, resource by resource, and return how many sets are in it.

    Args:
        sets: Whole sets.
        notes: Notes of any kind; only pain scores are written.
        file: Where to.
    """
    number = 0
    met: set[str] = set()
    file.write('{"resourceType": "Bundle", "type": "collection"')
    for number, kept in enumerate(sets, start=1):  # noqa: B007 - the last one is the answer
        if kept.session is not None:
            about = (patient(kept.person), _device(kept.session))
            _append((*about, *_of_set(kept, kept.session)), met, file)
    for note in notes:
        if note.kind == PAIN and _is_score(note.content.get("score")):
            _append((patient(note.person), _pain(note)), met, file)
    file.write("]}\n" if met else "}\n")
    return number


def _append(resources: Iterable[Resource], met: set[str], file: TextIO) -> None:
    """Write the resources that are not in the bundle yet; a bundle without entries has no list of them."""
    for resource in resources:
        if resource["id"] not in met:
            entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            file.write("," if met else ', "entry": [')
            file.write(f"\n{json.dumps(entry, allow_nan=False)}")
            met.add(resource["id"])


def patient(person: str) -> Resource:
    """Return the Patient of a profile, without a name."""
    number = _number("patient", person)
    return {
        "resourceType": "Patient",
        "id": number,
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{number}"}],
    }


def _device(session: Session) -> Resource:
    model, version = _words(session.model.name if session.model else ""), _words(session.version)
    names = [{"name": "Posture", "type": "user-friendly-name"}, {"name": model, "type": "model-name"}]
    return {
        "resourceType": "Device",
        "id": _device_number(session),
        "deviceName": names,
        "version": [{"value": version}],
        "note": [{"text": "Landmarks found in the pictures of one camera; general wellness only."}],
    }


def _device_number(session: Session) -> str:
    return _number("device", session.version, session.model.sha256 if session.model else "")


def _of_set(kept: KeptSet, session: Session) -> Iterator[Resource]:
    """Yield the members of a set's panel, then the panel."""
    made = [one for one in _measures(kept, session) if one is not None]
    yield from made
    panel = {"coding": [_coding(ACTIVITY_GUIDE, "PAPanel", "Physical Activity Panel")]}
    members = [{"reference": f"urn:uuid:{one['id']}"} for one in made]
    yield _observation(kept, session, "panel", panel) | {"hasMember": members}


def _measures(kept: KeptSet, session: Session) -> Iterator[Resource | None]:
    move = EXERCISES.get(kept.exercise)
    title = move.title if move else kept.exercise
    activity = _concept(MOVES, _words(kept.exercise), _words(title))
    code = _concept(LOINC, "73985-4", "Exercise activity")
    yield _observation(kept, session, "activity", code) | {"valueCodeableConcept": activity}
    code = _concept(LOINC, "55411-3", "Exercise duration")
    yield _measured(_observation(kept, session, "duration", code), kept.duration_s / 60, ("min", "min"))
    yield _repetitions(kept, session)
    yield _reach(kept, session)
    if session.counts.hold_s is not None:
        held = _observation(kept, session, "hold", _own("hold"))
        yield _measured(held, session.counts.hold_s, _UNITS["s"])


def _repetitions(kept: KeptSet, session: Session) -> Resource:
    counts = session.counts
    parts: dict[str, int | None] = {
        "clean": counts.clean,
        "attempts": counts.attempts,
        "left": counts.left,
        "right": counts.right,
        "corrected": kept.corrected_reps if kept.corrections else None,
    }
    why = Counter(a.reason for a in session.attempts if a.reason is not None)
    components = [(_own(name), n) for name, n in parts.items() if n is not None]
    components += [(_own("not-counted", reason.value, _NOT_COUNTED[reason]), n) for reason, n in why.items()]
    made = _observation(kept, session, "repetitions", _own("repetitions"))
    return made | {
        "valueQuantity": _count(counts.reps),
        "component": [{"code": code, "valueQuantity": _count(n)} for code, n in components],
    }


def _reach(kept: KeptSet, session: Session) -> Resource | None:
    """Return the largest reach; ``None`` where no counted attempt was measured."""
    counted = [a for a in session.attempts if a.counted and math.isfinite(a.range)]
    if not counted:
        return None
    best: Attempt = max(counted, key=lambda a: a.range)
    unit = _UNITS.get(best.unit, (_words(best.unit) if best.unit else "1", "1"))
    made = _measured(_observation(kept, session, "reach", _own("reach")), best.range, unit)
    move = EXERCISES.get(kept.exercise)
    error = measurement_error_of(move.measured_by(session.method).motion.signal) if move else None
    if made is not None and error is not None:
        quantity = _quantity(error.value, unit)
        made["component"] = [{"code": _own("measuring-error"), "valueQuantity": quantity}]
    return made


def _pain(note: Note) -> Resource:
    move = str(note.content.get("move") or "")
    about = f" ({EXERCISES[move].title if move in EXERCISES else _words(move)})" if move else ""
    moment = _moment(str(note.content.get("when") or ""))
    made: Resource = {
        "resourceType": "Observation",
        "id": _number("pain", note.person, note.written_at.isoformat(), moment, move),
        "status": "final",
        "category": [_concept(CATEGORY, "survey", "Survey")],
        "code": _concept(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"),
        "subject": _subject(note.person),
        "effectiveDateTime": note.written_at.isoformat(),
        "performer": [_subject(note.person)],
        "valueQuantity": _quantity(note.content["score"], ("{score}", "{score}")),
    }
    said = {"text": f"{moment}{about}"}
    parts = [{"code": _own("moment"), "valueCodeableConcept": said}]
    for place in places_of(note.content):
        where = _concept(PLACES, place.value, _PLACES[place])
        parts.append({"code": _own("place", place.value, _PLACES[place]), "valueCodeableConcept": where})
    return made | {"component": parts}


def _observation(kept: KeptSet, session: Session, what: str, code: Resource) -> Resource:
    view = f"{_words(kept.view)} view" if kept.view else "view not known"
    how = f"; {_words(session.method)}" if session.method else ""
    return {
        "resourceType": "Observation",
        "id": _number(what, kept.person, kept.started_at.isoformat(), kept.exercise),
        "status": "final",
        "category": [
            _concept(CATEGORY, "activity", "Activity"),
            _concept(ACTIVITY_GUIDE, "PhysicalActivity", "Physical Activity"),
        ],
        "code": code,
        "subject": _subject(kept.person),
        **_when(kept),
        "performer": [_subject(kept.person)],
        "method": {"text": f"Pose estimation in the pictures of one camera, {view}{how}"},
        "device": {"reference": f"urn:uuid:{_device_number(session)}"},
    }


def _when(kept: KeptSet) -> Resource:
    begin = kept.started_at.isoformat()
    if not math.isfinite(kept.duration_s) or kept.duration_s < 0:
        return {"effectiveDateTime": begin}
    try:
        end = kept.started_at + timedelta(seconds=kept.duration_s)
    except OverflowError:
        return {"effectiveDateTime": begin}
    return {"effectivePeriod": {"start": begin, "end": end.isoformat()}}


def _measured(made: Resource, value: float, unit: tuple[str, str]) -> Resource | None:
    return made | {"valueQuantity": _quantity(value, unit)} if math.isfinite(value) else None


def _quantity(value: float, unit: tuple[str, str]) -> Resource:
    return {"value": round(value, 4), "unit": unit[0], "system": UCUM, "code": unit[1]}


def _count(number: int) -> Resource:
    return _quantity(number, ("{count}", "{count}"))


def _moment(when: str) -> str:
    return _MOMENTS.get(when, _words(when))


def _own(code: str, detail: str = "", title: str = "") -> Resource:
    words = OWN[code] + (f": {title}" if title else "")
    return _concept(SYSTEM, f"{code}-{detail}" if detail else code, words)


def _concept(system: str, code: str, words: str) -> Resource:
    return {"coding": [_coding(system, code, words)], "text": words or code}


def _coding(system: str, code: str, display: str) -> Mapping[str, str]:
    return {"system": system, "code": code, "display": display}


def _words(text: str) -> str:
    """Return a text or code as FHIR takes it: not empty, on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or "unknown"


def _subject(person: str) -> Resource:
    return {"reference": f"urn:uuid:{_number('patient', person)}"}


def _number(*parts: str) -> str:
    return str(uuid5(_NAMESPACE, json.dumps(parts)))


def _is_score(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10
