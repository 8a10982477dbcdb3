"""What stood in the way of a set, and a set in the words of a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import MORNING
from motions import perform, plan_of
from rich.console import Console

from posture.body.landmarks import Side
from posture.cli import history_tables, session_tables
from posture.coach.coach import Coach
from posture.coach.results.problem_list import BEGIN, SOON_S, listed_problems
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured
from posture.coach.wording import STAY
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet
from posture.locale.extraction import declared
from posture.simulation.stick_person import Body

TURN, STEP = "Turn side-on to the camera", "Come into the picture"


def problem(message: str, from_s: float, to_s: float) -> Problem:
    return Problem({TURN: "view", STEP: "person"}[message], from_s, to_s, message)


def test_what_comes_back_at_every_squat_is_told_once_and_all_of_it_in_order() -> None:
    squats = [problem(TURN, t_s, t_s + 2.0) for t_s in range(10, 70, 5)]
    later = [problem(STEP, 73.0, 75.0), problem(TURN, 90.0, 92.0)]
    told = listed_problems([*squats, *later, problem(STEP, 0.0, 8.0)])
    assert [(p.message, p.from_s, p.to_s) for p in told] == [
        (STEP, 0.0, 8.0),
        (TURN, 10.0, 67.0),
        (STEP, 73.0, 75.0),
        (TURN, 90.0, 92.0),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from([TURN, STEP]), st.integers(0, 60), st.integers(0, 10)), max_size=20
    ).map(lambda drawn: [problem(message, float(t), float(t + lasts)) for message, t, lasts in drawn])
)
def test_nothing_is_lost_and_nothing_that_is_told_twice_lies_close(problems: list[Problem]) -> None:
    told = listed_problems(problems)
    assert [p.from_s for p in told] == sorted(p.from_s for p in told)
    for one in problems:
        assert any(t.message == one.message and t.from_s <= one.from_s <= one.to_s <= t.to_s for t in told)
    edges = {(p.message, edge) for p in problems for edge in (p.from_s, p.to_s)}
    assert {(p.message, edge) for p in told for edge in (p.from_s, p.to_s)} <= edges
    for message in (TURN, STEP):
        same = [p for p in told if p.message == message]
        assert all(later.from_s - one.to_s > SOON_S for one, later in pairwise(same))


def test_no_problem_lasts_longer_than_the_set() -> None:
    """The question about the last movement, whose end nobody saw, ends with the set."""

    def pulled_down(body: Body, _: float) -> Body:
        share = (body.arm_left - 65.0) / 85.0
        arm, elbow = 38.0 + 112.0 * share, 122.0 - 87.0 * share
        return replace(body, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)

    coach = Coach(EXERCISES["wall_angels"])
    frames = list(perform("wall_angels", plan_of("wall_angels", [1.0] * 3), alter=pulled_down))
    asked = 0
    for t_s, pose in frames:
        coach.update(pose, t_s)
        problems = coach.so_far().problems
        asked += bool(problems)
        assert all(p.to_s <= t_s for p in problems), t_s
    assert asked


# ---- in the words of a terminal


def attempt(number: int, **other: object) -> Attempt:
    one = Attempt(
        number,
        Side.BOTH,
        4.0 * number,
        4.0 * number + 1.0,
        4.0 * number + 3.0,
        0.0,
        0.09,
        "ratio",
        True,
        None,
    )
    return replace(one, **other)  # type: ignore[arg-type]


def session(exercise: str, *attempts: Attempt, **other: object) -> Session:
    counted = [one for one in attempts if one.counted]
    made = Session(
        exercise=exercise, view="oblique", ready_at_s=1.0, seen_s=90.0, measured_s=80.0,
        counts=Counts(len(counted), len(counted), len(attempts)), attempts=attempts,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


def told(of: Session) -> tuple[str, str]:
    """The set as it is told when it was analyzed, and as it is told when it was kept."""
    found = []
    kept = KeptSet.of(of, started_at=MORNING, person="")
    for table in (session_tables.summary(of), history_tables.one_set(kept)):
        out = io.StringIO()
        Console(file=out, width=400, highlight=False, emoji=False).print(table)
        found.append(" ".join(out.getvalue().split()))
    return found[0], found[1]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_attempt_is_one(number: int) -> None:
    for said in told(session("lat_pulldowns", *(attempt(n + 1) for n in range(number)))):
        assert f"{number} attempt{'s' * (number != 1)}," in said.replace("attempts;", "attempts,").replace(
            "attempt;", "attempt,"
        )
        assert "seen half turned" in said and "oblique" not in said


def test_a_range_has_its_unit_and_says_what_it_is_to_be() -> None:
    for said in told(
        session(
            "lat_pulldowns", attempt(1), attempt(2, range=-0.58, counted=False, reason=Reason.PARTIAL_RANGE)
        )
    ):
        assert " 100% " in said and " 40% " in said and "-" not in said.split("Range")[1].split("%")[0]
        assert "Range: 100% is a full movement; what reaches 81% counts." in said


def test_no_range_is_told_from_which_it_counts_where_one_that_reached_it_did_not() -> None:
    refused = attempt(2, range=0.9, counted=False, reason=Reason.PARTIAL_RANGE)
    for said in told(session("bent_over_rows", attempt(1, range=0.5), refused)):
        assert "Range: 100% is a full movement." in said and "what reaches" not in said


def test_a_short_hold_is_told_beside_its_dose_and_what_is_enough() -> None:
    short = attempt(1, hold_s=2.0, counted=False, reason=Reason.SHORT_HOLD, faults=("short_hold",))
    finding = Finding("short_hold", Severity.LOW, 6.0, 1, 2.0, 18.0, "s", "Keep holding")
    analyzed, kept = told(session("cobra", short, findings=(finding,)))
    assert "short hold (low): 2.0 of 20 s, of which 18 s are enough; attempt 1" in analyzed
    for said in (analyzed, kept):
        assert "no: not held long enough, 2.0 of 20 s" in said


def test_a_rule_whose_name_says_nothing_is_told_in_words() -> None:
    leaning = attempt(1, faults=("lean_front_proxy",))
    finding = Finding("lean_front_proxy", Severity.LOW, 6.0, 1, -0.12, -0.064, "ratio", "Sit tall")
    unseen = (Unmeasured("lean front proxy", "needs a front view"),)
    for said in told(session("lat_pulldowns", leaning, findings=(finding,), unmeasured=unseen)):
        assert "seems to lean back" in said and "proxy" not in said
    assert not [sentence for sentence in declared() if "proxy" in sentence]


def test_what_stood_in_the_way_is_joined_and_in_order_wherever_it_is_told() -> None:
    problems = (problem(TURN, 62.0, 64.0), problem(TURN, 66.0, 75.0), problem(STEP, 0.0, 3.8))
    analyzed, kept = told(session("cat_cow", problems=problems))
    assert f"In the way 0.0 s to 3.8 s {STEP} 1:02 min to 1:15 min {TURN}" in analyzed
    assert f"From 0.0 s to 3.8 s: {STEP} From 1:02 min to 1:15 min: {TURN}" in kept


def test_a_set_in_which_nothing_was_made_says_so_and_a_turned_picture_how_to_turn_it() -> None:
    assert "nothing like this move was seen" in told(session("sphinx"))[0]
    assert "nothing like this move was seen" not in told(session("wall_angels", attempt(1)))[0]
    turned = Problem("turned", 0.0, 20.0, "Your picture is on its side")
    assert "--rotate" in told(session("wall_angels", problems=(turned,)))[0]


def test_what_was_asked_for_stands_where_nobody_stayed_still_for_long_enough() -> None:
    (told,) = listed_problems([Problem("start", 2.0, 31.0, STAY)])
    assert told == Problem("start", 2.0, 31.0, BEGIN)
