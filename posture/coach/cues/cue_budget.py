"""The choice of cues: one at a time, within a budget that a person can listen to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from posture.coach.session import Severity

GAP_S = 4.0
"""Seconds between two cues (measurements.md 2.7)."""
SAME_S = 12.0
"""Seconds before the same cue is said again (measurements.md 2.7)."""
EVERY = 3
"""A medium fault is said at its first occurrence and then at every third (measurements.md 2.7)."""

TICKS = frozenset({"count", "uncounted", "hold"})
"""Kinds that need no gap: numbers, that there is none, and the seconds of a hold."""
MISSES = frozenset({"missed", "instead", "uncounted"})
"""Kinds that announce that an attempt did not count."""
OUTCOMES = frozenset({"count", *MISSES})
"""Kinds that announce the verdict on an attempt."""
_RANK = {
    "problem": 0, "missed": 1, "instead": 1, "fault": 1, "question": 1, "hold": 2, "count": 3,
    "uncounted": 3, "praise": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say and to caption.

    Attributes:
        text: At most six words, the positive action.
        kind: ``problem``, ``fault``, ``hold``, ``praise``, ``question`` (whether it is another exercise), or
            how an attempt came out: ``count`` (its number), ``missed`` (why it did not count), ``instead``
            (the same as what to do instead, for the words "Not counted" to be put before) or ``uncounted``
            (that it did not, where there is no time for more).
        severity: Severity of a fault; low ones are never spoken.
    """

    text: str
    kind: str
    severity: Severity = Severity.MEDIUM


class CueBudget:
    """Chooses at most one cue a pose. Counts and seconds of a hold are ticks: they need no gap."""

    def __init__(self) -> None:
        self._last_s = -math.inf
        self._said_s: dict[str, float] = {}
        self._seen: dict[str, int] = {}

    def choose(self, t_s: float, candidates: Iterable[Cue]) -> Cue | None:
        """Return the most important cue that may be said now, or ``None``.

        A fault whose turn it is not gives way to the next candidate.

        Args:
            t_s: Seconds, rising.
            candidates: What there is to say.
        """
        allowed = [cue for cue in candidates if self._may(t_s, cue)]
        for cue in sorted(allowed, key=lambda c: (_RANK[c.kind], c.severity is not Severity.HIGH)):
            if cue.kind == "fault" and not self._is_turn(cue):
                continue
            if cue.kind not in TICKS:
                self._last_s = t_s
                self._said_s[cue.text] = t_s
            return cue
        return None

    def _may(self, t_s: float, cue: Cue) -> bool:
        if cue.kind in TICKS:
            return True
        if cue.kind == "fault" and cue.severity is Severity.LOW:
            return False
        return t_s - self._last_s >= GAP_S and t_s - self._said_s.get(cue.text, -math.inf) >= SAME_S

    def _is_turn(self, cue: Cue) -> bool:
        """Return whether a fault that could be said now is said, or left out this time."""
        seen = self._seen[cue.text] = self._seen.get(cue.text, 0) + 1
        return cue.severity is Severity.HIGH or seen % EVERY == 1
