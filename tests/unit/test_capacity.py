"""Which network a set gets, and whether there is a place for it: decided from measured values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.live.capacity import (
    CAMERA_FPS,
    FULL,
    LEAST_FPS,
    LITE,
    LITE_SHARE,
    QUICK_FPS,
    Grant,
    Machine,
    Need,
    camera_fps,
    grant,
    is_late,
)
from posture.live.frame_cost import FrameCost


def machine(full_ms: float, *, cores: float = 2.0) -> Machine:
    """A computer whose full network takes that long, one core at a time."""
    found = Machine.measured(cores, FrameCost(FULL, full_ms, full_ms), alone=True)
    assert found is not None
    return found


SET = Need()
SEEN = machine(19.0)
"""The cost of a whole frame on two cores whose full network takes 16 ms."""


def granted(computer: Machine, *, most: int | None = None) -> list[str]:
    """The networks of set after set, until there is no place."""
    running: list[Need] = []
    while (found := grant(computer, SET, running, most=most)) and len(running) < 50:
        running.append(Need(model=found.model))
    return [need.model for need in running]


@pytest.mark.parametrize("full_ms", [5.0, 10.0, 19.0, 40.0])
def test_a_computer_that_keeps_up_never_hears_of_it(full_ms: float) -> None:
    assert grant(machine(full_ms), SET, ()) == Grant(FULL)


@pytest.mark.parametrize("full_ms", [43.0, 60.0, 90.0, 500.0])
def test_a_slow_computer_takes_lite_for_its_only_set(full_ms: float) -> None:
    assert grant(machine(full_ms), SET, ()) == Grant(LITE, spared=True)


@pytest.mark.parametrize("full_ms", [5.0, 43.0, 500.0])
@pytest.mark.parametrize("wish", [FULL, LITE])
def test_what_a_person_chose_is_kept(wish: str, full_ms: float) -> None:
    assert grant(machine(full_ms), Need(model=wish), ()) == Grant(wish)


def test_nothing_measured_yet_is_no_reason_for_less() -> None:
    assert grant(None, SET, ()) == Grant(FULL)
    assert grant(None, Need(model=LITE), ()) == Grant(LITE)


def test_full_below_a_load_limit_lite_above_it_and_then_no_place() -> None:
    assert granted(SEEN) == [FULL] * 2 + [LITE] * 2
    assert granted(replace(SEEN, cores=8.0)) == [FULL] * 8 + [LITE] * 9
    assert granted(machine(60.0)) == [LITE]


def test_a_number_that_was_set_is_the_number() -> None:
    assert granted(SEEN, most=2) == [FULL, FULL]
    assert granted(SEEN, most=6) == [FULL] * 2 + [LITE] * 4
    assert granted(SEEN, most=0) == []


@given(
    full_ms=st.floats(2.0, 40.0),
    cores=st.floats(0.5, 64.0),
    before=st.lists(st.sampled_from([FULL, LITE]), max_size=6),
)
def test_nobody_who_is_let_in_is_slow_for_all(full_ms: float, cores: float, before: list[str]) -> None:
    computer = machine(full_ms, cores=cores)
    running = [Need(model=model) for model in before]
    found = grant(computer, SET, running)
    if found is not None and running:
        assert computer.fps(Need(model=found.model), running) >= LEAST_FPS
    if found is None:
        assert running, "the only set always has a place"
        assert computer.fps(Need(model=LITE), running) < LEAST_FPS


@given(full_ms=st.floats(2.0, 40.0), cores=st.floats(0.5, 16.0))
def test_more_cores_never_mean_fewer_places(full_ms: float, cores: float) -> None:
    assert len(granted(machine(full_ms, cores=cores))) <= len(granted(machine(full_ms, cores=cores + 1.0)))


def test_where_other_programs_hold_sets_up_nobody_else_is_let_in() -> None:
    busy = replace(SEEN, strained=True)
    running = [Need(model=FULL)]
    assert grant(busy, SET, running) is None
    assert grant(busy, Need(model=FULL), running) is None
    assert grant(busy, SET, running, most=2) == Grant(LITE, spared=True)
    assert grant(busy, SET, ()) == Grant(FULL)
    assert is_late(FrameCost(FULL, 42.0, 20.0))
    assert not is_late(FrameCost(FULL, 41.0, 41.0))


def test_a_run_of_few_frames_takes_little() -> None:
    desk = Need(model=LITE, fps=5.0)
    full = [Need(model=FULL)] * 3
    assert grant(SEEN, desk, full) == Grant(LITE)
    assert grant(SEEN, SET, [desk] * 3) == Grant(FULL)


def test_a_frame_that_is_looked_at_twice_costs_twice() -> None:
    once, twice = Need(model=FULL), Need(model=FULL, looks=2)
    assert SEEN.cores_for(twice) == 2.0 * SEEN.cores_for(once)
    assert SEEN.fps(twice) == pytest.approx(1000.0 / 38.0)


def test_lite_tells_what_full_would_take() -> None:
    lite = Machine.measured(2.0, FrameCost(LITE, 30.0, 30.0), alone=True)
    assert lite is not None
    assert lite.wall_ms == pytest.approx(30.0 / LITE_SHARE)
    assert lite.fps(Need(model=LITE)) == pytest.approx(30.0)


def test_one_set_near_the_limit_does_not_go_to_and_fro() -> None:
    near = machine(40.0)  # 25 frames a second
    assert grant(near, SET, ()) == Grant(FULL)
    assert grant(near, SET, (), spared=True) == Grant(LITE, spared=True)
    assert grant(machine(36.0), SET, (), spared=True) == Grant(FULL)


def test_waiting_for_a_core_that_others_need_is_no_slowness() -> None:
    cost = FrameCost(FULL, 60.0, 20.0)
    alone, beside = (Machine.measured(2.0, cost, alone=alone) for alone in (True, False))
    assert alone is not None
    assert beside is not None
    assert grant(alone, SET, ()) == Grant(LITE, spared=True)  # another program takes its time
    assert grant(beside, SET, ()) == Grant(FULL)


def test_of_a_network_of_ones_own_nothing_is_known() -> None:
    assert Machine.measured(2.0, FrameCost("own.task", 5.0, 5.0), alone=True) is None


def test_processes_stand_by_for_as_many_sets_as_there_could_be() -> None:
    assert SEEN.processes >= len(granted(SEEN))
    assert machine(90.0, cores=1.0).processes == 2


@pytest.mark.parametrize(
    ("full_ms", "cores", "fps"),
    [(15.0, 2.0, QUICK_FPS), (15.0, 1.0, CAMERA_FPS), (19.0, 2.0, CAMERA_FPS), (19.0, 8.0, CAMERA_FPS)],
)
def test_a_quick_camera_may_send_all_where_the_computer_answers_them(
    full_ms: float, cores: float, fps: float
) -> None:
    assert camera_fps(machine(full_ms, cores=cores), Need(model=FULL), ()) == fps


def test_a_quick_camera_sends_thirty_where_others_need_the_computer_or_nothing_is_known() -> None:
    quick, need = machine(8.0, cores=8.0), Need(model=FULL)
    assert camera_fps(quick, need, ()) == QUICK_FPS
    assert camera_fps(None, need, ()) == CAMERA_FPS
    assert camera_fps(quick, need, (need,)) == CAMERA_FPS
    assert camera_fps(quick, need, (), most=4) == CAMERA_FPS, "it is set up for several"
    assert camera_fps(quick, replace(need, fps=4.0), ()) == CAMERA_FPS, "a watch is sent few"
    assert camera_fps(quick, replace(need, looks=2), ()) == CAMERA_FPS
