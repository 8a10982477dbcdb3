"""The attempts of a set that went best and least well, by a rule that anybody can check.

An attempt that counted comes before one that did not, clean before unclean, fewer faults before more; among
equals the larger range decides, and in positions the longer hold. An attempt that was not seen to its end
says nothing about the person and is never the least.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from posture.coach.exercise import Exercise, Hold, Phase
from posture.coach.session import Attempt, Reason
from posture.coach.update import Update

Picture = TypeVar("Picture")


@dataclass(frozen=True, slots=True)
class Highlights:
    """The best and the least attempt of a set; ``least`` is ``None`` where there are not two to compare."""

    best: Attempt | None = None
    least: Attempt | None = None


def highlights_of(attempts: Iterable[Attempt], exercise: Exercise) -> Highlights:
    """Return the best and the least attempt, the earlier of two equal ones.

    Args:
        attempts: Those of a set.
        exercise: The exercise as it was measured.
    """
    held = isinstance(exercise.motion, Hold)
    seen = [a for a in attempts if a.reason is not Reason.LOST]
    if not seen:
        return Highlights()
    best = max(seen, key=lambda a: _rank(a, held=held))
    least = min((a for a in seen if a is not best), key=lambda a: _rank(a, held=held), default=None)
    return Highlights(best, least)


def alike(found: Highlights, exercise: Exercise, *, error: float) -> bool:
    """Return whether the two differ by less than the camera can measure.

    Args:
        found: The best and the least attempt.
        exercise: The exercise as it was measured.
        error: Measurement error of its range, in the unit of the range.
    """
    best, least = found.best, found.least
    if best is None or least is None or isinstance(exercise.motion, Hold):
        return False
    same = _rank(best, held=False)[:3] == _rank(least, held=False)[:3]
    return same and abs(best.range - least.range) <= error


def _rank(attempt: Attempt, *, held: bool) -> tuple[bool, bool, int, float]:
    reach = attempt.hold_s if held else attempt.range
    known = -math.inf if math.isnan(reach) else reach
    return attempt.counted, attempt.clean, -len(attempt.faults), known


class HighlightStills(Generic[Picture]):
    """Keeps the frames of the best and the least attempt at their widest, and no others.

    To be used only where the person allows pictures to be kept.

    Args:
        exercise: The exercise as it is measured.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._attempts: list[Attempt] = []
        self._kept: dict[int, tuple[float, Picture]] = {}
        self._widest: tuple[float, float, Picture] | None = None
        self._loose: list[tuple[float, Picture]] = []
        """Frames of attempts that were taken back, with their times: these attempts are listed again."""

    def see(self, update: Update, picture: Picture) -> None:
        """Take a frame.

        Args:
            update: What the frame changed.
            picture: The frame, in any form.
        """
        if update.taken_back:
            self.take_back(update.taken_back)
        if update.attempt is not None:
            self._end(update.attempt)
        if update.phase is Phase.REST:
            self._widest = None
        elif update.progress > (self._widest[0] if self._widest else -math.inf):
            self._widest = update.progress, update.t_s, picture

    def of(self, attempts: tuple[Attempt, ...]) -> Mapping[int, Picture]:
        """Return the frames by number of the attempt; ``attempts`` are those of the finished set."""
        seen = len(self._attempts)
        self._attempts = list(attempts[:seen])
        for attempt in attempts[seen:]:  # those that ended with the set
            self._end(attempt)
        return {number: picture for number, (_, picture) in self._kept.items()}

    def take_back(self, first: int) -> None:
        """Drop the attempts from that number on."""
        self._attempts = [a for a in self._attempts if a.number < first]
        self._loose += [kept for number, kept in self._kept.items() if number >= first]
        self._kept = {number: kept for number, kept in self._kept.items() if number < first}

    def _end(self, attempt: Attempt) -> None:
        self._attempts.append(attempt)
        seen = [(t_s, p) for t_s, p in self._loose if attempt.start_s <= t_s <= attempt.end_s]
        if self._widest is not None and self._widest[1] <= attempt.end_s:
            seen.append(self._widest[1:])
            self._widest = None
        if seen:
            self._kept[attempt.number] = seen[0]
        ends = highlights_of(self._attempts, self._exercise)
        numbers = {a.number for a in (ends.best, ends.least) if a is not None}
        self._kept = {n: p for n, p in self._kept.items() if n in numbers}
