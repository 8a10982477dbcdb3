"""A small drawing of each move: the person of its sample at rest, faintly, and where the move leads."""

from __future__ import annotations

import math
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from posture.app.components.html import Html
from posture.body.landmarks import Landmark, Side, on
from posture.live.demonstration import loop_of, shown

if TYPE_CHECKING:
    from posture.coach.exercise import Exercise

_WIDTH, _HEIGHT, _MARGIN = 320, 200, 26
_LIMBS = (("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle"))
_THICK = {"shoulder": 0.13, "hip": 0.17}
"""Thickness of arms and legs in lengths of the trunk."""


def picture(exercise: Exercise) -> Html:
    """Return the drawing, empty where the move has no sample.

    It says nothing to a screen reader: the move's name stands beside it.
    """
    drawn = _drawing(exercise.id)
    if not drawn:
        return Html("")
    data = b64encode(drawn.encode()).decode()
    return Html(f'<img class="po-move-picture" alt="" src="data:image/svg+xml;base64,{data}">')


@cache
def _drawing(exercise_id: str) -> str:
    found, loop = shown(exercise_id), loop_of(exercise_id)
    if found is None or loop is None:
        return ""
    part, last = found["good"], len(found["good"]["xy"]) - 1
    ends = (min(round((t_s - part["from_s"]) * found["rate"]), last) for t_s in loop["turns"][:2])
    rest_and_there = np.array([part["xy"][k] for k in ends], dtype=np.float64).reshape(2, -1, 2)
    at = {Landmark(joint): place for place, joint in enumerate(found["joints"])}
    faint, solid = (_person(pose, at) for pose in _fitted(rest_and_there))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" fill="none" stroke="#2b8576" stroke-linecap="round" stroke-linejoin="round">'
        f'<g opacity=".25">{faint}</g>{solid}</svg>'
    )


def _fitted(poses: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale and centre poses, shape (N, J, 2) in image pixels, into the drawing; unseen joints stay NaN."""
    low, high = np.nanmin(poses, axis=(0, 1)), np.nanmax(poses, axis=(0, 1))
    room = np.array((_WIDTH, _HEIGHT)) - 2 * _MARGIN
    scale = float(np.min(room / np.maximum(high - low, 1.0)))
    middle = (np.array((_WIDTH, _HEIGHT)) - (high - low) * scale) / 2
    fitted: NDArray[np.float64] = (poses - low) * scale + middle
    return fitted


def _person(pose: NDArray[np.float64], at: dict[Landmark, int]) -> str:
    """Draw a person of round strokes: far limbs first, then trunk and head, then near limbs."""
    left, right = (
        {joint: pose[at[on(side, joint)]] for joint in ("ear", *_LIMBS[0], *_LIMBS[1])}
        for side in (Side.LEFT, Side.RIGHT)
    )
    neck, hips, ears = (
        np.nanmean((left[joint], right[joint]), axis=0) for joint in ("shoulder", "hip", "ear")
    )
    head = np.nanmean((ears, pose[at[Landmark.NOSE]]), axis=0)
    trunk = float(np.linalg.norm(neck - hips))
    wide = float(np.linalg.norm(left["shoulder"] - right["shoulder"]))
    far, near = (
        "".join(_line([limbs[j] for j in limb], _THICK[limb[0]] * trunk) for limb in _LIMBS)
        for limbs in (left, right)
    )
    return (
        far
        + _line([neck, hips], max(0.3 * trunk, 0.62 * wide))
        + near
        + _line([neck, head], 0.14 * trunk)
        + f'<circle cx="{head[0]:.0f}" cy="{head[1]:.0f}" r="{0.2 * trunk:.0f}" fill="#2b8576" '
        'stroke="none"/>'
    )


def _line(points: list[NDArray[np.float64]], thickness: float) -> str:
    seen = [p for p in points if math.isfinite(p[0])]
    if len(seen) < 2:
        return ""
    way = "L".join(f"{x:.0f} {y:.0f}" for x, y in seen)
    return f'<path d="M{way}" stroke-width="{thickness:.0f}"/>'
