"""The number of cores that this process may use."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""Where a container on Linux reads how much of the cores it may use: ``max`` or microseconds, of so many."""


def usable_cores(quota: Path = _QUOTA) -> float:
    """Return how many cores this process may use: those of the machine, or fewer in a container.

    Args:
        quota: The file that says so.
    """
    of_process = getattr(os, "sched_getaffinity", None)
    cores = float(len(of_process(0)) if of_process else os.cpu_count() or 1)
    try:
        most, _, each = quota.read_text("ascii").partition(" ")
        return min(cores, int(most) / int(each))
    except (OSError, ValueError, ZeroDivisionError):  # no container, or one without a limit
        return cores
