"""A set that began by a wrong rest is judged again: what was made counts, and nothing vanishes by it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture.body.back import HAND_AHEAD
from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View
from posture.coach.coach import Coach, Update
from posture.coach.counting.movement import Movement
from posture.coach.exercise import ALWAYS, Cycle, Exercise, Rule, RuleBand
from posture.coach.rejudging.recent_observations import RecentObservations
from posture.coach.results.highlights import HighlightStills
from posture.coach.results.joined_set import continued
from posture.coach.results.set_record import SetRecord
from posture.coach.running.running_set import RunningSet
from posture.coach.session import Attempt, Counts, Reason, Session, Severity
from posture.coach.setup.method_choice import ChosenMethod
from posture.coach.setup.observation import Observation
from posture.coach.setup.rest import Rest
from posture.exercises import EXERCISES
from posture.live.active_run import attempts_after, attempts_of
from posture.live.message import describe
from posture.live.snapshot import RunChoice, Snapshot
from posture.simulation.stick_person import LEFT_SIDE, Body, pose_of
from posture.vision.recording import read

GRADED = Path(__file__).parents[1] / "recordings" / "graded"

COW, CAT, HOLD_S, WAY_S = 0.15, 0.5, 0.5, 1.7
CYCLE_S = 2.0 * (HOLD_S + WAY_S)
STANDING = pose_of(Body(), LEFT_SIDE)


def back_at(t_s: float) -> float:
    """How high the back stands: a pause in the cow, up, a pause in the cat, down."""
    at_s = t_s % CYCLE_S
    up = 0.5 - 0.5 * math.cos(math.pi * min(max((at_s - HOLD_S) / WAY_S, 0.0), 1.0))
    down = 0.5 - 0.5 * math.cos(math.pi * min(max((at_s - 2.0 * HOLD_S - WAY_S) / WAY_S, 0.0), 1.0))
    return COW + (CAT - COW) * (up - down)


def cat_cow() -> Exercise:
    """The move with a back that is written down."""
    move = EXERCISES["cat_cow"]
    assert isinstance(move.motion, Cycle)

    def compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        return back_at(pose.t_s)

    back = Feature("back", "ratio", (), frozenset(View), compute, relative=True)
    return replace(
        move, motion=replace(move.motion, signal=back), mistaken=(), start=(), confirm=(), settled=(),
        impostors=(), kin=(), fallbacks=(), needs=(), rules=(),
    )  # fmt: skip


def coached(move: Exercise, from_s: float, seconds: float, fps: float = 15.0) -> tuple[list[Update], Session]:
    coach = Coach(move)
    times = [from_s + i / fps for i in range(round(seconds * fps))]
    return [coach.update(replace(STANDING, t_s=t), t) for t in times], coach.finish()


def told_by(updates: list[Update]) -> list[Attempt]:
    """What a listener has at the end that puts what is told again in the place of what was told."""
    attempts: list[Attempt] = []
    for update in updates:
        if update.taken_back:
            attempts = [attempt for attempt in attempts if attempt.number < update.taken_back]
        attempts += [update.attempt] if update.attempt else []
    return attempts


def tops(from_s: float, until_s: float) -> list[float]:
    """The middle of each cat that was seen from its cow on, and seen to come down."""
    middle_s = 1.5 * HOLD_S + WAY_S
    cycles = range(math.ceil((from_s - HOLD_S / 2.0) / CYCLE_S), math.floor(until_s / CYCLE_S))
    return [cycle * CYCLE_S + middle_s for cycle in cycles]


@settings(max_examples=10)
@given(st.floats(0.0, CYCLE_S), st.sampled_from((12.0, 15.0, 24.0)))
def test_wherever_a_cat_cow_is_begun_all_but_the_first_movement_count(from_s: float, fps: float) -> None:
    updates, session = coached(cat_cow(), from_s, 26.0, fps)
    counted = [a for a in session.attempts if a.counted]
    missed = [t for t in tops(from_s, from_s + 26.0) if not any(a.start_s < t < a.end_s for a in counted)]
    assert len(missed) <= 1 and all(t < from_s + 1.5 * CYCLE_S for t in missed)
    assert [a.number for a in session.attempts] == list(range(1, len(session.attempts) + 1))
    # Whoever listened has the same list, and nothing that was told has vanished from it.
    heard = told_by(updates)
    verdicts = [(a.number, a.counted, a.reason) for a in session.attempts]
    assert [(a.number, a.counted, a.reason) for a in heard] == verdicts[: len(heard)]
    for told in (update.attempt for update in updates if update.attempt):
        assert any(a.start_s <= told.peak_s <= a.end_s for a in session.attempts)
    assert len(counted) == session.counts.reps


def test_the_movement_under_way_goes_on_when_what_was_refused_is_judged_again() -> None:
    """Set-up fell into the hollow back, which is the low end of the movement."""
    updates, session = coached(cat_cow(), 2.2, 26.0)
    back = [update for update in updates if update.taken_back]
    assert [update.taken_back for update in back] == [1]
    assert Reason.LOST not in {a.reason for a in session.attempts if a.end_s < 24.0}
    assert session.counts.reps == 5 and all(update.ready for update in updates if update.t_s > 2.5)
    refused = [u.attempt for u in updates if u.attempt and u.t_s < back[0].t_s]
    assert refused and {a.reason for a in refused} == {Reason.WRONG_POSTURE}


def test_asking_how_the_set_would_end_now_takes_away_no_doubt() -> None:
    """A live set is asked so within a hold, again and again."""
    coach, plain = Coach(cat_cow()), Coach(cat_cow())
    for i in range(390):
        pose = replace(STANDING, t_s=2.2 + i / 15.0)
        assert coach.update(pose, pose.t_s).attempt == plain.update(pose, pose.t_s).attempt
        coach.if_ended()
    assert coach.finish() == plain.finish()


def test_what_is_older_than_what_is_remembered_stays_as_it_was_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first of two refused movements is all but gone from memory when the second has ended."""
    whole = RecentObservations.up_to

    def late(self: RecentObservations, now: Observation, *, from_s: float = 0.0) -> list[Observation]:
        return whole(self, now, from_s=max(from_s, 8.0))

    monkeypatch.setattr(RecentObservations, "up_to", late)
    updates, session = coached(cat_cow(), 2.2, 26.0)
    first = next(update.attempt for update in updates if update.attempt)
    assert first is not None and first.reason is Reason.WRONG_POSTURE
    assert [update.taken_back for update in updates if update.taken_back] == [2]
    assert session.attempts[0] == first and all(a.counted for a in session.attempts[1:5])


