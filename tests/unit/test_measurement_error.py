"""The stated errors belong to signals that there are, and never hide what counts."""

from __future__ import annotations

import math

import pytest

from posture.coach.measurement_error import ERRORS, measurement_error_of
from posture.exercises import EXERCISES

WAYS = [way for exercise in EXERCISES.values() for way in exercise.methods]


def test_every_error_is_of_a_main_signal() -> None:
    assert set(ERRORS) <= {way.motion.signal.name for way in WAYS}


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w.id}-{w.motion.signal.name}")
def test_an_error_is_smaller_than_what_is_listed_as_an_attempt(way) -> None:
    error = measurement_error_of(way.motion.signal)
    if error is not None:
        assert 0.0 < error.value < math.inf
        assert error.source.citation
        assert error.value < abs(way.motion.full), "the band would reach from rest to the target"


def test_signals_in_degrees_have_one() -> None:
    lacking = {
        way.motion.signal.name
        for way in WAYS
        if way.motion.signal.unit == "deg" and measurement_error_of(way.motion.signal) is None
    }
    assert not lacking
