"""The revision of the tables that the database has, read without loading Alembic."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table

HEAD = "0005"
"""The newest step in ``migrations/versions``; a test holds it to that."""

TABLE = "posture_revision"
"""Where the revision stands: not Alembic's usual name, as a clinic's database may serve others too."""


def stored(connection: Connection) -> str | None:
    """Return the revision of the database; ``None`` for one that has no tables of ours yet."""
    if not inspect(connection).has_table(TABLE):
        return None
    found = connection.execute(select(column("version_num")).select_from(table(TABLE))).scalar()
    return None if found is None else str(found)
