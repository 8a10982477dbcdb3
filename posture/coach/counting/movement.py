"""One movement away from rest and back, as it was segmented, and measurements of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from posture.coach.attempt import Reason


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement as the signal shows it: away from rest and back.

    Attributes:
        start_s, peak_s, end_s: Seconds of leaving rest, first reaching the top and being back; extrapolated
            to rest.
        release_s: Seconds of the last moment near the top.
        rest, peak: Levels of the signal.
        back: Level at which it ended, or that it began from where that is higher.
        floor: Level from which it counts for this person.
        hold_s: Seconds credited at full range.
        hold_done: It was lost, but its hold was long enough before: nothing else is asked of it.
        reason: Why it does not count, ``None`` where it does or where nothing was judged yet.
        hint: What to do instead, where another movement was made.
        question: What to ask, where it looked like an exercise that is the same for a camera.
        other: It was another movement altogether: its form says nothing about this exercise.
    """

    start_s: float
    peak_s: float
    release_s: float
    end_s: float
    rest: float
    back: float
    peak: float
    floor: float
    hold_s: float
    hold_done: bool = False
    reason: Reason | None = None
    hint: str = ""
    question: str = ""
    other: bool = False

    def with_reason(self, reason: Reason | None, hint: str = "") -> Movement:
        """Return the movement as not counted for a reason.

        Args:
            reason: Why it does not count; ``None`` where it does.
            hint: What to do instead.
        """
        return replace(self, reason=reason, hint=hint)

    def as_mistaken(self, hint: str) -> Movement:
        """Return it as a movement that was made by mistake: it says nothing about the signal of this one."""
        return replace(self, reason=Reason.WRONG_POSTURE, peak=math.nan, hold_s=0.0, hint=hint)


@dataclass(frozen=True, slots=True)
class AttemptMeasure:
    """A property of a movement that counted, such as its duration.

    A movement that did not count has its reason, which says more; of a short hold the seconds count, too.

    Attributes:
        name: Name of the property.
        unit: Its unit; "" for that of the signal.
        measure: Gives the value.
    """

    name: str
    unit: str
    measure: Callable[[Movement], float]


DURATION = AttemptMeasure("duration_s", "s", lambda e: e.end_s - e.start_s)
RETURN_TIME = AttemptMeasure("return_s", "s", lambda e: e.end_s - e.release_s)
HOLD_TIME = AttemptMeasure("hold_s", "s", lambda e: e.hold_s)
PEAK = AttemptMeasure("peak", "", lambda e: e.peak)
START = AttemptMeasure("start", "", lambda e: e.rest)
