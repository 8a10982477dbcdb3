"""Profiles that were renamed or deleted, for sets of theirs that are under way just then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; of changes before it nothing is known."""
    op.create_table(
        "profile_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("name", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_profile_changes"),
    )
