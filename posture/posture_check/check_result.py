"""A finished posture check: ``posture.check/1``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.session import Unmeasured
from posture.outside.shapes import Fields, Many, Maybe, Number, Shape, Text
from posture.posture_check.measures import MEASURES, ComfortBand
from posture.serialize import contract, from_json, to_json

SCHEMA = "posture.check/1"
_DIGITS = {"deg": 1, "torsos": 3, "percent": 1}
_READ = {"deg": (0, "°"), "torsos": (2, ""), "percent": (0, " %")}
"""Decimals and symbol of each unit, as people read it."""

_WORDS, _NUMBER = Text(), Maybe(Number())
_MEASURED: Shape = Fields(
    {
        "name": _WORDS,
        "value": _NUMBER,
        "error": _NUMBER,
        "unit": _WORDS,
        "band": Maybe(_WORDS),
        "note": _WORDS,
    }
)
_SHAPE: Shape = Fields(
    {
        "view": _WORDS,
        "still_s": Number(0, 1e6),
        "measures": Many(_MEASURED, most=100),
        "refused": Maybe(_WORDS),
        "unmeasured": Many(Fields({"what": _WORDS, "why": _WORDS}), most=100),
    }
)

REFUSALS: Mapping[str, str] = {
    "nobody": "I found nobody. Is your whole body in the picture, in good light?",
    "against_light": "The light is behind you. Let it shine from the front.",
    "sideways": "The picture is on its side, or you are. Turn it, or stand up.",
    "upside_down": "The picture is upside down. Turn it round.",
    "too_far": "You are too far away. Come a little closer.",
    "out_of_picture": "I need your head, shoulders and hips. Move back a little.",
    "wrong_view": "Turn: the camera sees another side of you.",
    "hip_hidden": "I cannot make out your hips: loose clothes, a table or the chair hide them.",
    "slid_down": "You are leaning a long way back. Sit back until the backrest holds you.",
    "on_floor": "Stand, or sit with your feet down.",
    "off_feet": "Stand on both feet, or sit on a chair.",
    "arms_raised": "Your arms are raised. Let them hang.",
    "camera_rolled": "The camera is tilted by more than 8°. Level it and try again.",
    "unclear": "I cannot make out your head and shoulders. Is there good light, and nothing in front of you?",
    "moving": "Too few still seconds. Stand or sit as usual, and keep still.",
    "too_short": "Too short: I need at least three still seconds.",
}
"""Why a check was refused, and what to do about it, by reason.

Hidden hips no longer refuse a check, but older checks that were kept may name them.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of a finished check.

    Attributes:
        name: Name of the `Measure`.
        value: In ``unit``.
        error: Largest difference to expect from another check of the same posture.
        unit: ``deg``, ``torsos`` or ``percent``.
        band: How comfortable the position is to stay in; ``None`` where there is no band.
        note: How to read the number, in words.
    """

    name: str
    value: float
    error: float
    unit: str
    band: ComfortBand | None
    note: str

    def rounded(self) -> Measured:
        """Return the number with as many digits as are written of its unit."""
        digits = _DIGITS.get(self.unit, 3)
        return replace(self, value=round(self.value, digits), error=round(self.error, digits))

    @property
    def is_possible(self) -> bool:
        """True if a body can have that value; an earlier version took chairs for backs."""
        low, high = MEASURES[self.name].possible if self.name in MEASURES else (-math.inf, math.inf)
        return low <= self.value <= high


@contract(SCHEMA, order="view still_s measures refused unmeasured")
@dataclass(frozen=True, slots=True)
class Check:
    """Result of one check.

    Attributes:
        view: ``front`` or ``side``, as requested.
        still_s: Seconds that were averaged; 0 for a single picture.
        measures: The numbers; empty where the check was refused.
        refused: Key of `REFUSALS`, or ``None``.
        unmeasured: What could not be measured, and why.
        side: The side of the person that the camera saw; both from the front.
    """

    view: View
    still_s: float
    measures: tuple[Measured, ...]
    refused: str | None = None
    unmeasured: tuple[Unmeasured, ...] = ()
    side: Side = Side.BOTH

    def value(self, name: str) -> float:
        """Return the value of a measure; NaN where it was not measured."""
        return next((m.value for m in self.measures if m.name == name), math.nan)

    def as_dict(self) -> dict[str, Any]:
        """Return the check as ``posture.check/1``: plain JSON values, NaN as ``None``."""
        measures = tuple(measured.rounded() for measured in self.measures)
        written: dict[str, Any] = to_json(replace(self, still_s=round(self.still_s, 2), measures=measures))
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, side: Side = Side.BOTH) -> Check:
        """Read a check that `as_dict` wrote.

        Args:
            data: JSON values, from anywhere: they are validated.
            side: The side that was seen, which the JSON does not hold.

        Raises:
            ValueError: The schema differs, or a key is missing.
        """
        Fields({"schema": Text(among=(SCHEMA,))}).check(data, "")
        _SHAPE.check(data, SCHEMA)
        return replace(from_json(cls, data), side=side)


def title_of(name: str) -> str:
    """Return the title of a measure, or its name where this version does not know it."""
    return MEASURES[name].title if name in MEASURES else name


def amount(value: float, unit: str) -> str:
    """Format a number of a check for people.

    Args:
        value: The number; a dash stands for NaN.
        unit: Degrees are rounded to whole ones; an unknown unit is written by its name.

    >>> amount(-0.3, "deg"), amount(0.118, "torsos")
    ('0°', '0.12')
    """
    digits, sign = _READ.get(unit, (2, f" {unit}"))
    return f"{round(value, digits) + 0.0:.{digits}f}{sign}" if math.isfinite(value) else "–"
