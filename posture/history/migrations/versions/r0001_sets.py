"""The first tables: sets and what they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first version."""
    _sets()
    _attempts()
    _findings()
    _gaps()
    _traces()
    _corrections()
    _journal()


def _sets() -> None:
    op.create_table(
        "sets",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("exercise", sa.Text, nullable=False),
        sa.Column("view", sa.Text),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        *_measures("ready_at_s", "seen_s", "measured_s"),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("clean_reps", sa.Integer, nullable=False),
        sa.Column("attempted", sa.Integer, nullable=False),
        sa.Column("left_reps", sa.Integer),
        sa.Column("right_reps", sa.Integer),
        sa.Column("held_s", sa.Double),
        sa.Column("source_name", sa.Text),
        sa.Column("source_kind", sa.Text),
        sa.Column("source_duration_s", sa.Double),
        sa.Column("source_frames", sa.Integer),
        sa.Column("source_fps", sa.Double),
        sa.Column("source_width_px", sa.Integer),
        sa.Column("source_height_px", sa.Integer),
        sa.Column("model_name", sa.Text),
        sa.Column("model_sha256", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_sets"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sets_started_at", "sets", ["started_at"])
    op.create_index("ix_sets_exercise_started_at", "sets", ["exercise", "started_at"])
    op.create_index("ix_sets_person_started_at", "sets", ["person", "started_at"])
    op.create_index("ix_sets_person_exercise_started_at", "sets", ["person", "exercise", "started_at"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        *_place("attempts"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        *_measures("start_s", "peak_s", "end_s", "hold_s", "reach"),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("clean", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "faults",
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("attempt_position", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("set_id", "attempt_position", "position", name="pk_faults"),
        sa.ForeignKeyConstraint(
            ["set_id", "attempt_position"],
            ["attempts.set_id", "attempts.position"],
            name="fk_faults_attempts",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def _findings() -> None:
    op.create_table(
        "findings",
        *_place("findings"),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        *_measures("t_s"),
        sa.Column("attempt", sa.Integer),
        *_measures("measured", "allowed"),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _gaps() -> None:
    op.create_table(
        "problems",
        *_place("problems"),
        sa.Column("code", sa.Text, nullable=False),
        *_measures("from_s", "to_s"),
        sa.Column("message", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unmeasured",
        *_place("unmeasured"),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _traces() -> None:
    op.create_table(
        "traces",
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("set_id", name="pk_traces"),
        sa.ForeignKeyConstraint(["set_id"], ["sets.id"], name="fk_traces_sets", ondelete="CASCADE"),
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Integer),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sa.ForeignKeyConstraint(["set_id"], ["sets.id"], name="fk_corrections_sets", ondelete="CASCADE"),
    )
    op.create_index("ix_corrections_set_id", "corrections", ["set_id"])


def _journal() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_person_kind_written_at", "notes", ["person", "kind", "written_at"])
    op.create_table(
        "settings",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name="pk_settings"),
    )


def _place(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("set_id", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["set_id"], ["sets.id"], name=f"fk_{table}_sets", ondelete="CASCADE"),
    )


def _measures(*names: str) -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, sa.Double) for name in names)
