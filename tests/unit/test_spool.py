"""Runs under way on disk: whole, once, nobody else's, and gone with their person."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import textwrap
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from app_pages import wall_angels
from kept_samples import a_session
from kill_kit import JPEG, ReplayEngine, choice_of
from typer.testing import CliRunner

from posture.cli import app
from posture.coach.results.set_record import SetRecord
from posture.errors import DataDeleted
from posture.files.claims import claimed
from posture.history import database, profile_changes, spool
from posture.history.database import Database, default_url
from posture.history.exporter import export, read
from posture.history.kept_checks import kept_checks
from posture.history.kept_set import KeptSet
from posture.history.store import Store
from posture.live import spooling
from posture.live.persistence import keep
from posture.live.protocol import Answer
from posture.live.recovery import recover
from posture.live.registry import SessionRegistry
from posture.live.run import CHECK, EXERCISE, WATCH
from posture.live.server_limits import ServerLimits
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State
from posture.live.spooling import RunFile, new_key
from posture.watch.levels import Level
from posture.watch.summary import WatchBlock

ROOT = Path(__file__).parents[2]
CHECKED = {"schema": "posture.check/1", "view": "front", "refused": None}
SEEN = WatchBlock(level_s={Level.GOOD: 60.0, Level.AMBER: 0.0, Level.RED: 0.0}, view="front")
RESULTS: dict[str, dict[str, Any]] = {
    EXERCISE: SetRecord(wall_angels()).as_dict(),
    WATCH: {"summary": SEEN.as_dict(), "baseline": None},
}


def files(data_folder: Path, ending: str = "json") -> list[Path]:
    return sorted((data_folder / "under-way").glob(f"*.{ending}"))


def began(kind: str = EXERCISE, person: str = "Ida", **options: object) -> Snapshot:
    choice = replace(choice_of(kind, person), options={**choice_of(kind, person).options, **options})
    return Snapshot(state=State.RUNNING, choice=choice, started_at=datetime.now(timezone.utc), run=new_key())


def put(now: Snapshot, result: dict[str, Any] | None, *, ending: Ending | None = None) -> list[Any]:
    """Have a run on disk as a server does; what its browser is told."""
    heard: list[Any] = []

    async def tell(message: Any) -> None:
        heard.append(message)

    async def write() -> None:
        file = RunFile(now, token="the page's", tell=tell)
        if ending is not None:
            await file.end(json.dumps(result).encode(), ending)
        else:
            file.grow(None if result is None else json.dumps(result).encode())
            while file._writing is not None and not file._writing.done():
                await asyncio.sleep(0.01)
            if file._deletion is not None:
                if file._deletion._looking is not None:
                    file._deletion._looking.result()
                file._deletion.close().result()  # as the end of its process does

    asyncio.run(write())
    return heard


async def nobody_listens(_: object) -> None:
    """A browser that is gone."""


def crash() -> None:
    """As if this process were no more: its lock is let go of."""
    for _, _, claim in spool._mine.values():
        claim.release()
    spool._mine.clear()


@pytest.fixture(autouse=True)
def _no_run_of_another_test() -> None:
    spool._mine.clear()


@pytest.mark.parametrize("kind", list(RESULTS))
def test_what_a_killed_server_left_is_kept_once_and_marked(kind: str, data_folder: Path) -> None:
    now = began(kind)
    told = put(now, RESULTS[kind])
    assert told[-1] == {"type": "safe", "number": len(wall_angels().attempts) if kind == EXERCISE else 60}
    assert recover() == [], "whoever writes it still lives"
    crash()
    (left,) = recover()
    assert (left.token, left.now.ending, left.now.error) == ("the page's", Ending.INTERRUPTED, "")
    assert left.now.choice == now.choice
    assert files(data_folder) == files(data_folder, "lock") == []
    put(now, RESULTS[kind])  # as if it had been killed before the file was removed
    crash()
    recover()
    with Store() as store:
        sets, notes = store.sets(person="Ida"), store.journal.notes(person="Ida")
    assert [kept.interrupted for kept in sets] == [True] * (kind == EXERCISE)
    assert [note.content["interrupted"] for note in notes] == [True] * (kind == WATCH)


def test_a_set_that_had_ended_is_not_marked(data_folder: Path) -> None:
    put(began(), RESULTS[EXERCISE], ending=Ending.STOPPED)
    crash()
    (left,) = recover()
    assert left.now.ending is Ending.STOPPED
    with Store() as store:
        assert [kept.interrupted for kept in store.sets()] == [False]


def test_what_is_kept_has_no_file_any_more_and_keeping_it_again_changes_nothing(data_folder: Path) -> None:
    now = began()
    put(now, RESULTS[EXERCISE], ending=Ending.STOPPED)
    first = keep(now, RESULTS[EXERCISE])
    assert files(data_folder) == []
    assert keep(now, RESULTS[EXERCISE]) == first
    assert first[0] is not None
    with Store() as store:
        assert len(store.sets()) == 1


def test_a_run_without_a_movement_leaves_nothing(data_folder: Path) -> None:
    put(began(), None)
    crash()
    (left,) = recover()
    assert (left.now.set_id, left.now.error, left.now.session) == (None, "", None)
    assert files(data_folder) == []


@pytest.mark.parametrize("allowed", [False, True])
def test_pictures_of_a_check_are_on_disk_only_where_the_person_allows_them(
    allowed: bool, data_folder: Path
) -> None:
    picture = b64encode(b"a picture").decode()
    result = {"checks": [{"side": "both", "check": CHECKED, "jpeg": picture}]}
    assert put(began(CHECK, pictures=allowed), result)[-1]["number"] == 1
    (file,) = files(data_folder)
    assert (picture in file.read_text("utf-8")) is allowed


def test_the_files_are_the_owner_s_alone(data_folder: Path) -> None:
    put(began(), None)
    assert os.name != "posix" or (data_folder / "under-way").stat().st_mode & 0o077 == 0


# --- whose it is


@pytest.mark.parametrize("all_", [False, True], ids=["the person", "everybody"])
def test_deleted_means_gone_also_from_what_is_under_way(all_: bool, data_folder: Path) -> None:
    now = began()
    put(now, RESULTS[EXERCISE])
    put(began(person="Bo"), RESULTS[EXERCISE])
    with Store() as store:
        store.delete_all() if all_ else store.delete_person("Ida")
    assert len(files(data_folder)) == (0 if all_ else 1)
    put(now, RESULTS[EXERCISE])  # the set goes on, and nobody writes of them again
    assert len(files(data_folder)) == (0 if all_ else 1)
    crash()
    recover()
    with Store() as store:
        assert store.profiles.names() == ([] if all_ else ["Bo"])


def test_a_deletion_at_another_process_reaches_what_is_under_way_here(data_folder: Path) -> None:
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
    now, other = began(), began(person="Bo")
    put(now, RESULTS[EXERCISE])
    command = [sys.executable, "-m", "posture", "history", "--delete-person", "Ida", "--yes"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert files(data_folder) == []
    put(now, RESULTS[EXERCISE])  # the set goes on
    assert files(data_folder) == []
    put(other, RESULTS[EXERCISE])
    assert len(files(data_folder)) == 1
    with pytest.raises(DataDeleted):
        keep(now, RESULTS[EXERCISE])
    crash()
    assert [left.now.choice.person for left in recover() if left.now.choice] == ["Bo"]


def test_what_a_killed_server_left_of_somebody_who_was_deleted_elsewhere_is_not_taken_in(
    data_folder: Path, tmp_path: Path
) -> None:
    """Its files lie on another computer than the one at which everything was deleted."""
    put(began(), RESULTS[EXERCISE])
    crash()
    away = tmp_path / "away"
    (data_folder / "under-way").rename(away)
    with Store() as store:
        store.delete_person("Ida")
    profile_changes._here.clear()
    away.rename(data_folder / "under-way")
    assert (recover(), files(data_folder)) == ([], [])
    with Store() as store:
        assert store.sets() == []


def test_a_database_that_does_not_answer_keeps_nothing_from_the_disk(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 600.0)
    safe = asyncio.Event()

    async def tell(message: Any) -> None:
        if message["number"]:
            safe.set()

    async def grow() -> None:
        file = RunFile(began(), token="the page's", tell=tell)
        while not files(data_folder):
            await asyncio.sleep(0.01)
        file.grow(json.dumps(RESULTS[EXERCISE]).encode())
        await asyncio.wait_for(safe.wait(), 60)
        await file.end(None, Ending.STOPPED)

    data_folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(data_folder / "posture.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        asyncio.run(grow())


def test_unreadable_files_go_with_the_person_they_name(data_folder: Path) -> None:
    put(began(), RESULTS[EXERCISE])
    (file,) = files(data_folder)
    file.write_text(file.read_text("utf-8")[:-20], "utf-8")
    crash()
    assert recover() == []
    assert len(files(data_folder, "unreadable")) == 1
    with Store() as store:
        store.delete_person("Ida")
    assert files(data_folder, "unreadable") == []


def test_unreadable_files_go_with_a_profile_that_was_renamed_meanwhile(data_folder: Path) -> None:
    (data_folder / "rescued").mkdir(parents=True)
    (data_folder / "rescued" / "posture-20260301T083015-0a1b2c3d.json").write_text('{"person": "Ida", "cut')
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
        put(began(), RESULTS[EXERCISE])
        (file,) = files(data_folder)
        file.write_text(file.read_text("utf-8")[:-20], "utf-8")
        store.profiles.rename("Ida", "Eda")
        aside = [*files(data_folder, "unreadable"), *(data_folder / "rescued").iterdir()]
        assert [path.suffix for path in aside] == [".unreadable"] * 2
        store.delete_person("Eda")
    assert not any(path.exists() for path in aside)


def test_a_profile_that_is_renamed_keeps_what_is_under_way(data_folder: Path) -> None:
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
        put(began(), RESULTS[EXERCISE])
        store.profiles.rename("Ida", "Eda")
        crash()
        recover()
        assert [kept.person for kept in store.sets()] == ["Eda"]


def test_a_run_that_cannot_be_read_is_set_aside_when_its_profile_is_renamed(
    data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
        for key in ("a", "b", "c"):
            entry = spool.RunEntry(key * 32, "Ida", datetime.now(timezone.utc), {})
            spool.write(entry, Database(default_url()))
        first, second, third = files(data_folder)
        first.write_text(first.read_text("utf-8")[:-3], "utf-8")  # cut off, as by a power cut
        third.write_text(third.read_text("utf-8").replace(spool.SCHEMA, "posture.run/0"), "utf-8")
        assert store.profiles.rename("Ida", "Eda") == "Eda"
    assert files(data_folder) == [second]
    entry = spool.read(second)
    assert entry is not None
    assert entry.person == "Eda"
    assert files(data_folder, "unreadable") == [path.with_suffix(".unreadable") for path in (first, third)]
    assert f"the run in {first.with_suffix('.unreadable')} cannot be read: is no JSON" in caplog.text


def test_a_run_that_goes_while_its_profile_is_looked_for_is_nobody_s(data_folder: Path) -> None:
    """The server that wrote it has kept it meanwhile: the name is still listed, the file is gone."""
    with Store() as store:
        store.journal.choose("profile", "x", person="Ida")
        put(began(), RESULTS[EXERCISE])
        put(began(), RESULTS[EXERCISE])
        gone, there = files(data_folder)
        gone.unlink()
        gone.symlink_to(data_folder / "kept meanwhile")
        assert spool.read(gone) is None
        with spool.left_behind(Database(default_url())) as paths:
            assert paths == []
        store.profiles.rename("Ida", "Eda")
        assert json.loads(there.read_text("utf-8"))["person"] == "Eda"
        crash()
        with spool.left_behind(Database(default_url())) as paths:
            assert paths == [there]
        store.delete_person("Eda")
    assert not there.exists()


def test_a_name_that_somebody_tries_first_is_left_to_them(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for runs of processes that are no more claims each lock that stands there."""
    database, names = Database(default_url()), [uuid4(), uuid4()]
    chosen = iter(names)
    monkeypatch.setattr(spool, "uuid4", lambda: next(chosen))
    (data_folder / "under-way").mkdir(parents=True)
    tried = claimed(data_folder / "under-way" / f"posture-{names[0].hex}.lock")
    assert tried is not None
    spool.write(spool.RunEntry("a" * 32, "", datetime.now(timezone.utc), {}), database)
    assert [file.name for file in files(data_folder)] == [f"posture-{names[1].hex}-{'a' * 32}.json"]
    tried.release()


