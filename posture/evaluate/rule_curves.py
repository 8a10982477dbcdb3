"""Curves of the rules of form: faults found and invented at each limit, over graded repetitions.

A limit fits the bodies that it was set on. So limits are chosen without one body after the other and
judged on the one left out (leave-one-out cross-validation); the report gives those figures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from posture.coach.exercise import Rule
from posture.errors import PostureError
from posture.evaluate.rule_gauges import CLEAR, NONE, GradedRepetition, named_rules
from posture.exercises import EXERCISES
from posture.outside import documents
from posture.outside.shapes import Fields, Many, Maybe, Number, Text

SCHEMA = "posture.rules/1"
PRECISION, RECALL = 0.9, 0.85
"""Precision and recall that a rule has to reach on bodies that its limit was not set on."""
_REPS = 20_000
_SHAPE = Fields(
    {
        "schema": Text(20, among=(SCHEMA,)),
        "reps": Many(Many(Text(60), least=5, most=5), most=_REPS),
        "values": Many(Fields({"rule": Text(120), "of": Many(Maybe(Number()), most=_REPS)}), most=500),
    }
)


def as_dict(reps: Sequence[GradedRepetition]) -> dict[str, Any]:
    """Return repetitions as plain JSON: a row for each, and a list of values for each rule, three digits."""
    rules = sorted({(rep.exercise, name) for rep in reps for name in rep.values})
    rows = [[rep.exercise, rep.body, rep.clip, rep.fault, rep.level] for rep in reps]
    columns = [
        {"rule": f"{exercise}/{name}", "of": [_short(rep, exercise, name) for rep in reps]}
        for exercise, name in rules
    ]
    return {"schema": SCHEMA, "reps": rows, "values": columns}


def _short(rep: GradedRepetition, exercise: str, name: str) -> float | None:
    value = rep.values.get(name) if rep.exercise == exercise else None
    return None if value is None else float(f"{value:.3g}")


def read(path: Path) -> list[GradedRepetition]:
    """Read the repetitions that `text_of` wrote.

    Raises:
        PostureError: The file holds something else.
    """
    data: dict[str, Any] = documents.read(path, _SHAPE, what="gauge the recordings again")
    values: list[dict[str, float]] = [{} for _ in data["reps"]]
    for column in data["values"]:
        if len(column["of"]) != len(values):
            raise PostureError(f"{path}: {column['rule']} has not one value a repetition; gauge again")
        name = column["rule"].rpartition("/")[2]
        for held, value in zip(values, column["of"], strict=True):
            if value is not None:
                held[name] = value
    rows: list[list[str]] = data["reps"]
    return [GradedRepetition(e, b, c, f, v, held) for (e, b, c, f, v), held in zip(rows, values, strict=True)]


def text_of(reps: Sequence[GradedRepetition]) -> str:
    """Return `as_dict` as text: a line for each repetition and each rule, so that changes can be read."""
    data = as_dict(reps)
    lists = (
        f'"{name}": [\n' + ",\n".join(json.dumps(line, separators=(",", ":")) for line in data[name]) + "\n]"
        for name in ("reps", "values")
    )
    return f'{{"schema": "{SCHEMA}",\n' + ",\n".join(lists) + "}\n"


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """Counts of repetitions, and of those that break a limit, by their fault.

    Attributes:
        clear, slight: Repetitions with the rule's own fault at that level; ``clear_found`` and
            ``slight_found`` of them break the limit.
        clean: Repetitions without a fault; ``clean_found`` of them break it.
        others: Repetitions with another fault; ``others_found`` of them break it.
    """

    clear: int = 0
    clear_found: int = 0
    slight: int = 0
    slight_found: int = 0
    clean: int = 0
    clean_found: int = 0
    others: int = 0
    others_found: int = 0

    @property
    def recall(self) -> float:
        """Share of the clear faults that were found; NaN where there is none."""
        return self.clear_found / self.clear if self.clear else math.nan

    @property
    def precision(self) -> float:
        """Share of those found that are right; slight faults are right, too. NaN where none was found."""
        right = self.clear_found + self.slight_found
        found = right + self.clean_found + self.others_found
        return right / found if found else math.nan

    @property
    def false_alarms(self) -> float:
        """Share of the clean repetitions that break the limit; NaN where there is none."""
        return self.clean_found / self.clean if self.clean else math.nan


def together(many: Iterable[RuleCounts]) -> RuleCounts:
    """Add counts up."""
    listed = list(many)
    sums = (sum(getattr(one, name) for one in listed) for name in RuleCounts.__slots__)
    return RuleCounts(*sums)


@dataclass(frozen=True, slots=True)
class GaugedRule:
    """A rule with the repetitions in which it was measured.

    Attributes:
        exercise: Id of the move.
        name: Name of the rule, as `named_rules` has it.
        rule: The rule itself, with its limit.
        reps: The repetitions, of every body.
        amounts: How far each goes the wrong way; an amount above a limit breaks it.
    """

    exercise: str
    name: str
    rule: Rule
    reps: tuple[GradedRepetition, ...]
    amounts: tuple[float, ...]

    @property
    def limit(self) -> float:
        """The limit in use, on the scale of the amounts."""
        return self.rule.high if math.isfinite(self.rule.high) else -self.rule.low

    @property
    def bodies(self) -> tuple[str, ...]:
        """Names of the bodies that show the fault clearly, sorted."""
        own = (r.body for r in self.reps if r.fault == self.rule.name and r.level == CLEAR)
        return tuple(sorted(set(own)))

    def found(self, limit: float, bodies: Iterable[str] | None = None) -> RuleCounts:
        """Count the repetitions that break a limit.

        Args:
            limit: On the scale of the amounts.
            bodies: Count only repetitions of these bodies.
        """
        among = None if bodies is None else set(bodies)
        counts = dict.fromkeys(RuleCounts.__slots__, 0)
        for rep, amount in zip(self.reps, self.amounts, strict=True):
            if among is None or rep.body in among:
                kind = _kind(rep, self.rule.name)
                counts[kind] += 1
                counts[f"{kind}_found"] += amount > limit
        return RuleCounts(**counts)

    def curve(self, points: int) -> list[tuple[float, RuleCounts]]:
        """Return limits from one that half of the clean repetitions keep to one that few faults break."""
        clear = self._amounts("clear")
        low, high = median(self._amounts("clean") or clear), max(clear)
        limits = [low + (high - low) * i / points for i in range(points)]
        return [(limit, self.found(limit)) for limit in limits]

    def chosen(self, bodies: Iterable[str]) -> float:
        """Choose the limit for some bodies: the one with the fewest errors, half-way in the widest gap.

        It is infinite where none of them shows the fault.
        """
        among = set(bodies)
        own = self._amounts("clear", among)
        free = self._amounts("clean", among) + self._amounts("others", among)
        if not own:
            return math.inf
        steps = sorted({*own, *free})
        edges = [steps[0], *steps, steps[-1]]
        gaps = [((low + high) / 2.0, high - low) for low, high in pairwise(edges)]

        def _wrong(limit: float) -> int:
            return sum(a > limit for a in free) + sum(a <= limit for a in own)

        return min(gaps, key=lambda gap: (_wrong(gap[0]), -gap[1]))[0]

    def unseen(self) -> tuple[tuple[float, RuleCounts], ...]:
        """Return, for each body, the limit chosen for the others and its counts on this one.

        Nothing is returned where fewer than two bodies show the fault.
        """
        bodies = self.bodies if len(self.bodies) > 1 else ()
        limits = [self.chosen(other for other in bodies if other != body) for body in bodies]
        return tuple((limit, self.found(limit, [body])) for body, limit in zip(bodies, limits, strict=True))

    def _amounts(self, kind: str, bodies: Iterable[str] | None = None) -> list[float]:
        among = set(self.bodies if bodies is None else bodies)
        pairs = zip(self.reps, self.amounts, strict=True)
        return [a for r, a in pairs if r.body in among and _kind(r, self.rule.name) == kind]


def _kind(rep: GradedRepetition, rule: str) -> str:
    """Return the field of `RuleCounts` that a repetition belongs to."""
    if rep.fault == rule:
        return rep.level
    return "clean" if rep.level == NONE else "others"


def gauged(reps: Sequence[GradedRepetition]) -> list[GaugedRule]:
    """Return every rule that some repetitions clearly break on purpose, in the order of the moves."""
    found = []
    for exercise in EXERCISES.values():
        mine = [rep for rep in reps if rep.exercise == exercise.id]
        for name, rule in named_rules(exercise).items():
            seen = [rep for rep in mine if name in rep.values]
            if any(rep.fault == rule.name and rep.level == CLEAR for rep in seen):
                amounts = tuple(_amount(rule, rep.values[name]) for rep in seen)
                found.append(GaugedRule(exercise.id, name, rule, tuple(seen), amounts))
    return found


def _amount(rule: Rule, value: float) -> float:
    """Return how far a value goes the wrong way; either way where the band has two ends, which are alike."""
    if math.isfinite(rule.low) and math.isfinite(rule.high):
        return abs(value)
    return value if math.isfinite(rule.high) else -value
