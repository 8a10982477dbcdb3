"""Runs under way, each as one small file in the data folder, so that a killed program loses nothing.

A file holds the result of the run so far, and each version replaces the one before as a whole. It goes
when the database has the run. Each process that writes such files holds a lock beside them for as long as
it lives; the files of a process that is gone wait for the next one that looks. The files of a server
database, too, lie in this computer's data folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from glob import escape
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from posture.files.atomic_file import sweep, written_whole
from posture.files.claims import Claim, claimed
from posture.files.data_folder import data_folder
from posture.history.database import Database
from posture.history.kept_set import LARGEST_SET_BYTES
from posture.history.profile_changes import owner_here
from posture.history.rescue import is_of, prefix_of, rename_within, set_aside
from posture.outside.documents import parse, read_text

SCHEMA = "posture.run/1"
_FOLDER = "under-way"
_KEY = "?" * 32
"""A run's key and a process's name are the digits of a UUID."""

_turn = Lock()
"""Held while files are written or removed: nothing may be written of somebody who is being deleted."""
_mine: dict[Path, tuple[int, str, Claim]] = {}
"""By the beginning of the files' names: this process's number, its name there, and its lock."""


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A run as its file has it.

    Attributes:
        key: The run's own, never given twice.
        person: The profile; empty where the household keeps no profiles.
        started_at: When it began, aware, in UTC.
        about: What else has to be known of it, as plain JSON values.
        result: Its result so far, as JSON; ``None`` before there is any.
    """

    key: str
    person: str
    started_at: datetime
    about: Mapping[str, Any]
    result: bytes | None = None


def write(entry: RunEntry, database: Database) -> bool:
    """Write the run to disk under the name that its profile has by now.

    Args:
        entry: The run.
        database: Where it will be kept.

    Returns:
        False where its profile was deleted meanwhile: then nothing is written.

    Raises:
        OSError: It cannot be written.
    """
    with _turn:
        whose = owner_here(database, entry.person, since=entry.started_at)
        path = _own_path(database, entry.key)
        if whose is None:
            path.unlink(missing_ok=True)
            return False
        head = {
            "schema": SCHEMA,
            "key": entry.key,
            "person": whose,
            "started_at": entry.started_at.isoformat(),
            "written_at": datetime.now(timezone.utc).isoformat(),
            "about": dict(entry.about),
        }
        _replace(path, head, "null" if entry.result is None else entry.result.decode())
        return True


def remove(key: str, database: Database) -> None:
    """Remove the file of a run that the database has, or of which there is nothing to keep.

    Args:
        key: The run's.
        database: Where it is kept.

    Raises:
        OSError: It cannot be removed.
    """
    with _turn:
        _own_path(database, key).unlink(missing_ok=True)


@contextmanager
def left_behind(database: Database) -> Iterator[list[Path]]:
    """Give the files of processes that are gone, oldest first; nobody else gets them within the block.

    The caller removes each file whose run is kept.
    """
    locks: dict[Path, Claim] = {}
    try:
        for lock in () if database.is_memory else _locks(database):
            claim = claimed(lock)
            if claim is not None:
                locks[lock] = claim
        found = []
        for path in (run for lock in locks for run in _runs_of(lock)):
            with suppress(FileNotFoundError):  # deleted this very moment
                found.append((path.stat().st_mtime, path))
        yield [path for _, path in sorted(found)]
    finally:
        for lock, claim in locks.items():
            sweep(lock.parent)
            if not _runs_of(lock):
                with suppress(OSError):  # Windows removes nothing that is open: the next one does
                    lock.unlink(missing_ok=True)
            claim.release()


def read(path: Path) -> RunEntry | None:
    """Read the run in a file; ``None`` for one that is gone, or that cannot be read and is set aside."""
    found = _read(path)
    return found and found[1]


def _read(path: Path) -> tuple[dict[str, Any], RunEntry] | None:
    """Read the same, with everything that stands in the file."""
    try:
        data = parse(read_text(path, largest=LARGEST_SET_BYTES))
        if data["schema"] != SCHEMA:
            raise ValueError(f"expected {SCHEMA}, got {data['schema']!r}")
        started_at = datetime.fromisoformat(data["started_at"])
        result = None if data["result"] is None else json.dumps(data["result"]).encode()
        return data, RunEntry(str(data["key"]), str(data["person"]), started_at, dict(data["about"]), result)
    except FileNotFoundError:  # its process has kept it, or it was deleted
        return None
    except (ValueError, KeyError, TypeError) as error:
        set_aside(path, "the run", error)
        return None


def forget(database: Database, *, person: str | None = None) -> None:
    """Remove the runs of this database, readable or not.

    Args:
        database: Where they would be kept.
        person: Remove only those of this profile.

    Raises:
        OSError: A file could not be removed.
    """
    with _turn:
        for path in _all(database, "*"):
            if person is None or is_of(path, person):
                path.unlink(missing_ok=True)


def rename(database: Database, person: str, name: str) -> None:
    """Give the runs of a profile its new name; those that cannot be read are set aside.

    Args:
        database: Where they will be kept.
        person: The name so far.
        name: The name from now on.

    Raises:
        OSError: A file could not be written.
    """
    with _turn:
        for path in _all(database, "json"):
            found = _read(path) if is_of(path, person) else None
            if found is not None:
                data = found[0]
                result = json.dumps(data.pop("result"), allow_nan=False)
                _replace(path, {**data, "person": name}, result)
        for path in _all(database, "unreadable"):
            rename_within(path, person, name)


def _replace(path: Path, head: Mapping[str, Any], result: str) -> None:
    with written_whole(path) as file:
        file.write(f'{json.dumps(head, allow_nan=False)[:-1]}, "result": {result}}}')
    if os.name == "posix":  # the new name, too, must outlast a power cut
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _beginning(database: Database) -> Path:
    """Return the folder with the beginning of the names of this database's files."""
    beside: Path = database.file.parent if database.file else data_folder().absolute()
    return beside / _FOLDER / prefix_of(database)


def _own_path(database: Database, key: str) -> Path:
    """Return where this process has a run; its lock is taken with the first one."""
    begins = _beginning(database)
    process, name = _mine[begins][:2] if begins in _mine else (0, "")
    while process != os.getpid() or not begins.with_name(f"{begins.name}-{name}.lock").exists():
        begins.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = uuid4().hex
        claim = claimed(begins.with_name(f"{begins.name}-{name}.lock"))
        if claim is not None:  # else a process that looks for what was left behind was quicker
            process = os.getpid()
            _mine[begins] = (process, name, claim)
    return begins.with_name(f"{begins.name}-{name}-{key}.json")


def _locks(database: Database) -> list[Path]:
    """Return the locks of every process that has runs, or had some; where one is missing, its place."""
    runs = (path.with_name(f"{path.stem[:-33]}.lock") for path in _all(database, "json"))
    begins = _beginning(database)
    return sorted({*runs, *begins.parent.glob(f"{escape(begins.name)}-{_KEY}.lock")})


def _runs_of(lock: Path) -> list[Path]:
    return sorted(lock.parent.glob(f"{escape(lock.stem)}-{_KEY}.json"))


def _all(database: Database, ending: str) -> list[Path]:
    begins = _beginning(database)
    return sorted(begins.parent.glob(f"{escape(begins.name)}-{_KEY}-{_KEY}.{ending}"))
