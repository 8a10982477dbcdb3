"""Words for what a check could not measure, and why."""

from __future__ import annotations

from posture.coach.session import Unmeasured

ONE_MOMENT = Unmeasured("how still you were", "one picture is one moment, so errors are larger")
NO_LEVEL = Unmeasured("a tilted camera", "from the side it only shows while you stand, feet in the picture")
NO_LEVEL_FRONT = Unmeasured("a tilted camera", "from the front it only shows with your hips in the picture")
NOT_ALONE = Unmeasured("who was measured", "somebody else, or you in a mirror, is in the picture")
NO_OUTLINE = "the outline of your back did not show: it needs the picture, and space behind you"
NO_BACK = "an arm, long hair or the chair stands out behind your back"
UNSURE_HIPS = "I cannot make out your hips: loose clothes, a table or the chair hide them"
NO_HIPS, NO_FEET = "your hips were not in the picture", "your feet were not in the picture"
TOO_SELDOM, UNSTEADY = "not seen long enough", "it did not settle while you were still"
UNMEASURED = (
    ONE_MOMENT.what, ONE_MOMENT.why, NO_LEVEL.what, NO_LEVEL.why, NO_LEVEL_FRONT.why,
    NOT_ALONE.what, NOT_ALONE.why,
    NO_OUTLINE, NO_BACK, UNSURE_HIPS, NO_HIPS, NO_FEET, TOO_SELDOM, UNSTEADY,
)  # fmt: skip
"""Every sentence on what could not be measured, without the reasons of a refusal."""
