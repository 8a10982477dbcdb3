"""Time how long commands take to say their first and last word: fresh processes, in turn with a bare one.

Python keeps what it has compiled, as an installed program does.

Run: python -m benchmarks --only commands
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from benchmarks.kept_bytecode import compiled

BARE = ("-c", "pass")
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": BARE,
    "import posture": ("-c", "import posture"),
    "posture --help": ("-m", "posture", "--help"),
    "posture --version": ("-m", "posture", "--version"),
    "posture exercises": ("-m", "posture", "exercises"),
    "posture analyze --help": ("-m", "posture", "analyze", "--help"),
    "posture history": ("-m", "posture", "history"),
}


def measure(rounds: int = 15) -> dict[str, Any]:
    """Return the seconds that each command takes, the least and the median of the rounds.

    Args:
        rounds: How often each is started, in turn with the others.
    """
    taken_s: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder, compiled():
        for _ in range(rounds + 1):  # the first one finds cold files, and compiles them
            for name, words in COMMANDS.items():
                taken_s[name].append(_run_s(words, folder))
    return {
        name: {"least_s": round(min(some[1:]), 3), "median_s": round(statistics.median(some[1:]), 3)}
        for name, some in taken_s.items()
    }


def _run_s(words: tuple[str, ...], folder: str) -> float:
    begun_s = time.perf_counter()
    subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "POSTURE_DATA_DIR": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun_s
