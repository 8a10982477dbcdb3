"""Telling the contour of a back behind an upright trunk from an arm, hair or a chair.

A person mask holds all that the network takes for the person, and that is more than the body: the elbow
of an arm on the hip, long hair, the backrest that somebody leans on. A back is one smooth line at a body's
distance from the shoulders and hips, curved as far as a spine curves. Where the contour is anything else,
there is no back to measure.
"""

from __future__ import annotations

import math

import numpy as np

from posture.body.features import middle
from posture.body.geometry import distance
from posture.body.landmarks import Floats, Point, Pose, Side

NEAREST_TORSOS, FURTHEST_TORSOS = 0.0, 0.5
"""The skin of a back lies behind the line of the joints, and within half a torso of it. Seen: 0.09 to 0.46,
the most in a heavy person in a jacket."""
STEP_TORSOS, STEP_CELLS = 0.07, 3.0
"""From one place to the next, a fiftieth of a torso on, a back does not jump; measured up to 0.036, arms and
gaps of the mask 0.1 to 0.5. A coarse mask jumps by its own cells, so these many of them are allowed."""
RESIDUAL_TORSOS, RESIDUAL_CELLS = 0.045, 2.0
"""Largest distance of a back from the best line with one bend out and one bend in (a cubic): the chest and
the loins have one each. Measured up to 0.034; elbows, hair and the edge of a chair 0.06 to 0.4."""
ARM_TORSOS = 0.06
"""An arm whose bone is so near to the contour, or beyond it, makes the contour: it is thicker than that."""
FLATTEST, DEEPEST = 0.03, 0.25
"""Depth against chord of an arc of 14 and of 106 degrees. A spine's chest part bends by 20 to 45 degrees, in
strong kyphosis by 50 and more; what is straighter is the edge of a chair, what is rounder an arm."""
_ARM = ("shoulder", "elbow", "wrist", "index")
_ON_BONE = np.linspace(0.0, 1.0, 9)[:, None]
_BELOW_SHOULDER = 0.25
"""Share of the contour below which an arm is looked for: at the shoulder its bone lies in the trunk."""


def is_back(contour: Floats, *, cell: float) -> bool:
    """Return whether a contour can be that of a back.

    Args:
        contour: (N,) distances from the line of the joints in torso lengths, evenly along the trunk; NaN
            where there is none.
        cell: Size of a cell of the mask, in torso lengths.
    """
    known = np.flatnonzero(~np.isnan(contour))
    if known.size < contour.size / 2:
        return False
    away = contour[known]
    if away.min() < NEAREST_TORSOS or away.max() > FURTHEST_TORSOS:
        return False
    if np.abs(np.diff(away)).max() > max(STEP_TORSOS, STEP_CELLS * cell):
        return False
    along = known / (contour.size - 1.0)
    fitted = np.polynomial.Polynomial.fit(along, away, 3)(along)
    return bool(np.abs(away - fitted).max() <= max(RESIDUAL_TORSOS, RESIDUAL_CELLS * cell))


def is_arm(contour: Floats, pose: Pose, ends: tuple[Point, Point], *, facing: float) -> bool:
    """Return whether an arm lies on a contour or stands out behind it.

    Args:
        contour: (N,) distances from the line between ``ends`` in torso lengths, evenly along it.
        pose: The pose; an arm that was not seen is NaN and lies nowhere.
        ends: Where on the trunk the contour begins and ends, in image pixels.
        facing: +1 where the person looks to the right of the frame, else -1.
    """
    start, way = np.array(ends[0]), np.subtract(ends[1], ends[0])
    length_px, torso_px = math.hypot(*way), distance(middle(pose, "shoulder"), middle(pose, "hip"))
    back = facing * np.array((-way[1], way[0])) / length_px
    arms = [[pose.joint(side, joint) for joint in _ARM] for side in (Side.LEFT, Side.RIGHT)]
    near, far = np.array(arms)[:, :-1, None], np.array(arms)[:, 1:, None]
    off = (near + _ON_BONE * (far - near)).reshape(-1, 2) - start
    along, away = off @ way / length_px**2, off @ back / torso_px
    beside = (along > _BELOW_SHOULDER) & (along <= 1.0)  # NaN is neither
    places = np.round(along[beside] * (contour.size - 1)).astype(np.int64)
    return bool(np.any(contour[places] - away[beside] < ARM_TORSOS))