def test_what_was_done_before_the_set_began_counts_nothing_when_it_is_looked_at_again() -> None:
    """Two cats in the count-in are no repetitions, though they were seen."""
    coach = Coach(cat_cow(), count_in_s=2.0 * CYCLE_S)
    for i in range(round(40.0 * 15)):
        t_s = 2.2 + i / 15.0
        coach.update(replace(STANDING, t_s=t_s), t_s)
    session = coach.finish()
    assert session.ready_at_s > 2.2 + 2.0 * CYCLE_S
    assert session.counts.reps >= 5
    assert all(a.peak_s > session.ready_at_s for a in session.attempts)


def test_a_part_that_goes_on_tells_what_it_takes_back_by_the_numbers_of_the_whole() -> None:
    update = next(u for u in coached(cat_cow(), 2.2, 26.0)[0] if u.taken_back)
    assert continued(update, Counts(reps=3, clean=3, attempts=4)).taken_back == 5
    assert continued(replace(update, taken_back=0), Counts(reps=3, clean=3, attempts=4)).taken_back == 0


def test_what_is_told_again_takes_the_place_of_what_was_told_on_the_page() -> None:
    updates, session = coached(cat_cow(), 2.2, 26.0)
    listed: tuple[Any, ...] = ()
    for update in updates:
        listed = attempts_after(listed, json.loads(json.dumps(describe(update))))
    assert [a["number"] for a in listed] == [a.number for a in session.attempts[: len(listed)]]
    assert [a["counted"] for a in listed] == [a.counted for a in session.attempts[: len(listed)]]


def test_a_lost_worker_leaves_the_list_as_it_was_judged_last() -> None:
    """It was lost between judging anew and telling of it: there are no more attempts, but other verdicts."""
    _, session = coached(cat_cow(), 2.2, 26.0)
    refused = tuple({"number": a.number, "counted": False} for a in session.attempts)
    now = Snapshot(choice=RunChoice("cat_cow"), attempts=refused)
    listed = attempts_of(now, SetRecord(session, None).as_dict())
    assert [a["counted"] for a in listed] == [a.counted for a in session.attempts]


def test_stills_of_what_is_told_again_show_it_at_its_top() -> None:
    move = cat_cow()
    updates, session = coached(move, 2.2, 16.0)
    stills: HighlightStills[float] = HighlightStills(move)
    for update in updates:
        stills.see(update, update.t_s)
    kept = stills.of(session.attempts)
    assert kept and set(kept) <= {a.number for a in session.attempts}
    for attempt in session.attempts:
        if attempt.number in kept:
            assert attempt.start_s <= kept[attempt.number] <= attempt.end_s