def test_databases_in_one_folder_do_not_mix(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(began(), RESULTS[EXERCISE])
    crash()
    monkeypatch.setenv("POSTURE_DATABASE_URL", f"sqlite:///{data_folder / 'posture-old.db'}")
    assert recover() == []
    monkeypatch.delenv("POSTURE_DATABASE_URL")
    assert len(recover()) == 1


def test_two_servers_on_one_data_folder_leave_each_other_s_runs_alone(data_folder: Path) -> None:
    script = """
        from datetime import datetime, timezone
        from posture.history import database, profile_changes, spool
        from posture.history.database import Database, default_url
        spool.write(spool.RunEntry("a" * 32, "Bo", datetime.now(timezone.utc), {}), Database(default_url()))
        print("written", flush=True)
        input()
        """
    other = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert other.stdout is not None and other.stdin is not None
    database = Database(default_url())
    try:
        assert other.stdout.readline() == "written\n"
        with spool.left_behind(database) as paths:
            assert paths == []
    finally:
        other.kill()
        other.wait()
        other.stdin.close()
        other.stdout.close()
    with spool.left_behind(database) as paths:
        entry = spool.read(paths[0])
        assert entry is not None
        assert (entry.key, entry.person) == ("a" * 32, "Bo")
        with spool.left_behind(database) as again:
            assert again == [], "nobody else gets them within the block"


def test_a_database_that_cannot_be_used_now_takes_it_in_another_time(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = began(WATCH)
    put(now, RESULTS[WATCH])
    crash()
    (data_folder / "posture.db").write_bytes(b"this is no database" * 200)
    assert recover() == []
    assert len(files(data_folder)) == 1
    (data_folder / "posture.db").unlink()
    assert [left.now.error for left in recover()] == [""]


def test_a_disk_that_refuses_costs_the_safety_and_not_the_run(
    data_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (data_folder / "under-way").write_text("a file in its place")
    assert put(began(), RESULTS[EXERCISE]) == []
    assert "cannot be put on disk" in caplog.text


def test_whatever_goes_wrong_with_the_disk_the_run_is_kept_all_the_same(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_more_threads = ThreadPoolExecutor(1)
    no_more_threads.shutdown()
    monkeypatch.setattr(spooling, "_DISK", no_more_threads)
    assert put(began(), RESULTS[EXERCISE], ending=Ending.STOPPED) == []
    assert "cannot be put on disk" in caplog.text


def test_after_its_end_nothing_takes_the_place_of_the_whole(data_folder: Path) -> None:
    now = began(WATCH)
    part, whole = ({"summary": {**SEEN.as_dict(), "judged_s": s}, "baseline": None} for s in (30.0, 60.0))

    async def reloaded_at_the_end() -> None:
        file = RunFile(now, token="the first page's", tell=nobody_listens)
        file.grow(json.dumps(part).encode())
        await file.end(json.dumps(whole).encode(), Ending.STOPPED)
        before = files(data_folder)[0].read_bytes()
        file.belong("the second page's")
        file.grow(json.dumps(part).encode())
        assert file._writing is not None
        await file._writing
        assert files(data_folder)[0].read_bytes() == before
        spool.remove(now.run, Database(default_url()))
        file.belong("a third page's")
        await file._writing
        assert files(data_folder) == []

    asyncio.run(reloaded_at_the_end())


def test_a_browser_that_does_not_listen_holds_nothing_up() -> None:
    async def hangs(_: object) -> None:
        await asyncio.Event().wait()

    async def end_it() -> None:
        file = RunFile(began(), token="the page's", tell=hangs)
        file.grow(json.dumps(RESULTS[EXERCISE]).encode())
        await asyncio.wait_for(file.end(None, Ending.STOPPED), 60)

    asyncio.run(end_it())


# --- what is sent ahead


def test_the_result_so_far_is_never_older_than_five_seconds() -> None:
    engine = ReplayEngine("full")
    engine.begin(choice_of(WATCH, "").asked())
    sent_s = [0.0]
    for step in range(1, 240):
        if any(kind is Answer.SO_FAR for kind, _ in engine.step(0.0, JPEG)):
            sent_s.append(step / 3.0)
    gaps = [b - a for a, b in pairwise(sent_s)]
    assert max(gaps) <= 5.0 + 1e-6
    assert len(gaps) >= 15


# --- the page comes back


def test_a_page_that_comes_back_to_another_server_gets_its_run() -> None:
    now = began()
    put(now, RESULTS[EXERCISE])
    crash()

    async def come_back() -> tuple[LiveSession | None, LiveSession | None]:
        registry = SessionRegistry(ServerLimits(max_sets=1))
        async with registry.lifespan(None):
            fresh = registry.open()
            session = await registry.claim(fresh.token, earlier="the page's")
            stranger = await registry.claim(registry.open().token, earlier="the page's")
            assert session is registry.get(fresh.token)
            return session, stranger

    session, stranger = asyncio.run(come_back())
    assert session is not None and stranger is not None
    assert (session.snapshot.ending, session.choice) == (Ending.INTERRUPTED, now.choice)
    assert session.snapshot.set_id is not None
    assert session.snapshot.for_browser()["counts"]["attempts"] == len(wall_angels().attempts)
    assert stranger.snapshot.state is State.IDLE, "it is told once"


# --- the history


def test_a_mark_travels_with_an_export_and_a_run_does_not(tmp_path: Path) -> None:
    made = KeptSet.of(a_session(), started_at=datetime.now(timezone.utc), person="Ida")
    with Store() as store:
        store.keep(replace(made, interrupted=True, run=new_key()))
        store.save(a_session(), started_at=datetime.now(timezone.utc) + timedelta(hours=1))
        export(store.content(), tmp_path / "all.json")
        told = json.loads((tmp_path / "all.json").read_text("utf-8"))["sets"]
        assert [one.get("interrupted") for one in told] == [True, None]
        assert not any("run" in one for one in told)
        store.delete_all()
        store.bring_in(read(tmp_path / "all.json"))
        assert [kept.interrupted for kept in store.sets()] == [False, True]


def test_a_rescued_set_of_a_run_is_not_kept_beside_the_run() -> None:
    made = KeptSet.of(a_session(), started_at=datetime.now(timezone.utc), person="Ida")
    once = replace(made, run=new_key())
    with Store() as store:
        number = store.keep(once)
        longer = replace(once, session=a_session(5), counts=a_session(5).counts)
        again = KeptSet.from_dict(json.loads(json.dumps(longer.as_dict())))
        assert store.bring_in([again]).known == 1
        assert store.keep(longer) == number
        assert [kept.counts.attempts for kept in store.sets()] == [3]


def test_live_sets_are_kept_with_every_digit() -> None:
    session = replace(wall_angels(), seen_s=1.0 / 3.0)
    result = json.loads(json.dumps(SetRecord(session).as_dict()))
    number, _ = keep(began(), result)
    assert number is not None
    with Store() as store:
        kept = store.get(number).session
    assert kept is not None
    assert kept.seen_s == 1.0 / 3.0


def test_checks_of_an_interrupted_visit_say_so() -> None:
    engine = ReplayEngine("full")
    engine.begin(choice_of(CHECK, "").asked())
    result: dict[str, Any] = {"checks": []}
    while not result["checks"]:
        for kind, told in engine.step(0.0, JPEG):
            result = json.loads(told) if kind is Answer.SO_FAR else result
    put(began(CHECK), result)
    crash()
    recover()
    with Store() as store:
        assert [one.interrupted for one in kept_checks(store.journal, person="Ida")] == [True]


def test_a_set_that_was_rescued_has_no_file_beside_and_comes_back_once(data_folder: Path) -> None:
    now = began()
    put(now, RESULTS[EXERCISE], ending=Ending.STOPPED)
    (data_folder / "posture.db").write_bytes(b"this is no database" * 200)
    number, error = keep(now, RESULTS[EXERCISE])
    assert number is None
    assert "is safe in" in error
    assert files(data_folder) == []
    (data_folder / "posture.db").unlink()
    crash()
    recover()
    with Store() as store:
        assert [kept.interrupted for kept in store.sets()] == [False]


def test_a_watch_that_could_not_be_kept_stays_on_disk_until_it_is(data_folder: Path) -> None:
    now = began(WATCH)
    put(now, RESULTS[WATCH], ending=Ending.STOPPED)
    (data_folder / "posture.db").write_bytes(b"this is no database" * 200)
    assert keep(now, RESULTS[WATCH])[1]
    assert len(files(data_folder)) == 1
    (data_folder / "posture.db").unlink()
    assert keep(now, RESULTS[WATCH])[1] == ""
    assert files(data_folder) == []


@pytest.mark.parametrize("deleting", [False, True])
def test_the_command_line_takes_in_what_a_killed_server_left(deleting: bool, data_folder: Path) -> None:
    put(began(), RESULTS[EXERCISE])
    crash()
    asked = ["history", "--delete-person", "Ida", "--yes"] if deleting else ["history", "--json"]
    said = CliRunner().invoke(app, asked)
    assert said.exit_code == 0, said.output
    if not deleting:
        assert [one["interrupted"] for one in json.loads(said.stdout)] == [True]
    assert files(data_folder) == []
    with Store() as store:
        assert store.profiles.names() == ([] if deleting else ["Ida"])


def test_a_page_that_was_reloaded_in_the_set_gets_it_back_all_the_same() -> None:
    now = began()

    async def reload() -> None:
        async def tell(message: Any) -> None:
            """Nobody listens."""

        file = RunFile(now, token="the page's", tell=tell)
        file.grow(json.dumps(RESULTS[EXERCISE]).encode())
        file.belong("the reloaded page's")
        while file._writing is not None and not file._writing.done():
            await asyncio.sleep(0.01)

    asyncio.run(reload())
    crash()
    (left,) = recover()
    assert left.token == "the reloaded page's"
    assert left.now.session is not None
