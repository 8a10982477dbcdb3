"""Words of the Train page and of the live picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from posture.live.snapshot import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainTexts:
    """Words around the live picture."""

    due: str
    """Leads to the Today page; takes the ``form`` that is due."""
    hold: str
    camera: str
    shown_good: str
    shown_fault: str
    shown_better: str
    shown_play: str
    shown_pause: str
    measures: str
    cannot_measure: str
    more: str
    now: str
    counted: str
    clean: str
    missed: str
    counts: str
    attempt: str
    side: str
    waiting: str
    summary: str
    saved: str
    review: str
    empty: str
    unsaved: str
    save_again: str
    endings: Mapping[Ending, str]
    """What is said above the summary where a set did not end by itself."""
    live: Mapping[str, Any]
    """Words of the live picture, as its script knows them: what is in braces is filled in there."""
