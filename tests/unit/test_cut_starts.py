"""Clips begun in the middle: what is whole, what may count, and that a cut set is scored by it."""

from __future__ import annotations

import pytest
from evaluate_kit import attempt, label, session
from motions import perform, plan_of

from posture.coach.session import Reason
from posture.evaluate import cut_starts
from posture.evaluate.cut_starts import FILE, LIVE, MOMENTS, Cut, CutFigures
from posture.exercises import find
from posture.vision.recording import Recording

KNOWN = label(clip="four.npz", counted_reps=3, peak_times_s=(3.0, 7.0, 11.0), held_s=(1.0, 1.0, 1.0))


def test_movements_begin_as_labelled_or_halfway_from_the_top_before() -> None:
    assert cut_starts.starts_s(KNOWN) == (1.0, 5.5, 9.5)
    assert cut_starts.starts_s(label(peak_times_s=(3.0, 7.0))) == (1.0, 5.0)
    assert cut_starts.starts_s(label(peak_times_s=(1.0, 7.0))) == (0.0, 4.0)
    assert cut_starts.starts_s(label(peak_times_s=(3.0,))) == (0.0,)
    labelled = label(peak_times_s=(3.0, 7.0), start_times_s=(2.1, 5.9))
    assert cut_starts.starts_s(labelled) == (2.1, 5.9)


def test_moments_are_the_same_each_time_and_leave_a_whole_movement() -> None:
    at = cut_starts.moments_s(KNOWN, 0.5)
    assert at == cut_starts.moments_s(KNOWN, 0.5)
    assert len(at) == MOMENTS
    assert all(0.5 <= t_s <= 9.5 for t_s in at)
    assert at != cut_starts.moments_s(label(**{**vars_of(KNOWN), "clip": "other.npz"}), 0.5)
    assert cut_starts.moments_s(KNOWN, 9.5) == ()


def vars_of(known: object) -> dict[str, object]:
    return {name: getattr(known, name) for name in ("counted_reps", "peak_times_s", "held_s")}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"counted_reps": 1}, False),  # which of them count is not known
        ({"counted_reps": 0}, False),
        ({"counted_reps": None}, False),
        ({"analyse_as": "any", "counted_reps": 0}, False),
    ],
)
def test_only_where_every_movement_counts_a_part_has_a_right_count(
    more: dict[str, object], expected: bool
) -> None:
    assert cut_starts.may_be_cut(label(**more)) is expected


def cut(at_s: float, *attempts: object, tolerance: int = 0) -> Cut:
    known = label(**{**vars_of(KNOWN), "tolerance": tolerance})
    return cut_starts._cut(known, FILE, at_s, session(attempts))


def test_whole_repetitions_have_to_count_and_the_cut_one_may() -> None:
    second, third = attempt(7.2), attempt(11.3)
    both = cut(5.0, second, third)
    assert (both.whole, both.most, both.kept, both.found, both.right) == (2, 2, 2, 2, True)
    within = cut(6.0, second, third)  # the second began before and has its top behind the cut
    assert (within.whole, within.most, within.kept, within.right) == (1, 2, 1, True)
    assert cut(6.0, third).right
    assert not cut(6.0, second).right or cut(6.0, second).kept == 0
    assert not cut(5.0, third).right
    assert cut(5.0, third, tolerance=1).right
    refused = cut(5.0, second, attempt(11.3, reason=Reason.LOST))
    assert (refused.kept, refused.right) == (1, False)
    assert not cut(5.0, second, third, attempt(14.0)).right


def test_cuts_add_up_and_wrong_ones_are_named() -> None:
    second, third = attempt(7.2), attempt(11.3)
    some = [cut(5.0, second, third), cut(5.0, third), cut(6.0, third)]
    figures = cut_starts.together(some)
    assert figures == CutFigures(cuts=3, right=2, whole=5, kept=4)
    assert figures.right_95 == pytest.approx((0.2077, 0.9385), abs=1e-3)
    assert cut_starts.wrong_by_clip(some) == ["clip.mp4 as wall_angels, file: from 5.0 s 1 of 2"]
    assert cut_starts.wrong_by_clip(some[:1]) == []


def test_a_stick_person_is_cut_both_ways() -> None:
    plan = plan_of("wall_angels")
    times_s, poses = zip(*perform("wall_angels", plan), strict=True)
    found = Recording((640, 480), times_s, poses)
    known = label(clip="sticks.npz", counted_reps=4, peak_times_s=plan.tops_s, start_times_s=plan.starts_s)
    made = cut_starts.cuts(known, found, find("wall_angels"))
    assert [c.way for c in made] == [FILE, LIVE] * MOMENTS
    assert all(c.kept >= c.whole - 1 for c in made)
    assert cut_starts.together(made).whole > MOMENTS
    assert cut_starts.cuts(label(counted_reps=None), found, find("wall_angels")) == []
