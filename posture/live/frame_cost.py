"""The cost of one frame on this computer, as the worker measures it and the server learns it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import fmean, median
from time import perf_counter, process_time

WINDOW = 100
"""Frames that are measured together: some seconds of a set, so that one slow moment changes nothing …"""
WINDOW_S, LEAST_FRAMES = 4.0, 10
"""… or fewer where they took so long: on a slow computer that is known as soon."""
TRIALS = 6
"""Most frames that are looked at before the first set …"""
TRIAL_S = 0.2
"""… and how long that may take. On a slow computer fewer frames tell the same."""
UNTIMED = 2
"""The first frames, which cost more than all later ones."""
_LEAST_TRIALS = 2
BESIDE = 1.15
"""Cost of a whole frame against its decoding and the network, which is all that a trial measures."""


@dataclass(frozen=True, slots=True)
class FrameCost:
    """The cost of one frame.

    Attributes:
        model: The network that looked, by its name.
        wall_ms: Time until the answer.
        cpu_ms: Time of a processor's core.
    """

    model: str
    wall_ms: float
    cpu_ms: float

    def to_bytes(self) -> bytes:
        """Return the cost as the worker tells it."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, told: bytes) -> FrameCost:
        """Make a cost of what the worker told."""
        return cls(**json.loads(told))


@dataclass(slots=True)
class CostMeter:
    """Measures the frames of a run, some seconds of them together.

    Attributes:
        model: The network that looks.
    """

    model: str
    _spent: list[tuple[float, float]] = field(default_factory=list)

    def take(self, wall_s: float, cpu_s: float) -> FrameCost | None:
        """Take what a frame has cost.

        Args:
            wall_s: Time until its answer.
            cpu_s: Time of a processor's core.

        Returns:
            What the last frames cost, once for every `WINDOW` of them or `WINDOW_S`.
        """
        self._spent.append((wall_s, cpu_s))
        frames, took_s = len(self._spent), sum(wall_s for wall_s, _ in self._spent)
        whole = frames >= WINDOW or (frames >= LEAST_FRAMES and took_s >= WINDOW_S)
        return self.sum_up() if whole else None

    def sum_up(self) -> FrameCost:
        """Return what the frames since the last time cost, of which there must be one."""
        spent, self._spent = self._spent, []
        return FrameCost(self.model, *(round(1000.0 * one, 2) for one in _middle(spent)))


def _middle(spent: list[tuple[float, float]]) -> tuple[float, float]:
    return median(wall_s for wall_s, _ in spent), fmean(cpu_s for _, cpu_s in spent)


def trial(model: str, look: Callable[[], object]) -> FrameCost:
    """Measure in a fraction of a second what a frame will cost.

    The quickest frame counts: a page that is just being opened takes time from the others. A computer that
    always has something else to do is known by its first set.

    Args:
        model: The network that looks.
        look: Looks at one frame with somebody in it.
    """
    for _ in range(UNTIMED):
        look()
    meter, walls_s = CostMeter(model), list[float]()
    begun_s = perf_counter()
    for done in range(1, TRIALS + 1):
        wall_s, cpu_s = perf_counter(), process_time()
        look()
        walls_s.append(perf_counter() - wall_s)
        meter.take(walls_s[-1], process_time() - cpu_s)
        if done >= _LEAST_TRIALS and perf_counter() - begun_s > TRIAL_S:
            break
    cost, wall_ms = meter.sum_up(), 1000.0 * min(walls_s)
    return FrameCost(model, BESIDE * wall_ms, BESIDE * cost.cpu_ms)
