"""The seven days of a week side by side: done, planned, or free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from posture.app.components.html import Html

DayState = Literal["done", "planned", "free"]
_MARKS: dict[DayState, str] = {"done": "✓", "planned": "●", "free": "–"}


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the week.

    Attributes:
        name: Short name of the weekday.
        state: Whether it was done, is planned, or is free.
        spoken: The state in words, for screen readers.
        is_today: Whether it is this day.
    """

    name: str
    state: DayState
    spoken: str
    is_today: bool


def week(days: Iterable[DayMark]) -> Html:
    """Draw the days in a row; each mark says what its color says."""
    return Html(f'<ol class="po-week">{"".join(map(_day, days))}</ol>')


def _day(day: DayMark) -> str:
    now = ' aria-current="date"' if day.is_today else ""
    return (
        f'<li class="po-day-{day.state}"{now}><span>{escape(day.name)}</span>'
        f'<b aria-hidden="true">{_MARKS[day.state]}</b><small>{escape(day.spoken)}</small></li>'
    )
