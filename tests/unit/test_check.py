"""A finished check as JSON and in words."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.app.charts.check_measures import UNITS
from posture.body import features as features_of
from posture.body import sitting, stance
from posture.body.features import Feature
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.session import Unmeasured
from posture.locale import formats
from posture.posture_check.check_result import Check, Measured, amount, title_of
from posture.posture_check.measures import MEASURES, ComfortBand, measures_of

NUMBERS = st.floats(-90.0, 120.0).map(lambda value: round(value, 1))


@st.composite
def checks(draw: st.DrawFn) -> Check:
    side = draw(st.sampled_from(Side))
    view = View.FRONT if side is Side.BOTH else View.SIDE
    measures = tuple(
        Measured(
            m.name, draw(NUMBERS), m.error, m.unit, draw(st.none() | st.sampled_from(ComfortBand)), m.note
        )
        for m in measures_of(view)
        if draw(st.booleans())
    )
    refused = None if measures else "moving"
    gaps = (Unmeasured("Hip level", "it was not seen"),)
    return Check(view, round(draw(st.floats(0.0, 20.0)), 2), measures, refused, gaps, side)


@given(checks())
def test_a_check_comes_back_from_its_json(check: Check) -> None:
    plain = json.loads(json.dumps(check.as_dict(), allow_nan=False))
    assert Check.from_dict(plain, side=check.side) == check


def test_a_number_that_is_not_known_is_null() -> None:
    check = Check(View.FRONT, 3.0, (Measured("head_tilt", math.nan, 4.0, "deg", None, ""),))
    assert check.as_dict()["measures"][0]["value"] is None
    assert math.isnan(Check.from_dict(check.as_dict()).value("head_tilt"))
    assert amount(math.nan, "deg") == "–"


@pytest.mark.parametrize("change", [{"schema": "posture.session/1"}, {"view": "above"}, {"measures": [{}]}])
def test_what_is_no_check_is_not_read(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"schema|above|name: is missing"):
        Check.from_dict({**Check(View.FRONT, 3.0, ()).as_dict(), **change})


def test_a_measure_of_another_version_keeps_its_name() -> None:
    assert title_of("head_tilt") == MEASURES["head_tilt"].title
    assert title_of("grip") == "grip"


def test_nothing_is_called_by_the_name_of_a_clinical_angle() -> None:
    words = " ".join(f"{m.name} {m.title} {m.note}" for m in MEASURES.values()).lower()
    assert "craniovertebral" not in words
    assert "cva" not in words.split()
    assert "diagnos" not in words


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.name)
def test_every_measure_has_an_error_above_its_noise_and_sources(measure: object) -> None:
    m = MEASURES[measure.name]  # type: ignore[attr-defined]
    assert m.sources
    assert 0.0 < m.noise < m.error
    assert m.error_of(0.0) > m.error_of(10.0) == m.error
    assert m.limits is None or m.band(math.nan) is None


def test_every_unit_that_is_measured_is_read_in_words() -> None:
    """In the terminal, on the pages and in each language a unit is never left out by accident."""
    features = {
        f.unit
        for module in (features_of, sitting, stance)
        for f in vars(module).values()
        if isinstance(f, Feature)
    }
    for unit in {m.unit for m in MEASURES.values()}:
        assert unit in UNITS
        assert amount(1.0, unit) != "–"
    assert features <= {*formats.SYMBOLS, "ratio"}
    assert amount(1.0, "cubits") == "1.00 cubits"
    assert formats.amount(1.0, "cubits").endswith(" cubits")
