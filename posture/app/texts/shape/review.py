"""Words of the page that lists kept sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture.guide.content_types import Light
from posture.history.pain_notes import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTexts:
    """Words of the page that lists kept sets."""

    title: str
    lead: str
    empty: str
    empty_help: str
    empty_button: str
    filter: str
    count: str
    open: str
    back: str
    missing: str
    corrections_title: str
    corrections_help: str
    not_a_rep: str
    missed_one: str
    which_wrong: str
    which_missed: str
    attempt: str
    attempt_option: str
    unlisted: str
    correct: str
    said_not_a_rep: str
    said_missed: str
    said_unlisted: str
    withdraw: str
    corrected_note: str
    confirm_help: str
    confirm: str
    confirmed: str
    confirm_corrected: str
    confirmed_corrected: str
    as_counted: str
    as_counted_more: str
    as_counted_none: str
    delete: str
    delete_title: str
    delete_help: str
    delete_yes: str
    delete_no: str
    export_json: str
    export_csv: str
    duration: str
    shown: str
    more: str
    today: str
    yesterday: str
    date: str
    export_all: str
    week_sets: str
    week_days: str
    weeks_sets: str
    weeks_time: str
    calendar_title: str
    calendar_words: str
    weeks_title: str
    weeks_words: str
    weekdays: tuple[str, str, str, str, str, str, str]
    """From Monday, as short as can be read."""
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    day: str
    tips: Mapping[str, str]
    """What stands before the values in the box at the pointer."""
    moves_title: str
    moves_help: str
    span: str
    spans: Mapping[int, str]
    """Choices of how far back to look, by weeks; 0 is everything."""
    nothing_in_span: str
    reach_title: str
    reach_words: str
    reach_words_unknown: str
    reach_target: str
    reach_source: str
    trend_same: str
    trend_more: str
    trend_less: str
    reps_title: str
    reps_axis: str
    reps_words: str
    held_title: str
    held_words: str
    other_way: str
    pain_title: str
    pain_axis: str
    pain_words: str
    pain_when: Mapping[When, str]
    pain_lights: Mapping[Light, str]
    sets_title: str
