"""Run by Alembic for every upgrade: the steps go through the connection that the store hands over."""

from alembic import context
from sqlalchemy import Connection

from posture.history import revision
from posture.history.tables import Base


def run(connection: Connection) -> None:
    """Apply the steps in the transaction that the connection is in already."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=revision.TABLE,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # only while Alembic runs it; importing this file does nothing
    run(context.config.attributes["connection"])
