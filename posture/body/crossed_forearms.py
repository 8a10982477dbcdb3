"""Forearms crossed before the chest, each hand towards the other shoulder: a sign that no move contains.

Measured on rendered people who cross their forearms and on others who only nearly do, from the front and
up to 30 degrees off, and against every recording of the moves and of everyday movements. What tells the
sign from folded arms is that both forearms rise towards the hands: 12 to 42 degrees, folded ones -16 to 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.geometry import distance, midpoint
from posture.body.landmarks import Landmark, Point, Pose
from posture.body.visibility import UPRIGHT_RATIO, seen_only, torso_length_px

FACING_TORSOS = 0.3
"""Width of the shoulders in the picture from which on somebody faces the camera: 0.7 of a torso from the
front, 0.55 at 30 degrees."""
HIGHEST_TORSOS, LOWEST_TORSOS = -0.1, 0.6
"""Where the forearms cross, below the shoulders: 0.2 to 0.4 is measured, 0.8 with hands on the belly."""
PAST_ELBOW, PAST_WRIST = 0.0, 1.1
"""Where they cross on the way from the elbow to the wrist; hands may be longer than the network thinks."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Forearms that cross before the chest.

    Attributes:
        at: Where, in image pixels.
        past: How far each wrist is past the other, in torso lengths.
        rise_deg: How far the forearms rise towards the hands, on average.
        least_rise_deg: The same of the one that rises less.
        torso_px: Length of the torso.
    """

    at: Point
    past: float
    rise_deg: float
    least_rise_deg: float
    torso_px: float


@dataclass(frozen=True, slots=True)
class CrossingLimits:
    """What makes a crossing the sign.

    Attributes:
        past: Torso lengths by which the wrists are past each other, at least.
        rise_deg: Rise of the forearms, at least.
        least_rise_deg: Rise of the one that rises less, at least.
    """

    past: float
    rise_deg: float
    least_rise_deg: float

    def met_by(self, crossing: Crossing | None) -> bool:
        """Tell whether a crossing is the sign."""
        return (
            crossing is not None
            and crossing.past >= self.past
            and crossing.rise_deg >= self.rise_deg
            and crossing.least_rise_deg >= self.least_rise_deg
        )


TO_BEGIN = CrossingLimits(past=0.15, rise_deg=12.0, least_rise_deg=4.0)
"""People who cross have 0.17 to 0.9 and 12 to 42 degrees; arms folded or held level rise by 4 at most."""
TO_GO_ON = CrossingLimits(past=0.08, rise_deg=9.0, least_rise_deg=0.0)
"""A sign that is being shown may sag a little."""


def crossing_of(pose: Pose) -> Crossing | None:
    """Measure how the forearms cross before the chest of an upright person who faces the camera.

    Args:
        pose: As the network gave it.

    Returns:
        ``None`` where they do not, or where an arm or a shoulder is not seen.
    """
    if not pose.xs[Landmark.RIGHT_WRIST] > pose.xs[Landmark.LEFT_WRIST]:
        return None  # cheap, and so it is in nearly every pose: the hands are not past each other
    torso_px = torso_length_px(pose)
    if not _facing(pose.points, torso_px):
        return None  # nor could what is seen of it be
    at = seen_only(pose).points
    shoulders = midpoint(at[Landmark.RIGHT_SHOULDER], at[Landmark.LEFT_SHOULDER])
    if not _facing(at, torso_px) or not _upright(at, shoulders):
        return None
    forearms = (
        (at[Landmark.LEFT_ELBOW], at[Landmark.LEFT_WRIST]),
        (at[Landmark.RIGHT_ELBOW], at[Landmark.RIGHT_WRIST]),
    )
    met = _meeting(*forearms)
    if met is None or not HIGHEST_TORSOS <= (met[1] - shoulders[1]) / torso_px <= LOWEST_TORSOS:
        return None
    (left_elbow, left_wrist), (right_elbow, right_wrist) = forearms
    rises = (
        math.degrees(math.atan2(left_elbow[1] - left_wrist[1], left_elbow[0] - left_wrist[0])),
        math.degrees(math.atan2(right_elbow[1] - right_wrist[1], right_wrist[0] - right_elbow[0])),
    )
    past = (right_wrist[0] - left_wrist[0]) / torso_px
    return Crossing(met, past, sum(rises) / 2.0, min(rises), torso_px)


def _facing(at: tuple[Point, ...], torso_px: float) -> bool:
    """Tell whether both shoulders are seen, and as far apart as those of somebody who faces the camera."""
    return at[Landmark.LEFT_SHOULDER][0] - at[Landmark.RIGHT_SHOULDER][0] >= FACING_TORSOS * torso_px


def _upright(at: tuple[Point, ...], shoulders: Point) -> bool:
    """Tell whether the head is above the shoulders, and the hips, where they are seen, well below."""
    hips = midpoint(at[Landmark.LEFT_HIP], at[Landmark.RIGHT_HIP])
    bent = hips[1] - shoulders[1] < UPRIGHT_RATIO * distance(shoulders, hips)
    return at[Landmark.NOSE][1] < shoulders[1] and not bent


def _meeting(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    """Return where two forearms cross in the picture; ``None`` where they do not, or one is not seen."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    across = ux * vy - uy * vx
    if across == 0.0 or math.isnan(across):
        return None
    along_one = ((cx - ax) * vy - (cy - ay) * vx) / across
    along_other = ((cx - ax) * uy - (cy - ay) * ux) / across
    if not (PAST_ELBOW <= along_one <= PAST_WRIST and PAST_ELBOW <= along_other <= PAST_WRIST):
        return None
    return ax + along_one * ux, ay + along_one * uy
