"""What is in the way, as it is shown: a message that stands still long enough to be read.

What is in the way changes from one pose to the next while somebody walks about; the log of problems keeps
that as it was. A person who reads it from some steps away needs one message at a time. Nothing is quicker
than that, not even that nobody is in the picture: a person who has left it does not read it.
"""

from __future__ import annotations

import math

from posture.body.visibility import BLINK_S
from posture.coach.setup.readiness import CALIBRATE, Obstacle

SHOWN_AFTER_S = 1.0
"""Seconds for which the same thing must be in the way before it is shown."""
KEPT_S = 2.0
"""Seconds that a message stands at least: it takes as long to look up and read five words."""

_Key = tuple[str, str]


class SteadyNotice:
    """Holds the one message that is shown.

    A message has to be due for `SHOWN_AFTER_S`, with interruptions of a blink at most, and then stays for
    `KEPT_S` at least. One that only advises is shown once: raised hands show by themselves that there is
    room above the head, and to ask for it again whenever they are down would contradict that. The steps of
    a calibration are no trouble but asked for by the clock, and shown at once.
    """

    def __init__(self) -> None:
        self._since_s: dict[_Key, float] = {}
        self._seen_s: dict[_Key, float] = {}
        self._latest: dict[_Key, Obstacle] = {}
        self._shown: Obstacle | None = None
        self._shown_s = self._t_s = -math.inf
        self._advised: set[_Key] = set()

    def update(self, t_s: float, obstacle: Obstacle | None) -> Obstacle | None:
        """Take what is in the way now, and return what is shown.

        Args:
            t_s: Seconds, rising.
            obstacle: What is in the way; ``None`` where nothing is.
        """
        self._follow(t_s, obstacle)
        if obstacle is not None and obstacle.code == CALIBRATE:
            return self.show(t_s, obstacle)
        if self._shown is None and not self._latest:
            return None  # as nearly always
        if self._shown is None or t_s - self._shown_s >= KEPT_S:
            self._change(t_s)
        return self._shown

    def show(self, t_s: float, obstacle: Obstacle) -> Obstacle:
        """Show a message at once, and keep it as long as any other.

        Args:
            t_s: Seconds, rising.
            obstacle: What it says.
        """
        self._follow(t_s, obstacle)
        if self._shown is None or _key(self._shown) != _key(obstacle):
            self._shown_s = t_s
        self._shown = obstacle
        return obstacle

    def unread(self, t_s: float) -> bool:
        """Return whether a message stands that nobody can have read yet."""
        return self._shown is not None and t_s - self._shown_s < KEPT_S

    def clear(self) -> None:
        """Show nothing and wait for everything again: something else takes the whole picture."""
        self._since_s, self._seen_s, self._latest = {}, {}, {}
        self._shown = None

    def _follow(self, t_s: float, obstacle: Obstacle | None) -> None:
        """Keep since when each thing has been in the way; nothing was seen in a long gap."""
        if t_s - self._t_s > SHOWN_AFTER_S:
            self._since_s, self._seen_s, self._latest = {}, {}, {}
        self._t_s = t_s
        if obstacle is not None and _key(obstacle) not in self._advised:
            key = _key(obstacle)
            self._since_s.setdefault(key, t_s)
            self._seen_s[key], self._latest[key] = t_s, obstacle
        if self._seen_s:
            for key in [key for key, seen_s in self._seen_s.items() if t_s - seen_s > BLINK_S]:
                del self._since_s[key], self._seen_s[key], self._latest[key]

    def _change(self, t_s: float) -> None:
        """Keep what still is in the way, else show what has been for long enough, the latest first."""
        before = self._shown
        if before is not None and _key(before) in self._latest:
            self._shown = self._latest[_key(before)]
            return
        if before is not None and _only_advises(before):
            self._advised.add(_key(before))
        due = [key for key, at_s in self._since_s.items() if self._seen_s[key] - at_s >= SHOWN_AFTER_S]
        self._shown = self._latest[max(due, key=self._seen_s.__getitem__)] if due else None
        self._shown_s = t_s if due else self._shown_s


def _key(obstacle: Obstacle) -> _Key:
    return obstacle.code, obstacle.message


def _only_advises(obstacle: Obstacle) -> bool:
    """Return whether it never keeps anything from being counted, however long it lasts."""
    return not obstacle.blocks and not 0.0 < obstacle.after_s < math.inf
