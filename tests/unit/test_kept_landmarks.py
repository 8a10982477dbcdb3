"""Landmarks of sets: only where they are allowed, enough to count again, and gone with their set."""

from __future__ import annotations

import asyncio
import io
import json
import stat
import zipfile
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from kept_samples import MORNING, a_session
from motions import MOVES, perform, plan_of

from posture.body.landmarks import Pose
from posture.coach.coach import Coach
from posture.coach.results.set_record import SetRecord
from posture.coach.setup.observation import Observer
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.errors import PostureError, RecordingUnreadable
from posture.evaluate.own_sets import count_again
from posture.exercises import EXERCISES, find
from posture.history import spool
from posture.history.kept_set import KeptSet
from posture.history.store import Store
from posture.live.active_run import asked_again
from posture.live.persistence import keep
from posture.live.recovery import recover
from posture.live.run import About, Resume
from posture.live.set_run import open_set
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.live.spooling import RunFile, new_key
from posture.provenance import ModelInfo, SourceInfo
from posture.serialize import to_json
from posture.vision import landmark_log
from posture.vision.landmark_log import STEPS, LandmarkLog, Terms
from posture.vision.pose_stream import SourcePose

ABOUT = About(
    SourceInfo("camera", "camera", 60.0, 900, 15.0, (640, 480)), ModelInfo("pose_landmarker_full", "0"), "1"
)
MOVE = "wall_angels"
Frames = list[tuple[float, Pose | None]]


def frames(move: str = MOVE) -> Frames:
    return perform(move, plan_of(move))


def landmarks(move: str = MOVE, terms: Terms | None = None) -> bytes:
    log = LandmarkLog(terms or Terms(), with_outline=find(move).needs_mask)
    for t_s, pose in frames(move):
        log.add(t_s, pose)
    return log.to_bytes(ABOUT.model)


def put(packed: bytes, folder: Path) -> Path:
    path = folder / "1.npz"
    path.write_bytes(packed)
    return path


def live(asked: dict[str, Any], some: Frames) -> SetRecord:
    fold = open_set(json.loads(json.dumps(asked)), {})
    for t_s, pose in some:
        fold.update(SourcePose(t_s, pose, None))
    return SetRecord.from_dict(json.loads(json.dumps(fold.finish(ABOUT))))


# ---- what is in a file


@pytest.mark.parametrize("move", sorted(MOVES))
def test_a_set_is_counted_again_from_its_landmarks_as_it_was(move: str, tmp_path: Path) -> None:
    some, dose_s = frames(move), MOVES[move].hold_s
    first, again = Coach(EXERCISES[move], hold_s=dose_s), Coach(EXERCISES[move], hold_s=dose_s)
    log = LandmarkLog(Terms(dose_s), with_outline=EXERCISES[move].needs_mask)
    for t_s, pose in some:
        first.update(pose, t_s)
        log.add(t_s, pose)
    kept = landmark_log.read(put(log.to_bytes(), tmp_path))
    assert kept.terms == Terms(dose_s)
    for t_s, pose in kept.recording:
        again.update(pose, t_s)
    before, after = first.finish(), again.finish()
    assert before.counts.reps and after.counts == replace(before.counts, hold_s=after.counts.hold_s)
    assert [a.reason for a in after.attempts] == [a.reason for a in before.attempts]


def test_numbers_are_rounded_far_below_their_noise(tmp_path: Path) -> None:
    kept = landmark_log.read(put(landmarks(), tmp_path))
    assert kept.recording.model == ABOUT.model
    for (t_s, pose), (then_s, rounded) in zip(frames(), kept.recording, strict=True):
        assert t_s == then_s and pose is not None and rounded is not None
        for name, steps in STEPS.items():
            apart = np.abs(getattr(pose, name) - getattr(rounded, name))
            assert np.nanmax(apart) <= 0.501 / steps


def test_a_file_says_nothing_of_when_and_who(tmp_path: Path) -> None:
    with zipfile.ZipFile(put(landmarks(), tmp_path)) as members:
        assert {info.date_time for info in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.filename.removesuffix(".npy") for info in members.infolist()} == {
            "schema", "size_px", "t_s", "image_xy", "world_xyz", "visibility", "terms", "model"
        }  # fmt: skip
    assert landmarks() == landmarks()


@pytest.mark.parametrize("move", [MOVE, "cat_cow"])
def test_the_outline_is_kept_only_where_the_move_is_measured_on_it(move: str, tmp_path: Path) -> None:
    log = LandmarkLog(Terms(), with_outline=find(move).needs_mask)
    mask = np.zeros((12, 20), np.bool_)
    mask[3:7, 4:18] = True
    for t_s, pose in [*frames()[:5], (9.0, None)]:
        log.add(t_s, pose and replace(pose, mask=mask))
    poses = landmark_log.read(put(log.to_bytes(), tmp_path)).recording.poses
    kept = [pose.mask for pose in poses if pose is not None]
    assert len(kept) == 5
    assert all(m is None for m in kept) if move == MOVE else all(np.array_equal(m, mask) for m in kept)


