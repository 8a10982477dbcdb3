"""Words for what a check could not measure, and why."""

from __future__ import annotations

from posture.coach.session import Unmeasured

ONE_MOMENT = Unmeasured("how still you were", "one picture is one moment: the errors are larger")
NO_LEVEL = Unmeasured(
    "a tilted camera", "from the side it shows only while you stand, with your feet in the picture"
)
NO_LEVEL_FRONT = Unmeasured("a tilted camera", "from the front it shows only with your hips in the picture")
NOT_ALONE = Unmeasured(
    "who was measured", "somebody else, or you in a mirror, is in the picture: it may be the other one"
)
NO_OUTLINE = "the outline of your back was not seen: it needs the picture, and space behind you"
NO_BACK = "what shows behind you is not the line of a back: an arm, long hair or the chair stands out"
UNSURE_HIPS = "your hips cannot be told for sure: loose clothes, a table or the chair hide them"
NO_HIPS, NO_FEET = "your hips were not in the picture", "your feet were not in the picture"
TOO_SELDOM, UNSTEADY = "it was not seen long enough", "it did not keep steady while you were still"
UNMEASURED = (
    ONE_MOMENT.what, ONE_MOMENT.why, NO_LEVEL.what, NO_LEVEL.why, NO_LEVEL_FRONT.why,
    NOT_ALONE.what, NOT_ALONE.why,
    NO_OUTLINE, NO_BACK, UNSURE_HIPS, NO_HIPS, NO_FEET, TOO_SELDOM, UNSTEADY,
)  # fmt: skip
"""Every sentence on what could not be measured, without the reasons of a refusal."""
