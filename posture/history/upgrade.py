"""Bringing the tables of a database up to date.

Loading Alembic takes time, so this module is imported only when there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from posture.errors import StoreError
from posture.history import revision
from posture.history.backup import copy

SCRIPTS = Path(__file__).parent / "migrations"
"""Alembic's folder: ``env.py`` and the steps in ``versions``."""


def config() -> Config:
    """Return Alembic's settings, made here: an installed program has no ``alembic.ini``."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return made


def upgrade(connection: Connection, *, file: Path | None) -> None:
    """Apply every step that is missing, in the transaction of ``connection``.

    Args:
        connection: An open transaction that writes.
        file: The SQLite file; one that holds sets already is copied first, to ``FILE.bak-REVISION``.

    Raises:
        StoreError: The database was made by a newer program.
    """
    stored = revision.stored(connection)
    if stored == revision.HEAD:  # another program did it while this one waited for its turn
        return
    settings = config()
    if stored is not None:
        known = {step.revision for step in ScriptDirectory.from_config(settings).walk_revisions()}
        if stored not in known:
            raise StoreError(
                f"the kept sets were written by a newer posture (revision {stored}, this one knows up to "
                f"{revision.HEAD}); update the program"
            )
    if stored is not None and file is not None:
        copy(file, file.with_name(f"{file.name}.bak-{stored}"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise StoreError(
                f"bringing the kept sets up to date would lose {len(broken)} rows; nothing was changed"
            )
