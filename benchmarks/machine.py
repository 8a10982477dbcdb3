"""Describe the machine that figures were taken on, and tell whether it had time for them."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PARTS = ("mediapipe", "opencv-contrib-python", "numpy", "av", "streamlit", "SQLAlchemy", "ray")
BUSY_LOAD = 0.5
"""Load for each core from which somebody else is at work."""
UNEVEN = 1.25
"""The slowest of equal loops against the quickest, from which times of this machine say little."""
_LOOPS, _TURNS = 20, 200_000


def machine() -> dict[str, Any]:
    """Return what this machine is, what it runs, and how even its time is."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    loops_ms = [_loop_ms() for _ in range(_LOOPS)]
    unevenness = statistics.quantiles(loops_ms, n=10)[-1] / min(loops_ms)
    return {
        "taken_on": datetime.now(timezone.utc).date().isoformat(),
        "processor": _processor(),
        "cores": cores,
        "memory_gb": round(_memory_gb(), 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "parts": {part: found for part in PARTS if (found := _version(part))},
        "load": round(load, 2),
        "unevenness": round(unevenness, 2),
        "busy": bool(load / cores > BUSY_LOAD or unevenness > UNEVEN),
    }


def different(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return in what two machines differ beside the day and how busy they were; nothing if in nothing.

    Args:
        one: A machine as `machine` describes it.
        other: Another.
    """
    fields = ("processor", "cores", "memory_gb", "system", "python", "parts")
    return ", ".join(field for field in fields if one.get(field) != other.get(field))


def _loop_ms() -> float:
    """Return how long a loop takes that does the same each time."""
    begun_s, total = time.perf_counter(), 0
    for number in range(_TURNS):
        total += number
    return 1000.0 * (time.perf_counter() - begun_s)


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory_gb() -> float:
    if not hasattr(os, "sysconf"):
        return float("nan")
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return ""
