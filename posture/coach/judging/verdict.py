"""The verdict: whether a movement counts, and why not. Nothing is refused in silence.

The limits of times and ranges are those of the exercise (`Cycle.min_s`, `Cycle.full` …).
"""

from __future__ import annotations

from dataclasses import replace

from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.counting.movement import Movement
from posture.coach.judging.witness import Evidence
from posture.coach.motion import Cycle, Hold
from posture.coach.session import Reason

ONE_SIDE = 0.5
"""Share of the other arm's movement below which only one side worked."""


def judged(ended: Movement, motion: Cycle | Hold, *, hold_s: float, seen: Evidence) -> Movement:
    """Return the movement with the reason why it does not count, ``None`` where it does.

    Args:
        ended: As it was segmented; one that was lost is left as it is.
        motion: How the exercise is counted.
        hold_s: Dose of a hold in seconds.
        seen: What was seen beside its signal.
    """
    if ended.reason is None and not ended.hold_done:
        reason = _of_signal(ended, motion, hold_s)
        reason = reason if seen.whole else reason or Reason.PARTIAL_RANGE
        ended = ended.with_reason(reason, seen.begin if reason is Reason.WRONG_POSTURE else "")
    if _one_sided(seen.reaches) and ended.reason in (None, Reason.PARTIAL_RANGE):
        return ended.with_reason(Reason.ONE_SIDE)
    if seen.hint and ended.reason in (None, Reason.SHORT_HOLD):
        return replace(ended.with_reason(Reason.WRONG_POSTURE, seen.hint), hold_s=0.0)  # held out of the pose
    if seen.impostor is not None and ended.reason not in (Reason.LOST, Reason.ONE_SIDE):
        sign = seen.impostor
        other = sign.reason is Reason.WRONG_POSTURE
        return replace(ended.with_reason(sign.reason, sign.message), hold_s=0.0, other=other)
    return replace(ended, question=seen.question)


def _of_signal(ended: Movement, motion: Cycle | Hold, hold_s: float) -> Reason | None:
    """Judge by the signal alone: far enough, slow enough, begun in the right place."""
    if ended.peak < ended.floor:
        return Reason.PARTIAL_RANGE
    if isinstance(motion, Hold):
        return Reason.SHORT_HOLD if ended.hold_s < ENOUGH * hold_s else None
    duration_s = ended.end_s - ended.start_s
    if duration_s < motion.min_s:
        return Reason.TOO_FAST
    if duration_s > motion.max_s + hold_s:
        return Reason.TOO_SLOW
    low, high = motion.rest
    return None if low <= ended.back <= high else Reason.WRONG_POSTURE


def _one_sided(reaches: tuple[float, ...]) -> bool:
    return bool(reaches) and min(reaches) < ONE_SIDE * max(reaches)
