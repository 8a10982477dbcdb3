"""What has changed between two checks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.features import SHOULDER_DRAG
from posture.body.landmarks import Side
from posture.body.view import View
from posture.posture_check.change import Way, change, levelled, like
from posture.posture_check.check_result import Check, Measured
from posture.posture_check.measures import HEAD_GAIN, measures_of

FULL = "pose_landmarker_full"


def made(side: Side = Side.BOTH, *, refused: str | None = None, **values: float) -> Check:
    view = View.FRONT if side is Side.BOTH else View.SIDE
    measures = tuple(
        Measured(m.name, values.get(m.name, 0.0), m.error, m.unit, None, "") for m in measures_of(view)
    )
    return Check(view, 9.0, () if refused else measures, refused, (), side)


@given(st.floats(-20.0, 20.0))
def test_less_than_the_error_is_no_change(by: float) -> None:
    found = change("head_tilt", made(head_tilt=3.0 + by), made(head_tilt=3.0))
    assert found.by == pytest.approx(by)
    expected = Way.NONE if abs(by) <= 4.0 else Way.UP if by > 0.0 else Way.DOWN
    assert found.way is expected or abs(abs(by) - 4.0) < 1e-9


def test_the_larger_error_decides() -> None:
    single = Check(View.FRONT, 0.0, (Measured("head_tilt", 5.0, 5.5, "deg", None, ""),))
    assert change("head_tilt", single, made()).way is Way.NONE
    assert change("head_tilt", made(head_tilt=5.0), made()).way is Way.UP


def test_what_was_not_measured_has_not_changed() -> None:
    assert change("head_tilt", made(refused="moving"), made()).way is Way.NONE


@pytest.mark.parametrize("curve", [55.4, 0.4])
def test_a_chair_that_was_taken_for_a_back_makes_no_trend(curve: float) -> None:
    """As checks of earlier versions may hold it."""
    chair, back = made(Side.LEFT, back_curve=curve), made(Side.LEFT, back_curve=8.0)
    for now, before in ((chair, back), (back, chair)):
        assert change("back_curve", now, before).way is Way.NONE
    assert change("back_curve", made(Side.LEFT, back_curve=12.0), back).way is Way.UP


def test_only_checks_of_the_same_view_and_side_are_compared() -> None:
    left, right, front, none = made(Side.LEFT), made(Side.RIGHT), made(), made(Side.LEFT, refused="moving")
    assert like(left, [right, none, front, left]) == [left]
    assert like(front, [left, front]) == [front]


def tilted(check: Check, by: float) -> Check:
    """The same person before a camera that is tilted by so much."""
    values = {m.name: m.value for m in check.measures}
    return made(
        head_tilt=values["head_tilt"] + by / HEAD_GAIN[FULL],
        shoulder_level=values["shoulder_level"] + by * (1.0 - SHOULDER_DRAG),
        hip_level=values["hip_level"] + by,
        trunk_side_lean=values["trunk_side_lean"] + by,
    )


@given(st.floats(1.6, 7.9) | st.floats(-7.9, -1.6))
def test_a_tilt_of_the_camera_since_the_baseline_is_taken_out(by: float) -> None:
    baseline = made(head_tilt=2.0, shoulder_level=-1.0, hip_level=1.0)
    level, tilt = levelled(tilted(baseline, by), baseline, model=FULL)
    assert tilt == pytest.approx(by)
    for m in baseline.measures:
        assert level.value(m.name) == pytest.approx(m.value)


@pytest.mark.parametrize(
    "now",
    [
        made(shoulder_level=5.0),  # one shoulder lower, the rest as before
        made(shoulder_level=0.8, hip_level=1.0, trunk_side_lean=1.0),  # within the noise
        made(shoulder_level=9.0, hip_level=10.0, trunk_side_lean=10.0),  # more than a camera may be tilted
        made(Side.LEFT, trunk_inclination=6.0),
        made(refused="moving"),
    ],
)
def test_everything_else_is_left_as_it_is(now: Check) -> None:
    assert levelled(now, made()) == (now, 0.0)
