"""Words of the Plan page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTexts:
    """Words of the plan: the week, the forms, the suggestions."""

    title: str
    lead: str
    week: str
    nothing: str
    clash: str
    few: str
    many: str
    form: str
    lasts: str
    sets: str
    reps: str
    reps_side: str
    side: str
    sides: Mapping[str, str]
    hold: str
    time: str
    rest: str
    swap: str
    swap_help: str
    back: str
    change: str
    unmeasured: str
    add: str
    add_help: str
    remove: str
    reset: str
    reset_title: str
    reset_text: str
    reset_yes: str
    reset_no: str
    suggestions: str
    accept: str
    not_now: str
    kinds: Mapping[str, str]
    """What is proposed, by its kind."""
    reasons: Mapping[str, str]
    """Why, by its kind."""
    from_to: str
