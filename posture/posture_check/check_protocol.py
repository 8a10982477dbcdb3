"""The guided check: from the front, then from each side, with the words said on the way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach import wording
from posture.coach.cues.caption_line import Caption, CaptionLine
from posture.coach.cues.cue_budget import Cue, CueBudget
from posture.coach.cues.steady_notice import SteadyNotice
from posture.coach.setup.readiness import Obstacle
from posture.posture_check.check_result import REFUSALS, Check
from posture.posture_check.checker import Checker

MEASURED_S = 10.0
"""Seconds that each view is measured (measurements.md 2.9 and 14.5)."""
COUNT_IN_S = 3.0
BROKEN_S = 0.6
"""An obstacle that lasts longer during the count-in starts it again."""
PATIENCE_S = 45.0
"""A view that nobody takes up for this long is skipped, so that nobody is left standing for ever."""
STEP_BACK_S = 10.0
"""Seconds that somebody is asked to step back for the hips before the view is measured without them."""
TRIES = 2
"""Number of times that a view is measured before its refusal stands."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One view of the check, and the words that ask for it."""

    view: View
    side: Side
    ask: str


STOPS = (
    Stop(View.FRONT, Side.BOTH, "Face the camera and relax"),
    Stop(View.SIDE, Side.LEFT, "Turn your left side to me"),
    Stop(View.SIDE, Side.RIGHT, "Now your right side to me"),
)
HOLD_STILL, AGAIN, THANKS, NEXT = "Stay as you are", "Once more, please", "That is all, thank you", "Good"
PROMPTS = {
    "nobody": wording.STEP_IN,
    "against_light": "Light from the front, please",
    "sideways": wording.ON_ITS_SIDE,
    "upside_down": wording.UPSIDE_DOWN,
    "slid_down": "Sit back, or stand up",
    "on_floor": "Stand, or sit on a chair",
    "off_feet": "Stand on both feet, please",
    "arms_raised": "Let both arms hang",
    "too_far": wording.CLOSER,
    "out_of_picture": wording.BACK_A_LITTLE,
    "hip_hidden": wording.hidden("hip"),
    "unclear": wording.hidden("ear"),
    "moving": wording.KEEP_STILL,
}
"""What is said of each obstacle. For a wrong view, the right one is asked for."""
SAID = (*(stop.ask for stop in STOPS), HOLD_STILL, AGAIN, THANKS, NEXT, *REFUSALS.values(), *PROMPTS.values())
"""Everything that is said in a guided check, without the numbers."""


class Act(str, Enum):
    """Stage of a stop."""

    ASK = "ask"
    COUNT = "count"
    MEASURE = "measure"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ProtocolUpdate:
    """Changes that one pose made in a guided check.

    Attributes:
        pose: The smoothed pose, NaN where it was not seen.
        act: The stage.
        problem: The obstacle in words, as it is shown; "" where there is none.
        cue: What to say.
        caption: The line of words that stands on the picture.
        count_in: Number of the count-in.
        measured_s: Seconds of the measurement so far.
        still_s: Still seconds so far, for choosing the picture.
        ended: The check of a view that has just ended.
    """

    pose: Pose | None
    act: Act
    problem: str = ""
    cue: Cue | None = None
    count_in: int | None = None
    measured_s: float = 0.0
    still_s: float = 0.0
    ended: Check | None = None
    caption: Caption | None = None


