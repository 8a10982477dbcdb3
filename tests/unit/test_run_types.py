"""Kinds of runs over the poses of a camera: what is asked for, and what comes of it."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from app_pages import wall_angels

from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import DataDeleted, PostureError
from posture.exercises import EXERCISES
from posture.history.store import Store
from posture.live.demonstration import turns_of
from posture.live.message import moment_of
from posture.live.own_place import OwnPlace
from posture.live.persistence import KEEPERS, keep, record_of
from posture.live.registry import SessionRegistry
from posture.live.run import WATCH
from posture.live.run_types import RUN_TYPES, open_run
from posture.live.snapshot import RunChoice, Snapshot, State
from posture.vision.pose_stream import SourcePose
from posture.watch.levels import Level
from posture.watch.summary import WatchBlock


def test_a_kind_that_nobody_knows_is_refused_in_words() -> None:
    with pytest.raises(PostureError, match="'dance' is nothing that the camera can be watched for"):
        open_run({"kind": "dance"}, {})


def test_what_a_page_chose_opens_its_fold() -> None:
    fold = open_run(json.loads(json.dumps(RunChoice("cat_cow", hold_s=5.0).asked())), {})
    assert fold.look.mask
    view = fold.update(SourcePose(0.0, None, None))
    assert view["hold_target_s"] == 5.0
    assert set(view) >= set(moment_of(0.0, None)), "every kind tells at least this of a moment"


def test_whose_a_set_is_and_before_which_camera_is_told() -> None:
    asked = RunChoice("cat_cow", person="somebody").asked(camera="front")
    assert (asked["person"], asked["camera"]) == ("somebody", "front")


def test_every_keeper_is_of_a_kind_that_can_be_run() -> None:
    assert set(KEEPERS) <= set(RUN_TYPES)


def test_a_run_of_another_kind_tells_the_browser_its_name_and_pace_and_ends_when_it_is_done() -> None:
    choice = RunChoice("", kind="other", title="Something else", options={"seat": "desk"}, fps=3.0)
    assert choice.asked() == {"kind": "other", "seat": "desk"}
    told = choice.for_browser()
    assert (told["kind"], told["title"], told["fps"]) == ("other", "Something else", 3.0)
    assert not choice.reached(moment_of(9.0, None), worked_s=900.0)
    assert choice.reached({**moment_of(9.0, None), "done": True}, worked_s=0.0)


def test_what_no_keeper_is_for_is_not_kept() -> None:
    now = Snapshot(choice=RunChoice("", kind="other"), started_at=datetime.now(timezone.utc))
    assert keep(now, {}) == (None, "")
    assert record_of(now.choice, {"any": "thing"}) is None


STARTED = datetime(2026, 3, 1, 22, 30, tzinfo=timezone.utc)


def timed(measured_s: float, method: str) -> dict[str, object]:
    session = Session("shoulder_blade_retraction", "side", 1.0, 90.0, measured_s, method=method)
    return SetRecord(session).as_dict()


def test_a_set_that_is_timed_and_not_counted_is_kept_once_a_hold_was_begun() -> None:
    way = next(way for way in EXERCISES["shoulder_blade_retraction"].methods if way.pace is not None)
    assert way.pace is not None
    now = Snapshot(choice=RunChoice("shoulder_blade_retraction", person="Ana"), started_at=STARTED)
    number, error = keep(now, timed(80.0, way.method_name))
    assert error == "" and number is not None
    with Store() as store:
        assert store.get(number).session.measured_s == 80.0
    assert keep(now, timed(way.pace.rest_s, way.method_name)) == (None, "")
    assert keep(now, timed(80.0, "")) == (None, ""), "where movements are counted, none was made"


@pytest.mark.parametrize("kind", list(KEEPERS))
def test_whatever_goes_wrong_in_keeping_is_said_and_never_raised(kind: str) -> None:
    now = Snapshot(choice=RunChoice("wall_angels", kind=kind), started_at=STARTED)
    number, error = keep(now, {"checks": [{}], "summary": 5})
    assert number is None and error
    assert record_of(now.choice, {"checks": [{}], "summary": 5}) is None


def test_a_watch_that_is_kept_later_is_of_its_own_day() -> None:
    block = WatchBlock(level_s={Level.GOOD: 1800.0, Level.AMBER: 0.0, Level.RED: 600.0}, view="front")
    choice = RunChoice("", kind=WATCH, options={"camera": "browser", "seat": ""})
    number, error = keep(
        Snapshot(choice=choice, started_at=STARTED), {"summary": block.as_dict(), "baseline": None}
    )
    assert (number is not None, error) == (True, "")
    with Store() as store:
        assert [note.written_at for note in store.journal.notes()] == [STARTED + timedelta(minutes=40)]


def test_a_set_is_kept_for_whom_its_profile_is_by_now() -> None:
    began = datetime.now(timezone.utc)
    now = Snapshot(choice=RunChoice("wall_angels", person="Ida"), started_at=began)
    result = SetRecord(wall_angels()).as_dict()
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
        store.profiles.rename("Ida", "Eda")
        assert keep(now, result)[0] is not None
        assert [kept.person for kept in store.sets()] == ["Eda"]
        store.delete_person("Eda")
        with pytest.raises(DataDeleted):
            keep(now, result)
        assert store.profiles.names() == []
        later = replace(now, started_at=datetime.now(timezone.utc))
        assert keep(later, result)[0] is not None, "who comes back under that name is somebody again"
        assert store.profiles.names() == ["Ida"]
        store.delete_all()
        with pytest.raises(DataDeleted):
            keep(later, result)


def test_a_set_stays_whose_it_was_where_two_profiles_change_names() -> None:
    now = Snapshot(choice=RunChoice("wall_angels", person="Ida"), started_at=datetime.now(timezone.utc))
    with Store() as store:
        for who in ("Ida", "Bo"):
            store.journal.choose("profile", "x", person=who)
        for old, new in (("Ida", "X"), ("Bo", "Ida"), ("X", "Bo")):
            store.profiles.rename(old, new)
        assert keep(now, SetRecord(wall_angels()).as_dict())[0] is not None
        assert [kept.person for kept in store.sets()] == ["Bo"]


class _NoWorker:
    """A slot whose worker agrees to everything."""

    worker = None

    def __init__(self, place: OwnPlace) -> None:
        self.place = place

    async def ready(self) -> None:
        """It is."""

    async def learn_cost(self) -> None:
        """Nothing costs anything."""

    async def ask(self, *request: object) -> bytes:
        return b""


def test_a_set_that_begins_waits_for_a_page_that_changes_what_is_shown() -> None:
    async def begin() -> None:
        session = SessionRegistry().open()
        session.choose(RunChoice("wall_angels"))
        place = session.supervisor._slot.place
        session.supervisor._slot = _NoWorker(place)  # type: ignore[assignment]
        with session._state.changing:  # a page's thread is in the midst of a change
            begun = threading.Thread(target=asyncio.run, args=(session.begin(),))
            begun.start()
            begun.join(0.2)
            assert session.snapshot.state is State.IDLE
        begun.join()
        assert session.snapshot.state is State.RUNNING

    asyncio.run(begin())


def test_the_goal_of_a_free_set_is_the_most_that_the_guide_asks_for() -> None:
    assert RunChoice("bent_over_rows").goal == RunChoice("bent_over_rows", reps=15)
    assert RunChoice("wall_angels").goal == RunChoice("wall_angels", duration_s=180.0)
    assert RunChoice("wall_angels", reps=3).goal is None, "it has an end of its own"
    assert RunChoice("shoulder_blade_squeeze").goal is None, "the guide names neither a number nor a time"


def test_what_was_done_is_told_as_it_was_measured() -> None:
    counts = {"reps": 5, "left": None, "right": None}
    view = {"counts": counts, "method": ""}
    told = RunChoice("bent_over_rows", reps=5).done(view)
    assert told == {"reps": 5, "of": 5, "sided": False, "minutes": None}
    sided = RunChoice("neck_tilts", reps=1).done({**view, "counts": {"reps": 3, "left": 2, "right": 1}})
    assert (sided["reps"], sided["sided"]) == (1, True), "the side that has fewer"
    assert RunChoice("wall_angels", duration_s=180.0).done(view)["minutes"] == 3
    way = next(way for way in EXERCISES["shoulder_blade_squeeze"].methods if way.pace is not None)
    timed = RunChoice("shoulder_blade_squeeze", reps=1).done({**view, "method": way.method_name})
    assert timed["reps"] is None, "nothing was counted"


@pytest.mark.parametrize(("way_s", "stay_s"), [(1.0, 0.5), (0.5, 0.6), (1.2, 2.0)])
@pytest.mark.parametrize("ends_there", [False, True])
def test_the_turns_of_a_shown_movement_are_found(way_s: float, stay_s: float, ends_there: bool) -> None:
    rate, rest_s, from_s = 10, 0.8, 2.0
    out = [k / (rate * way_s) for k in range(int(rate * way_s))]
    before, stay = [0.0] * int(rate * rest_s), [1.0] * int(rate * stay_s)
    shares = [*before, *out, *stay, *out[::-1], *before]
    if ends_there:  # long enough to be there in the middle
        shares = [*before, *out, *[1.0] * (2 * len([*before, *out]))]
    rows = [[100.0, 50.0 + 80.0 * share, None, 7.0] for share in shares]
    turns = turns_of(rows, rate=rate, from_s=from_s)
    there_s = from_s + rest_s + way_s
    back = (from_s + rest_s, there_s) if ends_there else (there_s + stay_s + way_s, there_s + stay_s)
    wanted = (from_s + rest_s, there_s, back[1], back[0])
    assert turns == pytest.approx(wanted, abs=0.1 + 0.15 * way_s)
    assert turns == sorted(turns) or ends_there
