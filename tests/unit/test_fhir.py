"""The FHIR bundle, held against what R4 asks of a Bundle, Patient, Device and Observation."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from kept_samples import MORNING, a_session, moments, sessions

from posture.coach.session import Counts
from posture.history import fhir
from posture.history.exporter import Content, export, form_of
from posture.history.journal import Note
from posture.history.kept_set import Correction, KeptSet, Opinion

ALLOWED = {
    "Bundle": {"resourceType", "type", "entry"},
    "Patient": {"resourceType", "id", "identifier"},
    "Device": {"resourceType", "id", "deviceName", "version", "note"},
    "Observation": {
        *("resourceType", "id", "status", "category", "code", "subject", "performer", "device", "method"),
        *("effectiveDateTime", "effectivePeriod", "valueQuantity", "valueCodeableConcept"),
        *("component", "hasMember"),
    },
    "component": {"code", "valueQuantity", "valueCodeableConcept"},
}
"""The elements of R4 that we use; another one would be a typing mistake."""
KINDS = {"subject": "Patient", "performer": "Patient", "device": "Device", "hasMember": "Observation"}
"""What R4 lets each reference point to, of what we have."""
UCUM = {"deg", "deg/s", "s", "min", "1", "{count}", "{score}"}
LOINC = {
    "73985-4": "Exercise activity",
    "55411-3": "Exercise duration",
    "72514-3": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
PAIN = {"when": "after", "score": 4, "light": "amber", "why": "score", "move": "chin_tucks", "before": 2,
        "places": ["neck"]}  # fmt: skip


def bundle(sets: Iterable[KeptSet], notes: Iterable[Note] = ()) -> Any:
    file = io.StringIO()
    fhir.write(sets, notes, file)
    return json.loads(file.getvalue())


def kept(**changes: Any) -> KeptSet:
    return KeptSet.of(a_session(**changes), started_at=MORNING, person="Wilhelmina")


def resources(found: Any, kind: str) -> list[Any]:
    return [e["resource"] for e in found.get("entry", ()) if e["resource"]["resourceType"] == kind]


def walk(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    yield name, value
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from walk(inner, key)
    for inner in value if isinstance(value, list) else ():
        yield from walk(inner, name)


def check(found: Any) -> None:
    """Everything that R4 requires of what we write; raises on the first fault."""
    assert found["resourceType"] == "Bundle" and found["type"] == "collection"
    kinds = {}
    for entry in found.get("entry", ()):
        assert set(entry) == {"fullUrl", "resource"}
        resource = entry["resource"]
        assert entry["fullUrl"] == f"urn:uuid:{UUID(resource['id'])}"
        assert entry["fullUrl"] not in kinds, "bdl-7: a fullUrl stands once"
        kinds[entry["fullUrl"]] = resource["resourceType"]
        assert set(resource) <= ALLOWED[resource["resourceType"]]
        if resource["resourceType"] == "Observation":
            check_observation(resource)
    for name, value in walk(found):
        assert value not in ("", None, [], {}), f"{name} is empty, which FHIR does not know"
        assert not isinstance(value, str) or value.isprintable()
        if isinstance(value, dict) and "reference" in value:
            assert kinds[value["reference"]] == KINDS[name]
        if name == "coding":
            check_codings(value)
        if name == "valueQuantity":
            assert value["system"] == fhir.UCUM and value["code"] in UCUM
            assert isinstance(value["value"], (int, float))
        if name in ("effectiveDateTime", "start", "end"):
            assert DATE_TIME.fullmatch(value) and datetime.fromisoformat(value).tzinfo


def check_observation(one: Any) -> None:
    assert one["status"] == "final" and one["code"]["coding"] and one["subject"] and one["category"]
    assert ("effectiveDateTime" in one) != ("effectivePeriod" in one)
    if "effectivePeriod" in one:
        assert one["effectivePeriod"]["start"] <= one["effectivePeriod"]["end"], "per-1"
    values = [key for key in one if key.startswith("value")]
    assert len(values) == (0 if "hasMember" in one else 1)
    own = {(c["system"], c["code"]) for c in one["code"]["coding"]}
    for part in one.get("component", ()):
        assert set(part) <= ALLOWED["component"] and len(part) == 2
        assert not own & {(c["system"], c["code"]) for c in part["code"]["coding"]}, "obs-7"


def check_codings(value: Any) -> None:
    for coding in value if isinstance(value, list) else [value]:
        assert set(coding) == {"system", "code", "display"}
        assert re.fullmatch(r"[^\s]+( [^\s]+)*", coding["code"]), "a code has no space around it"
        if coding["system"] == fhir.LOINC:
            assert coding["display"] == LOINC[coding["code"]]
        if coding["system"] == fhir.SYSTEM:
            assert any(coding["code"] == c or coding["code"].startswith(f"{c}-") for c in fhir.OWN)


@settings(max_examples=60, deadline=None)
@given(
    made=st.lists(
        st.builds(KeptSet.of, sessions(), started_at=moments, person=st.sampled_from(["", "Ana"])),
        max_size=3,
        unique_by=lambda k: (k.started_at, k.person, k.exercise),
    ),
    scores=st.lists(st.none() | st.integers(-2, 12) | st.text(max_size=2) | st.booleans(), max_size=4),
)
def test_whatever_is_kept_gives_a_whole_bundle(made: list[KeptSet], scores: list[Any]) -> None:
    notes = [Note(n, "Ana", "pain", MORNING + timedelta(n), {"score": s}) for n, s in enumerate(scores)]
    found = bundle(made, [*notes, Note(9, "", "timer", MORNING, {"score": 3})])
    check(found)
    panels = [one for one in resources(found, "Observation") if "hasMember" in one]
    assert len(panels) == len(made)
    pains = [s for s in scores if isinstance(s, int) and not isinstance(s, bool) and 0 <= s <= 10]
    said = [one for one in resources(found, "Observation") if one["code"]["coding"][0]["code"] == "72514-3"]
    assert [one["valueQuantity"]["value"] for one in said] == pains


def by_code(found: Any) -> dict[str, Any]:
    return {one["code"]["coding"][0]["code"]: one for one in resources(found, "Observation")}


def parts(one: Any) -> dict[str, float]:
    return {p["code"]["coding"][0]["code"]: p["valueQuantity"]["value"] for p in one["component"]}


def test_a_set_says_what_how_long_how_often_and_how_far() -> None:
    one = replace(kept(), corrections=(Correction(1, Opinion.NOT_A_REP, MORNING),))
    found = bundle([one])
    check(found)
    said = by_code(found)
    activity = said["73985-4"]["valueCodeableConcept"]
    assert activity["coding"] == [{"system": fhir.MOVES, "code": "wall_angels", "display": "Wall angels"}]
    assert said["55411-3"]["valueQuantity"] == {
        "value": round(13.1 / 60, 4), "unit": "min", "system": "http://unitsofmeasure.org", "code": "min",
    }  # fmt: skip
    assert said["repetitions"]["valueQuantity"]["value"] == 2
    assert parts(said["repetitions"]) == {
        "clean": 1, "attempts": 3, "corrected": 1, "not-counted-partial_range": 1,
    }  # fmt: skip
    assert (said["reach"]["valueQuantity"]["value"], said["reach"]["valueQuantity"]["code"]) == (
        86.1235,
        "deg",
    )
    assert parts(said["reach"]) == {"measuring-error": 8.0}
    assert "hold" not in said
    members = {m["reference"] for m in said["PAPanel"]["hasMember"]}
    assert members == {f"urn:uuid:{said[c]['id']}" for c in ("73985-4", "55411-3", "repetitions", "reach")}
    assert said["reach"]["effectivePeriod"]["start"] == "2026-03-01T08:30:15.123456+00:00"
    (device,) = resources(found, "Device")
    assert (
        device["deviceName"][1]["name"] == "pose_landmarker_full" and device["version"][0]["value"] == "0.1.0"
    )
    assert "front view" in said["reach"]["method"]["text"]


def test_sides_and_holds_are_told_and_what_is_not_known_is_left_out() -> None:
    counts = Counts(0, 0, 1, left=0, right=0, hold_s=31.5)
    found = bundle([kept(number=1, counts=counts, source=None, seen_s=float("nan"), attempts=())])
    check(found)
    said = by_code(found)
    assert said["hold"]["valueQuantity"]["value"] == 31.5
    assert parts(said["repetitions"])["left"] == 0
    assert "reach" not in said and "55411-3" not in said
    assert "effectiveDateTime" in said["repetitions"]


def test_the_name_does_not_leave_but_the_same_person_is_known_again() -> None:
    note = Note(1, "Wilhelmina", "pain", MORNING, PAIN)
    first, second = bundle([kept()], [note]), bundle([kept()], [note])
    assert first == second
    assert "Wilhelmina" not in json.dumps(first)
    assert len(resources(first, "Patient")) == 1
    other = KeptSet.of(a_session(), started_at=MORNING, person="Ada")
    both = bundle([kept(), other])
    check(both)
    assert len(resources(both, "Patient")) == 2 and len(resources(both, "Device")) == 1


def test_pain_has_its_code_and_says_when() -> None:
    found = bundle([], [Note(1, "", "pain", MORNING, PAIN)])
    check(found)
    (said,) = resources(found, "Observation")
    assert said["code"]["coding"][0]["code"] == "72514-3"
    assert said["valueQuantity"]["value"] == 4 and said["valueQuantity"]["code"] == "{score}"
    assert said["component"][0]["valueCodeableConcept"]["text"] == "after (Chin tucks)"


def test_an_empty_bundle_has_no_empty_list() -> None:
    assert bundle([]) == {"resourceType": "Bundle", "type": "collection"}


def test_codes_of_our_own_are_all_explained_and_used() -> None:
    counts = Counts(1, 1, 3, left=1, right=0, hold_s=2.0)
    one = replace(kept(counts=counts), corrections=(Correction(None, Opinion.MISSED, MORNING),))
    found = bundle([one], [Note(1, "", "pain", MORNING, PAIN)])
    used = Counter(v["code"] for name, v in walk(found) if name == "coding" and isinstance(v, dict)
                   and v["system"] == fhir.SYSTEM)  # fmt: skip
    assert {code for code in fhir.OWN if any(u.startswith(code) for u in used)} == set(fhir.OWN)


def test_the_ending_chooses_and_sets_are_counted(tmp_path: Path) -> None:
    assert form_of(tmp_path / "all.fhir.json") == "fhir" and form_of(tmp_path / "all.json") == "json"
    assert export(Content([kept()]), tmp_path / "all.fhir.json") == 1
    check(json.loads((tmp_path / "all.fhir.json").read_text()))
