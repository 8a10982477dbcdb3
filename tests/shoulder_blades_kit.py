"""Somebody who draws the shoulder blades together, as much of it as a camera sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from posture.body.landmarks import Landmark, Pose
from posture.simulation.stick_person import FRONT, Body, Viewpoint, pose_of

FPS = 15.0
ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
Shape = tuple[float, float]
"""Width of the shoulders and of the elbows, as shares of those at rest."""
BLADES, ARMS_ONLY, NOTHING = (0.93, 0.82), (1.0, 0.8), (1.0, 1.0)


def squeezed(t_s: float, depth: float, shape: Shape, camera: Viewpoint = FRONT, noise: float = 0.3) -> Pose:
    """Somebody who stands and draws the blades together by ``depth``, 0 to 1; noise in pixels."""
    shoulders, elbows = (1.0 - depth * (1.0 - width) for width in shape)
    body = Body(arm_left=12.0, arm_right=12.0, shoulders_apart=shoulders, elbows_apart=elbows / shoulders)
    pose = pose_of(body, replace(camera, px_per_m=400.0, place=(0.5, 0.8)))
    error = np.random.default_rng(round(t_s * 1000)).normal(0.0, noise, pose.image_xy.shape)
    return replace(pose, t_s=t_s, image_xy=pose.image_xy + error)


def reps(from_s: float, *, every_s: float = 8.0, hold_s: float = 5.0) -> Callable[[float], float]:
    """Squeezes of one second each way, held in between."""

    def depth(t_s: float) -> float:
        within = (t_s - from_s) % every_s if t_s > from_s else 0.0
        return float(np.clip(min(within, hold_s + 2.0 - within), 0.0, 1.0))

    return depth
