"""Kept sets as a table: CSV as a person's own Excel or LibreOffice reads it. Its columns are `COLUMNS`.

It is for people, not for programs: times are the person's own, numbers have the digits that mean
something, and decimals and columns are separated as in the person's country. Programs read the JSON,
which has all of it.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from posture.history.kept_set import KeptSet
from posture.locale.formats import decimal_sign

COLUMNS = (
    *("set_id", "started_at", "person", "exercise", "view"),
    *("attempt", "side", "start_s", "peak_s", "end_s", "duration_s", "hold_s", "range", "unit"),
    *("counted", "reason", "clean", "faults", "correction", "time_zone"),
)
"""The columns, one row for each attempt."""

_MARK = "\ufeff"
"""The byte-order mark: without it Excel takes the text for another encoding than UTF-8."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
"""What would end a cell or a row in the middle of words."""
_FORMULA = re.compile(r"(^|[,;\"])(\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
"""What a spreadsheet takes for a formula, also in a cell that opens where a wrong separator is read."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person's spreadsheet writes numbers and times.

    Attributes:
        decimal: What stands before the decimals.
        here: A moment in the person's time zone; that of this computer unless given.
    """

    decimal: str = "."
    here: Callable[[datetime], datetime] = datetime.astimezone

    @property
    def separator(self) -> str:
        """What separates the columns: a semicolon where decimals have a comma."""
        return ";" if self.decimal == "," else ","


def manner_of(locale: str) -> Manner:
    """Return the manner of a language, or of a language in a country.

    >>> manner_of("de").separator, manner_of("de-CH").separator, manner_of("en_US.UTF-8").separator
    (';', ',', ',')

    Raises:
        ValueError: That is no language.
    """
    return Manner(decimal_sign(locale))


def write(sets: Iterable[KeptSet], file: TextIO, manner: Manner) -> int:
    """Write the table, and return how many sets are in it.

    Args:
        sets: Whole sets.
        file: Where to.
        manner: How numbers and times are written.
    """
    number = 0
    file.write(_MARK)
    table = csv.writer(file, delimiter=manner.separator)
    table.writerow(COLUMNS)
    for number, kept in enumerate(sets, start=1):  # noqa: B007 - the last one is the answer
        table.writerows(_rows(kept, manner))
    return number


def _rows(kept: KeptSet, manner: Manner) -> Iterator[list[Any]]:
    said = {c.attempt: c.verdict.value for c in kept.corrections}
    begun = manner.here(kept.started_at)
    words = (kept.person, kept.exercise, kept.view or "")
    common = [kept.id, f"{begun:%Y-%m-%d %H:%M:%S}", *map(_cell, words)]
    for attempt in kept.session.attempts if kept.session else ():
        times_s = (attempt.start_s, attempt.peak_s, attempt.end_s, attempt.duration_s, attempt.hold_s)
        yield [
            *common,
            attempt.number,
            attempt.side.value,
            *(_number(time_s, 2, manner) for time_s in times_s),
            _number(attempt.range, 1 if attempt.unit == "deg" else 3, manner),
            _cell(attempt.unit),
            str(attempt.counted).lower(),
            attempt.reason.value if attempt.reason else "",
            str(attempt.clean).lower(),
            _cell(" ".join(attempt.faults)),
            said.get(attempt.number, ""),
            f"UTC{begun.isoformat(timespec='seconds')[19:]}",
        ]


def _number(value: float, digits: int, manner: Manner) -> str:
    """Write a number with at most so many decimals; nothing where it is not known."""
    if not math.isfinite(value):
        return ""
    plain = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return ("0" if plain == "-0" else plain).replace(".", manner.decimal)


def _cell(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula, as spreadsheets do."""
    return _FORMULA.sub(r"\1'\2", _BREAKS.sub(" ", words))
