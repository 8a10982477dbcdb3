"""The words in which ``posture contribute`` says what a contribution holds, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from posture.cli.amounts import many
from posture.errors import PostureError
from posture.evaluate.contribution import GivenSet, LeftOut
from posture.history.kept_set import Agreement


def in_words(given: Sequence[GivenSet], left_out: LeftOut | None = None) -> str:
    """Return in words what a contribution holds and what it does not, for the person who may give it away.

    Args:
        given: Its sets.
        left_out: Sets that could not go in, if that is known.
    """
    minutes = sum(one.poses.recording.times_s[-1] for one in given) / 60.0
    lines = [f"{many(len(given), 'set')}, {minutes:.1f} minutes in all:"]
    by_move: dict[str, list[GivenSet]] = {}
    for one in given:
        by_move.setdefault(one.about["exercise"], []).append(one)
    for move, some in by_move.items():
        views = ", ".join(sorted({str(one.about["view"] or "no view") for one in some}))
        counted = sum(one.about["counted"] for one in some)
        agreed = sum((one.said.then for one in some), Agreement(0, 0))
        lines.append(f"  {move} ({views}): {many(len(some), 'set')}, {counted} counted, {agreed}")
    lines += ["", _HOLDS, "", _HOLDS_NOT, "", _REMAINS]
    if left_out is not None and (reasons := _left_out(left_out)):
        lines += ["", reasons]
    return "\n".join(lines)


_HOLDS = (
    "In it, for each set: the move, from where you were seen, the version and the network that counted, the "
    "dose, the count-in and how you rested in an earlier set (a few lengths and angles), width and height of "
    "the picture, where 33 points of your body were at each moment (rounded), when each attempt began, "
    "peaked and ended in seconds from the set's own beginning, "
    "what was counted, and what you corrected or called right."
)
_HOLDS_NOT = (
    "Not in it: your name or profile, notes, pain, plans and settings, any day or time of day, numbers of "
    "sets, names of files, folders or cameras, pictures, and the outline of your body."
)
_REMAINS = (
    "What remains: the proportions of your body and how you move. Somebody who has other recordings of you "
    "could compare them. Nothing is sent anywhere: the file is yours, to give or to delete."
)


def _left_out(out: LeftOut) -> str:
    reasons = {
        "have no landmarks": out.without,
        "were never looked at": out.unseen,
        "are counted by the outline of the body": out.outlined,
        "were measured by what you had shown in an earlier set": out.shown,
        "cannot be read": out.unreadable,
        "have no room in one file": out.room,
    }
    line = ", ".join(f"{number} {why}" for why, number in reasons.items() if number)
    return f"Left out: {line}." if line else ""


def nothing_to_give(left_out: LeftOut) -> PostureError:
    """Return the error to raise where there is no set to give."""
    line = _left_out(left_out) or "No sets are kept."
    return PostureError(
        f"there is nothing to give: {line[0].lower()}{line[1:]} Keep landmarks (Settings) and say on the "
        "Review page whether counts are right"
    )
