"""Copies of a SQLite database beside it: one a day, checked, the last three; and one of them put back.

``posture.db.copy-20261128T181500`` is of that moment (UTC), ``posture.db.bak-REVISION`` was made before
the tables changed, ``posture.db.damaged-…`` is what a copy took the place of. Deleting removes them all.
Two more files beside them are only locks: every program that uses the database shares
``posture.db-in-use``, and the one that makes or removes copies holds ``posture.db-copying``.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from glob import escape
from pathlib import Path

from posture.errors import StoreError
from posture.files.atomic_file import AtomicFile
from posture.files.claims import Claim

KEPT = 3
"""How many daily copies there are at most."""
_WAIT_S, _STEP_S = 30.0, 0.05
"""How long a copy that is just being made is waited for."""
_STAMP = "%Y%m%dT%H%M%S"
_DAILY = re.compile(r".*\.copy-(\d{8}T\d{6})")
_KINDS = (".copy-", ".bak-", ".damaged-")
_COUNTED = ("sets", "notes", "settings")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that can be put back.

    Attributes:
        path: The file.
        made_at: When it was made, aware, in UTC.
        sets: How many sets it holds.
        notes: How many notes.
        settings: How many settings.
    """

    path: Path
    made_at: datetime
    sets: int
    notes: int
    settings: int


def every_file(file: Path) -> list[Path]:
    """Return all files beside a database that hold, or held, what it holds."""
    return [path for kind in _KINDS for path in sorted(file.parent.glob(f"{escape(file.name)}{kind}*"))]


def readable(file: Path) -> list[Copy]:
    """Return the copies of a database that can be put back, newest first."""
    found = (_copy(path) for path in every_file(file) if ".damaged-" not in path.name)
    return sorted((copy for copy in found if copy), key=lambda copy: copy.made_at, reverse=True)


def is_due(file: Path) -> bool:
    """Return whether there is no copy of today yet."""
    today = f"{datetime.now(timezone.utc):%Y%m%d}"
    return not any(path.name.partition(".copy-")[2].startswith(today) for path in _daily(file))


def make(file: Path) -> bool:
    """Make the copy of the day, checked before it takes its place, and remove those of earlier days.

    Returns:
        Whether there is one. A database without anything in it needs none, and the copies of one that
        cannot be read are better than another copy of it.

    Raises:
        StoreError: The database is damaged.
        OSError: The disk does not take it, or another program is making one.
        sqlite3.Error: The database cannot be read.
    """
    if not is_due(file):
        return True
    with copying(file):
        if not is_due(file):  # another program was quicker
            return True
        stamp = datetime.now(timezone.utc).strftime(_STAMP)
        with AtomicFile(file.with_name(f"{file.name}.copy-{stamp}")) as whole:
            _pour(file, whole.temporary)
            check(whole.temporary, called=file)
            made = _copy(whole.temporary)
            if made is None or not (made.sets or made.notes or made.settings):
                return False
            shutil.copymode(file, whole.temporary)
            whole.commit()
        others = [path for path in _daily(file) if path != whole.path]
        for old in sorted(others)[: -(KEPT - 1)]:
            old.unlink(missing_ok=True)
        return True


def copy(file: Path, target: Path) -> None:
    """Copy a SQLite database, journal included, while others may use it; whole or not at all.

    Args:
        file: The database.
        target: The copy; a file that is there is replaced.

    Raises:
        OSError: The disk does not take it.
        sqlite3.Error: The database cannot be read.
    """
    with AtomicFile(target, force=True) as whole:
        _pour(file, whole.temporary)
        whole.commit()


def check(file: Path, *, called: Path | None = None) -> None:
    """Read every page of a database that nobody writes to, or of the copy of one.

    Args:
        file: The database.
        called: What an error calls it; ``file`` itself without one.

    Raises:
        StoreError: It is damaged.
    """
    try:
        with closing(_opened(file)) as raw:
            said = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise StoreError(f"{called or file} is damaged ({said.splitlines()[0]})")


def restore(file: Path, chosen: Copy) -> Path | None:
    """Put a copy in the place of the database; the copy stays too.

    Args:
        file: The database.
        chosen: The copy.

    Returns:
        Where the file is now that was there, with its journal beside it; ``None`` where there was none.

    Raises:
        StoreError: The copy is damaged, or a program has the database open.
        OSError: The disk does not take it.
    """
    with _alone(file), AtomicFile(file, force=True) as whole:
        shutil.copyfile(chosen.path, whole.temporary)
        check(whole.temporary, called=chosen.path)
        aside = _set_aside(file)
        whole.commit()
    return aside


def in_use(file: Path) -> Claim | None:
    """Share the database with all others that use it, so that no copy takes its place meanwhile.

    Returns:
        The claim; ``None`` where the folder cannot be written.

    Raises:
        StoreError: A copy is just being put back.
    """
    try:
        return Claim(_lock(file, "in-use"), shared=True)
    except BlockingIOError as error:
        raise StoreError(f"a copy of {file} is just being put back; try again in a moment") from error
    except OSError:  # it cannot be written there
        return None


@contextmanager
def copying(file: Path) -> Iterator[None]:
    """Keep everybody else from making or removing copies: none may appear of what was just deleted.

    Raises:
        TimeoutError: Another program has been making or removing copies for very long.
    """
    until_s = time.monotonic() + _WAIT_S
    claim: Claim | None = None
    while claim is None:
        try:
            claim = Claim(_lock(file, "copying"))
        except BlockingIOError as error:
            if time.monotonic() > until_s:
                raise TimeoutError(f"the copies of {file} are locked by another program") from error
            time.sleep(_STEP_S)
        except OSError:  # it cannot be written there
            break
    try:
        yield
    finally:
        if claim is not None:
            claim.release()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    try:
        claim = Claim(_lock(file, "in-use"))
    except BlockingIOError as error:
        raise StoreError(
            f"{file} is open in another program; end the dashboard and other commands and try again"
        ) from error
    try:
        yield
    finally:
        claim.release()


def _lock(file: Path, name: str) -> Path:
    return file.with_name(f"{file.name}-{name}")


def _daily(file: Path) -> list[Path]:
    return [path for path in every_file(file) if _DAILY.fullmatch(path.name)]


def _pour(file: Path, target: Path) -> None:
    """Have SQLite copy a database as it is at this moment, while others go on writing to it."""
    with (
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(target)) as sink,
    ):
        sink.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away as a whole
        source.backup(sink)


def _opened(file: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to, without a trace beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _copy(path: Path) -> Copy | None:
    """Return what a copy holds; ``None`` for a file that is none."""
    with suppress(sqlite3.Error, OSError, ValueError), closing(_opened(path)) as raw:
        there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "sets" not in there:
            return None
        counts = {
            name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] if name in there else 0  # noqa: S608 - names of ours
            for name in _COUNTED
        }
        return Copy(path, _made_at(path), **counts)
    return None


def _made_at(path: Path) -> datetime:
    named = _DAILY.fullmatch(path.name)
    if named:
        return datetime.strptime(named[1], _STAMP).replace(tzinfo=timezone.utc)
    return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)


def _set_aside(file: Path) -> Path | None:
    """Give the database a second name, and move its journal there: a new file may not meet the old one."""
    if not file.exists():
        return None
    aside = file.with_name(f"{file.name}.damaged-{datetime.now(timezone.utc).strftime(_STAMP)}")
    try:
        os.link(file, aside)
    except OSError:
        shutil.copy2(file, aside)
    for tail in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}{tail}").replace(aside.with_name(f"{aside.name}{tail}"))
    return aside
