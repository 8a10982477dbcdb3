"""Which live run a set or a note came from, and whether a set was interrupted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is kept already came from no run that is known."""
    op.add_column("sets", sa.Column("run", sa.Text))
    op.add_column("sets", sa.Column("interrupted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("notes", sa.Column("run", sa.Text))
    op.create_index("ix_notes_run", "notes", ["run"])
    op.create_index("ix_sets_run", "sets", ["run"], unique=True)
