"""The folders of files that belong to kept sets: beside the database, each file with the set's number."""

from __future__ import annotations

import hashlib
from pathlib import Path

from posture.files.data_folder import data_folder
from posture.history.database import Database


def folder_beside(database: Database, kind: str) -> Path | None:
    """Return the folder of one kind of files; ``None`` for a database that lives in memory.

    Args:
        database: Where the sets are.
        kind: ``pictures`` or ``landmarks``.
    """
    if database.is_memory:
        return None
    if database.file:
        return database.file.parent / f"{database.file.stem}-{kind}"
    key = hashlib.sha256(database.where.encode()).hexdigest()[:8]
    return data_folder() / f"postgresql-{key}-{kind}"
