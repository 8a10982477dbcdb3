"""The line of words on the picture: what was said last, or how the last attempt came out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.coach.cues.cue_budget import OUTCOMES, Cue
from posture.coach.cues.steady_notice import KEPT_S

STANDS_S = 4.5
"""Most seconds that a line stands."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The line as it stands.

    Attributes:
        text: What it says.
        kind: The kind of a `Cue`; ``missed`` and ``instead`` tell that an attempt did not count.
        since_s: Seconds of the source since when.
    """

    text: str
    kind: str
    since_s: float


class CaptionLine:
    """Holds one line at a time; how an attempt came out comes before all else.

    A repetition that counts is shown by its number, so that nothing is written: what was written of the one
    before goes. What is written of one that does not count goes as soon as the next movement is under way
    and it could be read.
    """

    def __init__(self) -> None:
        self._now: Caption | None = None

    def update(
        self, t_s: float, cue: Cue | None, *, outcome: Cue | None = None, moving: bool = False
    ) -> Caption | None:
        """Take a moment and return the line that stands.

        Args:
            t_s: Seconds, rising.
            cue: What is said now.
            outcome: How an attempt came out that ended now.
            moving: Whether a movement is under way.
        """
        now = self._now
        if outcome is not None and outcome.kind != "count":
            self._now = Caption(outcome.text, outcome.kind, t_s)
        elif outcome is not None:
            self._now = None if now and now.kind in OUTCOMES else now
        elif cue is not None and _is_read(cue) and not self._must_be_read(t_s):
            self._now = Caption(cue.text, cue.kind, t_s)
        elif now is not None and self._is_over(now, t_s, moving=moving):
            self._now = None
        return self._now

    def clear(self) -> None:
        """Take away what stands."""
        self._now = None

    def _must_be_read(self, t_s: float) -> bool:
        """Return whether an outcome stands that nobody can have read yet."""
        now = self._now
        return now is not None and now.kind in OUTCOMES and 0.0 <= t_s - now.since_s < KEPT_S

    def _is_over(self, now: Caption, t_s: float, *, moving: bool) -> bool:
        stood_s = t_s - now.since_s
        begun = moving and now.kind in OUTCOMES and stood_s >= KEPT_S
        return stood_s >= STANDS_S or begun or stood_s < 0.0 or math.isnan(stood_s)


def _is_read(cue: Cue) -> bool:
    """Return whether a cue is written: numbers stand on the picture, larger, and problems have their line."""
    return cue.kind not in OUTCOMES and cue.kind != "problem" and not cue.text.isdecimal()
