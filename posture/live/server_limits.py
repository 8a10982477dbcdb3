"""The limits of one server: how much it takes on, and how long it waits."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass

from posture.errors import PostureError
from posture.live.heartbeat import SILENT_S

MAX_SETS = "POSTURE_MAX_SETS"
"""The environment variable with the number of sets that one server takes on at a time."""


def set_limit(environment: Mapping[str, str] | None = None) -> int | None:
    """Return how many sets the server may take on at a time, or ``None`` where that was not set.

    Args:
        environment: Environment variables; the process's own where none are given.

    Raises:
        PostureError: It was set to something else than a whole number from 1 on.
    """
    given = (os.environ if environment is None else environment).get(MAX_SETS, "").strip()
    if not given:
        return None
    if not given.isdecimal() or int(given) < 1:
        raise PostureError(f"{MAX_SETS} is {given!r}; set it to a whole number from 1 on, or leave it out")
    return int(given)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLimits:
    """The limits of the live path.

    Attributes:
        max_sets: How many sets may be under way; ``None``: as many as the computer can follow, as measured.
        grace_s: How long a set waits for its page after the connection is lost.
        unused_s: How long a token lives that no page uses.
        message_bytes: The largest message; a frame 640 wide has some 60 000.
        messages_per_s: How many a page may send, on average.
        warm_s: How long a worker may take to come up.
        answer_s: How long it may take over one request.
        silent_s: How long it may give no sign of life while it works on one.
    """

    max_sets: int | None = None
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
