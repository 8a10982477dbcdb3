"""Angles and distances of points, against triangles whose angles are known."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from posture.body import geometry
from posture.body.landmarks import Point

NAN = (math.nan, math.nan)
coordinate = st.floats(-2000.0, 2000.0)
point = st.tuples(coordinate, coordinate)
degrees = st.floats(-179.0, 179.0)


def polar(origin: Point, angle: float, length: float) -> Point:
    """A point ``length`` away, ``angle`` degrees against the clock from the right of the picture."""
    a = math.radians(angle)
    return origin[0] + length * math.cos(a), origin[1] - length * math.sin(a)


@given(point, st.floats(0.0, 180.0), degrees, st.floats(5.0, 800.0), st.floats(5.0, 800.0))
def test_angle_at_is_the_angle_it_was_built_with(
    vertex: Point, angle: float, turn: float, a: float, b: float
):
    found = geometry.angle_at(vertex, polar(vertex, turn, a), polar(vertex, turn + angle, b))
    assert found == pytest.approx(angle, abs=1e-6)


@given(point, point, point)
def test_angle_at_does_not_mind_the_order_of_its_arms(vertex: Point, a: Point, b: Point):
    one, other = geometry.angle_at(vertex, a, b), geometry.angle_at(vertex, b, a)
    assert one == other or (math.isnan(one) and math.isnan(other))


@given(point, st.floats(-90.0, 90.0), st.floats(5.0, 800.0))
def test_elevation_is_the_same_whichever_way_the_line_points(a: Point, angle: float, length: float):
    assume(abs(angle) < 89.9)
    x, y = polar(a, angle, length)
    assert geometry.elevation(a, (x, y)) == pytest.approx(angle, abs=1e-6)
    assert geometry.elevation(a, (2.0 * a[0] - x, y)) == pytest.approx(angle, abs=1e-6)


@given(point, degrees, st.floats(5.0, 800.0))
def test_lean_is_measured_from_straight_up_to_the_right(a: Point, angle: float, length: float):
    assert geometry.lean(a, polar(a, 90.0 - angle, length)) == pytest.approx(angle, abs=1e-6)


@given(point, st.floats(-89.0, 89.0), st.floats(5.0, 800.0))
def test_roll_is_positive_where_the_persons_left_is_lower(right: Point, angle: float, length: float):
    left = polar(right, -angle, length)
    assert geometry.roll(right, left) == pytest.approx(angle, abs=1e-6)
    assert angle <= 1e-9 or left[1] >= right[1]


@given(point, degrees, st.floats(5.0, 800.0), st.floats(-300.0, 300.0))
def test_offset_is_the_distance_from_the_line_with_its_sign(
    a: Point, turn: float, length: float, away: float
):
    b = polar(a, turn, length)
    on_line = polar(a, turn, 0.3 * length)
    assert geometry.offset_from_line(polar(on_line, turn + 90.0, away), a, b) == pytest.approx(away, abs=1e-6)


def test_an_angle_in_pixels_is_right_where_a_normalized_one_is_wrong():
    """A right angle at 16:9 reads 59 degrees here once x and y are shares of their own sizes."""
    vertex, a, b = (640.0, 360.0), polar((640.0, 360.0), 45.0, 200.0), polar((640.0, 360.0), 135.0, 200.0)
    shares = [(x / 1280.0, y / 720.0) for x, y in (vertex, a, b)]
    assert geometry.angle_at(vertex, a, b) == pytest.approx(90.0)
    assert geometry.angle_at(*shares) == pytest.approx(58.7, abs=0.1)


@pytest.mark.parametrize("which", range(3))
def test_a_missing_point_makes_the_result_missing(which: int):
    points: list[Point] = [(1.0, 2.0), (30.0, 5.0), (8.0, 40.0)]
    points[which] = NAN
    a, b, c = points
    assert math.isnan(geometry.angle_at(a, b, c))
    assert math.isnan(geometry.offset_from_line(a, b, c))
    if which < 2:
        for measure in (geometry.distance, geometry.elevation, geometry.lean, geometry.roll):
            assert math.isnan(measure(a, b)), measure.__name__
        assert all(map(math.isnan, geometry.midpoint(a, b)))


def test_points_that_coincide_have_no_direction():
    p = (3.0, 4.0)
    assert geometry.distance(p, p) == 0.0
    for measure in (geometry.elevation, geometry.lean, geometry.roll):
        assert math.isnan(measure(p, p)), measure.__name__
    assert math.isnan(geometry.angle_at(p, p, (1.0, 1.0)))
    assert math.isnan(geometry.offset_from_line((1.0, 1.0), p, p))


@pytest.mark.parametrize("unit", [0.0, -1.0, math.nan])
def test_a_ratio_to_no_length_is_missing(unit: float):
    assert math.isnan(geometry.ratio(3.0, unit))
