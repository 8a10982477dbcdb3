"""The revision of the tables that the database has, read and first written without loading Alembic."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from posture.history.tables import Base

HEAD = "0005"
"""The newest step in ``migrations/versions``; a test holds it to that."""

TABLE = "posture_revision"
"""Where the revision stands: not Alembic's usual name, as a clinic's database may serve others too."""

_REVISIONS = Table(
    TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{TABLE}_pkc"),
)
"""The table as Alembic makes it."""


def stored(connection: Connection) -> str | None:
    """Return the revision of the database; ``None`` for one that has no tables of ours yet."""
    if not inspect(connection).has_table(TABLE):
        return None
    found = connection.execute(select(_REVISIONS.c.version_num)).scalar()
    return None if found is None else str(found)


def begin(connection: Connection) -> None:
    """Make the newest tables in a database that has none of ours, and write down their revision.

    The steps would make the same ones, but Alembic takes longer to load than a first page may take to draw.
    """
    Base.metadata.create_all(connection, checkfirst=False)
    _REVISIONS.create(connection)
    connection.execute(insert(_REVISIONS).values(version_num=HEAD))
