"""What the moves share whose arms are measured with the hips out of the picture, too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from posture.body.upright_arms import ARM_UPRIGHT
from posture.coach.exercise import Exercise
from posture.coach.judging.signs import least

_PATIENCE_S = 0.8
"""Seconds for which hips must have been missing: nobody is asked to show them who cannot."""


def hips_unseen(move: Exercise, **changes: Any) -> Exercise:
    """Return a move measured by the upper arms against the vertical, for hips that are out of the picture.

    Args:
        move: The move; its kin are told from it by the same angle.
        changes: What else is measured in another way.
    """
    kin = tuple(
        replace(kin, sign=replace(kin.sign, journey=least(ARM_UPRIGHT))) for kin in move.kin if kin.sign
    )
    return replace(
        move,
        needs=("shoulder", "elbow", "ear", "wrist"),
        kin=kin,
        method_name="your arms against the vertical: your hips are out of the picture",
        patience_s=_PATIENCE_S,
        without=("hip",),
        **changes,
    )
