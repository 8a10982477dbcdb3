"""Which words a language must bring; a missing one is found by the type checker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture.coach.session import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTexts:
    """Words around every page."""

    name: str
    tagline: str
    train: str
    upload: str
    review: str
    guide: str
    footer: str
    groups: Mapping[str, str]
    """Heading of each group of moves, in the guide's order."""
    views: Mapping[str, str]
    sides: Mapping[str, str]
    units: Mapping[str, str]
    """What stands behind a number of that unit, with its own leading space if it needs one."""
    unknown: str
    seconds: str
    minutes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTexts:
    """Words of the summary after a set."""

    counted: str
    clean: str
    not_counted: str
    per_side: str
    hold_total: str
    corrected: str
    clean_help: str
    nothing: str
    nothing_help: str
    next_title: str
    next_none: str
    next_none_held: str
    chart_range: str
    chart_hold: str
    chart_attempt: str
    chart_seconds: str
    chart_range_axis: str
    chart_words: str
    table_title: str
    columns: Mapping[str, str]
    yes: str
    no: str
    no_fault: str
    fault: str
    method_title: str
    unmeasured_title: str
    unmeasured: str
    problems_title: str
    problem: str
    seen: str
    reasons: Mapping[Reason, str]
    """Why a movement did not count, kindly, in a few words."""
    reason_tips: Mapping[Reason, str]
    """What to do about it next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTexts:
    """Words of the page that analyzes a video file."""

    title: str
    lead: str
    move: str
    file: str
    private: str
    start: str
    starting: str
    working: str
    so_far: str
    left: str
    cancel: str
    canceled: str
    died: str
    bad_file: str
    saved: str
    save: str
    open_saved: str
    another: str
    watch: str
    download: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTexts:
    """Words of the page that lists kept sets."""

    title: str
    lead: str
    empty: str
    empty_help: str
    empty_button: str
    filter: str
    every: str
    none_of_move: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideTexts:
    """Words of the guide page, apart from the guide's own content."""

    title: str
    lead: str
    search: str
    search_help: str
    found: str
    found_none: str
    moves: str
    rest: str
    questions: str
    safety: str
    ask_first: str
    emergency: str
    urgent: str
    a_day: str
    breathing: str
    cautions: str
    stop_caution: str
    train_this: str
    read_more: str
    back: str
    dose: str
    setup: str
    steps: str
    good_form: str
    easier: str
    camera: str
    camera_drawing: str
    seen_from_above: str
    measures: str
    cannot_measure: str
    faults: str
    fault_columns: tuple[str, str]
    caution: str
    stop_signs: str
    sources: str
    supports: Mapping[str, str]
    pain_columns: tuple[str, str, str, str]
    breathing_columns: tuple[str, str, str, str, str]
    routine_columns: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every word of one language."""

    frame: FrameTexts
    summary: SummaryTexts
    upload: UploadTexts
    review: ReviewTexts
    guide: GuideTexts
