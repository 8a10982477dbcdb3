"""How a person rests, kept after a good set and offered to the next: theirs, there, and not for ever."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from motions import perform, plan_of
from own_sets_kit import ABOUT, BEGAN

from posture.body.baseline import Baseline
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View
from posture.coach.session import Counts
from posture.coach.setup.rest import Rest
from posture.exercises import EXERCISES
from posture.history.kept_rests import (
    MOST,
    NAME,
    OLDEST,
    RestKey,
    forget_rest,
    forget_rests,
    keep_rest,
    number_of_rests,
    rest_of,
)
from posture.history.store import Store
from posture.live.known_rest import keep_known, known_rest
from posture.live.persistence import keep
from posture.live.registry import SessionRegistry
from posture.live.rest_seen import RestSeen
from posture.live.run import Memory
from posture.live.set_run import open_set
from posture.live.snapshot import RunChoice, Snapshot
from posture.live.spooling import new_key
from posture.live.worker_slot import WorkerSlot
from posture.vision.orientation import Rgb
from posture.vision.pose_stream import SourcePose

MOVE, CAMERA = "wall_angels", "Front camera"
HERE = RestKey(MOVE, CAMERA, "Ida")
REST = Rest(
    signal=EXERCISES[MOVE].motion.signal.name,
    view=View.FRONT,
    near=Side.LEFT,
    baseline=Baseline(120.0, 90.5, 31.5, {("arm_elevation", Side.BOTH): -0.4}),
    levels={Side.BOTH: 20.0},
    noise=0.01,
    reach=70.0,
    sure=0.9,
)
NOW = BEGAN + timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as made:
        yield made


def live(
    *, camera: str = CAMERA, person: str = "Ida", reps: int = 4, rest: Any = None, from_s: float = 0.0
) -> dict[str, Any]:
    asked = {**RunChoice(MOVE, person=person).asked(camera=camera), **({"rest": rest} if rest else {})}
    fold = open_set(json.loads(json.dumps(asked)), {})
    for t_s, pose in perform(MOVE, plan_of(MOVE, (1.0,) * reps)):
        if t_s >= from_s:
            fold.update(SourcePose(t_s, pose, None))
    return json.loads(json.dumps(fold.finish(ABOUT), allow_nan=False))


def kept(result: dict[str, Any], *, person: str = "Ida") -> None:
    now = Snapshot(
        choice=RunChoice(MOVE, person=person), started_at=datetime.now(timezone.utc), run=new_key()
    )
    assert keep(now, result)[0] is not None


# ---- rows


def test_a_rest_is_there_for_that_person_move_and_camera_alone(store: Store) -> None:
    journal = store.journal
    keep_rest(journal, REST, place=HERE, at=BEGAN)
    found = rest_of(journal, HERE, now=NOW)
    assert found is not None and repr(found.rest) == repr(REST) and found.kept_at == BEGAN
    for other in (replace(HERE, person="Bo"), replace(HERE, camera="x"), replace(HERE, exercise="cobra")):
        assert rest_of(journal, other, now=NOW) is None
    assert number_of_rests(journal, person="Ida") == 1


def test_the_newest_of_several_views_is_offered_and_one_of_the_same_takes_its_place(store: Store) -> None:
    journal = store.journal
    side = replace(REST, view=View.SIDE)
    for day, rest in enumerate((REST, side, replace(side, reach=75.0))):
        keep_rest(journal, rest, place=HERE, at=BEGAN + timedelta(hours=day))
    found = rest_of(journal, HERE, now=NOW)
    assert found is not None and (found.rest.view, found.rest.reach) == (View.SIDE, 75.0)
    assert number_of_rests(journal, person="Ida") == 2


def test_what_is_old_or_from_tomorrow_is_not_begun_by(store: Store) -> None:
    keep_rest(store.journal, REST, place=HERE, at=BEGAN)
    assert rest_of(store.journal, HERE, now=BEGAN + OLDEST) is not None
    assert rest_of(store.journal, HERE, now=BEGAN + OLDEST + timedelta(seconds=1)) is None
    assert rest_of(store.journal, HERE, now=BEGAN - timedelta(seconds=1)) is None


def test_an_unsure_rest_and_one_before_a_camera_without_a_name_are_not_kept(store: Store) -> None:
    keep_rest(store.journal, replace(REST, sure=0.3), place=HERE, at=BEGAN)
    keep_rest(store.journal, REST, place=replace(HERE, camera=""), at=BEGAN)
    assert number_of_rests(store.journal, person="Ida") == 0


def test_the_oldest_rows_make_room(store: Store) -> None:
    for number in range(MOST + 2):
        place = replace(HERE, camera=f"camera {number}")
        keep_rest(store.journal, REST, place=place, at=BEGAN + timedelta(minutes=number))
    assert number_of_rests(store.journal, person="Ida") == MOST
    assert rest_of(store.journal, replace(HERE, camera="camera 1"), now=NOW) is None
    assert rest_of(store.journal, replace(HERE, camera="camera 2"), now=NOW) is not None


@pytest.mark.parametrize(
    "row",
    [
        {"kept_at": BEGAN.isoformat(), "rest": {**REST.as_dict(), "schema": "posture.rest/0"}},
        {"kept_at": BEGAN.isoformat(), "rest": {**REST.as_dict(), "levels": {"middle": 1.0}}},
        {"kept_at": BEGAN.isoformat(), "rest": {**REST.as_dict(), "torso_px": "long"}},
        {"kept_at": "long ago", "rest": REST.as_dict()},
        {"rest": REST.as_dict()},
        {},
    ],
)
def test_a_row_that_makes_no_sense_is_dropped_with_one_line(
    store: Store, row: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    journal = store.journal
    keep_rest(journal, REST, place=HERE, at=BEGAN)
    rows = journal.setting(NAME, person="Ida")
    journal.choose(NAME, {**rows, json.dumps([MOVE, "", "side", CAMERA]): row, "no key": {}}, person="Ida")
    with caplog.at_level(logging.WARNING):
        assert rest_of(journal, HERE, now=NOW) is not None
        assert rest_of(journal, HERE, now=NOW) is not None
    assert len(caplog.records) == 1 and "\n" not in caplog.text.strip()
    assert set(journal.setting(NAME, person="Ida")) == {*rows, "no key"}


def test_it_goes_with_its_person_and_by_itself(store: Store) -> None:
    journal = store.journal
    for who in ("Ida", "Bo"):
        for camera in (CAMERA, "other"):
            keep_rest(journal, REST, place=RestKey(MOVE, camera, who), at=BEGAN)
    forget_rest(journal, replace(HERE, camera="other"))
    assert number_of_rests(journal, person="Ida") == 1
    forget_rests(journal, person="Ida")
    assert (number_of_rests(journal, person="Ida"), number_of_rests(journal, person="Bo")) == (0, 2)
    store.delete_person("Bo")
    assert number_of_rests(journal, person="Bo") == 0


# ---- live


def test_a_good_set_leaves_its_rest_and_the_next_one_begins_by_it(store: Store) -> None:
    result = live()
    assert result["rest"]["camera"] == CAMERA
    kept(result)
    told = known_rest(RunChoice(MOVE, person="Ida"), CAMERA)
    assert told == result["rest"]["rest"]
    first, second = (SetTimes.of(r) for r in (result, live(rest=told)))
    assert second.reps == first.reps == 4
    assert second.ready_at_s == first.ready_at_s, "who rests today begins by today's rest"
    cut, by_known = (SetTimes.of(live(rest=rest, from_s=3.0)) for rest in (None, told))
    assert by_known.ready_at_s < cut.ready_at_s
    assert known_rest(RunChoice(MOVE, person="Ida"), "another") is None
    assert known_rest(RunChoice(MOVE, person="Ida"), "") is None
    assert known_rest(RunChoice("", kind="watch", person="Ida"), CAMERA) is None


class SetTimes:
    """When a set was ready and how much counted."""

    def __init__(self, ready_at_s: float, reps: int) -> None:
        self.ready_at_s, self.reps = ready_at_s, reps

    @classmethod
    def of(cls, result: dict[str, Any]) -> SetTimes:
        session = result["session"]
        return cls(session["ready_at_s"], session["counts"]["reps"])


def test_a_short_set_leaves_nothing() -> None:
    assert live(reps=2)["rest"] is None
    assert live(camera="")["rest"] is None


def test_what_misled_a_set_is_dropped(store: Store) -> None:
    keep_rest(store.journal, REST, place=HERE, at=BEGAN)
    seen = RestSeen(EXERCISES[MOVE], CAMERA, REST)
    told = seen.worth_keeping(Counts(reps=0, clean=0, attempts=2))
    assert told == {"camera": CAMERA, "rest": None}
    assert RestSeen(EXERCISES[MOVE], CAMERA, None).worth_keeping(Counts(0, 0, 2)) is None
    assert seen.worth_keeping(Counts(0, 0, 0)) is None
    seen.move_to("side")
    assert seen.worth_keeping(Counts(0, 0, 2)) is None, "it was the other camera's"
    keep_known(store, told, exercise=MOVE, person="Ida", at=NOW)
    assert number_of_rests(store.journal, person="Ida") == 0


def test_whoever_uses_no_profile_where_there_are_some_may_be_anybody(store: Store) -> None:
    kept(live(person=""), person="")
    assert known_rest(RunChoice(MOVE), CAMERA) is not None
    store.journal.choose("profile", "x", person="Ida")
    assert known_rest(RunChoice(MOVE), CAMERA) is None
    forget_rests(store.journal)
    kept(live(person=""), person="")
    assert number_of_rests(store.journal) == 0


def test_a_rest_that_cannot_be_kept_costs_no_set(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    kept({**live(), "rest": {"camera": CAMERA, "rest": {"schema": "another"}}})
    assert len(store.sets(person="Ida")) == 1 and "could not be kept" in caplog.text


def test_the_worker_is_told_what_is_known(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_rest(store.journal, REST, place=HERE, at=datetime.now(timezone.utc))
    heard: list[dict[str, Any]] = []

    async def ready(_: WorkerSlot) -> None: ...

    async def ask(_: WorkerSlot, __: object, payload: bytes = b"") -> bytes:
        heard.append(json.loads(payload))
        return b""

    monkeypatch.setattr(WorkerSlot, "ready", ready)
    monkeypatch.setattr(WorkerSlot, "learn_cost", ready)
    monkeypatch.setattr(WorkerSlot, "ask", ask)

    async def begin(camera: str) -> None:
        session = SessionRegistry().open()
        session.choose(RunChoice(MOVE, person="Ida"))
        await session.begin(camera=camera)

    asyncio.run(begin(CAMERA))
    asyncio.run(begin("another"))
    assert heard[0]["rest"] == REST.as_dict() and "rest" not in heard[1]


# ---- whoever has no name


RED, BLUE = (190, 30, 40), (30, 60, 190)
TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def dressed(pose: Pose, shirt: tuple[int, int, int]) -> Rgb:
    """A gray picture with a shirt in it."""
    rgb = np.full((pose.size_px[1], pose.size_px[0], 3), 128, np.uint8)
    left, top = pose.image_xy[TRUNK].min(axis=0).astype(int) - 30
    right, bottom = pose.image_xy[TRUNK].max(axis=0).astype(int) + 30
    rgb[max(top, 0) : bottom, max(left, 0) : right] = shirt
    return rgb


def ready_at_s(
    memory: Memory, shirt: tuple[int, int, int], *, person: str = "", from_s: float = 0.0, rest: Any = None
) -> float:
    """When a set begins that is seen from a moment on, in those clothes."""
    asked = {**RunChoice(MOVE, person=person).asked(camera=CAMERA), **({"rest": rest} if rest else {})}
    fold = open_set(json.loads(json.dumps(asked)), memory)
    for t_s, pose in perform(MOVE, plan_of(MOVE, (1.0, 1.0, 1.0))):
        if t_s >= from_s and pose is not None:
            fold.update(SourcePose(t_s, pose, dressed(pose, shirt)))
    told: float = fold.finish(ABOUT)["session"]["ready_at_s"]
    return told


def test_a_partner_without_a_profile_does_not_begin_by_the_rest_of_the_other() -> None:
    told = live()["rest"]["rest"]
    memory: Memory = {}
    ready_at_s(memory, RED)
    same, other, stranger = (
        ready_at_s(seen, shirt, from_s=3.0, rest=told)
        for seen, shirt in ((dict(memory), RED), (dict(memory), BLUE), ({}, RED))
    )
    named = ready_at_s({}, BLUE, person="Ida", from_s=3.0, rest=told)
    plain = ready_at_s({}, RED, from_s=3.0)
    assert named <= same < plain == other == stranger
