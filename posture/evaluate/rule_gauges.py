"""Values of each rule's measurement in each repetition of graded recordings.

A graded recording shows one rendered body in one view, in a sequence of repetitions: clean ones, and ones
with a single fault, slight or clear, at two paces. One number is kept for each rule and repetition, the one
that its limit is compared with; `posture.evaluate.rule_curves` moves the limit over them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from posture.body.features import Feature
from posture.body.view import View
from posture.body.visibility import BLINK_S
from posture.coach.exercise import Exercise, Judge, Rule
from posture.coach.update import Update
from posture.errors import PostureError
from posture.exercises import EXERCISES, find
from posture.outside import documents
from posture.outside.shapes import Fields, Many, Maybe, Number, Text
from posture.pipeline import Options, analyze
from posture.vision.pose_sources import RECORDING

NONE, SLIGHT, CLEAR = "none", "slight", "clear"
"""Levels of the fault of a repetition."""
LEVELS = (NONE, SLIGHT, CLEAR)
_EARLY_S, _LATE_S = 0.15, 0.5
"""Time before the start and behind the end of a repetition that still belongs to it."""
_TRUTH = Fields(
    {
        "exercise": Text(60, among=tuple(EXERCISES)),
        "body": Text(20),
        "hold_s": Maybe(Number(0, 600)),
        "reps": Many(
            Fields(
                {
                    "start_s": Number(0, 1e5),
                    "end_s": Number(0, 1e5),
                    "fault": Maybe(Text(60)),
                    "level": Text(10, among=LEVELS),
                    "pace": Text(10),
                }
            ),
            most=200,
            least=1,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class GradedRepetition:
    """A repetition whose fault is known.

    Attributes:
        exercise: Id of the move.
        body: Name of the body; limits are judged on bodies that they were not set on.
        clip: Name of the recording.
        fault: Name of the rule that it breaks on purpose; empty where it is clean.
        level: ``none``, ``slight`` or ``clear``.
        values: The value that each rule's limit is compared with, by name; none where it was not seen.
    """

    exercise: str
    body: str
    clip: str
    fault: str
    level: str
    values: dict[str, float] = field(default_factory=dict)


def graded_in(folder: Path) -> list[GradedRepetition]:
    """Gauge the repetitions of every recording in a folder that has its truth beside it.

    Raises:
        PostureError: A truth or a recording cannot be read, or there is none.
    """
    found = [path for path in sorted(folder.glob(f"*{RECORDING}")) if path.with_suffix(".json").exists()]
    if not found:
        raise PostureError(
            f"{folder}: no recording with its truth beside it; expected NAME.npz and NAME.json"
        )
    return [rep for path in found for rep in graded(path)]


def graded(path: Path) -> list[GradedRepetition]:
    """Gauge the repetitions of one recording.

    Raises:
        PostureError: The truth or the recording cannot be read.
    """
    truth: dict[str, Any] = documents.read(path.with_suffix(".json"), _TRUTH, what="render it again")
    exercise, updates = find(truth["exercise"]), list[Update]()
    session = analyze(path, exercise, options=Options(hold_s=truth["hold_s"], observe=updates.append))
    way = exercise.measured_by(session.method)
    return [
        GradedRepetition(
            exercise=exercise.id,
            body=truth["body"],
            clip=path.stem,
            fault=rep["fault"] or "",
            level=rep["level"],
            values=_values(exercise, way, session.view, _during(rep, updates)),
        )
        for rep in truth["reps"]
    ]


def _during(rep: dict[str, float], updates: Iterable[Update]) -> list[Update]:
    return [u for u in updates if rep["start_s"] - _EARLY_S <= u.t_s <= rep["end_s"] + _LATE_S]


def named_rules(exercise: Exercise) -> dict[str, Rule]:
    """Return the rules of all measurement methods by name; the later of two namesakes has its view added."""
    named: dict[str, Rule] = {}
    for way in exercise.methods:
        for rule in way.rules:
            alike = {other: name for name, other in named.items()}
            if rule not in alike:
                named[f"{rule.name} from the {way.views[0]}" if rule.name in named else rule.name] = rule
    return named


def _values(exercise: Exercise, way: Exercise, view: str | None, updates: list[Update]) -> dict[str, float]:
    values = {}
    for name, rule in named_rules(exercise).items():
        if rule not in way.rules:
            continue
        if isinstance(rule.feature, Feature) and view is not None:
            value = _reach(rule, rule.feature, updates) if View(view) in _views(rule) else math.nan
            if math.isfinite(value):
                values[name] = value
    return values


def _views(rule: Rule) -> frozenset[View]:
    assert isinstance(rule.feature, Feature)
    return rule.views or rule.feature.views


def _reach(rule: Rule, feature: Feature, updates: Sequence[Update]) -> float:
    """Return the value that the rule's limit decides on: the worst that lasted, or as its judge takes it."""
    looked = [u for u in updates if u.phase in rule.phases]
    pairs = [(u.t_s, u.features.get(feature.name, math.nan)) for u in looked]
    seen = [(t_s, value) for t_s, value in pairs if not math.isnan(value)]
    if not seen:
        return math.nan
    high = max(value for _, value in seen)
    low = min(value for _, value in seen)
    if rule.judge is Judge.WHILE:
        high = lasting(seen, rule.persist_s)
        low = -lasting([(t_s, -value) for t_s, value in seen], rule.persist_s)
    elif rule.judge is not Judge.ATTEMPT:
        return {Judge.MAX: high, Judge.MIN: low, Judge.SPREAD: high - low}[rule.judge]
    if math.isfinite(rule.high) and math.isfinite(rule.low):
        return high if abs(high) > abs(low) else low
    return high if math.isfinite(rule.high) else low


def lasting(seen: Iterable[tuple[float, float]], persist_s: float) -> float:
    """Return the largest value that lasted: no higher limit would have been broken for long enough.

    >>> lasting([(0.0, 1.0), (0.2, 5.0), (0.4, 4.0), (0.6, 2.0)], 0.2)
    4.0

    Args:
        seen: Times in seconds, rising, and values without NaN.
        persist_s: How long a value has to last.

    Returns:
        The value; minus infinity where nothing was seen for so long without a gap of more than a blink.
    """
    best, run = -math.inf, list[tuple[float, float]]()
    for t_s, value in seen:
        if run and t_s - run[-1][0] > BLINK_S:
            run = []
        run.append((t_s, value))
        lowest = math.inf
        for at_s, before in reversed(run):
            lowest = min(lowest, before)
            if t_s - at_s >= persist_s - 1e-9:
                best = max(best, lowest)
                break
    return best
