"""Which landmarks were seen. The one place that turns a guess of the network into NaN."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Landmark, Pose

MIN_VISIBILITY = 0.5
"""Far, hidden limbs read 0.03 to 0.6, near ones 0.85 and more (EXERCISES 2.3, measured)."""
EDGE_RATIO = 0.01
"""A landmark this far outside the picture, as share of its size, is still taken as on its edge."""

_LIMBS = np.zeros(N_LANDMARKS, dtype=bool)
_LIMBS[Landmark.LEFT_ELBOW : Landmark.RIGHT_THUMB + 1] = True
_LIMBS[Landmark.LEFT_KNEE :] = True


def seen_only(pose: Pose) -> Pose:
    """The pose with every landmark that was not seen as NaN, in the picture and in the world.

    Seen means inside the picture and, for arms and legs, visible. Visibility says nothing of ears,
    shoulders and hips: the network reports about 1 for them even when they are hidden.
    """
    width, height = pose.size_px
    x, y = pose.image_xy[:, 0], pose.image_xy[:, 1]
    dx, dy = width * EDGE_RATIO, height * EDGE_RATIO
    inside = (x >= -dx) & (x <= width + dx) & (y >= -dy) & (y <= height + dy)
    seen = inside & (~_LIMBS | (pose.visibility >= MIN_VISIBILITY))
    if seen.all():
        return pose
    return replace(
        pose,
        image_xy=np.where(seen[:, None], pose.image_xy, np.nan),
        world_xyz=np.where(seen[:, None], pose.world_xyz, np.nan),
    )
