"""Words of training days: forms, parts, steps and doses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step that no camera follows: its name, and what to do."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineTexts:
    """Words that the plan and the day share."""

    forms: Mapping[str, str]
    form_leads: Mapping[str, str]
    parts: Mapping[str, str]
    steps: Mapping[str, StepWords]
    weekdays: tuple[str, ...]
    """From Monday."""
    weekdays_short: tuple[str, ...]
    about: str
    doses: Mapping[str, str]
    """How much of an entry: by ``reps`` or ``time``, each ``side``, with a ``hold``, in ``sets``."""
    one_side: Mapping[str, str]
    """The same, of one side alone."""
    easings: Mapping[str, str]
    """Why there is less than the plan says for a while."""
