"""Where the program keeps its own files, and which files are its own: nobody else writes over them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

DATABASE = "posture.db"
"""Name of the SQLite file in the data folder."""
RESCUED = "rescued"
"""Name of the folder, beside the database, of sets that could not be kept."""
SIGNED_OUT = "signed-out"
"""Name of the folder of sign-ins that were ended."""

_SQLITE = re.compile(r"sqlite(?:\+\w+)?:///(?P<path>[^?]+)")
_OWN_FOLDERS = (RESCUED, SIGNED_OUT, "under-way")
_OF_SETS = ("pictures", "landmarks")
"""Suffixes of the names of folders whose files belong to sets."""


def data_folder() -> Path:
    """Return where this computer keeps the sets: ``POSTURE_DATA_DIR``, or the user's own data folder."""
    given = os.environ.get("POSTURE_DATA_DIR")
    return Path(given) if given else _of_user().user_data_path


def state_folder() -> Path:
    """Return a second folder of the user's own that survives a restart of the computer."""
    return _of_user().user_state_path


def cache_folder() -> Path:
    """Return where replaceable files are kept: ``POSTURE_CACHE_DIR``, or the user's own cache folder."""
    given = os.environ.get("POSTURE_CACHE_DIR")
    return Path(given) if given else _of_user().user_cache_path


def _of_user() -> PlatformDirs:
    from platformdirs import PlatformDirs  # loaded where a folder is asked for: no help needs one

    return PlatformDirs("posture")


def is_own(path: Path) -> bool:
    """Return whether a file is the program's own: database, journal, copies, and the folders of both.

    Args:
        path: A path without links in it, as `Path.resolve` gives it; the file need not be there.
    """
    return any(_belongs(path, database) for database in _databases()) or _is_below(path, state_folder())


def _belongs(path: Path, database: Path) -> bool:
    """Return whether a file is the database, goes with it by name, or is the same file by another name."""
    folder, name = database.parent, database.name.casefold()
    if path.parent == folder and path.name.casefold().startswith(name):
        return True
    of_sets = (f"{database.stem}-{kind}" for kind in _OF_SETS)
    if any(_is_below(path, folder / own) for own in (*_OWN_FOLDERS, *of_sets)):
        return True
    return path.exists() and any(
        own.samefile(path) for own in folder.glob("*") if own.name.casefold().startswith(name)
    )


def _is_below(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder.resolve())


def _databases() -> Iterator[Path]:
    """Yield the SQLite files that are in use here, without links in their paths."""
    yield (data_folder() / DATABASE).resolve()
    named = _SQLITE.match(os.environ.get("POSTURE_DATABASE_URL", ""))
    if named and named["path"] != ":memory:":
        yield Path(named["path"]).resolve()
