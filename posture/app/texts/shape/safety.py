"""Words that keep a person safe: warning signs, pain, and what to know before a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningTexts:
    """Words of the questions about warning signs, and of what follows from the answers."""

    title: str
    lead: str
    again: str
    """Instead of the lead, for somebody who has answered before."""
    after_pain: str
    """Instead of the lead, after strong pain."""
    hurts: str
    yes: str
    no: str
    emergency: str
    urgent: str
    none: str
    save: str
    sure: str
    sure_yes: str
    sure_no: str
    ticked: str
    locked_title: str
    locked: str
    locked_open: str
    seen: str
    unlock: str
    advised_title: str
    advised: str
    advised_seen: str
    advised_go_on: str
    ask: str
    unkept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PainTexts:
    """Words around a score from 0 to 10."""

    scale: str
    before: str
    after: str
    next_day: str
    settled: str
    settled_yes: str
    settled_no: str
    skip: str
    noted: str
    hurt_title: str
    hurt_lead: str
    hurt_now: str
    hurt_sharp: str
    sharp_yes: str
    sharp_no: str
    mistake: str
    lights: Mapping[str, str]
    """Name of each light."""
    why: Mapping[str, str]
    """For each light and what decided it, such as ``amber_rise``; takes ``score`` and ``rise``."""
    before_does: Mapping[str, str]
    during_does: Mapping[str, str]
    after_does: Mapping[str, str]
    next_day_does: Mapping[str, str]
    easier: str
    easier_next: str
    go_on: str
    go_on_easier: str
    end: str
    close: str
    over_title: str
    """Above what is said of a move that was red today."""
    over_next: str
    second_red: str
    signs_again: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyTexts:
    """Words that keep a person safe."""

    screening: ScreeningTexts
    pain: PainTexts
    gate_title: str
    gates_title: str
    gates_columns: tuple[str, ...]
    gate_lead: str
    gate_ask_first: str
    gate_stop: str
    gate_go_on: str
    gate_otherwise: str
    gate_again: str
