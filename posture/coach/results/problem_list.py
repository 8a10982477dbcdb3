"""What stood in the way of a set, as people are told of it: in order, and what comes back soon once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posture.coach.session import Problem
from posture.coach.setup.obstacle_log import LASTS_START_S

SOON_S = LASTS_START_S
"""What comes back sooner had not gone: nobody could have begun in between, as taking up the start position
alone takes so long. Somebody who squats before the wrong side is asked to turn at every squat."""


def in_the_way(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of a set by when they began; the same one that comes back within moments is one."""
    told: list[Problem] = []
    last: dict[tuple[str, str], int] = {}
    for problem in sorted(problems, key=lambda p: p.from_s):
        same = (problem.code, problem.message)
        if same in last and problem.from_s - told[last[same]].to_s <= SOON_S:
            before = told[last[same]]
            told[last[same]] = replace(before, to_s=max(before.to_s, problem.to_s))
        else:
            last[same] = len(told)
            told.append(problem)
    return tuple(told)
