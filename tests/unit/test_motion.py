"""One pace for each exercise: its steps, the dot that shows it and the chart that shades it say the same."""

from __future__ import annotations

import re

import pytest

from posture.app.charts import set_charts
from posture.body.landmarks import Side
from posture.coach.attempt import Attempt
from posture.coach.counting.movement import DURATION
from posture.coach.exercise import Exercise
from posture.coach.motion import Cycle, Tempo
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.live.snapshot import RunChoice

NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
NUMBER = "|".join(NUMBERS)
SPAN = re.compile(rf"(?:({NUMBER}) to )?({NUMBER})(?: slow)? (?:seconds?|counts)\b( for both)?")
PACED = [e for e in EXERCISES.values() if e.motion.tempo is not None]
by_exercise = pytest.mark.parametrize("exercise", PACED, ids=lambda e: e.id)


def spans(exercise: Exercise) -> list[tuple[int, int, str]]:
    """The times that the steps name: shortest, longest, and of which part: out, back, both ways or stay."""
    found = []
    for step in exercise.instructions.steps:
        for match in SPAN.finditer(step):
            low, high, both = match.groups()
            way = "back" if re.search(r"\b(back|lower|return)\b", step, re.IGNORECASE) else "out"
            part = "both" if both else way if low else "stay"
            found.append((NUMBERS[low or high], NUMBERS[high], part))
    return found


def tempo_of(exercise: Exercise) -> Tempo:
    assert exercise.motion.tempo is not None
    return exercise.motion.tempo


def test_some_steps_name_a_time() -> None:
    assert {e.id for e in PACED if spans(e)} >= {"wall_angels", "bent_over_rows", "lat_pulldowns", "cat_cow"}


@by_exercise
def test_every_time_that_a_step_names_is_that_of_the_pace(exercise: Exercise) -> None:
    tempo = tempo_of(exercise)
    named = {
        "out": (tempo.out_s - tempo.give_s, tempo.out_s + tempo.give_s),
        "back": (tempo.back_s - tempo.give_s, tempo.back_s + tempo.give_s),
        "both": (tempo.out_s + tempo.back_s,) * 2,
        "stay": (exercise.dose.hold_s[0] if exercise.has_hold else tempo.stay_s,) * 2,
    }
    assert all((low, high) == named[part] for low, high, part in spans(exercise))
    if any("just as slowly" in step for step in exercise.instructions.steps):
        assert tempo.out_s == tempo.back_s


@by_exercise
def test_the_dot_and_the_chart_have_the_same_pace(exercise: Exercise) -> None:
    tempo, hold_s = tempo_of(exercise), exercise.dose.hold_s
    dot = RunChoice(exercise.id).for_browser()["tempo"]
    assert (dot[0], dot[2]) == (tempo.out_s, tempo.back_s)
    low_s, high_s = tempo.whole_s(hold_s)
    assert low_s < sum(dot) < high_s
    if isinstance(exercise.motion, Cycle):
        plot = next(p for p in set_charts.plots(hurried(exercise), exercise) if p.axis == "Seconds")
        assert set(plot.bands) == {(low_s, high_s)}


@by_exercise
def test_who_keeps_the_pace_is_never_too_fast_or_too_slow(exercise: Exercise) -> None:
    low_s, high_s = tempo_of(exercise).whole_s(exercise.dose.hold_s)
    limits = [rule.low for rule in exercise.all_rules if rule.feature is DURATION]
    assert all(limit < low_s for limit in limits)
    if isinstance(exercise.motion, Cycle):
        assert exercise.motion.min_s < low_s and high_s < exercise.motion.max_s + max(exercise.dose.hold_s)


@by_exercise
def test_every_method_that_counts_the_movement_has_its_pace(exercise: Exercise) -> None:
    ways = [way.motion for way in exercise.methods if isinstance(way.motion, Cycle) and way.pace is None]
    assert all(motion.tempo == exercise.motion.tempo for motion in ways)


def hurried(exercise: Exercise) -> Session:
    """Three repetitions of half a second each."""
    motion = exercise.motion
    unit = motion.signal.unit
    attempts = tuple(
        Attempt(n, Side.BOTH, n, n + 0.2, n + 0.5, 0.0, motion.full, unit, counted=True, reason=None)
        for n in (1, 2, 3)
    )
    return Session(exercise.id, "front", 0.0, 9.0, 9.0, attempts=attempts)
