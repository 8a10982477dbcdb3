"""Attempts as a pandas DataFrame. Nothing else in Posture needs pandas, which comes with Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from posture.body.landmarks import Side
from posture.coach.attempt import Attempt

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame  # noqa: PLC0414  # a type that the session names

COLUMNS = (
    *("attempt", "side", "start_s", "peak_s", "end_s", "duration_s", "hold_s", "range", "unit"),
    *("counted", "reason", "clean", "faults"),
)
"""The columns, named as in the CSV export."""
_ANY = Attempt(1, Side.BOTH, 0.0, 0.0, 0.0, 0.0, 0.0, "deg", counted=True, reason=None)
"""A row that gives an empty table the types of a filled one."""


def frame_of(attempts: Sequence[Attempt]) -> DataFrame:
    """Return a row for each attempt.

    Args:
        attempts: In their order.

    Returns:
        `COLUMNS` with seconds of the source as floats and NaN where a time is not known; ``side`` and
        ``reason`` as text, ``reason`` "" where the attempt counted; ``faults`` as names with spaces between.
    """
    from pandas import DataFrame

    rows = [_row(attempt) for attempt in attempts or [_ANY]]
    return DataFrame(rows, columns=list(COLUMNS)).iloc[: len(attempts)]


def _row(attempt: Attempt) -> dict[str, Any]:
    plain = asdict(attempt)
    return plain | {
        "attempt": plain["number"],
        "side": str(plain["side"]),
        "duration_s": plain["end_s"] - plain["start_s"],
        "reason": str(plain["reason"] or ""),
        "faults": " ".join(plain["faults"]),
    }
