"""Positions that are no everyday posture: lying, crouching, reaching up, jumping.

A single picture has to suffice, so each sign has a physical reason that holds in one picture. Lengths are in
torso lengths: the seat of a chair is about as high as a shin (0.84), that of a low sofa half of it.
"""

from __future__ import annotations

import math

from posture.body.features import forward, middle
from posture.body.geometry import lean
from posture.body.landmarks import Pose, Side, on
from posture.body.view import View
from posture.posture_check.obstacles import torso_length_px

BENT_DEG, HEAD_DOWN_DEG = 45.0, 135.0
"""A trunk that leans further than the first is lying or bent over, beyond the second it is upside down. ISO
11226 already calls 60 degrees forward far too much for a posture that is kept."""
NECK_BENT_DEG = 70.0
"""More than a neck leans: hunched at a desk, the line from the shoulders to the ears leans by 45."""
RECLINED_DEG, SLID_DEG = 35.0, 20.0
"""Leaning back by more than the first is lying in a chair (measurements.md 14.3). Leaning back by more than
the second with the hips below the knees is having slid down."""
SLID_TORSOS = 0.1
"""How far the knees are above the hips then. On a seat that carries the thighs they are level, or lower."""
FLOOR_TORSOS, KNEES_UP_TORSOS = 0.4, 0.3
"""Hips less than the first above the lower ankle are on the floor, on the heels or in a crouch: no seat is so
low. Where no ankle is seen, knees higher above the hips than the second say the same."""
RAISED_TORSOS = 0.1
"""Height of an elbow above its shoulder at which the shoulder blade turns with it and lifts the shoulder."""
STEEP_DEG, SHIN_UP_DEG, FOOT_DOWN_DEG = 45.0, 50.0, 50.0
"""A thigh that leans less than the first belongs to somebody who does not sit. A shin that then leans further
forward than the second has its foot behind: off the floor, or on it beside a knee. A foot that points down by
more than the third stands on no heel and no sole; high heels are at 30 to 40."""
SHIN_SHORT, THIGH_LONG_TORSOS = 0.4, 0.55
"""The same from the front: a thigh that shows more than the second number, and a shin that shows less than
the first as a share of the thigh."""
ASTRIDE_TORSOS = 1.3
"""Distance of the ankles from the front at which each leg is at 22 degrees, as in a jumping jack."""


def other_position(view: View, seen: Pose, near: Side) -> str:
    """Return why a pose is neither standing nor sitting upright, as a key of `REFUSALS`; "" where it is.

    Args:
        view: Front or side, as requested.
        seen: The pose, NaN where it was not seen; what is NaN shows nothing.
        near: The side that is nearer to the camera.
    """
    return (
        _reclined(view, seen, near)
        or ("on_floor" if _is_low(seen) else "")
        or ("arms_raised" if _reaches_up(seen) else "")
        or ("off_feet" if _is_off_feet(view, seen, near) else "")
    )


def not_upright(seen: Pose) -> str:
    """Return a key of `REFUSALS` where the trunk is far from upright in the picture, in any view; else "".

    Without hips the neck decides, which may lean further.
    """
    turned_deg, most_deg = abs(lean(middle(seen, "hip"), middle(seen, "shoulder"))), BENT_DEG
    if math.isnan(turned_deg):
        turned_deg, most_deg = abs(lean(middle(seen, "shoulder"), middle(seen, "ear"))), NECK_BENT_DEG
    if turned_deg > HEAD_DOWN_DEG:
        return "upside_down"
    return "sideways" if turned_deg > most_deg else ""


def _reclined(view: View, seen: Pose, near: Side) -> str:
    back_deg = -forward(near) * lean(middle(seen, "hip"), middle(seen, "shoulder"))
    if view is not View.SIDE or not back_deg > SLID_DEG:
        return ""
    rise_px = seen.at(on(near, "hip"))[1] - seen.at(on(near, "knee"))[1]
    slid = rise_px > SLID_TORSOS * torso_length_px(seen)
    return "slid_down" if slid or back_deg > RECLINED_DEG else ""


def _is_low(seen: Pose) -> bool:
    """Return whether the hips are on the floor or near it."""
    hips_y, torso_px = middle(seen, "hip")[1], torso_length_px(seen)
    ankles = [y for y in _heights(seen, "ankle") if not math.isnan(y)]
    if ankles:
        return max(ankles) - hips_y < FLOOR_TORSOS * torso_px
    knees = [y for y in _heights(seen, "knee") if not math.isnan(y)]
    return bool(knees) and hips_y - max(knees) > KNEES_UP_TORSOS * torso_px


def _reaches_up(seen: Pose) -> bool:
    """Return whether an elbow is above its shoulder."""
    return any(
        shoulder - elbow > RAISED_TORSOS * torso_length_px(seen)
        for shoulder, elbow in zip(_heights(seen, "shoulder"), _heights(seen, "elbow"), strict=True)
    )


def _is_off_feet(view: View, seen: Pose, near: Side) -> bool:
    """Return whether the legs of somebody who does not sit stand on no sole."""
    if view is View.SIDE:
        return _near_leg_is_off(seen, near)
    ankles = [seen.at(on(side, "ankle"))[0] for side in (Side.LEFT, Side.RIGHT)]
    if abs(ankles[0] - ankles[1]) > ASTRIDE_TORSOS * torso_length_px(seen):
        return True
    legs = zip(*(_heights(seen, joint) for joint in ("hip", "knee", "ankle")), strict=True)
    return any(
        knee - hip > THIGH_LONG_TORSOS * torso_length_px(seen) and ankle - knee < SHIN_SHORT * (knee - hip)
        for hip, knee, ankle in legs
    )


def _near_leg_is_off(seen: Pose, near: Side) -> bool:
    hip, knee, ankle, heel, toe = (seen.at(on(near, j)) for j in ("hip", "knee", "ankle", "heel", "foot"))
    ahead = forward(near)
    if not abs(lean(knee, hip)) < STEEP_DEG:
        return False
    foot_deg = math.degrees(math.atan2(toe[1] - heel[1], ahead * (toe[0] - heel[0])))
    return ahead * lean(ankle, knee) > SHIN_UP_DEG or FOOT_DOWN_DEG < foot_deg < 180.0 - FOOT_DOWN_DEG


def _heights(seen: Pose, joint: str) -> tuple[float, float]:
    """Return y of the left and the right joint, in image pixels."""
    return seen.at(on(Side.LEFT, joint))[1], seen.at(on(Side.RIGHT, joint))[1]
