"""Words of the Today page and of a routine under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayTexts:
    """Words of the day: what is due, the routine that runs, what was done."""

    title: str
    whys: Mapping[str, str]
    """What the page says first, for each reason."""
    next_day: str
    tomorrow: str
    anyway: str
    again: str
    form: str
    rests: str
    over: str
    """What is left out because it was red today; takes ``moves``."""
    start: str
    whole: str
    what: str
    plan: str
    week: str
    marks: Mapping[str, str]
    """Read out for a day of the week: ``done``, ``planned``, ``free``."""
    week_done: str
    streak: str
    suggestions: str
    suggestion: str
    # A routine under way.
    progress: str
    set_of: str
    next: str
    last: str
    in_s: str
    left_s: str
    skip: str
    repeat: str
    easier: str
    easier_is: str
    pause: str
    go_on: str
    stop: str
    stop_title: str
    stop_text: str
    keep_going: str
    paused: str
    was_here: str
    set_saved: str
    how: str
    unseen: str
    # Afterwards.
    well_done: str
    stopped: str
    summary: str
    columns: tuple[str, ...]
    sets_done: str
    left_out: str
    by_time: str
    review: str
