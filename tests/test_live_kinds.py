"""Kinds of runs over the poses of a camera: what is asked for, and what comes of it."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from posture.errors import PostureError
from posture.live.keeping import KEEPERS, keep, record_of
from posture.live.kinds import FOLDS, open_fold
from posture.live.snapshot import Choice, Snapshot
from posture.live.view import plain
from posture.vision.sources import Sight


def test_a_kind_that_nobody_knows_is_refused_in_words() -> None:
    with pytest.raises(PostureError, match="'dance' is nothing that the camera can be watched for"):
        open_fold({"kind": "dance"}, {})


def test_what_a_page_chose_opens_its_fold() -> None:
    fold = open_fold(json.loads(json.dumps(Choice("cat_cow", 5.0).asked())), {})
    assert fold.look.mask
    view = fold.update(Sight(0.0, None, None))
    assert view["hold_target_s"] == 5.0
    assert set(view) >= set(plain(0.0, None)), "every kind tells at least this of a moment"


def test_every_keeper_is_of_a_kind_that_can_be_run() -> None:
    assert set(KEEPERS) <= set(FOLDS)


def test_a_run_of_another_kind_tells_the_browser_its_name_and_pace_and_ends_when_it_is_done() -> None:
    choice = Choice("", kind="other", title="Something else", options={"seat": "desk"}, fps=3.0)
    assert choice.asked() == {"kind": "other", "seat": "desk"}
    told = choice.as_dict()
    assert (told["kind"], told["title"], told["fps"]) == ("other", "Something else", 3.0)
    assert not choice.reached(plain(9.0, None), worked_s=900.0)
    assert choice.reached({**plain(9.0, None), "done": True}, worked_s=0.0)


def test_what_no_keeper_is_for_is_not_kept() -> None:
    now = Snapshot(choice=Choice("", kind="other"), started_at=datetime.now(timezone.utc))
    assert keep(now, {}) == (None, "")
    assert record_of(now.choice, {"any": "thing"}) is None
