"""Gauge every rule of form on graded recordings and keep the values: ``python benchmarks/rules.py FOLDER``.

The recordings (NAME.npz beside NAME.json with what each repetition is) are made by rendering bodies. One
number for each rule and repetition goes to ``samples/rules.json``, of which ``posture evaluate`` makes
curves.
"""

from __future__ import annotations

import sys
from pathlib import Path

from posture.evaluate.rule_curves import gauged, text_of
from posture.evaluate.rule_gauges import graded_in
from posture.evaluate.rule_report import section

VALUES = Path(__file__).parents[1] / "samples" / "rules.json"


def main(folder: Path) -> None:
    """Gauge the recordings of a folder, keep the values and print the report on them."""
    reps = graded_in(folder)
    VALUES.write_text(text_of(reps), "utf-8")
    print(section(gauged(reps)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
