"""The revision of the tables that the database has, read and first written without loading Alembic."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)
from sqlalchemy.schema import CreateIndex, CreateTable

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
    for table in Base.metadata.sorted_tables:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=_in_turn):
            connection.execute(CreateIndex(index))
    _REVISIONS.create(connection)
    connection.execute(insert(_REVISIONS).values(version_num=HEAD))


def _in_turn(index: Index) -> tuple[bool, str]:
    """Order indexes by name, those of some rows only after those of all.

    SQLite takes the newest where two seem as good, and one of some rows is never worse. SQLAlchemy has them
    in a set, whose order changes from process to process.
    """
    return index.dialect_options["sqlite"]["where"] is not None, str(index.name)
