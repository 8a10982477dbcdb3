"""Words of the timers: breathing, warmth and cold, a quiet sitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimersTexts:
    """Words of the timers: breathing, warmth and cold, a quiet sitting."""

    title: str
    lead: str
    choose: str
    kinds: Mapping[str, str]
    leads: Mapping[str, str]
    pattern: str
    minutes: str
    rounds: str
    tone: str
    tone_help: str
    start: str
    not_with: str
    how: str
    cold_lately: str
    """Takes ``minutes`` and ``wait``."""
    left: str
    round_of: str
    stop: str
    light_headed: str
    parts: Mapping[str, str]
    circle: str
    skin_title: str
    skin_text: str
    skin_good: str
    skin_bad: str
    keep_in_mind: Mapping[str, str]
    ended: Mapping[str, str]
    """What is said at the end, by what for and why: ``heat_done``; ``light_headed`` for all."""
    away: str
    then_cold: str
    again: str
    lately: str
    lately_columns: tuple[str, str, str, str]
    reasons: Mapping[str, str]
    unkept: str
