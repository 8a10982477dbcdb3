"""Words of the Check page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTexts:
    """Words around a posture check; its measures and refusals are content of the core."""

    title: str
    lead: str
    how: str
    steps: tuple[str, ...]
    pictures: str
    pictures_help: str
    now: str
    stops: Mapping[str, str]
    """Name of each view by the side that is seen: ``both`` is the front."""
    stop_done: str
    stop_refused: str
    stop_now: str
    stop_next: str
    results: str
    averaged: str
    saved: str
    unsaved: str
    save_again: str
    nothing: str
    table: str
    heads: tuple[str, str, str, str, str]
    """Measure, value, how comfortable, change since the last check, change since the first."""
    value: str
    bands: Mapping[str, str]
    no_band: str
    no_change: str
    more: str
    less: str
    none_before: str
    refused: str
    levelled: str
    reading: str
    unmeasured: str
    comfort: str
    picture_alt: str
    history: str
    history_lead: str
    history_measure: str
    history_one: str
    history_axis: str
    history_words: str
    units: Mapping[str, str]
    remove: str
    remove_help: str
    removed: str
    empty_title: str
    empty: str
    live: Mapping[str, Any]
    """What the live picture says otherwise than on the Train page."""
