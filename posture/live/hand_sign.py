"""The sign that stands for a press on a button: forearms crossed, and how long they are held so.

A fold of poses over seconds, without a clock of its own. Held for `FIRST_S` it pauses, goes on from a
pause or skips a rest; held on to `LAST_S` it finishes the set, but for a rest, after which none has begun.
A pause begins at once, since nothing is lost by it. Going on waits until the arms come down: until then the
person may still mean to finish.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture.body.crossed_forearms import TO_BEGIN, TO_GO_ON, Crossing, crossing_of
from posture.body.geometry import distance
from posture.body.landmarks import Pose

FIRST_S = 1.5
"""Seconds after which the first choice is made."""
LAST_S = 3.5
"""Seconds after which the set is finished."""
BLINK_S = 0.45
"""Seconds without the sign after which it counts as let go: a hidden wrist comes and goes."""
APART_S = 1.0
"""Seconds between two looks after which nobody knows what was shown meanwhile."""
STILL_TORSOS = 0.35
"""How far the crossing may move from where it began: the sign is held still, a person at work moves on."""
LIFT_S = 0.6
"""Seconds that the arms take from a movement to the sign: what is refused in them was their way there."""


class Choice(str, Enum):
    """What the sign does."""

    NONE = ""
    PAUSE = "pause"
    GO_ON = "go_on"
    SKIP = "skip"
    FINISH = "finish"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class ShownSign:
    """The sign at one moment.

    Attributes:
        shown: The forearms are crossed, or were a blink ago.
        share: How much of the time until the next choice has gone by, 0 to 1.
        coming: That choice.
        ready: The choice that is made where the arms come down now.
        made: The choice that has just been made.
    """

    shown: bool = False
    share: float = 0.0
    coming: Choice = Choice.NONE
    ready: Choice = Choice.NONE
    made: Choice = Choice.NONE

    def as_dict(self) -> dict[str, object]:
        """Return it as the browser gets it."""
        return {
            "share": round(self.share, 3),
            "coming": self.coming.value,
            "ready": self.ready.value,
            "made": self.made.value,
        }


NO_SIGN = ShownSign()


class HandSign:
    """Follows how long one person holds their forearms crossed; poses come in order of time."""

    def __init__(self) -> None:
        self._begun: Crossing | None = None
        self._begun_s = self._seen_s = 0.0
        self._first = self._told = Choice.NONE

    @property
    def lifted_s(self) -> float:
        """Second from which on the arms may have been on their way to the sign that is shown."""
        return self._begun_s - LIFT_S

    def update(self, pose: Pose | None, t_s: float, *, first: Choice) -> ShownSign:
        """Take a pose and tell what the sign comes to.

        Args:
            pose: The person who is followed, as the network gave it; ``None`` where nobody was found.
            t_s: Seconds, rising.
            first: What the sign does first, by what goes on at the moment.
        """
        crossing = None if pose is None else crossing_of(pose)
        if self._begun is not None and not 0.0 <= t_s - self._seen_s <= APART_S:
            self._begun = None
        if self._begun is None:
            if crossing is None or not TO_BEGIN.met_by(crossing):
                return NO_SIGN
            self._begin(crossing, t_s, first)
        elif not (crossing is not None and TO_GO_ON.met_by(crossing)):
            if t_s - self._seen_s > BLINK_S:
                return self._let_go(seen=pose is not None)
            return self._held(self._seen_s)
        elif self._moved_on(self._begun, crossing):
            self._begin(crossing, t_s, first)
        self._seen_s = t_s
        return self._held(t_s)

    def _begin(self, crossing: Crossing, t_s: float, first: Choice) -> None:
        self._begun, self._begun_s, self._seen_s = crossing, t_s, t_s
        self._first, self._told = first, Choice.NONE

    def _moved_on(self, begun: Crossing, now: Crossing) -> bool:
        """Tell whether somebody moves about with their arms crossed; a choice that was made stays made."""
        far = distance(begun.at, now.at) > STILL_TORSOS * begun.torso_px
        return far and self._told is Choice.NONE

    def _held(self, until_s: float) -> ShownSign:
        held_s = until_s - self._begun_s
        if self._told in (Choice.FINISH, Choice.SKIP):
            return ShownSign(shown=True)
        first = self._first
        if first is not Choice.SKIP and held_s >= LAST_S:
            self._told = Choice.FINISH
            return ShownSign(shown=True, share=1.0, coming=Choice.FINISH, made=Choice.FINISH)
        if held_s < FIRST_S:
            return ShownSign(shown=True, share=held_s / FIRST_S, coming=first)
        made = first if self._told is Choice.NONE and first is not Choice.GO_ON else Choice.NONE
        self._told = first
        if first is Choice.SKIP:
            return ShownSign(shown=True, share=1.0, coming=first, made=made)
        ready = first if first is Choice.GO_ON else Choice.NONE
        share = (held_s - FIRST_S) / (LAST_S - FIRST_S)
        return ShownSign(shown=True, share=share, coming=Choice.FINISH, ready=ready, made=made)

    def _let_go(self, *, seen: bool) -> ShownSign:
        told, self._begun = self._told, None
        return ShownSign(made=Choice.GO_ON) if told is Choice.GO_ON and seen else NO_SIGN