class CheckProtocol:
    """Leads one person through the views of a check, pose by pose.

    Args:
        model: Name of the network that finds the poses.
        stops: The views, in order.
        checks: Those of the first views, where they have been measured already.

    Attributes:
        checks: One for each view so far.
    """

    def __init__(
        self, *, model: str = "", stops: tuple[Stop, ...] = STOPS, checks: Iterable[Check] = ()
    ) -> None:
        self._model, self._stops = model, stops
        self._budget, self._notice, self._line = CueBudget(), SteadyNotice(), CaptionLine()
        self.checks: list[Check] = list(checks)
        self._t_s = self._since_s = self._clear_s = math.nan
        self._act = Act.ASK if len(self.checks) < len(stops) else Act.OVER
        self._tries, self._said = 0, ""
        self._fresh()

    @property
    def stop(self) -> Stop:
        """The view that is asked for; the last one once all are through."""
        return self._stops[min(len(self.checks), len(self._stops) - 1)]

    def update(
        self, pose: Pose | None, t_s: float, *, against_light: bool = False, others: bool = False
    ) -> ProtocolUpdate:
        """Take the next pose.

        Args:
            pose: The pose; ``None`` where nobody was found.
            t_s: Time in seconds, rising.
            against_light: Nobody was found, and something dark stands before something bright.
            others: Somebody else, or a mirror, is in the frame.
        """
        if math.isnan(self._since_s):
            self._since_s = self._clear_s = t_s
        self._t_s = t_s
        seen = self._checker.update(pose, t_s, against_light=against_light, others=others)
        if not self._checker.obstacle:
            self._clear_s = t_s
        if self._act is Act.OVER:
            return ProtocolUpdate(seen, self._act)
        going = {Act.ASK: self._asking, Act.COUNT: self._counting, Act.MEASURE: self._measuring}
        update = going[self._act](seen)
        if update.count_in is not None:
            self._line.clear()
        return replace(update, caption=self._line.update(t_s, update.cue))

    def finish(self) -> tuple[Check, ...]:
        """End a measurement that is under way, and return the checks so far."""
        if self._act is Act.MEASURE:
            self.checks.append(self._checker.finish())
            self._act = Act.OVER
        return tuple(self.checks)

    # ---- what goes on --------------------------------------------------------------------------

    def _asking(self, seen: Pose | None) -> ProtocolUpdate:
        ready = self._checker.is_still and not self._in_the_way()
        if ready and not self._notice.unread(self._t_s):
            self._begin(Act.COUNT)
            return self._counting(seen)
        if self._t_s - self._since_s > PATIENCE_S:
            return self._end(seen)
        ask, problem = self.stop.ask, self._shown(self._in_the_way())
        fresh, self._said = self._said != ask, ask
        problems = [Cue(problem, "problem")] if problem else []
        cue = Cue(ask, "hold") if fresh else self._budget.choose(self._t_s, problems)
        return ProtocolUpdate(seen, self._act, problem, cue)

    def _counting(self, seen: Pose | None) -> ProtocolUpdate:
        if self._t_s - self._clear_s > BROKEN_S:
            self._begin(Act.ASK)
            return self._asking(seen)
        left_s = COUNT_IN_S - (self._t_s - self._since_s)
        if left_s <= 0.0:
            self._begin(Act.MEASURE)
            return ProtocolUpdate(seen, self._act, "", Cue(HOLD_STILL, "hold"))
        number = math.ceil(left_s)
        return ProtocolUpdate(seen, self._act, "", self._tick(str(number)), number)

    def _measuring(self, seen: Pose | None) -> ProtocolUpdate:
        measured_s = self._t_s - self._since_s
        if measured_s >= MEASURED_S:
            return self._end(seen)
        left = math.ceil(MEASURED_S - measured_s)
        cue = self._tick(str(left)) if left <= COUNT_IN_S else None
        problem = self._shown(self._checker.obstacle)
        cue = cue or self._budget.choose(self._t_s, [Cue(problem, "problem")] if problem else [])
        return ProtocolUpdate(seen, self._act, problem, cue, None, measured_s, self._checker.still_s)

    def _end(self, seen: Pose | None) -> ProtocolUpdate:
        """Go on after a view that was measured or not taken up, or try it once more."""
        check = self._checker.finish()
        self._tries += 1
        again = check.refused is not None and self._act is Act.MEASURE and self._tries < TRIES
        if again:
            self._begin(Act.ASK)
            self._said = self.stop.ask  # what was wrong is said instead
            refused = self._notice.show(self._t_s, Obstacle("refused", REFUSALS[str(check.refused)]))
            return ProtocolUpdate(seen, self._act, refused.message, Cue(AGAIN, "hold"))
        self.checks.append(check)
        self._tries, self._said = 0, ""
        last = len(self.checks) == len(self._stops)
        self._begin(Act.OVER if last else Act.ASK)
        return ProtocolUpdate(seen, self._act, "", Cue(THANKS if last else NEXT, "hold"), ended=check)

    def _begin(self, act: Act) -> None:
        self._act, self._since_s, self._clear_s = act, self._t_s, self._t_s
        self._notice.clear()
        if act is not Act.COUNT:
            self._fresh()

    def _fresh(self) -> None:
        stop = self.stop
        self._checker = Checker(stop.view, model=self._model, side=stop.side)

    def _in_the_way(self) -> str:
        """Return the obstacle to beginning; unseen hips are one only for a while."""
        patient = self._t_s - self._since_s <= STEP_BACK_S
        return self._checker.obstacle or (self._checker.lacks_hips if patient else "")

    def _shown(self, why: str) -> str:
        """Return what is shown while an obstacle lasts, in words; "" where nothing is in the way."""
        obstacle = Obstacle(why, PROMPTS.get(why, self.stop.ask)) if why else None
        shown = self._notice.update(self._t_s, obstacle)
        return shown.message if shown else ""

    def _tick(self, text: str) -> Cue | None:
        """Return a number as a cue, once."""
        fresh, self._said = self._said != text, text
        return Cue(text, "hold") if fresh else None
