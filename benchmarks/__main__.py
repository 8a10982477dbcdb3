"""Take the figures of the speed report: ``python -m benchmarks``.

On a machine that does nothing else. It writes ``performance.md`` and ``performance.json`` to ``docs/``;
with ``--only`` the other sections keep what was measured before.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main() -> int:
    """Measure what is asked for and write the report; return 1 where a section could not be measured."""
    from benchmarks.machine import different, machine
    from benchmarks.performance import FORMAT, take, write
    from benchmarks.sections import SECTIONS

    names = [section.name for section in SECTIONS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="NAME,…", help=f"some of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: to try it, not to publish")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", metavar="FOLDER", help="else docs/")
    asked = parser.parse_args()
    only = [name for name in asked.only.split(",") if name]
    if strange := set(only) - set(names):
        parser.error(f"--only: there is no {', '.join(sorted(strange))}; choose among {', '.join(names)}")
    chosen = [section for section in SECTIONS if not only or section.name in only]
    about = machine()
    before = _before(asked.out / "performance.json", FORMAT) if only else {}
    if before and (differs := different(before["machine"], about)):
        parser.error(f"--only: the other figures were taken with another {differs}; leave it out")
    figures, left_out = take(
        chosen, quick=asked.quick, tell=lambda title: print(f"… {title}", file=sys.stderr)
    )
    report = {
        "format": FORMAT,
        "machine": about,
        "figures": {**before.get("figures", {}), **figures},
        "left_out": {**{n: w for n, w in before.get("left_out", {}).items() if n not in figures}, **left_out},
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    write(report, SECTIONS, asked.out)
    for name, why in left_out.items():
        print(f"{name} could not be measured: {why}", file=sys.stderr)
    return 1 if left_out else 0


def _before(path: Path, form: int) -> dict[str, Any]:
    """Return the report that is there, where it is of this form."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if found.get("format") == form else {}


if __name__ == "__main__":
    raise SystemExit(main())
