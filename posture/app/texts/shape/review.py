"""Words of the page that lists kept sets."""

from __future__ import annotations

from dataclasses import dataclass


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
