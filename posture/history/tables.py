"""The tables: one row for each set, and below it a row for every attempt, fault, finding and gap; and notes.

What is unknown is NaN in the program and NULL in the database. Texts and times are stored so that
SQLite and PostgreSQL give back the same. Changing a table here needs a new step in
``migrations/versions``; a test compares the two.
"""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    false,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class NullableFloat(TypeDecorator[float]):
    """A float with all its digits; NaN (not seen) is NULL."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """Turn NaN into NULL.

        Args:
            value: What the program has.
            dialect: Of the database.
        """
        return None if value is None or math.isnan(value) else float(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> float:
        """Turn NULL into NaN.

        Args:
            value: What the database has.
            dialect: Of the database.
        """
        return math.nan if value is None else float(value)


class Words(TypeDecorator[str]):
    """Text that every database takes.

    File names may hold bytes that are no text, and PostgreSQL refuses the zero character: both
    become the replacement character, since a set must not be lost over its file's name.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace characters that cannot be stored by U+FFFD.

        Args:
            value: What the program has.
            dialect: Of the database.
        """
        if value is None:
            return None
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


class UtcMoment(TypeDecorator[datetime]):
    """A moment, always in UTC; SQLite keeps no time zones, so it is added again on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring an aware moment to UTC.

        Args:
            value: What the program has.
            dialect: Of the database.
        """
        return None if value is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return a stored moment as aware, in UTC.

        Args:
            value: What the database has.
            dialect: Of the database.
        """
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Base(DeclarativeBase):
    """All tables of the store; constraints have names, so that later migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words, datetime: UtcMoment}  # noqa: RUF012 - SQLAlchemy reads it from the class


def _measure() -> Mapped[float]:
    return mapped_column(NullableFloat, nullable=True)


def _set_id() -> Mapped[int]:
    return mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Mapped[int]:
    return mapped_column(primary_key=True, autoincrement=False)


def _children(order: str) -> Any:
    return relationship(order_by=order, cascade="all, delete-orphan", passive_deletes=True)


IS_LIVE: ColumnElement[bool] = literal_column("coalesce(source_kind, 'camera') = 'camera'")
"""A set that was made before the camera: not one from a file, which is kept at another time than it was done.

