"""Words around every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTexts:
    """Words around every page."""

    name: str
    today: str
    plan: str
    train: str
    upload: str
    data: str
    review: str
    check: str
    guide: str
    professional: str
    timers: str
    watch: str
    settings: str
    menu: str
    sections: Mapping[str, str]
    """Headings of the menu."""
    broken: str
    """What a page says in place of a part that failed for a reason of its own."""
    gone: str
    """What stands on a page whose server is there no more."""
    weekdays: tuple[str, ...]
    """From Monday on."""
    months: tuple[str, ...]
    decimal: str
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
    whole_minutes: str
