"""Words of the page on asking a professional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalTexts:
    """Words of the page on asking a professional."""

    title: str
    lead: str
    when: str
    emergency: str
    urgent: str
    ask: str
    questions: tuple[str, ...]
    summary: str
    summary_lead: str
    empty: str
    span: str
    name: str
    signs: str
    signs_none: str
    signs_never: str
    seen: str
    back_hurts: str
    moves: str
    move_columns: tuple[str, ...]
    """Move, sets, repetitions, last, highest pain, lights."""
    lights: str
    stopped: str
    stop: str
    stopped_none: str
    scores: str
    score_columns: tuple[str, ...]
    """Day, moment, move, score, light."""
    scores_none: str
    moments: Mapping[str, str]
    whole: str
    chart: str
    chart_time: str
    chart_score: str
    download: str
    print: str
    note: str
