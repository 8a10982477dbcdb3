"""What people say about the machine's count, kept beside it and never over it."""

from __future__ import annotations

from datetime import datetime, timezone

from posture.history.kept_set import Correction, Opinion
from posture.history.mapping import correction_row
from posture.history.set_queries import find
from posture.history.tables import SetRow
from posture.history.transactions import Transactions


class Corrections:
    """The corrections of all sets.

    Every method raises `StoreError` when there is no set of that number, or the database cannot be used.

    Args:
        tables: Where the sets are.
    """

    def __init__(self, tables: Transactions) -> None:
        self._tables = tables

    def add(self, set_id: int, attempt: int | None, verdict: Opinion) -> None:
        """Keep what a person says about an attempt. To say it again changes nothing.

        Args:
            set_id: Number of the set.
            attempt: Number of the attempt in its session; ``None`` for a repetition that is not listed:
                each `Opinion.MISSED` of that kind is one more.
            verdict: What the person says.

        Raises:
            StoreError: There is no set of that number.
            ValueError: The set has no such attempt, or the verdict does not fit it.
        """
        with self._tables.writing() as rows:
            row = find(rows, set_id)
            _check_fit(row, attempt, verdict)
            if attempt is None or all(c.attempt != attempt for c in row.corrections):
                row.confirmed_at = None  # it was said of another count
                row.corrections.append(
                    correction_row(Correction(attempt, verdict, datetime.now(timezone.utc)))
                )

    def withdraw(self, set_id: int, attempt: int | None) -> None:
        """Take back what was said about an attempt.

        Args:
            set_id: Number of the set.
            attempt: Number of the attempt; ``None`` for the newest repetition that was not listed.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._tables.writing() as rows:
            row = find(rows, set_id)
            said = [c for c in row.corrections if c.attempt == attempt]
            for correction in said[-1:]:
                row.confirmed_at = None
                row.corrections.remove(correction)

    def confirm(self, set_id: int, *, right: bool = True) -> None:
        """Keep that the person says the count is right as it stands, with what they corrected.

        Args:
            set_id: Number of the set.
            right: False takes it back. So does any later correction.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._tables.writing() as rows:
            find(rows, set_id).confirmed_at = datetime.now(timezone.utc) if right else None


def _check_fit(row: SetRow, attempt: int | None, verdict: Opinion) -> None:
    """Raise ``ValueError`` for a correction that makes no sense for its attempt."""
    if attempt is None:
        if verdict is not Opinion.MISSED:
            raise ValueError(f"attempt: expected a number for {verdict}, got None")
        return
    counted = [a.counted for a in row.attempts if a.number == attempt]
    if not counted:
        raise ValueError(f"attempt: expected one of {[a.number for a in row.attempts]}, got {attempt}")
    if counted[0] is not (verdict is Opinion.NOT_A_REP):
        state = "counted" if counted[0] else "not counted"
        raise ValueError(f"verdict: attempt {attempt} was {state}, so {verdict} does not fit")
