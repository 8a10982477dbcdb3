"""Sets that could not be kept: written beside the database, taken in when it can be used again."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from contextlib import suppress
from glob import escape
from pathlib import Path
from uuid import uuid4

from posture.files.atomic_file import sweep, written_whole
from posture.files.claims import is_mine
from posture.files.data_folder import RESCUED, data_folder, state_folder
from posture.history.database import Database
from posture.history.kept_set import LARGEST_SET_BYTES, KeptSet
from posture.outside.documents import parse, read_text
from posture.outside.shapes import brief

_LOG = logging.getLogger(__name__)
_STAMP = "????????T??????-????????"
"""The end of a file's name: when the set began, and a random number."""
_PASSING = "posture-rescued-"
"""The beginning of the name of a folder among the system's temporary files."""


def write(kept: KeptSet, database: Database) -> Path:
    """Write the set where it is found again: beside the database, else in the user's own state folder.

    The system's temporary folder, which a restart may empty, is only for when nothing else can be written.

    Args:
        kept: The set.
        database: Where it could not be kept.

    Returns:
        The file.

    Raises:
        OSError: Nowhere can be written.
    """
    name = f"{prefix_of(database)}-{kept.started_at:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}.json"
    refused: OSError | None = None
    for folder in _folders(database):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not is_mine(folder):
                raise PermissionError(f"{folder} belongs to somebody else")
            with written_whole(folder / name) as file:
                json.dump(kept.as_dict(), file, allow_nan=False)
            return folder / name
        except OSError as error:
            refused = error
    raise refused or OSError("no folder to write to")


def told(file: Path) -> str:
    """Say where a rescued set is and what becomes of it."""
    until = " until this computer restarts" if file.parent.name.startswith(_PASSING) else ""
    return f"the set is safe in {file}{until} and comes back by itself when the database can be used"


def waiting(database: Database) -> list[Path]:
    """Return the files of this database that wait to be taken in, oldest first."""
    if database.is_memory:
        return []
    return [
        path
        for folder in _folders(database)
        if _usable(folder)
        for path in sorted(folder.glob(f"{escape(prefix_of(database))}-{_STAMP}.json"))
    ]


def read(path: Path) -> KeptSet | None:
    """Read the set in a file; ``None`` for one that is gone, or that cannot be read and is set aside."""
    try:
        return KeptSet.from_dict(parse(read_text(path, largest=LARGEST_SET_BYTES)))
    except FileNotFoundError:  # another program was quicker
        return None
    except ValueError as error:
        set_aside(path, "the rescued set", error)
        return None


def set_aside(path: Path, what: str, why: Exception) -> None:
    """Give a file that cannot be read a name under which nobody looks for it again, and log that.

    Args:
        path: The file.
        what: What should be in it, for the log.
        why: What is wrong with it.
    """
    with suppress(FileNotFoundError):  # another program was quicker
        aside = path.replace(path.with_suffix(".unreadable"))
        _LOG.warning("%s in %s cannot be read: %s", what, aside, brief(why))


def forget(database: Database, *, person: str | None = None) -> None:
    """Remove the rescued sets of this database, readable or not.

    Args:
        database: Where they belong.
        person: Remove only those of this profile.
    """
    for folder in _folders(database):
        if _usable(folder):
            sweep(folder)
            for path in folder.glob(f"{escape(prefix_of(database))}-{_STAMP}.*"):
                if person is None or is_of(path, person):
                    path.unlink(missing_ok=True)


def rename(database: Database, person: str, name: str) -> None:
    """Give what was set aside the new name of its profile, so that deleting the profile still finds it.

    Args:
        database: Where it belongs.
        person: The name so far.
        name: The name from now on.

    Raises:
        OSError: A file could not be written.
    """
    for folder in filter(_usable, _folders(database)):
        for path in folder.glob(f"{escape(prefix_of(database))}-{_STAMP}.unreadable"):
            rename_within(path, person, name)


def rename_within(path: Path, person: str, name: str) -> None:
    """Put the new name of a profile in place of the old one in a file that cannot be read.

    Args:
        path: The file.
        person: The name so far.
        name: The name from now on.

    Raises:
        OSError: It could not be written.
    """
    if is_of(path, person):
        text = path.read_text(encoding="utf-8", errors="replace")
        with written_whole(path) as file:
            file.write(text.replace(json.dumps(person), json.dumps(name)))


def is_of(path: Path, person: str) -> bool:
    """Return whether a rescued set or run is that person's; a broken file is if it names them at all.

    A file that is gone meanwhile is nobody's.

    Args:
        path: The file.
        person: The profile.
    """
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return False
    try:
        return bool(parse(text)["person"] == person)
    except (ValueError, TypeError, KeyError):
        return bool(person) and json.dumps(person) in text


def prefix_of(database: Database) -> str:
    """Return the beginning of the names of this database's files in a folder that it shares with others."""
    return database.file.stem if database.file else f"postgresql-{_digest(database.where)[:8]}"


def _folders(database: Database) -> tuple[Path, ...]:
    # The last of these places can be written by all: each user and each database has a folder of its own.
    user = os.geteuid() if os.name == "posix" else os.environ.get("USERNAME", "")
    key = _digest(f"{user} {database.where}")[:12]
    away = (state_folder() / RESCUED / key, Path(tempfile.gettempdir()) / f"{_PASSING}{key}")
    if database.is_memory:
        return away
    beside = database.file.parent if database.file else data_folder()
    return (beside / RESCUED, *away)


def _usable(folder: Path) -> bool:
    """Return whether a folder is there, open to this user and not planted by somebody else."""
    try:
        return folder.is_dir() and is_mine(folder)
    except OSError:
        return False


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
