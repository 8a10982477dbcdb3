"""A set that follows a rest: one countdown, during which the worker looks already. Runs in the worker.

While the rest is counted down nothing is coached and nothing of it is kept, but the person is looked at, so
that the page can show what is still missing. At its end the set begins with what was seen in its last
moments: a person who is in place by then starts at once, another one is asked for what is missing.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from posture.coach import wording
from posture.coach.setup.readiness import Obstacle
from posture.coach.setup.setup import SetUp
from posture.exercises import find
from posture.live.hand_sign import Choice
from posture.live.message import moment_of
from posture.live.run import About, LiveRun, Look, Memory, resumed
from posture.live.set_run import SetRun, open_set
from posture.vision.brightness import light_of
from posture.vision.pose_stream import SourcePose

SKIPPED_S = 3.0
"""Seconds that are left of a rest that is skipped: enough to come to the start position."""
_SPOKEN_S = 3
"""The last seconds, which are counted aloud."""
_STEP_S = 1.0
"""Frames further apart than this have a pause or a lost connection between them."""
_AT_THE_END = frozenset({"start", "unsteady"})
"""Obstacles that nobody has to remove before the rest is over: to be still in the start position."""
_SEEN_S = 1.0
"""The last moments of the rest, with which the set begins: longer than a person has to be still."""


class RestedSet:
    """Counts down a rest, then runs the set as if it had begun a moment before.

    Args:
        run: The set, which is not counted in.
        exercise: Its move's id.
        rest_s: Seconds of rest before it.
    """

    def __init__(self, run: SetRun, *, exercise: str, rest_s: float) -> None:
        self._run, self._left_s = run, rest_s
        self._setup = SetUp(find(exercise), calibrate=False, count_in_s=0.0, rest=None)
        self._seen: deque[SourcePose] = deque()
        self._t_s = math.inf
        self._frames = self._frames_before = 0
        self._begun_s, self._begun = 0.0, False
        self._said, self._gone = "", False

    @property
    def look(self) -> Look:
        """Return how the frames are looked at."""
        return self._run.look

    def update(self, moment: SourcePose) -> dict[str, Any]:
        """Take a moment of the rest or of the set."""
        self._frames += 1
        if self._begun:
            return self._go(self._of_set(moment))
        self._left_s -= min(max(0.0, moment.t_s - self._t_s), _STEP_S)  # a pause stops the rest, too
        self._t_s = moment.t_s
        self._seen.append(moment)
        while moment.t_s - self._seen[0].t_s > _SEEN_S:
            self._seen.popleft()
        return self._of_rest(moment) if self._left_s > 0.0 else self._begin()

    def glance(self, moment: SourcePose) -> dict[str, Any]:
        """Look at a moment of a pause, for the sign alone."""
        return self._run.glance(self._in_set(moment) if self._begun else moment)

    def hear(self, words: Mapping[str, Any]) -> None:
        """Shorten the rest when asked to ``skip`` it; another ``camera`` is the set's affair."""
        if words.get("skip"):
            self._left_s = min(self._left_s, SKIPPED_S)
        self._run.hear(words)

    def so_far(self, about: About) -> dict[str, Any]:
        """Return the record of the set alone."""
        return self._run.so_far(self._told(about))

    def finish(self, about: About) -> dict[str, Any]:
        """Return the record of the set alone, which is empty where the rest was not over."""
        return self._run.finish(self._told(about))

    def _of_rest(self, moment: SourcePose) -> dict[str, Any]:
        observation = self._setup.look(moment.pose, moment.t_s)
        _, obstacle = self._setup.begin(observation)
        self._setup.release()
        light = None if moment.rgb is None else light_of(moment.rgb).value
        sign = self._run.sign_in(moment, Choice.SKIP)
        if sign is not None and sign.made is Choice.SKIP:
            self.hear({"skip": True})
        return {
            **moment_of(moment.t_s, moment.pose),
            "rest_s": round(self._left_s, 2),
            "passed": [check.value for check in self._setup.passed],
            "wanted": _wanted(obstacle),
            "light": light,
            "target": [],
            "count_in_s": 0.0,
            "cue": self._counted_down(),
            "sign": sign.as_dict() if sign else None,
        }

    def _counted_down(self) -> dict[str, str] | None:
        """Return the number that is said now."""
        number = str(math.ceil(self._left_s))
        if self._left_s > _SPOKEN_S or number == self._said:
            return None
        self._said = number
        return {"text": number, "kind": "count"}

    def _begin(self) -> dict[str, Any]:
        """Let the set see the last moments of the rest, and return its view of the last one."""
        self._begun = True
        self._begun_s = self._seen[0].t_s
        self._frames_before = self._frames - len(self._seen)
        views = [self._of_set(moment) for moment in self._seen]
        self._seen.clear()
        said = next((view["cue"] for view in reversed(views) if view["cue"]), None)
        return self._go({**views[-1], "cue": said})

    def _go(self, view: dict[str, Any]) -> dict[str, Any]:
        """Have the first view of a person who is ready say so."""
        if self._gone or not view["ready"]:
            return view
        self._gone = True
        return {**view, "cue": {"text": wording.GO, "kind": "hold"}}

    def _of_set(self, moment: SourcePose) -> dict[str, Any]:
        return self._run.update(self._in_set(moment))

    def _in_set(self, moment: SourcePose) -> SourcePose:
        """Return a moment in seconds since the set began."""
        t_s = moment.t_s - self._begun_s
        pose = None if moment.pose is None else replace(moment.pose, t_s=t_s)
        return replace(moment, t_s=t_s, pose=pose)

    def _told(self, about: About) -> About:
        """Return where the set comes from: the seconds and frames of the rest are no part of it."""
        source = about.source
        lasted_s = max(0.0, source.duration_s - self._begun_s) if self._begun else 0.0
        frames = self._frames - self._frames_before if self._begun else 0
        return replace(about, source=replace(source, duration_s=lasted_s, frames=frames))


def _wanted(obstacle: Obstacle | None) -> str:
    """Return what the person has to change by the end of the rest; where to be still is told then."""
    away = obstacle is not None and obstacle.blocks and obstacle.code not in _AT_THE_END
    return obstacle.message if obstacle is not None and away else ""


def open_rested(options: Mapping[str, Any], memory: Memory) -> LiveRun:
    """Open a coached set, after a rest where one is asked for.

    Args:
        options: As `posture.live.set_run.open_set` takes them; ``rest_s``: the seconds of rest before it.
        memory: What earlier runs of the page have learned.
    """
    seen = resumed(options).view
    rest_s = float(seen.get("rest_s", 0.0) if seen else options.get("rest_s") or 0.0)
    if rest_s <= 0.0:
        return open_set(options, memory)
    run = open_set({**options, "count_in_s": 0.0}, memory)
    return RestedSet(run, exercise=options["exercise"], rest_s=rest_s)
