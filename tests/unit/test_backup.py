"""Copies of the database: one a day, checked, gone with what is deleted, put back by one command."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import time_machine
from kept_samples import MORNING, a_session
from typer.testing import CliRunner

from posture.cli import app
from posture.errors import PostureError, StoreError
from posture.history import backup
from posture.history.daily_copy import DailyCopy
from posture.history.database import Database
from posture.history.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_the_morning() -> Iterator[None]:
    """Copies are of a day: begin where no midnight is near."""
    with time_machine.travel(MORNING):
        yield


@pytest.fixture
def file(data_folder: Path) -> Path:
    return data_folder / "posture.db"


def keep(*people: str) -> None:
    """A program that starts, keeps a set of each and ends."""
    with Store() as store:
        for number, person in enumerate(people):
            store.save(a_session(), started_at=MORNING + timedelta(hours=number), person=person)


def copies(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.glob("*.copy-*"))


def age(file: Path, days: int) -> None:
    """Let the copy of today be one of some days ago."""
    made = file.with_name(copies(file)[-1])
    then = datetime.now(timezone.utc) - timedelta(days=days)
    made.rename(made.with_name(f"{file.name}.copy-{then:%Y%m%dT%H%M%S}"))


def damage(file: Path) -> bytes:
    content = b"no database at all " * 1000
    file.write_bytes(content)
    return content


def mentions(folder: Path, name: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and name in path.read_bytes()]


def posture(*words: str, typed: str = "", code: int = 0) -> str:
    """What a command says, with its errors as `posture.cli.main` prints them."""
    done = CliRunner().invoke(app, words, input=typed)
    said = f"posture: {done.exception}\n" if isinstance(done.exception, PostureError) else ""
    assert done.exit_code == code, (done.output, done.exception)
    return str(done.output) + said


# --- one a day


def test_there_is_a_copy_as_soon_as_something_is_kept_and_one_a_day(file: Path) -> None:
    with Store() as store:
        assert store.sets() == []
    assert copies(file) == []
    keep("Ada")
    (first,) = copies(file)
    keep("Ben", "Cleo")
    assert copies(file) == [first]
    (copy,) = backup.readable(file)
    assert (copy.sets, copy.notes, copy.settings) == (1, 0, 0)
    assert copy.path.stat().st_mode == file.stat().st_mode
    assert abs(datetime.now(timezone.utc) - copy.made_at) < timedelta(hours=1)
    age(file, 1)
    with Store() as store:
        store.sets()
    assert [copy.sets for copy in backup.readable(file)] == [3, 1]


def test_the_last_three_stay(file: Path) -> None:
    for days in (9, 5, 2, 1):
        keep(f"{days} days ago")
        age(file, days)
        keep()
    with Store() as store:
        store.sets()
    assert [copy.sets for copy in backup.readable(file)] == [4, 4, 3]


def test_a_program_that_runs_for_days_makes_one_with_the_first_that_is_kept(file: Path) -> None:
    with Store() as store:
        store.save(a_session(), started_at=MORNING)
        database = store._database
        database._daily_copy.wait()
        age(file, 1)
        database._daily_copy._day = datetime.now(timezone.utc).date() - timedelta(days=1)
        store.save(a_session(), started_at=MORNING + timedelta(days=1))
        database._daily_copy.wait()
        assert [copy.sets for copy in backup.readable(file)] == [2, 1]


def test_a_copy_that_ctrl_c_kept_from_starting_is_waited_for_by_nobody_and_made_later(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("a")
    for name in copies(file):
        file.with_name(name).unlink()
    daily, start = DailyCopy(file), threading.Thread.start

    def interrupted(_: threading.Thread) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        daily.look(changed=False)
    daily.wait()
    assert backup.readable(file) == []
    monkeypatch.setattr(threading.Thread, "start", start)
    daily.make_another()
    daily.wait()
    assert [copy.sets for copy in backup.readable(file)] == [1]


def test_a_damaged_database_takes_no_good_copy_s_place(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    keep(*"abcdefgh")
    age(file, 1)
    before = copies(file)
    with closing(sqlite3.connect(file)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempts'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as raw_file:
        raw_file.seek((page - 1) * size)
        raw_file.write(b"\xff" * 64)
    database = Database(f"sqlite:///{file}")
    with database.transaction():
        pass
    database.close()
    assert copies(file) == before
    assert "is damaged" in caplog.text and "posture doctor" in caplog.text
    with pytest.raises(StoreError, match=r"damaged; put back a copy .* with: posture history --restore"):
        database.check()
    database.close()
    assert not list(file.parent.glob(".posture-part-*"))


def test_a_copy_that_cannot_be_made_stops_nothing(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    (file.parent / "posture.db-copying").mkdir()
    keep("Ada")
    assert len(copies(file)) == 1, "without a lock it is made all the same"
    age(file, 1)
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({file.stat().st_size - 1},) * 2)\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from posture.history.store import Store\nwith Store() as store: print(len(store.sets()))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
    assert "no copy of" in done.stderr and "Traceback" not in done.stderr
    assert len(copies(file)) == 1


def test_copies_made_while_others_write_are_whole(file: Path) -> None:
    keep("Ada")

    def write(name: str) -> None:
        with Store() as store:
            for number in range(15):
                store.save(a_session(), started_at=MORNING + timedelta(days=number), person=name)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Ben", "Cleo")]
    for writer in writers:
        writer.start()
    seen = []
    while any(writer.is_alive() for writer in writers):
        backup.copy(file, file.with_name("look"))
        backup.check(file.with_name("look"))
        with closing(sqlite3.connect(f"{file.with_name('look').as_uri()}?immutable=1", uri=True)) as raw:
            seen.append(raw.execute("SELECT count(*) FROM sets").fetchone()[0])
    assert seen == sorted(seen)
    with Store() as store:
        assert len(store.sets()) == 31


# --- deleted means gone


@pytest.mark.parametrize(
    "remove",
    [
        lambda store: store.delete_person("Wilhelmina"),
        lambda store: store.delete(1),
        lambda store: store.delete_all(),
    ],
)
def test_what_is_deleted_is_in_no_copy_and_the_rest_has_a_new_one(
    file: Path, remove: Callable[[Store], object]
) -> None:
    keep("Wilhelmina")
    age(file, 2)
    keep("Ada")
    damaged = file.with_name("posture.db.damaged-20260101T000000")
    damaged.write_bytes(b"Wilhelmina")
    assert len(copies(file)) == 2 and len(mentions(file.parent, b"Wilhelmina")) >= 3
    with Store() as store:
        remove(store)
        left = len(store.sets())
        assert mentions(file.parent, b"Wilhelmina") == []
    assert mentions(file.parent, b"Wilhelmina") == []
    assert [copy.sets for copy in backup.readable(file)] == ([left] if left else [])


def test_a_copy_that_is_just_being_made_does_not_bring_it_back(file: Path) -> None:
    keep("Wilhelmina", "Ada")
    poured, go_on = threading.Event(), threading.Event()

    def copy_slowly() -> None:
        """As `backup.make`, in another program, at its slowest."""
        with backup.copying(file):
            backup.copy(file, file.with_name("poured"))
            poured.set()
            go_on.wait()
            file.with_name("poured").rename(file.with_name("posture.db.copy-20200101T000000"))

    def delete() -> None:
        with Store() as store:
            store.delete_person("Wilhelmina")

    slow, deleting = threading.Thread(target=copy_slowly), threading.Thread(target=delete)
    slow.start()
    poured.wait()
    deleting.start()
    with closing(sqlite3.connect(file)) as raw:
        while raw.execute("SELECT count(*) FROM sets").fetchone() != (1,):
            assert deleting.is_alive()
    assert deleting.is_alive(), "the deletion waits for the copy"
    go_on.set()
    deleting.join()
    slow.join()
    assert mentions(file.parent, b"Wilhelmina") == []
    assert [copy.sets for copy in backup.readable(file)] == [1]


def test_what_a_killed_copier_left_is_gone_too(file: Path) -> None:
    keep("Wilhelmina")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom posture.files.atomic_file import AtomicFile\n"
        "from posture.history import backup\nfile = Path(sys.argv[1])\n"
        "whole = AtomicFile(file.with_name('copy'))\nbackup._pour(file, whole.temporary)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert any(name.startswith(".posture-part-") for name in mentions(file.parent, b"Wilhelmina"))
    with Store() as store:
        store.delete_person("Wilhelmina")
    assert mentions(file.parent, b"Wilhelmina") == []


# --- put back


def test_a_damaged_database_is_put_back_by_one_command(file: Path) -> None:
    keep("Ada")
    age(file, 1)
    keep("Ben")
    content = damage(file)
    said = posture("history", code=1)
    assert said.startswith(f"posture: {file} is no database or damaged; put back a copy (the newest of 2: ")
    assert said.endswith(", 2 sets) with: posture history --restore\n")
    assert "[y/N]" in posture("history", "--restore", typed="n\n", code=1)
    assert file.read_bytes() == content
    said = posture("history", "--restore", typed="y\n")
    aside = next(file.parent.glob("*.damaged-*"))
    assert f"with 2 sets is put back; what was there is in {aside}" in said
    assert aside.read_bytes() == content
    assert len(copies(file)) == 2
    with Store() as store:
        assert len(store.sets()) == 2


def test_an_older_copy_can_be_chosen(file: Path) -> None:
    keep("Ada")
    age(file, 1)
    keep("Ben")
    assert [copy.sets for copy in backup.readable(file)] == [2, 1]
    assert "there is no copy 3" in posture("history", "--restore", "--copy", "3", code=1)
    said = posture("history", "--restore", "--copy", "2", "--yes")
    assert "1: " in said and " with 2 sets\n2: " in said
    with Store() as store:
        assert [kept.person for kept in store.sets()] == ["Ada"]


def test_the_journal_of_the_damaged_file_does_not_meet_the_copy(file: Path) -> None:
    keep("Ada")
    program = (
        "import os, signal\nfrom datetime import timedelta\nfrom kept_samples import MORNING, a_session\n"
        "from posture.history.store import Store\nstore = Store()\n"
        "store.save(a_session(), started_at=MORNING + timedelta(days=1), person='Ben')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    given = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", program], env=given, check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.with_name("posture.db-wal").stat().st_size > 0
    posture("history", "--restore", "--yes")
    with Store() as store:
        assert [kept.person for kept in store.sets()] == ["Ada"]
    aside = next(path for path in file.parent.glob("*.damaged-*") if path.name[-1].isdecimal())
    with Store(f"sqlite:///{aside}") as store:
        assert len(store.sets()) == 2, "nothing of what was set aside is lost"


def test_nothing_is_put_back_under_a_program_that_has_it_open(file: Path) -> None:
    keep("Ada")
    with Store() as dashboard:
        dashboard.sets()
        before = file.read_bytes()
        said = posture("history", "--restore", "--yes", code=1)
        assert "is open in another program; end the dashboard" in said
        assert file.read_bytes() == before
        assert len(dashboard.sets()) == 1
    posture("history", "--restore", "--yes")


def test_a_copy_that_is_damaged_itself_is_not_put_back(file: Path) -> None:
    keep(*"abcdefgh")
    (name,) = copies(file)
    content = bytearray(file.with_name(name).read_bytes())
    content[4096 * 3 :] = b"\xff" * len(content[4096 * 3 :])
    file.with_name(name).write_bytes(content)
    before = file.read_bytes()
    posture("history", "--restore", "--yes", code=1)
    assert file.read_bytes() == before
    assert not list(file.parent.glob("*.damaged-*"))


def test_without_a_copy_that_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(file)
    assert "there is no copy of it: move it away to begin anew" in posture("history", code=1)
    assert f"there is no copy of {file} to put back" in posture("history", "--restore", "--yes", code=1)
    monkeypatch.setenv("POSTURE_DATABASE_URL", "postgresql://me:secret@clinic/posture")
    said = posture("history", "--restore", "--yes", code=1)
    assert "the kept sets are in postgresql" in said and "pg_restore" in said and "secret" not in said


def test_a_lost_file_is_not_taken_for_an_empty_history(file: Path) -> None:
    keep("Ada")
    for path in file.parent.glob("posture.db"):
        path.unlink()
    assert "No sets are kept, but there is a copy of" in posture("history")
    assert len(copies(file)) == 1, "an empty database takes no copy's place"
    posture("history", "--restore", "--yes")
    with Store() as store:
        assert len(store.sets()) == 1


@pytest.mark.parametrize("words", [("--restore", "1"), ("--copy", "1"), ("--restore", "--delete-all")])
def test_restoring_is_one_thing_alone(words: tuple[str, ...]) -> None:
    posture("history", *words, code=2)
