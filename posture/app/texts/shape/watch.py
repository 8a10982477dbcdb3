"""Words of the desk watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchTexts:
    """Words of the desk watch.

    Attributes:
        states: Word and sentence by state: ``good``, ``amber``, ``red``, ``away``, ``taking``.
        doings: What somebody does who does not just sit, by `posture.watch.activity.Doing`.
        habits: By `posture.watch.signals.Habit`.
        live: What the live picture says otherwise than on the Train page.
    """

    title: str
    lead: str
    states: Mapping[str, tuple[str, str]]
    doings: Mapping[str, str]
    habits: Mapping[str, str]
    taking: str
    still: str
    snooze: str
    snoozed: str
    wake: str
    meeting: str
    meeting_help: str
    settings: str
    alert_after: str
    alert_after_help: str
    view: str
    views: Mapping[str, str]
    seat: str
    seat_help: str
    known: str
    unknown: str
    anew: str
    how: str
    steps: tuple[str, ...]
    saved: str
    unsaved: str
    save_again: str
    nothing: str
    today: str
    share_good: str
    share_amber: str
    share_red: str
    longest: str
    minutes: str
    nothing_today: str
    nothing_yet: str
    calls_for: str
    calls_for_lead: str
    move_why: str
    days: str
    days_caption: str
    days_axis: str
    day_heads: tuple[str, ...]
    trend_better: str
    trend_worse: str
    trend_same: str
    hints: str
    hints_lead: str
    hint_list: tuple[str, ...]
    reading_hint: str
    private: str
    live: Mapping[str, Any]
