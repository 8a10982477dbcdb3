"""The desk watch as a worker runs it: the baseline, the states, the wish for quiet, the result."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from desk_kit import baseline_of, moved_on, seen_in

from posture.live.active_run import asked_again
from posture.live.desk_run import DeskRun, open_watch
from posture.live.persistence import KEEPERS
from posture.live.run import About, Resume
from posture.live.run_types import RUN_TYPES
from posture.provenance import ModelInfo, SourceInfo
from posture.vision.pose_stream import SourcePose

SOURCE = SourceInfo("camera", "camera", 60.0, 180, 3.0, (640, 480))
ABOUT = About(SOURCE, ModelInfo("pose_landmarker_lite", "0" * 64), "1")
NAME = "desk_slouch_front"


def sights(upright_s: float, slouched_s: float) -> Iterator[SourcePose]:
    seen = seen_in(NAME)
    upright = [pose for t_s, pose in seen if 1.0 < t_s < 2.0]
    slouched = [pose for t_s, pose in seen if 11.0 < t_s < 13.0]
    t_s = 0.0
    for poses, length_s in ((upright, upright_s), (slouched, slouched_s)):
        for i in range(int(length_s * 3)):
            t_s += 1 / 3
            yield SourcePose(t_s, moved_on(poses[i % len(poses)], t_s), None)


def watching(**options: object) -> DeskRun:
    """A watch with the baseline of an earlier day."""
    return open_watch({"baseline": baseline_of(NAME).as_dict(), **options}, {})


def test_the_worker_and_the_store_know_the_kind() -> None:
    assert "watch" in RUN_TYPES
    assert "watch" in KEEPERS


def test_without_a_baseline_it_is_taken_first() -> None:
    fold = open_watch({"view": "", "seat": ""}, {})
    told = [fold.update(sight) for sight in sights(30.0, 0.0)]
    states = [view["watch"]["state"] for view in told]
    assert states[0] == "taking"
    assert states[-1] == "good"
    assert told[0]["problem"]
    assert max(view["hold_s"] for view in told) > 4.0
    assert fold.so_far(ABOUT)["baseline"]["view"] == "front"


def test_a_kept_baseline_is_used_at_once_and_red_is_told_once() -> None:
    fold = watching(alert_after_s=10.0)
    told = [fold.update(sight) for sight in sights(5.0, 40.0)]
    assert told[0]["watch"]["state"] == "good"
    assert told[-1]["watch"]["state"] == "red"
    assert told[-1]["watch"]["habits"] == ["slump"]
    assert sum(view["notice"] is not None for view in told) == 1


@pytest.mark.parametrize("words", [{"snooze_s": 900}, {"meeting": True}])
def test_who_wants_quiet_is_heard(words: dict[str, object]) -> None:
    fold = watching(alert_after_s=10.0)
    told = []
    for i, sight in enumerate(sights(5.0, 40.0)):
        if i == 3:
            fold.hear(words)
        told.append(fold.update(sight))
    assert all(view["notice"] is None for view in told)
    assert told[-1]["watch"]["state"] == "red"
    assert bool(told[-1]["watch"]["snoozed_s"]) is ("snooze_s" in words)
    fold.hear({"snooze_s": 0, "meeting": False})
    last = list(sights(0.0, 60.0))[-1]
    after = fold.update(SourcePose(last.t_s + 60.0, last.pose, None))
    assert after["watch"]["snoozed_s"] == 0
    assert after["watch"]["meeting"] is False


def test_the_result_follows_the_contract() -> None:
    fold = watching()
    for sight in sights(5.0, 5.0):
        fold.update(sight)
    told = fold.finish(ABOUT)
    assert told["schema"] == "posture.watch/1"
    assert told["source"] == {"name": "camera", "kind": "camera"}
    assert [change["state"] for change in told["changes"]] == ["good", "amber", "red"]


def later(by_s: float, upright_s: float, slouched_s: float) -> Iterator[SourcePose]:
    return (
        SourcePose(s.t_s + by_s, moved_on(s.pose, s.t_s + by_s), None) for s in sights(upright_s, slouched_s)
    )


def test_another_watcher_takes_no_baseline_anew_and_goes_on_with_the_day() -> None:
    options = {"view": "", "seat": ""}
    lost, sent, view = open_watch(options, {}), None, {}
    for sight in sights(40.0, 8.0):
        view = lost.update(sight)
        sent = lost.so_far(ABOUT) if view["ahead"] else sent
    assert sent is not None, "told as soon as the baseline was taken"
    lost.hear({"snooze_s": 600, "meeting": True})
    view = lost.update(next(later(49.0, 1.0, 0.0)))
    before = view["watch"]["summary"]
    asked = json.loads(json.dumps(asked_again(options, Resume(sent, view))))
    fold = open_watch(asked, {})
    first, *_ = told = [fold.update(sight) for sight in later(60.0, 5.0, 5.0)]
    assert first["watch"]["state"] == "good"
    assert 580 < first["watch"]["snoozed_s"] <= 600
    assert first["watch"]["meeting"]
    now = told[-1]["watch"]["summary"]
    assert now["judged_s"] == pytest.approx(before["judged_s"] + 10.0, abs=1.0)
    assert now["view"] == "front"
    result = fold.finish(ABOUT)
    assert result["baseline"] == sent["baseline"]
    assert result["summary"] == now
    assert [c["t_s"] for c in result["changes"]] == sorted(c["t_s"] for c in result["changes"])
    assert result["changes"][: len(sent["changes"])] == sent["changes"]


def test_a_watcher_that_is_lost_before_the_baseline_was_taken_begins_anew() -> None:
    lost = open_watch({"view": "", "seat": ""}, {})
    view = lost.update(next(sights(1.0, 0.0)))
    fold = open_watch(asked_again({"view": "", "seat": ""}, Resume(None, view)), {})
    assert fold.update(next(later(3.0, 1.0, 0.0)))["watch"]["state"] == "taking"