It stands in queries as it stands in the index, without parameters: else no database finds the index.
"""


class SetRow(Base):
    """A set: when, who, what, the counts, and where the poses came from."""

    __tablename__ = "sets"
    __table_args__ = (
        Index(None, "started_at"),
        Index(None, "exercise", "started_at"),
        Index(None, "person", "started_at"),
        Index(None, "person", "exercise", "started_at"),
        Index(
            "ix_sets_live_person_started_at",
            "person",
            "started_at",
            sqlite_where=IS_LIVE,
            postgresql_where=IS_LIVE,
        ),
        Index(None, "run", unique=True),
        {"sqlite_autoincrement": True},  # an open page must not show another set under an old number
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    person: Mapped[str]
    exercise: Mapped[str]
    view: Mapped[str | None]
    version: Mapped[str]
    method: Mapped[str]
    ready_at_s: Mapped[float] = _measure()
    seen_s: Mapped[float] = _measure()
    measured_s: Mapped[float] = _measure()
    reps: Mapped[int]
    clean_reps: Mapped[int]
    attempted: Mapped[int]
    left_reps: Mapped[int | None]
    right_reps: Mapped[int | None]
    held_s: Mapped[float | None] = mapped_column(Double)
    source_name: Mapped[str | None]
    source_kind: Mapped[str | None]
    source_duration_s: Mapped[float] = _measure()
    source_frames: Mapped[int | None]
    source_fps: Mapped[float] = _measure()
    source_width_px: Mapped[int | None]
    source_height_px: Mapped[int | None]
    model_name: Mapped[str | None]
    model_sha256: Mapped[str | None]
    run: Mapped[str | None]
    """The live run that it came from: nothing of a run is kept twice."""
    interrupted: Mapped[bool] = mapped_column(server_default=false())
    """The program was ended in the middle of it."""
    confirmed_at: Mapped[datetime | None]
    """When the person said that the count, with what they corrected, is right."""

    attempts: Mapped[list[AttemptRow]] = _children("AttemptRow.position")
    findings: Mapped[list[FindingRow]] = _children("FindingRow.position")
    problems: Mapped[list[ProblemRow]] = _children("ProblemRow.position")
    unmeasured: Mapped[list[UnmeasuredRow]] = _children("UnmeasuredRow.position")
    corrections: Mapped[list[CorrectionRow]] = _children("CorrectionRow.id")
    trace: Mapped[TraceRow | None] = relationship(
        uselist=False, cascade="all, delete-orphan", passive_deletes=True
    )


class AttemptRow(Base):
    """One attempt, counted or not."""

    __tablename__ = "attempts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    set_id: Mapped[int] = _set_id()
    position: Mapped[int] = _position()
    number: Mapped[int]
    side: Mapped[str]
    start_s: Mapped[float] = _measure()
    peak_s: Mapped[float] = _measure()
    end_s: Mapped[float] = _measure()
    hold_s: Mapped[float] = _measure()
    reach: Mapped[float] = _measure()
    unit: Mapped[str]
    counted: Mapped[bool]
    reason: Mapped[str | None]
    clean: Mapped[bool]

    faults: Mapped[list[FaultRow]] = _children("FaultRow.position")


class FaultRow(Base):
    """The name of a rule that an attempt broke."""

    __tablename__ = "faults"
    __table_args__ = (
        ForeignKeyConstraint(
            ["set_id", "attempt_position"], ["attempts.set_id", "attempts.position"], ondelete="CASCADE"
        ),
        {"sqlite_with_rowid": False},
    )

    set_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_position: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = _position()
    rule: Mapped[str]


class FindingRow(Base):
    """A fault of form with the value that shows it and the limit that it broke."""

    __tablename__ = "findings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    set_id: Mapped[int] = _set_id()
    position: Mapped[int] = _position()
    rule: Mapped[str]
    severity: Mapped[str]
    t_s: Mapped[float] = _measure()
    attempt: Mapped[int | None]
    measured: Mapped[float] = _measure()
    allowed: Mapped[float] = _measure()
    unit: Mapped[str]
    cue: Mapped[str]


class ProblemRow(Base):
    """A stretch of time in which the movement could not be seen."""

    __tablename__ = "problems"
    __table_args__ = ({"sqlite_with_rowid": False},)

    set_id: Mapped[int] = _set_id()
    position: Mapped[int] = _position()
    code: Mapped[str]
    from_s: Mapped[float] = _measure()
    to_s: Mapped[float] = _measure()
    message: Mapped[str]


class UnmeasuredRow(Base):
    """Something that was not judged, and why."""

    __tablename__ = "unmeasured"
    __table_args__ = ({"sqlite_with_rowid": False},)

    set_id: Mapped[int] = _set_id()
    position: Mapped[int] = _position()
    what: Mapped[str]
    why: Mapped[str]


class TraceRow(Base):
    """The main signal of a set over time, as `Trace.pack` writes it; read only where it is asked for."""

    __tablename__ = "traces"

    set_id: Mapped[int] = _set_id()
    unit: Mapped[str]
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class CorrectionRow(Base):
    """What a person said about an attempt, or about one that is not listed."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("sets.id", ondelete="CASCADE"), index=True)
    attempt: Mapped[int | None]
    verdict: Mapped[str]
    made_at: Mapped[datetime]


class NoteRow(Base):
    """Something that a person said or did beside the sets: pain, a screening, a timer that ran."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "person", "kind", "written_at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    kind: Mapped[str]
    written_at: Mapped[datetime]
    content: Mapped[str]
    run: Mapped[str | None] = mapped_column(index=True)
    """The live run that it came from, which may have left several notes."""


class SettingRow(Base):
    """A choice of a person, or of the household where the person is empty."""

    __tablename__ = "settings"

    person: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class ProfileChangeRow(Base):
    """That a profile was renamed or deleted, for sets of theirs that are under way just then."""

    __tablename__ = "profile_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person: Mapped[str | None]
    """A number that the profile's name gives (`posture.history.profile_changes`); NULL for everybody."""
    name: Mapped[str | None]
    """The new name; NULL where it was deleted."""
