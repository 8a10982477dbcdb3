"""The list of problems of a set for people: in order, and one that comes back soon is listed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posture.coach.session import Problem
from posture.coach.setup.obstacle_log import LASTS_START_S
from posture.coach.wording import STAY

SOON_S = LASTS_START_S
"""Seconds within which a problem that comes back had not gone: nobody could have begun in between, as taking
up the start position alone takes so long. Somebody who squats with the wrong side to the camera is asked to
turn at every squat."""

BEGIN = "Rest a moment in the start position, then begin"
"""What to do about a set that did not begin."""


def listed_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of a set by when they began; one that comes back within moments is listed once.

    Where somebody had only to go on staying still, the list says what was missing and not that it was good.
    """
    listed: list[Problem] = []
    last: dict[tuple[str, str], int] = {}
    told = (replace(p, message=BEGIN) if p.message == STAY else p for p in problems)
    for problem in sorted(told, key=lambda p: p.from_s):
        same = (problem.code, problem.message)
        if same in last and problem.from_s - listed[last[same]].to_s <= SOON_S:
            before = listed[last[same]]
            listed[last[same]] = replace(before, to_s=max(before.to_s, problem.to_s))
        else:
            last[same] = len(listed)
            listed.append(problem)
    return tuple(listed)
