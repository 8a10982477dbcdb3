"""Two records of one set as one, and a set, a check and a watch that go on with another watcher."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from motions import MOVES, Frames, perform, plan_of, then

from posture.body.landmarks import Side
from posture.coach.motion import Phase
from posture.coach.results.joined_set import joined
from posture.coach.results.set_record import SetRecord
from posture.coach.results.trace import Tracer
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured
from posture.live.active_run import MOST, WITHIN_S, Losses, asked_again, attempts_of
from posture.live.run import About, Resume
from posture.live.set_run import SetRun, open_set
from posture.live.snapshot import RunChoice, Snapshot
from posture.provenance import ModelInfo, SourceInfo
from posture.vision.pose_stream import SourcePose

whole_s = st.integers(0, 200).map(float)
"""Seconds without a fraction: sums of them are exact, in whichever order."""


@st.composite
def records(draw: st.DrawFn, from_s: float = 0.0, method: str = "") -> SetRecord:
    """A part of a set that begins then, with its counts as the coach makes them."""
    attempts, findings, t_s = [], [], from_s + 1.0
    for number in range(1, draw(st.integers(0, 4)) + 1):
        counted = draw(st.booleans())
        side = draw(st.sampled_from((Side.LEFT, Side.RIGHT)))
        attempts.append(
            Attempt(
                number, side, t_s, t_s + 1.0, t_s + 2.0, float(draw(st.integers(0, 9))), 30.0, "deg",
                counted, None if counted else Reason.TOO_FAST, clean=counted and draw(st.booleans()),
            )
        )  # fmt: skip
        about = draw(st.sampled_from((number, None)))
        findings.append(Finding("uneven", Severity.MEDIUM, t_s, about, 2.0, 1.0, "deg", "Match"))
        t_s += 3.0
    good = [a for a in attempts if a.counted]
    left = sum(a.side is Side.LEFT for a in good)
    tracer = Tracer()
    tracer.measure("any", "deg")
    for k in range(draw(st.integers(0, 5))):
        tracer.add(from_s + k, float(k), Phase.REST)
    unmeasured = [Unmeasured(what, "unseen") for what in draw(st.sets(st.sampled_from("abc")))]
    ready = bool(attempts) or draw(st.booleans())
    session = Session(
        exercise="neck_tilts",
        view="front" if ready else None,
        ready_at_s=from_s if ready else math.nan,
        seen_s=draw(whole_s),
        measured_s=draw(whole_s),
        problems=(Problem("view", from_s, from_s + 1.0, "Turn"),) * draw(st.integers(0, 2)),
        counts=Counts(
            len(good), sum(a.clean for a in good), len(attempts), left, len(good) - left,
            math.fsum(a.hold_s for a in attempts),
        ),
        attempts=tuple(attempts),
        findings=tuple(findings),
        unmeasured=tuple(sorted(unmeasured, key=str)) if attempts else (),
        source=SourceInfo("camera", "camera", from_s + 20.0, draw(st.integers(0, 99)), 0.0, (640, 480)),
        model=ModelInfo("pose_landmarker_full", "0" * 64),
        version="1",
        method=method,
    )  # fmt: skip
    return SetRecord(session, tracer.trace(), {a.number: b"jpeg" for a in attempts[:2]})


EMPTY = SetRecord(Session("neck_tilts", None, math.nan, 0.0, 0.0, counts=Counts(0, 0, 0, 0, 0, 0.0)))


def told(record: SetRecord) -> str:
    """A record as text: two that say the same are equal, whatever is not known in them."""
    return json.dumps(record.as_dict(), sort_keys=True)


@given(records(), records(from_s=100.0))
def test_nothing_of_either_part_is_lost_and_numbers_go_on(before: SetRecord, after: SetRecord) -> None:
    whole = joined(before, after)
    one, two, both = before.session, after.session, whole.session
    assert [a.number for a in both.attempts] == list(range(1, len(one.attempts) + len(two.attempts) + 1))
    parts = [replace(a, number=0) for a in (*one.attempts, *two.attempts)]
    assert [replace(a, number=0) for a in both.attempts] == parts
    for name in ("reps", "clean", "attempts", "left", "right", "hold_s"):
        assert getattr(both.counts, name) == getattr(one.counts, name) + getattr(two.counts, name)
    assert (both.seen_s, both.measured_s) == (one.seen_s + two.seen_s, one.measured_s + two.measured_s)
    assert both.problems == one.problems + two.problems
    assert len(both.findings) == len(one.findings) + len(two.findings)
    numbers = {a.number for a in both.attempts} | {None}
    assert all(f.attempt in numbers for f in both.findings)
    assert all(f.attempt is None or both.attempts[f.attempt - 1].start_s == f.t_s for f in both.findings)
    assert both.source is not None
    assert both.source.frames == one.source.frames + two.source.frames  # type: ignore[union-attr]
    assert whole.trace is not None
    assert len(whole.trace) == len(before.trace) + len(after.trace)  # type: ignore[arg-type]
    assert set(whole.stills) <= numbers


@given(records(), records(from_s=100.0), records(from_s=200.0))
def test_it_does_not_matter_which_two_are_joined_first(a: SetRecord, b: SetRecord, c: SetRecord) -> None:
    assert told(joined(joined(a, b), c)) == told(joined(a, joined(b, c)))


@given(records())
def test_a_part_in_which_nothing_happened_changes_nothing(record: SetRecord) -> None:
    source = record.session.source
    assert source is not None
    source = replace(source, fps=source.frames / source.duration_s)
    record = replace(record, session=replace(record.session, source=source))
    assert told(joined(record, EMPTY)) == told(record)
    assert told(joined(EMPTY, record)) == told(record)


@given(records(), records(from_s=100.0))
def test_only_what_no_part_with_an_attempt_could_judge_was_not_judged(a: SetRecord, b: SetRecord) -> None:
    judging = [part.session for part in (a, b) if part.session.attempts]
    left = [{item.what for item in part.unmeasured} for part in judging]
    found = {item.what for item in joined(a, b).session.unmeasured}
    assert found == (set.intersection(*left) if left else set())


@given(records(method="one"), records(from_s=100.0, method="another"))
def test_values_of_another_signal_are_not_mixed_in(before: SetRecord, after: SetRecord) -> None:
    whole = joined(before, after)
    assert before.trace is not None and whole.trace is not None
    went_on = math.isfinite(after.session.ready_at_s)
    first = whole.trace.value[: len(before.trace)]
    assert all(math.isnan(v) for v in first) if went_on else list(first) == list(before.trace.value)


def test_two_exercises_are_not_one_set() -> None:
    other = replace(EMPTY, session=replace(EMPTY.session, exercise="cobra"))
    with pytest.raises(ValueError, match="cobra"):
        joined(EMPTY, other)


# ---- a set that goes on with another watcher -----------------------------------------------------

ABOUT = About(
    SourceInfo("camera", "camera", 60.0, 900, 15.0, (640, 480)), ModelInfo("pose_landmarker_full", "0"), "1"
)


def watched(fold: SetRun, frames: Frames) -> list[dict[str, Any]]:
    return [fold.update(SourcePose(t_s, pose, None)) for t_s, pose in frames]


@pytest.mark.parametrize("exercise", [name for name in MOVES if name != "chin_tucks"])
def test_a_set_goes_on_where_the_lost_watcher_was(exercise: str) -> None:
    """As one performance after the other: each is ready by itself."""
    once = perform(exercise, plan_of(exercise))
    both = then(once, once, gap_s=6.0)
    first, second = both[: len(once)], both[len(once) :]
    asked = RunChoice(exercise, hold_s=MOVES[exercise].hold_s).asked()
    lost = open_set(asked, {})
    views = watched(lost, first)
    sent = json.loads(json.dumps(lost.so_far(ABOUT)))
    fold = open_set(asked_again(asked, Resume(sent, views[-1])), {})
    later = watched(fold, second)
    before = views[-1]["counts"]
    assert before["reps"] > 0
    assert later[0]["counts"] == before
    assert not later[0]["ready"]
    assert later[-1]["counts"]["reps"] == 2 * before["reps"]
    ended = [view["attempt"]["number"] for view in (*views, *later) if view["attempt"]]
    assert ended == list(range(1, len(ended) + 1))
    spoken = [view["cue"]["text"] for view in later if view["cue"] and view["cue"]["kind"] == "count"]
    assert spoken and all(int(text) > before["reps"] for text in spoken)
    record = SetRecord.from_dict(fold.finish(ABOUT))
    assert [a.number for a in record.session.attempts] == ended
    assert record.session.counts.reps == later[-1]["counts"]["reps"]
    assert record.session.source is not None
    assert record.session.source.frames == 2 * ABOUT.source.frames


def test_a_goal_of_repetitions_holds_over_both_parts() -> None:
    once = perform("wall_angels", plan_of("wall_angels"))
    both = then(once, once, gap_s=6.0)
    choice = RunChoice("wall_angels", reps=6)
    lost = open_set(choice.asked(), {})
    watched(lost, both[: len(once)])
    fold = open_set(asked_again(choice.asked(), Resume(lost.so_far(ABOUT))), {})
    reached = [view for view in watched(fold, both[len(once) :]) if choice.reached(view, worked_s=0.0)]
    assert reached[0]["counts"]["reps"] == 6


def test_an_attempt_that_was_sent_ahead_is_listed_although_nobody_was_told_of_it() -> None:
    frames = perform("wall_angels", plan_of("wall_angels"))
    fold = open_set(RunChoice("wall_angels").asked(), {})
    views = watched(fold, frames)
    heard = tuple(view["attempt"] for view in views if view["attempt"])
    now = Snapshot(choice=RunChoice("wall_angels"), attempts=heard[:-1])
    assert attempts_of(now, fold.so_far(ABOUT)) == heard
    assert attempts_of(now, None) == heard[:-1]


# ---- how often -----------------------------------------------------------------------------------


def test_a_worker_is_replaced_a_few_times_and_again_after_a_while() -> None:
    losses = Losses()
    assert [losses.one_more(float(k)) for k in range(MOST + 1)] == [True] * MOST + [False]
    assert losses.one_more(2 * WITHIN_S)
