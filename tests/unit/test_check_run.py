"""A guided check as the worker runs it, and what of it is kept."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

import numpy as np
import pytest

from posture import __version__
from posture.body.landmarks import Side
from posture.history.kept_checks import kept_checks, picture_of
from posture.history.store import Store
from posture.live.active_run import asked_again
from posture.live.check_run import CheckRun
from posture.live.message import moment_of
from posture.live.persistence import keep
from posture.live.run import CHECK, About, Resume
from posture.live.run_types import open_run
from posture.live.snapshot import RunChoice, Snapshot
from posture.posture_check.check_protocol import HOLD_STILL, MEASURED_S, STOPS
from posture.provenance import ModelInfo, SourceInfo
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, pose_of
from posture.vision.pose_stream import SourcePose

ABOUT = About(
    SourceInfo("camera", "camera", 60.0, 600, 10.0, (640, 480)),
    ModelInfo("pose_landmarker_full", "0"),
    __version__,
)
PICTURE = np.full((480, 640, 3), 90, np.uint8)
CAMERAS = (FRONT, LEFT_SIDE, RIGHT_SIDE)
NOW = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)


def led(
    until_s: float = 90.0, *, begin: Mapping[str, Any] | None = None, done: int = 0
) -> tuple[CheckRun, list[dict[str, Any]]]:
    """Somebody who turns as asked, until the end or a time; ``done``: so many views are there already."""
    fold, views = open_run(begin or {"kind": CHECK, "pictures": True}, {}), []
    assert isinstance(fold, CheckRun)
    for i in range(round(until_s * 10)):
        camera = CAMERAS[min(done, len(CAMERAS) - 1)]
        pose = pose_of(Body(knees=0.0, thighs=0.0), camera, i / 10)
        views.append(fold.update(SourcePose(i / 10, pose, PICTURE)))
        done += views[-1]["attempt"] is not None
        if views[-1]["done"]:
            break
    return fold, views


@pytest.fixture(scope="module")
def whole() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    fold, views = led()
    return fold.finish(ABOUT), views


def test_the_browser_is_told_what_to_show_and_say(whole: Any) -> None:
    _, views = whole
    assert views[-1]["done"]
    assert all(set(view) >= set(moment_of(0.0, None)) for view in views)
    said = [view["cue"]["text"] for view in views if view["cue"]]
    assert said[:5] == [STOPS[0].ask, "3", "2", "1", HOLD_STILL]
    assert {view["count_in"] for view in views} == {None, 1, 2, 3}
    held = [view["hold_s"] for view in views if view["hold_target_s"]]
    assert max(held) == pytest.approx(MEASURED_S, abs=0.2)
    first = next(i for i, view in enumerate(views) if view["ready"])
    assert all(view["ready"] for view in views[first:]), "from then on nobody else is followed"


def test_the_result_has_every_view_with_its_picture(whole: Any) -> None:
    result, _ = whole
    assert [told["side"] for told in result["checks"]] == ["both", "left", "right"]
    for told in result["checks"]:
        assert told["check"]["refused"] is None
        assert b64decode(told["jpeg"])[:2] == b"\xff\xd8"


def test_what_was_measured_is_there_before_the_end() -> None:
    fold, views = led(until_s=16.0)
    assert not views[-1]["done"]
    assert len(fold.so_far(ABOUT)["checks"]) == 1


def test_another_watcher_goes_on_with_the_next_view(whole: Any) -> None:
    fold, views = led(until_s=16.0)
    begin = asked_again({"kind": CHECK, "pictures": True}, Resume(fold.so_far(ABOUT), views[-1]))
    fold, views = led(begin=json.loads(json.dumps(begin)), done=1)
    assert views[0]["cue"]["text"] == STOPS[1].ask
    assert [view["attempt"]["number"] for view in views if view["attempt"]] == [2, 3]
    result, _ = whole
    assert fold.finish(ABOUT)["checks"][1:] == result["checks"][1:]
    over, views = led(begin=asked_again(begin, Resume(fold.finish(ABOUT))), done=3)
    assert views[0]["done"], "all views were there before"
    assert over.finish(ABOUT) == fold.finish(ABOUT)


@pytest.mark.parametrize("pictures", [False, True])
def test_checks_are_kept_for_the_person_and_pictures_only_where_allowed(whole: Any, pictures: bool) -> None:
    result, _ = whole
    choice = RunChoice("", kind=CHECK, options={"pictures": pictures}, person="Ana")
    number, error = keep(Snapshot(choice=choice, started_at=NOW), result)
    assert (number is not None, error) == (True, "")
    with Store() as store:
        kept = kept_checks(store.journal, person="Ana")
        assert {k.check.side for k in kept} == set(Side)
        assert all(k.written_at == NOW for k in kept)
        assert all((picture_of(store.journal, k, person="Ana") is not None) == pictures for k in kept)


def test_a_check_in_which_nobody_was_seen_is_not_kept() -> None:
    fold = open_run({"kind": CHECK}, {})
    for i in range(1500):
        if fold.update(SourcePose(i / 10, None, PICTURE))["done"]:
            break
    result = fold.finish(ABOUT)
    assert [told["jpeg"] for told in result["checks"]] == [None] * 3
    assert keep(Snapshot(choice=RunChoice("", kind=CHECK), started_at=NOW), result) == (None, "")
    with Store() as store:
        assert kept_checks(store.journal) == []
