"""One signal counted: the segmenter and the verdict together, as a set counts one side."""

from __future__ import annotations

from posture.coach.counting.movement import Movement
from posture.coach.counting.segmenter import Segmenter
from posture.coach.exercise import Cycle, Hold
from posture.coach.judging.verdict import judged
from posture.coach.judging.witness import Evidence


class Counter(Segmenter):
    """Gives movements with their verdict, and learns from those that count.

    Args:
        unlearned: How many of the first movements turned out to be another one, and are not learned from.
    """

    def __init__(self, motion: Cycle | Hold, *, rest: float, hold_s: float, unlearned: int = 0) -> None:
        super().__init__(motion, rest=rest, hold_s=hold_s)
        self._asked, self._dose_s, self._unlearned = motion, hold_s, unlearned

    def update(self, t_s: float, value: float, *, placed: bool = True) -> Movement | None:
        return self._told(super().update(t_s, value, placed=placed))

    def finish(self) -> Movement | None:
        return self._told(super().finish())

    def _told(self, ended: Movement | None) -> Movement | None:
        if ended is None:
            return None
        told = judged(ended, self._asked, hold_s=self._dose_s, seen=Evidence())
        if told.reason is None and self._unlearned <= 0:
            self.learn(told)
        self._unlearned -= told.reason is None
        return told
