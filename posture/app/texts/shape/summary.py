"""Words of the summary after a set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture.coach.motion import Phase
from posture.coach.session import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryTexts:
    """Words of the summary after a set."""

    counted: str
    clean: str
    not_counted: str
    per_side: str
    hold_total: str
    held_enough: str
    """How many of what counted were held for the dose."""
    of_dose: str
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
    chart_words_tempo: str
    chart_tempo: str
    chart_took: str
    ends_title: str
    best: str
    least: str
    end_reach: str
    end_held: str
    ends_rule: str
    ends_rule_held: str
    ends_alike: str
    still: str
    signal_title: str
    signal_help: str
    signal_unmeasured: str
    signal_time: str
    signal_closer: str
    signal_whole: str
    signal_attempt: str
    signal_tips: Mapping[str, str]
    """What stands before time, value, phase, attempt and what was noticed in the box at the pointer."""
    signal_finding: str
    signal_noticed: str
    phases: Mapping[Phase, str]
    kin_help: str
    """What follows where a set looked like a move that is the same for a camera."""
    kin_take: str
    table_title: str
    percent: str
    """What a percentage is of, where ranges are told so."""
    columns: Mapping[str, str]
    yes: str
    no: str
    no_fault: str
    fault: str
    method_title: str
    unmeasured_title: str
    unmeasured: str
    refused_title: str
    problems_title: str
    problem: str
    seen: str
    timed: str
    reasons: Mapping[Reason, str]
    """Why a movement did not count, kindly, in a few words."""
    reason_tips: Mapping[Reason, str]
    """What to do about it next time."""
