"""Words of the one-page report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTexts:
    """Words of the one-page report for a physiotherapist."""

    title: str
    nobody: str
    period: str
    one_day: str
    made: str
    empty: str
    tiles: Mapping[str, str]
    moves: str
    columns: Mapping[str, str]
    clean: str
    range_from_to: str
    range_once: str
    error: str
    error_unknown: str
    held: str
    short_holds: str
    not_counted: str
    corrected: str
    more_moves: str
    notes: str
    pain: str
    pain_axis: str
    pain_words: str
    pain_kinds: Mapping[str, str]
    no_pain: str
    how: str
    how_source: Mapping[str, str]
    how_lines: Mapping[str, str]
    limits: str
    limit: str
    more_limits: str
    wellness: str
    date: str
