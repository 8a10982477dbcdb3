"""How far an attempt went, as a person reads it: over every exercise, by every method that measures it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.landmarks import Side
from posture.coach.attempt import Attempt, Reason
from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.motion import Cycle, Hold
from posture.coach.results.reading import Scale, levels_that_count
from posture.exercises import EXERCISES
from posture.simulation.simulate import simulate

WAYS = [way for exercise in EXERCISES.values() for way in exercise.methods]
READ = [way for way in WAYS if Scale.of(way)]
by_way = pytest.mark.parametrize("way", READ, ids=lambda way: f"{way.id} {way.method_name}".strip())
reaches = st.floats(-200.0, 400.0)


def scale_of(way: Exercise) -> Scale:
    scale = Scale.of(way)
    assert scale is not None
    return scale


def attempt(number: int, reached: float, reason: Reason | None = None) -> Attempt:
    return Attempt(
        number, Side.BOTH, 0.0, 1.0, 2.0, 0.0, reached, "deg", counted=reason is None, reason=reason
    )


@by_way
@given(one=reaches, other=reaches)
def test_a_reading_is_within_bounds_and_grows_with_the_range(way: Exercise, one: float, other: float) -> None:
    scale = scale_of(way)
    low, high = sorted((one, other))
    assert 0.0 <= scale.share(low) <= scale.share(high) <= 1.0
    assert 0.0 <= scale.along(low) <= scale.along(high)
    assert (scale.share(one) == 1.0) == (one >= way.motion.full)


@by_way
def test_the_start_reads_nothing_and_a_full_movement_all(way: Exercise) -> None:
    scale = scale_of(way)
    assert scale.start < way.motion.floor <= way.motion.full
    assert scale.share(scale.start) == 0.0 and scale.share(way.motion.full) == 1.0
    low, high = way.motion.rest
    assert low <= way.motion.start_level <= high, "the start of most people is one that counts"
    assert math.isnan(scale.share(math.nan))


def test_a_range_that_says_nothing_is_not_read() -> None:
    silent = [way for way in WAYS if way not in READ]
    assert all(way.timed or (isinstance(way.motion, Hold) and way.motion.anywhere) for way in silent)
    assert Scale.of(EXERCISES["wall_angels"], "ratio") is None, "another unit is another measurement"


def test_degrees_are_those_of_an_angle_that_people_know() -> None:
    known = {way.id for way in READ if scale_of(way).degrees}
    assert known == {"neck_tilts", "wall_angels"}
    assert all(way.motion.signal.unit == "deg" for way in READ if scale_of(way).degrees)


@by_way
@given(walk=st.lists(st.tuples(reaches, st.sampled_from([None, *Reason])), max_size=12))
def test_what_counts_is_never_contradicted(way: Exercise, walk: list[tuple[float, Reason | None]]) -> None:
    attempts = [attempt(i, reached, why) for i, (reached, why) in enumerate(walk, 1)]
    for one, level in zip(attempts, levels_that_count(attempts, way), strict=True):
        assert not one.counted or level <= one.range
        assert one.reason is not Reason.PARTIAL_RANGE or level >= one.range


@by_way
def test_without_an_attempt_that_speaks_against_it_the_level_is_that_of_the_exercise(way: Exercise) -> None:
    (level,) = levels_that_count([attempt(1, way.motion.full)], way)
    assert level == pytest.approx(way.motion.floor_from(scale_of(way).start))
    assert scale_of(way).share(level) > 0.0


def test_the_own_range_raises_what_counts_from_the_third_repetition_on() -> None:
    way = EXERCISES["chin_tucks"]
    assert isinstance(way.motion, Cycle)
    levels = levels_that_count([attempt(i, 0.8) for i in (1, 2, 3)], way)
    assert levels == pytest.approx((way.motion.floor, way.motion.floor, 0.7 * 0.8))


@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES.values() if Scale.of(e) and not e.needs_mask], ids=lambda e: e.id
)
def test_a_simulated_set_reads_full_where_it_was_full(exercise: Exercise) -> None:
    coach = Coach(exercise, hold_s=1.0)
    for pose in simulate(exercise, reps=2, seed=1, hold_s=1.0):
        coach.update(pose, pose.t_s)
    session = coach.finish()
    way = exercise.measured_by(session.method)
    counted = [a for a in session.attempts if a.counted]
    assert counted and all(scale_of(way).share(a.range) > 0.75 for a in counted)


def test_a_difference_is_read_on_the_same_scale() -> None:
    scale = scale_of(EXERCISES["wall_angels"])
    assert scale.step(scale.full - scale.start) == pytest.approx(1.0)
    assert scale.step(-8.0) == pytest.approx(0.1)
