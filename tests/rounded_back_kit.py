"""Somebody seen from the left, with a rounded upper back and its outline."""

from __future__ import annotations

from posture.body.landmarks import Pose
from posture.simulation.stick_person import LEFT_SIDE, Body, outlined, pose_of


def outlined_back(bulge_torsos: float, t_s: float = 0.0) -> Pose:
    """Somebody whose upper back is an arc that stands out by that much of a torso."""
    pose = pose_of(Body(knees=0.0, thighs=0.0, apparent_nod=0.0), LEFT_SIDE, t_s)
    return outlined(pose, bulge_torsos, span=(-0.10, 0.62))
