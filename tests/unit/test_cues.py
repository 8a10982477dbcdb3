"""What is said: one thing at a time, within what a person can listen to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.coach.cues.cue_budget import EVERY, GAP_S, SAME_S, Cue, CueBudget
from posture.coach.session import Severity

TICKS = ("count", "hold")
cues = st.builds(
    Cue,
    text=st.sampled_from(["Elbows wide", "Long neck", "Slower", "Turn to face the camera"]),
    kind=st.sampled_from(["problem", "fault", "praise", "count", "hold"]),
    severity=st.sampled_from(Severity),
)
moments = st.lists(st.tuples(st.floats(0.05, 6.0), st.lists(cues, max_size=4)), max_size=80)


def fault(text: str, severity: Severity = Severity.MEDIUM) -> Cue:
    return Cue(text, "fault", severity)


@given(moments)
def test_never_two_at_once_nor_too_soon(made: list[tuple[float, list[Cue]]]):
    assert (GAP_S, SAME_S) == (4.0, 12.0)  # measurements.md 2.7
    budget, t_s, said = CueBudget(), 0.0, []
    for gap_s, candidates in made:
        t_s += gap_s
        cue = budget.choose(t_s, candidates)
        assert cue is None or cue in candidates
        if cue and cue.kind not in TICKS:
            said.append((t_s, cue))
    for (before_s, _), (after_s, _) in pairwise(said):
        assert after_s - before_s >= GAP_S
    for i, (t, cue) in enumerate(said):
        assert all(t - earlier >= SAME_S for earlier, other in said[:i] if other.text == cue.text)
    assert not any(c.kind == "fault" and c.severity is Severity.LOW for _, c in said)


def test_the_most_important_is_said():
    low_praise, count = Cue("Much better", "praise", Severity.LOW), Cue("3", "count")
    medium, high, problem = fault("Slower"), fault("Eyes level", Severity.HIGH), Cue("Turn round", "problem")
    for cues_at_once, chosen in (
        ([count, medium, high, problem], problem),
        ([count, medium, high], high),
        ([count, medium], medium),
        ([low_praise, count], count),
        ([low_praise], low_praise),
    ):
        assert CueBudget().choose(0.0, cues_at_once) is chosen


def test_a_medium_fault_is_said_at_first_and_then_at_every_third():
    budget = CueBudget()
    said = [bool(budget.choose(20.0 * i, [fault("Slower")])) for i in range(7)]
    assert said == [i % EVERY == 0 for i in range(7)] and EVERY == 3


def test_a_fault_whose_turn_it_is_not_gives_way_to_the_next():
    budget, count = CueBudget(), Cue("3", "count")
    said = [budget.choose(20.0 * i, [count, fault("Slower")]) for i in range(4)]
    assert [cue.text for cue in said if cue] == ["Slower", "3", "3", "Slower"]
    other = fault("Elbows wide")
    assert budget.choose(100.0, [fault("Slower"), other, count]) == other


def test_a_high_fault_is_said_whenever_there_is_time():
    budget = CueBudget()
    assert all(budget.choose(20.0 * i, [fault("Eyes level", Severity.HIGH)]) for i in range(5))


@pytest.mark.parametrize("kind", TICKS)
def test_ticks_need_no_gap_and_cost_none(kind: str):
    budget = CueBudget()
    assert all(budget.choose(0.5 * i, [Cue(str(i), kind)]) for i in range(10))
    assert budget.choose(4.6, [fault("Slower")])


def test_nothing_to_say_says_nothing():
    assert CueBudget().choose(0.0, []) is None
