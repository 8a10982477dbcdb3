"""The converter: contracts are written as ever, come back as they were, or are refused by their place."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from enum import Enum, IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from contract_samples import SESSION, WRITTEN
from hypothesis import given, settings
from kept_samples import plain, sessions

from posture.coach.session import Session
from posture.serialize import contract, from_json, to_json

CONTRACTS = json.loads((Path(__file__).parents[1] / "contracts.json").read_text("utf-8"))
"""What each sample is written as: other programs, and sets that were kept long ago, rely on it."""


class Hue(str, Enum):
    """An enumeration of texts."""

    RED = "red"
    BLUE = "blue"


class Step(IntEnum):
    """An enumeration of numbers."""

    ONE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What another thing holds."""

    value: float
    names: tuple[str, ...] = ()


@contract(
    "posture.thing/1",
    order="hue parts share_of size_px at step some raw note",
    optional="raw",
    dropped="note",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One field of each kind."""

    size_px: tuple[int, int]
    parts: tuple[Part, ...]
    share_of: Mapping[Hue, float]
    hue: Hue
    at: datetime
    step: Step = Step.ONE
    some: int | None = None
    raw: bytes = b""
    note: str = ""


MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=timezone.utc)
THING = Thing(
    size_px=(640, 480),
    parts=(Part(value=math.nan, names=("a", "b")), Part(value=1 / 3)),
    share_of=MappingProxyType({Hue.BLUE: 0.25, Hue.RED: math.inf}),
    hue=Hue.RED,
    at=MOMENT,
    raw=b"\xff\x00",
)
AS_JSON = {
    "schema": "posture.thing/1",
    "hue": "red",
    "parts": [{"value": None, "names": ["a", "b"]}, {"value": 1 / 3, "names": []}],
    "share_of": {"blue": 0.25, "red": None},
    "size_px": [640, 480],
    "at": "2026-03-01T08:30:00+00:00",
    "step": 1,
    "some": None,
    "raw": "/wA=",
}


@pytest.mark.parametrize("name", sorted(WRITTEN.keys() & CONTRACTS.keys()))
def test_a_contract_is_written_as_ever(name: str) -> None:
    written = WRITTEN[name].as_dict() if hasattr(WRITTEN[name], "as_dict") else to_json(WRITTEN[name])
    assert json.dumps(written) == json.dumps(CONTRACTS[name])


def test_a_session_is_kept_with_every_digit() -> None:
    assert json.dumps(to_json(SESSION)) == json.dumps(CONTRACTS["exact session"])


@settings(max_examples=40, deadline=None)
@given(session=sessions(infinite=False))
def test_any_session_comes_back_digit_for_digit(session: Session) -> None:
    assert plain(from_json(Session, json.loads(json.dumps(to_json(session), allow_nan=False)))) == plain(
        session
    )


def test_every_kind_of_field_is_written_in_the_order_of_its_contract_and_read_back() -> None:
    written = to_json(THING)
    assert json.dumps(written) == json.dumps(AS_JSON)
    again = from_json(Thing, json.loads(json.dumps(written)))
    assert math.isnan(again.parts[0].value) and math.isnan(again.share_of[Hue.RED])
    assert json.dumps(to_json(again)) == json.dumps(AS_JSON)
    assert (again.hue, again.step, again.at, again.size_px, again.raw) == (
        Hue.RED, Step.ONE, MOMENT, (640, 480), THING.raw,
    )  # fmt: skip


def test_numbers_are_rounded_for_people_only() -> None:
    assert to_json(THING, digits=2)["parts"][1]["value"] == 0.33
    assert to_json(THING)["parts"][1]["value"] == 1 / 3


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (np.float64(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.float32(np.nan), None),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array([[1.0, math.nan], [2.0, 0.5]]), [[1.0, None], [2.0, 0.5]]),
        ({Step.ONE: (1, None)}, {"1": [1, None]}),
        (-math.inf, None),
    ],
)
def test_what_numpy_and_floats_hold_is_plain_json(value: Any, written: Any) -> None:
    assert repr(to_json(value)) == repr(written)


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a value that JSON can hold, got <object"):
        to_json(object())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "posture.thing/2"}, "schema: expected posture.thing/1, got posture.thing/2"),
        ({"hue": "green"}, "hue: 'green' is not a valid Hue"),
        ({"hue": ["red"]}, "hue: ['red'] is not a valid Hue"),
        ({"step": 7}, "step: 7 is not a valid Step"),
        ({"parts": {}}, "parts: expected a list, got {}"),
        ({"parts": [7]}, "parts, entry 1: not a whole part: expected an object, got 7"),
        ({"parts": [{"value": 1.0, "names": []}, {"names": []}]},
         "parts, entry 2: not a whole part: value is missing"),
        ({"parts": [{"value": "1.0", "names": []}]}, "parts, entry 1: value: expected a number, got '1.0'"),
        ({"parts": [{"value": 10**400, "names": []}]},
         "parts, entry 1: value: expected a number, got one of 401 digits"),
        ({"parts": [{"value": 1.0, "names": ["a", None]}]},
         "parts, entry 1: names, entry 2: expected str, got None"),
        ({"share_of": []}, "share_of: expected an object, got []"),
        ({"share_of": {"green": 1.0}}, "share_of: green: 'green' is not a valid Hue"),
        ({"share_of": {"red": True}}, "share_of: red: expected a number, got True"),
        ({"size_px": [1]}, "size_px: expected 2 entries, got [1]"),
        ({"size_px": [1, 2.5]}, "size_px: expected int, got 2.5"),
        ({"some": 2**31}, "some: expected a number below 2147483648, got 2.14748e+09"),
        ({"some": True}, "some: expected int, got True"),
        ({"at": 5}, "at: expected a moment, got 5"),
        ({"at": "2026-03-01T08:30:00"}, "at: expected a time with a time zone, got 2026-03-01T08:30:00"),
        ({"raw": 5}, "raw: expected base64, got 5"),
        ({"note": 5}, "note: expected str, got 5"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_by_its_place_and_value(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        from_json(Thing, AS_JSON | change)
    assert str(refused.value) == message


def test_keys_may_be_missing_only_where_the_contract_says_so_and_may_be_unknown() -> None:
    assert from_json(Thing, AS_JSON | {"later": [1]}).note == ""
    without = {key: value for key, value in AS_JSON.items() if key != "raw"}
    assert from_json(Thing, without).raw == b""
    with pytest.raises(ValueError, match=r"^not a whole posture\.thing/1: some is missing$"):
        from_json(Thing, {key: value for key, value in AS_JSON.items() if key != "some"})


@pytest.mark.parametrize("data", [None, [], "thing", 7])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"not a whole posture\.thing/1: expected an object, got"):
        from_json(Thing, data)


def test_a_long_value_is_shown_in_short() -> None:
    with pytest.raises(ValueError, match="hue") as refused:
        from_json(Thing, AS_JSON | {"hue": "x" * 10_000})
    assert len(str(refused.value)) < 300


def test_moments_of_other_zones_and_programs_are_in_utc() -> None:
    for written in ("2026-03-01T08:30:00Z", "2026-03-01T12:30:00+04:00"):
        assert from_json(Thing, AS_JSON | {"at": written}) == replace(from_json(Thing, AS_JSON))