def test_what_is_no_whole_set_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    unseen = LandmarkLog(Terms(), with_outline=False)
    unseen.add(0.0, None)
    assert unseen.to_bytes() == b"" == LandmarkLog(Terms(), with_outline=False).to_bytes()
    some = frames()[:9]
    spoiled, resized, long = (LandmarkLog(Terms(), with_outline=False) for _ in range(3))
    monkeypatch.setattr(landmark_log, "MOST_FRAMES", 8)
    for t_s, pose in some[:5]:
        spoiled.add(t_s, pose)
        assert pose is not None
        resized.add(t_s, replace(pose, size_px=(320, 240) if t_s else pose.size_px))
    spoiled.spoil()
    for t_s, pose in some:
        long.add(t_s, pose)
    assert (spoiled.to_bytes(), resized.to_bytes(), long.to_bytes()) == (b"", b"", b"")


def test_a_file_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landmark_log, "LARGEST_LANDMARKS_BYTES", 1000)
    assert landmarks() == b""


@pytest.mark.parametrize("broken", ["cut", "no terms", "other terms"])
def test_a_file_that_is_none_is_said_in_one_line(broken: str, tmp_path: Path) -> None:
    packed = landmarks()
    with zipfile.ZipFile(io.BytesIO(packed)) as members:
        arrays = {n: members.read(n) for n in members.namelist() if n != "terms.npy" or broken != "no terms"}
    if broken == "other terms":
        arrays["terms.npy"] = arrays["terms.npy"].replace(
            b"h\0\0\0o\0\0\0l\0\0\0d", b"g\0\0\0o\0\0\0l\0\0\0d"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as members:
        for name, data in arrays.items():
            members.writestr(name, data)
    path = put(packed[:-2000] if broken == "cut" else out.getvalue(), tmp_path)
    with pytest.raises(RecordingUnreadable) as error:
        landmark_log.read(path)
    assert "\n" not in str(error.value)


# ---- live


def test_a_live_set_gives_landmarks_only_where_they_are_allowed() -> None:
    some = frames()
    assert live(RunChoice(MOVE).asked(), some).landmarks == b""
    record = live(RunChoice(MOVE).asked(landmarks=True, count_in_s=3.0), some)
    assert record.landmarks and record.session.counts.reps


def test_what_a_live_set_gives_is_kept_and_counts_the_same(tmp_path: Path) -> None:
    choice = RunChoice(MOVE)
    record = live(choice.asked(landmarks=True, count_in_s=3.0), frames())
    number, error = keep(Snapshot(choice=choice, started_at=MORNING, run=new_key()), record.as_dict())
    assert number is not None and not error
    with Store() as store:
        path = store.landmarks.of(number)
        assert path is not None
        kept = landmark_log.read(path)
        counted = store.get(number).counts
    assert kept.terms == Terms(None, live=True, count_in_s=3.0)
    coach = Coach(find(MOVE), calibrate=True, count_in_s=3.0)
    for t_s, pose in kept.recording:
        coach.update(pose, t_s)
    assert coach.finish().counts == counted


def test_a_part_of_a_set_and_poses_of_two_cameras_are_not_kept() -> None:
    some = frames()
    asked = RunChoice(MOVE).asked(landmarks=True, camera="front")
    lost = open_set(asked, {})
    for t_s, pose in some:
        lost.update(SourcePose(t_s, pose, None))
    assert "landmarks" not in lost.so_far(ABOUT)
    assert live(asked_again(asked, Resume(lost.so_far(ABOUT))), some).landmarks == b""
    lost.hear({"camera": "side"})
    assert "landmarks" not in lost.finish(ABOUT)


def test_a_set_that_comes_back_has_its_whole_landmarks_or_none(data_folder: Path) -> None:
    record = live(RunChoice(MOVE).asked(landmarks=True), frames())
    ended, cut = (
        Snapshot(
            state=State.RUNNING, choice=RunChoice(MOVE), started_at=datetime.now(timezone.utc), run=new_key()
        )
        for _ in range(2)
    )
    so_far = replace(record, landmarks=b"").as_dict()

    async def nobody_listens(_: object) -> None: ...

    async def write() -> None:
        await RunFile(ended, token="one", tell=nobody_listens).end(
            json.dumps(record.as_dict()).encode(), Ending.STOPPED
        )
        file = RunFile(cut, token="other", tell=nobody_listens)
        file.grow(json.dumps(so_far).encode())
        while file._writing is not None and not file._writing.done():
            await asyncio.sleep(0.01)

    asyncio.run(write())
    for _, _, claim in spool._mine.values():  # as if this process were no more
        claim.release()
    spool._mine.clear()
    by_token = {left.token: left.now.set_id for left in recover()}
    with Store() as store:
        whole = store.landmarks.of(by_token["one"])  # type: ignore[arg-type]
        assert whole is not None and whole.read_bytes() == record.landmarks
        assert store.landmarks.of(by_token["other"]) is None  # type: ignore[arg-type]
        assert [one.interrupted for one in store.sets()].count(True) == 1


# ---- kept beside the set


def made(person: str = "", hours: int = 8) -> KeptSet:
    return KeptSet.of(a_session(), started_at=MORNING.replace(hour=hours), person=person)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.npz"))


def test_nobody_else_may_look_at_them(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        path = store.landmarks.of(store.keep(made(), landmarks=b"npz"))
        assert path is not None and path.read_bytes() == b"npz"
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert store.landmarks.of(store.keep(made(hours=9))) is None


def test_they_go_with_their_set_their_person_and_everything(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        one, two, bo = (
            store.keep(made(who, hour), landmarks=b"npz") for who, hour in (("", 1), ("Ida", 2), ("Bo", 3))
        )
        store.keep(made("Bo", 4))
        assert (
            store.profiles.holdings().landmarks == 3 and store.profiles.holdings(person="Bo").landmarks == 1
        )
        assert (store.profiles.landmarks(person="Bo").sets, store.profiles.landmarks().n_bytes) == (1, 9)
        store.delete(one)
        assert names(tmp_path) == [f"{two}.npz", f"{bo}.npz"]
        store.delete_person("Ida")
        assert names(tmp_path) == [f"{bo}.npz"]
        store.delete_all()
        assert names(tmp_path) == [] and not (tmp_path / "posture-landmarks").exists()


def test_they_can_go_and_leave_the_sets(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        bo, ida = (store.keep(made(who), landmarks=b"npz") for who in ("Bo", "Ida"))
        assert store.profiles.forget_landmarks(person="Bo") == 1
        assert names(tmp_path) == [f"{ida}.npz"]
        assert store.get(bo).person == "Bo"


def test_a_set_never_gets_those_of_another_that_had_its_number(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        number = store.keep(made(), landmarks=b"npz")
    for file in tmp_path.glob("posture.db*"):  # as where an older copy is put back
        file.unlink()
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        store.bring_in([made()])
        assert store.sets()[0].id == number and store.landmarks.of(number) is None
    stray = tmp_path / "posture-landmarks" / f"{number + 1}.npz"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"another's")
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        assert store.keep(made(hours=9)) == number + 1 and not stray.exists()


def test_a_disk_that_refuses_costs_the_landmarks_and_not_the_set(tmp_path: Path) -> None:
    (tmp_path / "posture-landmarks").write_text("in the way")
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        assert store.get(store.keep(made(), landmarks=b"npz")).counts.reps == 2


def test_a_store_in_memory_keeps_none(data_folder: Path) -> None:
    with Store("sqlite://") as store:
        assert store.landmarks.of(store.keep(made(), landmarks=b"npz")) is None
        assert store.profiles.landmarks().sets == 0
    assert names(data_folder) == []


def test_a_set_that_began_by_a_known_rest_is_counted_again_by_it(tmp_path: Path) -> None:
    """Begun in the middle of a movement: without that rest the count would be another."""
    whole, eyes = RestSearch(EXERCISES[MOVE]), Observer()
    for _, pose in frames():
        whole.take(eyes.look(pose))
    rest = Rest.from_dict(whole.rests()[0].as_dict())
    asked = RunChoice(MOVE, person="Ida").asked(landmarks=True, camera="front")
    cut = [(t_s, pose) for t_s, pose in frames() if t_s >= 3.0]
    record = live({**asked, "rest": rest.as_dict()}, cut)
    path = put(record.landmarks, tmp_path)
    assert repr(landmark_log.read(path).terms.rest) == repr(rest)
    again = count_again(path, MOVE)
    assert again.ready_at_s == record.session.ready_at_s < live(asked, cut).session.ready_at_s
    assert again.counts == record.session.counts


def test_a_set_of_somebody_who_had_shown_the_movement_before_is_left_out(tmp_path: Path) -> None:
    path = put(landmarks(terms=Terms(live=True, shown_before=True)), tmp_path)
    with pytest.raises(PostureError, match="earlier set"):
        count_again(path, MOVE)


def test_terms_of_before_are_read(tmp_path: Path) -> None:
    assert Terms.from_dict({"hold_s": None, "live": True, "count_in_s": 3.0}) == Terms(None, True, 3.0)
    with pytest.raises(ValueError, match="schema"):
        Terms.from_dict({**to_json(Terms()), "rest": {"schema": "another"}})
