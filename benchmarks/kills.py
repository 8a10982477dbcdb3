"""Kill servers at random moments: is anything lost that was reported safe, or kept twice?

By hand::

    python benchmarks/kills.py --kills 200
    python benchmarks/kills.py --kills 200 --database postgresql://…

The database should be an empty one; without an address it is a SQLite file in a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from kill_kit import faults, kills  # noqa: E402  it lies beside the tests


def main() -> int:
    """Kill, look, and print the figures as JSON; return 1 where anything is missing or there twice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", help="address of an empty database")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POSTURE_DATA_DIR"] = folder
        os.environ.pop("POSTURE_DATABASE_URL", None)
        if asked.database:
            os.environ["POSTURE_DATABASE_URL"] = asked.database
        begun_s = time.monotonic()
        runs = kills(asked.kills, seed=asked.seed)
        found = faults(runs)
    late_s = [s for one in runs for s in one.late_s]
    figures = {
        "kills": len(runs),
        "by_kind": Counter(one.kind for one in runs),
        "told_safe": sum(one.safe > 0 for one in runs),
        "told_ended": sum(one.ended is not None for one in runs),
        "safe_after_s": {"median": statistics.median(late_s), "most": max(late_s)} if late_s else None,
        "took_s": round(time.monotonic() - begun_s, 1),
        "faults": found,
    }
    print(json.dumps(figures, indent=2))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
