"""Counts on worse pictures of the same clips: how many stay as they are on the clip itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from posture.coach.session import Counts
from posture.evaluate.run import Case, Run, Skipped
from posture.vision.sources import RECORDING
from posture.vision.stress import APPROACHED, MIRRORED, NEARER, VARIANTS

NEGATIVES = "negatives"
"""Where the counts of clips without repetitions are listed, whatever the exercise."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The count of one clip in one exercise on changed pictures, beside that of the clip itself."""

    clip: str
    exercise: str
    group: str
    variant: str
    plain: str
    found: str

    @property
    def same(self) -> bool:
        """The count stayed."""
        return self.plain == self.found


@dataclass(frozen=True, slots=True)
class Stability:
    """All outcomes.

    Attributes:
        left_out: Variants of clips that say nothing, and why.
    """

    outcomes: tuple[Outcome, ...]
    left_out: tuple[Skipped, ...] = ()

    @property
    def groups(self) -> list[str]:
        """Exercises in order of the runs, negatives last."""
        found = dict.fromkeys(outcome.group for outcome in self.outcomes)
        return sorted(found, key=lambda group: group == NEGATIVES)

    def kept(self, *, variant: str = "", group: str = "") -> tuple[int, int]:
        """How many counts stayed, of how many; of one variant, of one group, or of all."""
        some = [o for o in self.outcomes if variant in ("", o.variant) and group in ("", o.group)]
        return sum(outcome.same for outcome in some), len(some)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        table = {
            variant: {group: self.kept(variant=variant, group=group) for group in self.groups}
            for variant in VARIANTS
        }
        return {
            "kept": {**table, "all": self.kept()},
            "outcomes": [{**asdict(outcome), "same": outcome.same} for outcome in self.outcomes],
            "left_out": [asdict(skip) for skip in self.left_out],
        }


def variants(runs: Iterable[Run]) -> tuple[list[Case], list[Skipped]]:
    """The cases of worse pictures for clips that were run, and those that would say nothing."""
    cases, left_out = [], []
    for run in runs:
        clip = run.case.label.clip
        if run.error:
            continue
        if run.case.label.path.suffix.lower() == RECORDING:
            left_out.append(Skipped(clip, "a recording has no pictures to change"))
            continue
        for variant in VARIANTS:
            if variant == APPROACHED and not fits_nearer(run):
                left_out.append(Skipped(clip, f"{variant}: needed joints leave the picture"))
            else:
                cases.append(replace(run.case, variant=variant))
    return cases, left_out


def fits_nearer(run: Run) -> bool:
    """Whether the joints that the exercise needs stay in the part of the picture that is left."""
    if run.extent is None:
        return False
    edge = (1.0 - 1.0 / NEARER) / 2.0
    left, top, right, bottom = run.extent
    return min(left, top) >= edge and max(right, bottom) <= 1.0 - edge


def stability(plain: Sequence[Run], changed: Iterable[Run], left_out: Iterable[Skipped]) -> Stability:
    """Compare the runs on changed pictures with the plain ones."""
    by_path = {run.case.label.path: run for run in plain}
    outcomes = [
        outcome for run in changed for outcome in _outcomes(by_path[run.case.label.path], run)
    ]  # fmt: skip
    return Stability(tuple(outcomes), tuple(left_out))


def _outcomes(plain: Run, run: Run) -> list[Outcome]:
    label, variant = run.case.label, run.case.variant
    found = [_count(s.counts, mirrored=variant == MIRRORED) for s in run.sessions]
    return [
        Outcome(
            clip=label.clip,
            exercise=session.exercise,
            group=NEGATIVES if label.negative else session.exercise,
            variant=variant,
            plain=_count(session.counts),
            found=found[i] if found else run.error,
        )
        for i, session in enumerate(plain.sessions)
    ]


def _count(counts: Counts, *, mirrored: bool = False) -> str:
    """Repetitions, and those of each side where they are told apart; a mirror swaps them."""
    left, right = (counts.right, counts.left) if mirrored else (counts.left, counts.right)
    return str(counts.reps) if left is None else f"{counts.reps} (left {left}, right {right})"
