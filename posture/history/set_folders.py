"""Where files lie that belong to kept sets: in folders beside the database, each with the set's number."""

from __future__ import annotations

import hashlib
from pathlib import Path

from posture.files.data_folder import data_folder
from posture.history.database import Database


def folder_beside(database: Database, kind: str) -> Path | None:
    """The folder of that kind of files of one database; ``None`` for one that lives in memory."""
    if database.is_memory:
        return None
    if database.file:
        return database.file.parent / f"{database.file.stem}-{kind}"
    key = hashlib.sha256(database.where.encode()).hexdigest()[:8]
    return data_folder() / f"postgresql-{key}-{kind}"
