"""The limits of one server: how much it takes on, and how long it waits."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

from posture.live.heartbeat import SILENT_S


def _default_workers() -> int:
    return max(2, (os.cpu_count() or 2) * 3 // 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLimits:
    """The limits of the live path.

    Attributes:
        workers: How many pages may have a worker; a set costs about half a core.
        grace_s: How long a set waits for its page after the connection is lost.
        unused_s: How long a token lives that no page uses.
        message_bytes: The largest message; a frame 640 wide has some 60 000.
        messages_per_s: How many a page may send, on average.
        warm_s: How long a worker may take to come up.
        answer_s: How long it may take over one request.
        silent_s: How long it may give no sign of life while it works on one.
    """

    workers: int = field(default_factory=_default_workers)
    grace_s: float = 60.0
    unused_s: float = 600.0
    message_bytes: int = 512 * 1024
    messages_per_s: float = 90.0
    warm_s: float = 60.0
    answer_s: float = 10.0
    silent_s: float = SILENT_S


class RateCap:
    """Lets through a number of messages a second on average, and two seconds' worth at once.

    Args:
        per_s: Messages a second.
    """

    def __init__(self, per_s: float) -> None:
        self._per_s = per_s
        self._left = self._most = 2 * per_s
        self._at_s = time.monotonic()

    def allows_one_more(self) -> bool:
        """Count one message and tell whether it is within the cap."""
        now_s = time.monotonic()
        self._left = min(self._most, self._left + (now_s - self._at_s) * self._per_s) - 1
        self._at_s = now_s
        return self._left >= 0
