"""When a worker is lost in the middle of a run: whether another takes over, and what it is told.

There is no spare worker: it would hold the memory of a whole engine for something that should never
happen. The new one is up in about a second, and what to do meanwhile is said at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from posture.live.message import attempt_of
from posture.live.persistence import record_of
from posture.live.run import Resume
from posture.live.snapshot import Snapshot

MOST = 3
"""So many times a worker is replaced …"""
WITHIN_S = 60.0
"""… within so long. A picture or a machine that ends every worker would end the next one, too."""


class Losses:
    """Whether a lost worker is replaced once more."""

    def __init__(self) -> None:
        self._at_s: deque[float] = deque()

    def one_more(self, now_s: float) -> bool:
        """Count a loss, and tell whether it is worth another try."""
        self._at_s.append(now_s)
        while now_s - self._at_s[0] > WITHIN_S:
            self._at_s.popleft()
        return len(self._at_s) <= MOST


def asked_again(asked: Mapping[str, Any], resume: Resume) -> dict[str, Any]:
    """What the worker that takes over is asked to begin with."""
    return {**asked, "resume": resume.as_dict()}


def attempts_after(
    attempts: tuple[Mapping[str, Any], ...], view: Mapping[str, Any]
) -> tuple[Mapping[str, Any], ...]:
    """The attempts of a run with what a view tells: those that it takes back are told again after it."""
    if first := view.get("taken_back"):
        attempts = tuple(attempt for attempt in attempts if attempt["number"] < first)
    return (*attempts, view["attempt"]) if view["attempt"] else attempts


def attempts_of(now: Snapshot, result: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], ...]:
    """The attempts of a run up to the loss of its worker, as views tell of them.

    The last ones may have been kept by the worker, which was lost before the views of them came; it keeps
    an attempt before it tells of it, and what it judged anew as well.
    """
    record = record_of(now.choice, result)
    if record is None or len(record.session.attempts) < len(now.attempts):
        return now.attempts
    return tuple(attempt_of(attempt) for attempt in record.session.attempts)
