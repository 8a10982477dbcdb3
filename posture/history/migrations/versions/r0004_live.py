"""An index of the sets that were made before the camera: however many come from files, the last is found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index; nothing that is kept changes."""
    live = sa.text("coalesce(source_kind, 'camera') = 'camera'")
    op.create_index(
        "ix_sets_live_person_started_at",
        "sets",
        ["person", "started_at"],
        sqlite_where=live,
        postgresql_where=live,
    )
