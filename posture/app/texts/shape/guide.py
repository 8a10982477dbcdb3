"""Words of the guide page, apart from the guide's own content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
