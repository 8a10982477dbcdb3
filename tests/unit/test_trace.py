"""The signal over time: what the fold hands out, thin, rounded, and the same after any journey."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import a_session
from motions import MOVES, hide, perform, updates

from posture.body.landmarks import Landmark
from posture.coach.results.joined_set import joined
from posture.coach.results.set_record import SetRecord
from posture.coach.results.trace import PHASES, RATE_HZ, Phase, Trace, Tracer
from posture.coach.session import Session
from posture.exercises import EXERCISES


def traced(exercise: str, frames) -> tuple[Trace, Session]:
    *_, (coach, _) = updates(exercise, frames)
    session = coach.finish()
    return coach.trace, session


values = st.floats(-1e5, 1e5) | st.just(math.nan) | st.just(math.inf)
moments = st.lists(st.tuples(st.floats(0.0, 2.0), values, st.sampled_from(PHASES)), max_size=60)


def made(steps, unit="deg") -> Trace:
    tracer, t_s = Tracer(), 0.0
    tracer.measure("any", unit)
    for step_s, value, phase in steps:
        t_s += step_s
        tracer.add(t_s, value, phase)
    return tracer.trace()


@given(moments)
def test_a_trace_comes_back_from_bytes_and_from_json(steps) -> None:
    trace = made(steps)
    assert Trace.unpack(trace.pack(), "deg") == trace
    written = json.loads(json.dumps(trace.as_dict(), allow_nan=False))
    assert Trace.from_dict(written) == trace
    again = SetRecord.from_json(SetRecord(Session("x", None, 0.0, 0.0, 0.0), trace, {3: b"jpeg"}).to_json())
    assert again.trace == trace and again.stills == {3: b"jpeg"}


@given(moments)
def test_values_are_those_that_came_rounded(steps) -> None:
    trace, t_s = made(steps), 0.0
    given_at = {}
    for step_s, value, phase in steps:
        t_s += step_s
        given_at.setdefault(round(t_s, 3), []).append((value, phase))
    for t_s, value, phase in zip(trace.t_s, trace.value, trace.phase, strict=True):
        assert any(
            PHASES[phase] is p and (abs(v - value) < 1e-4 if math.isfinite(v) else math.isnan(value))
            for near in (t_s - 0.001, t_s, t_s + 0.001)
            for v, p in given_at.get(round(near, 3), [])
        )


@pytest.mark.parametrize("fps", [8, 15, 25, 29.97, 30, 120])
def test_no_more_moments_a_second_are_kept_than_said(fps) -> None:
    rng = np.random.default_rng(3)
    tracer = Tracer()
    for i in range(int(20 * fps)):
        tracer.add(i / fps + rng.uniform(0, 0.004), 1.0, Phase.REST)
    kept = len(tracer.trace())
    assert kept <= 20 * RATE_HZ + 2
    assert kept >= 0.8 * 20 * min(fps, RATE_HZ)


def test_of_a_stretch_with_nobody_there_the_ends_stand_and_each_change_of_phase() -> None:
    tracer = Tracer()
    tracer.measure("angle", "deg")
    for i in range(15 * 60):
        phase = Phase.REST if i < 600 else Phase.GOING
        tracer.add(i / 15, 90.0 if i in (0, 899) else math.nan, phase)
    trace = tracer.trace()
    ends = [round(i / 15, 3) for i in (0, 1, 599, 600, 898, 899)]
    assert set(ends) <= set(trace.t_s.tolist())
    assert len(trace) <= 60 / 0.45 + len(ends)
    assert np.diff(trace.t_s).max() <= 0.5, "a part of it that is looked at still shows the phase"
    assert np.isnan(trace.value).tolist() == [False] + [True] * (len(trace) - 2) + [False]
    assert np.array_equal(trace.phase == PHASES.index(Phase.GOING), trace.t_s >= 40.0)


def test_a_trace_never_has_more_moments_than_are_read_and_keeps_its_whole_time(monkeypatch) -> None:
    """One that grows and grows is thinned, as is one that is joined of two."""
    monkeypatch.setattr("posture.coach.results.trace.MOST_MOMENTS", 100)
    tracer = Tracer()
    for i in range(1000):
        tracer.add(i / 15, float(i), Phase.GOING)
        assert len(tracer.trace()) <= 100
    trace = tracer.trace()
    assert (trace.t_s[0], len(trace) > 50, trace.t_s[-1] > 65.0) == (0.0, True, True)
    assert np.allclose(trace.value, trace.t_s * 15, atol=0.02)
    assert np.ptp(np.diff(trace.t_s)) < 0.01, "the later part is as dense as the earlier"
    session = a_session()
    later = Trace(trace.t_s + 100.0, trace.value.copy(), trace.phase.copy(), trace.unit)
    whole = joined(SetRecord(session, trace), SetRecord(session, later)).trace
    assert whole is not None
    assert 50 < len(whole) <= 100
    assert whole.t_s[-1] > 165.0


@pytest.mark.parametrize("exercise", MOVES)
def test_the_top_of_every_attempt_is_its_range(exercise) -> None:
    trace, session = traced(exercise, perform(exercise))
    assert trace.unit == EXERCISES[exercise].motion.signal.unit
    assert session.counts.reps == 4
    for attempt in session.attempts:
        inside = (trace.t_s >= attempt.start_s) & (trace.t_s <= attempt.end_s)
        assert np.nanmax(trace.value[inside]) == pytest.approx(attempt.range, rel=0.02)
        assert PHASES.index(Phase.FULL) in trace.phase[inside]
    assert np.all(np.diff(trace.t_s) > 0)


def test_what_was_hidden_is_a_gap_and_not_a_number() -> None:
    hidden = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
    trace, _ = traced("wall_angels", hide(perform("wall_angels"), hidden, 6.0, 7.0))
    inside = (trace.t_s > 6.1) & (trace.t_s < 6.9)
    assert inside.any() and np.all(np.isnan(trace.value[inside]))
    assert np.all(np.isfinite(trace.value[(trace.t_s > 2.0) & (trace.t_s < 5.9)]))


def test_a_trace_so_far_ends_nothing() -> None:
    frames = perform("wall_angels")
    half = len(frames) // 2
    for i, (coach, _) in enumerate(updates("wall_angels", frames)):
        if i == half:
            begun = coach.trace
    whole = coach.trace
    assert 0 < len(begun) < len(whole)
    assert np.array_equal(whole.value[: len(begun)], begun.value, equal_nan=True)


def test_another_signal_leaves_no_numbers_of_the_one_before() -> None:
    tracer = Tracer()
    tracer.measure("angle", "deg")
    tracer.add(0.0, 90.0, Phase.GOING)
    tracer.measure("angle", "deg")
    tracer.add(1.0, 80.0, Phase.GOING)
    tracer.measure("share", "ratio")
    tracer.add(2.0, 0.4, Phase.FULL)
    trace = tracer.trace()
    assert trace.unit == "ratio" and trace.value.tolist()[2] == 0.4
    assert np.isnan(trace.value[:2]).all() and trace.phase.tolist()[0] == PHASES.index(Phase.GOING)


@pytest.mark.parametrize(
    "change",
    [
        {"t_s": [0.0]},
        {"t_s": [0.0, math.nan]},
        {"t_s": [0.0, 1e12]},
        {"value": ["a", 1.0]},
        {"phase": [0, 9]},
        {"phases": ["rest", "flying"]},
        {"unit": None, "t_s": None},
    ],
)
def test_what_is_no_trace_is_refused(change) -> None:
    whole = {"unit": "deg", "phases": ["rest", "going"], "t_s": [0.0, 0.1], "value": [1.0, None]}
    whole["phase"] = [0, 1]
    assert len(Trace.from_dict(whole)) == 2
    with pytest.raises(ValueError, match=r"trace|expected|could not|not a valid"):
        Trace.from_dict(whole | change)
    with pytest.raises(ValueError, match=r"trace|expected|could not|not a valid"):
        Trace.from_dict({k: v for k, v in whole.items() if k != "value"})


@pytest.mark.parametrize("packed", [b"", b"no zlib", Trace.unpack(made([]).pack(), "").pack()[:-2]])
def test_bytes_that_are_no_trace_are_refused(packed) -> None:
    with pytest.raises(ValueError, match="not a packed trace"):
        Trace.unpack(packed, "deg")


def test_a_trace_cannot_be_changed() -> None:
    trace = made([(0.1, 1.0, Phase.REST)])
    with pytest.raises(ValueError, match="read-only"):
        trace.value[0] = 2.0
