"""When a person said that the count of a set is right."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has said it of what is kept already."""
    op.add_column("sets", sa.Column("confirmed_at", sa.DateTime(timezone=True)))
