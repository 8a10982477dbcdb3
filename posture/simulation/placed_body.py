"""A stick person in a room: upright, tipped or lying, with hands and legs placed one by one."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from posture.body.landmarks import Floats, Side, on
from posture.simulation.stick_person import (
    FOREARM_M,
    HAND_M,
    SHIN_M,
    THIGH_M,
    UPPER_ARM_M,
    Body,
    in_own_axes,
)

LEG_M = THIGH_M + SHIN_M
BOTH = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True)
class PlacedBody:
    """A body in a room.

    Attributes:
        body: Its joint angles.
        pitch: Degrees that all of it is tipped forward; 90 lies face down.
        legs: Thigh forward and knee flexion in degrees, left and right; ``None`` leaves them to the body.
        hands: Places of the hands in metres in the room: left, up and forward of the spot that the person
            stands over, at the height of the hips. ``None`` leaves that hand to the body.
        fixed: Joints that stay at ``spot``; the body moves over them.
        spot: Where they are, in metres.
        yaw: Degrees that the person is turned, in addition to the camera.
        nearer: How many times as large the person is.
    """

    body: Body = field(default_factory=Body)
    pitch: float = 0.0
    legs: tuple[tuple[float, float], tuple[float, float]] | None = None
    hands: tuple[Floats | None, Floats | None] = (None, None)
    fixed: str = "ankle"
    spot: tuple[float, float, float] = (0.0, -LEG_M, 0.0)
    yaw: float = 0.0
    nearer: float = 1.0

    def points(self) -> Floats:
        """Return the joints, (33, 3) metres: left, up, forward."""
        points = in_own_axes(self.body)
        for side, leg in zip(BOTH, self.legs or (), strict=False):
            _set_leg(points, side, *leg)
        pitch = math.radians(self.pitch)
        x, y, z = points.T
        y, z = math.cos(pitch) * y - math.sin(pitch) * z, math.sin(pitch) * y + math.cos(pitch) * z
        points = np.stack([x, y, z], axis=1)
        fixed = [points[on(side, self.fixed)] for side in BOTH]
        lowest = min(fixed, key=lambda point: float(point[1]))  # the foot that somebody who walks stands on
        points += np.array([self.spot[0], self.spot[1] - lowest[1], self.spot[2] - lowest[2]])
        for side, hand in zip(BOTH, self.hands, strict=True):
            if hand is not None:
                _set_hand(points, side, hand)
        return points


def _set_leg(points: Floats, side: Side, thigh_deg: float, knee_deg: float) -> None:
    thigh, shin = math.radians(thigh_deg), math.radians(thigh_deg - knee_deg)
    hip = points[on(side, "hip")]
    knee = hip + THIGH_M * np.array([0.0, -math.cos(thigh), math.sin(thigh)])
    ankle = knee + SHIN_M * np.array([0.0, -math.cos(shin), math.sin(shin)])
    moved = ankle - points[on(side, "ankle")]
    points[on(side, "knee")], points[on(side, "ankle")] = knee, ankle
    for name in ("heel", "foot"):
        points[on(side, name)] += moved


def _set_hand(points: Floats, side: Side, hand: Floats) -> None:
    """Reach from the shoulder to a hand by two bones; the elbow hangs outward and back."""
    shoulder = points[on(side, "shoulder")]
    reach = hand - shoulder
    far_m = float(np.clip(np.linalg.norm(reach), 0.12, UPPER_ARM_M + FOREARM_M - 1e-3))
    along = reach / np.linalg.norm(reach)
    upper = (UPPER_ARM_M**2 - FOREARM_M**2 + far_m**2) / (2.0 * far_m)
    out = np.array([0.6 if side is Side.LEFT else -0.6, -0.6, -0.5])
    out -= along * float(out @ along)
    bend = math.sqrt(max(UPPER_ARM_M**2 - upper**2, 0.0))
    elbow = shoulder + upper * along + bend * out / np.linalg.norm(out)
    wrist = shoulder + far_m * along
    points[on(side, "elbow")], points[on(side, "wrist")] = elbow, wrist
    for finger in ("pinky", "index", "thumb"):
        points[on(side, finger)] = wrist + HAND_M * (wrist - elbow) / FOREARM_M