def test_findings_between_movements_are_not_listed_twice() -> None:
    """A rule that is broken all along outside of movements."""
    move = cat_cow()
    always = Feature("always", "deg", (), frozenset(View), lambda pose, side, base: 90.0)
    rule = Rule(
        name="always", title="always",
        feature=always, high=10.0, phases=ALWAYS, persist_s=0.3, severity=Severity.MEDIUM,
        cue="Never", tip="Never.", source="made",
    )  # fmt: skip
    _, session = coached(replace(move, rules=(rule,)), 2.2, 26.0)
    told = [(f.rule, f.attempt) for f in session.findings if f.attempt is not None]
    assert len(told) == len(set(told))
    alone = sorted(f.t_s for f in session.findings if f.attempt is None)
    assert all(b - a > 0.5 for a, b in pairwise(alone))


def test_what_is_known_of_a_persons_range_stays_known() -> None:
    """Somebody who goes far, then rests elsewhere: the first wide movements still ask for most of them."""
    rest = rest_of_half_way()
    running = RunningSet(ChosenMethod(cat_cow(), rest.baseline, rest), SIGHT, hold_s=0.0)
    counter = running.shown.segmenter
    wide = Movement(0.0, 1.0, 1.5, 2.0, rest=0.0, back=0.0, peak=1.0, floor=0.2, hold_s=0.0)
    for _ in range(3):
        counter.learn(wide)
    again = running.again(rest, SIGHT)
    assert again.shown.segmenter._floor == pytest.approx(counter._floor) and counter._floor > 0.5
    again.shown.segmenter.learn(replace(wide, peak=9.0))
    assert again.shown.segmenter._range is not counter._range


def test_how_long_a_joint_is_unseen_belongs_to_the_set_and_not_to_the_clock() -> None:
    """Looked at again, an unseen hand blocks after the same time as at first."""
    hand = RuleBand(feature=HAND_AHEAD, high=9.0, message="Hands on the floor", needed=True)
    way, rest = replace(cat_cow(), needs=("shoulder", "hip", "wrist"), confirm=(hand,)), rest_of_half_way()
    hidden = STANDING.image_xy.copy()
    hidden[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]] = math.nan
    blocked = []
    for begin_s in (50.0, 10.0):  # the second is a look back
        running = RunningSet(ChosenMethod(way, rest.baseline, rest), SIGHT, hold_s=0.0)
        poses = [replace(STANDING, t_s=begin_s + i / 10.0, image_xy=hidden) for i in range(30)]
        seen = [running.see(Observation(p, p, View.SIDE, Side.LEFT), p.t_s)[0] for p in poses]
        blocked.append([pose is None for pose in seen])
    assert blocked[0] == blocked[1] and blocked[0][0] is False and blocked[0][-1] is True


def test_a_rest_that_comes_to_be_known_takes_over_between_two_movements() -> None:
    """Ready in the hollow back before the known rest holds: from there on it is begun by that."""
    coach, rest, updates = Coach(cat_cow()), rest_of_half_way(), []
    for i in range(round(26.0 * 15)):
        t_s = 2.2 + i / 15.0
        coach.use_rest(rest if t_s >= rest.from_s else None)
        updates.append(coach.update(replace(STANDING, t_s=t_s), t_s))
    session = coach.finish()
    assert session.ready_at_s < rest.from_s and session.counts.reps == 5
    told = [update.attempt for update in updates if update.attempt]
    assert told and all(attempt.counted for attempt in told)
    assert not any(update.taken_back for update in updates)


def rest_of_half_way() -> Rest:
    lengths = Baseline.of([STANDING])
    return Rest(
        signal="back", method=cat_cow().method_name, view=View.SIDE, near=Side.LEFT,
        baseline=replace(lengths, neutral={("back", Side.LEFT): (COW + CAT) / 2.0}),
        levels={Side.LEFT: 0.0}, sure=0.9, from_s=3.0, to_s=99.0,
    )  # fmt: skip


SIGHT = Observation(STANDING, STANDING, View.SIDE, Side.LEFT)


@pytest.mark.parametrize("from_s", [2.0, 2.5])
def test_a_set_up_in_the_middle_of_a_squeeze_makes_no_partial_ones_of_all_that_follow(from_s: float) -> None:
    """The blades are together while the rest is taken: all that comes seems to go half of the way."""
    coach = Coach(EXERCISES["shoulder_blade_squeeze"], hold_s=1.0)
    for t_s, pose in read(GRADED / "squeeze_c0.npz"):
        if t_s >= from_s:
            coach.update(pose, t_s)
    assert coach.finish().counts.reps >= 11
