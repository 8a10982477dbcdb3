"""Kept sets as a table for a spreadsheet: CSV as a person's own Excel or LibreOffice reads it.

For people, not for programs: times are the person's own, numbers have the digits that mean something,
and decimals and columns are parted as in the person's country. Programs read the JSON, which has all of it.
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
"""Titles of the columns; there is one row for each attempt."""

_MARK = "\ufeff"
"""Byte-order mark: without it Excel takes the text for another encoding than UTF-8."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
"""Characters that would end a cell or a row in the middle of words."""
_FORMULA = re.compile(r"(^|[,;\"])(\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
"""Beginning of a formula to a spreadsheet, even in a cell that opens where a wrong separator is read."""


@dataclass(frozen=True, slots=True)
class Manner:
    """The format of numbers and times in a person's spreadsheet.

    Attributes:
        decimal: Decimal sign.
        here: Puts a moment into the person's time zone; by default that of this computer.
    """

    decimal: str = "."
    here: Callable[[datetime], datetime] = datetime.astimezone

    @property
    def separator(self) -> str:
        """Separator of the columns: a semicolon where decimals have a comma."""
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
    """Write the table and return how many sets are in it.

    Args:
        sets: Whole sets.
        file: File, open for writing text.
        manner: Format of numbers and times.
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
    """Return a number with at most so many decimals; "" for NaN."""
    if not math.isfinite(value):
        return ""
    plain = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return ("0" if plain == "-0" else plain).replace(".", manner.decimal)


def _cell(words: str) -> str:
    """Return words safe for a cell: a formula gets an apostrophe before it, as spreadsheets write it."""
    return _FORMULA.sub(r"\1'\2", _BREAKS.sub(" ", words))
