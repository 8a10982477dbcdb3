"""The cost of a frame, measured some seconds of a set at a time."""

from __future__ import annotations

import pytest

from posture.live import frame_cost
from posture.live.frame_cost import BESIDE, TRIALS, UNTIMED, WINDOW, CostMeter, FrameCost, trial


def test_the_cost_is_told_once_for_every_window_of_frames() -> None:
    meter = CostMeter("full")
    told = [meter.take(0.020, 0.018) for _ in range(2 * WINDOW + 1)]
    assert [cost for cost in told if cost] == [FrameCost("full", 20.0, 18.0)] * 2
    assert told[WINDOW - 1] and told[2 * WINDOW - 1]


def test_slow_frames_are_told_sooner() -> None:
    meter = CostMeter("full")
    told = [meter.take(0.25, 0.1) for _ in range(32)]
    assert [number for number, cost in enumerate(told, 1) if cost] == [16, 32]


def test_one_slow_moment_changes_no_time() -> None:
    meter = CostMeter("full")
    last = [meter.take(0.2 if k < 10 else 0.020, 0.018) for k in range(WINDOW)][-1]
    assert last is not None
    assert last.wall_ms == 20.0


def test_a_cost_comes_over_the_pipe_as_it_was() -> None:
    cost = FrameCost("lite", 12.34, 11.0)
    assert FrameCost.from_bytes(cost.to_bytes()) == cost


def looked_at(monkeypatch: pytest.MonkeyPatch, *frames_s: float) -> tuple[int, FrameCost]:
    """How many frames a trial looks at that take so long, the last one for all others; what it finds."""
    now_s, frames = 0.0, 0

    def look() -> None:
        nonlocal now_s, frames
        now_s += 1.0 if frames < UNTIMED else frames_s[min(frames - UNTIMED, len(frames_s) - 1)]
        frames += 1

    monkeypatch.setattr(frame_cost, "perf_counter", lambda: now_s)
    monkeypatch.setattr(frame_cost, "process_time", lambda: now_s / 2.0)
    cost = trial("full", look)
    return frames, cost


def test_a_trial_leaves_out_the_first_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    frames, cost = looked_at(monkeypatch, 0.010)
    assert frames == UNTIMED + TRIALS
    assert cost.wall_ms == pytest.approx(10.0 * BESIDE)
    assert cost.cpu_ms == pytest.approx(5.0 * BESIDE)


def test_a_moment_in_which_something_else_runs_makes_no_computer_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frames, cost = looked_at(monkeypatch, 0.050, 0.020, 0.030, 0.050)
    assert frames == UNTIMED + TRIALS
    assert cost.wall_ms == pytest.approx(20.0 * BESIDE)


def test_a_slow_computer_is_known_by_fewer_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    frames, cost = looked_at(monkeypatch, 0.150)
    assert frames == UNTIMED + 2
    assert cost.wall_ms == pytest.approx(150.0 * BESIDE)
