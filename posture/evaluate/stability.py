"""Stability of counts: how many stay the same on worse landmarks and frames of the same clip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from posture.coach.session import Counts, Session
from posture.evaluate.clip_runs import PLAIN, Case, ClipRun, Skipped, fits_nearer
from posture.evaluate.intervals import Interval, wilson
from posture.evaluate.labels import Label
from posture.evaluate.landmark_corruptions import CHANGES, NOISE
from posture.vision.corruptions import APPROACHED, MIRRORED, VARIANTS
from posture.vision.pose_sources import RECORDING

NEGATIVES = "negatives"
"""Group of the clips without repetitions, whatever the exercise."""
TOLD = frozenset({"unsteady"})
"""Codes of the problems by which a session says that the picture is too unsteady: then fewer may count."""
_NEAREST = Skipped("", f"{APPROACHED}: needed joints leave the picture")


@dataclass(frozen=True, slots=True)
class DisturbedCount:
    """The count of one clip in one exercise on worse landmarks or frames, beside that of the clip itself.

    Attributes:
        clip: Name of the clip.
        exercise: The move that it was judged in.
        group: Row of the report: the move, or `NEGATIVES`.
        variant: Name of the change.
        plain: Count on the clip itself, in words.
        found: Count on the changed clip, in words; or why it could not be run.
        told: Fewer were counted, and the session says that the picture is too unsteady.
    """

    clip: str
    exercise: str
    group: str
    variant: str
    plain: str
    found: str
    told: bool = False

    @property
    def same(self) -> bool:
        """The count stayed."""
        return self.plain == self.found


@dataclass(frozen=True, slots=True)
class Stability:
    """All counts on worse landmarks or frames.

    Attributes:
        outcomes: The counts.
        left_out: Variants of clips that would say nothing, and why.
        variants: Names of the changes, in the report's order.
    """

    outcomes: tuple[DisturbedCount, ...]
    left_out: tuple[Skipped, ...] = ()
    variants: tuple[str, ...] = tuple(VARIANTS)

    @property
    def groups(self) -> list[str]:
        """Exercises in order of the runs, negatives last."""
        found = dict.fromkeys(outcome.group for outcome in self.outcomes)
        return sorted(found, key=lambda group: group == NEGATIVES)

    def some(self, *, variant: str = "", group: str = "") -> list[DisturbedCount]:
        """Return the counts of one variant, of one group, or all.

        Args:
            variant: Name of a change; empty for all.
            group: Name of a group; empty for all.
        """
        return [o for o in self.outcomes if variant in ("", o.variant) and group in ("", o.group)]

    def kept(self, *, variant: str = "", group: str = "") -> tuple[int, int]:
        """Return how many counts stayed the same, and how many there are.

        Args:
            variant: Name of a change; empty for all.
            group: Name of a group; empty for all.
        """
        some = self.some(variant=variant, group=group)
        return sum(outcome.same for outcome in some), len(some)

    def told(self, *, variant: str = "", group: str = "") -> int:
        """Return how many counts are lower with the session saying why.

        Args:
            variant: Name of a change; empty for all.
            group: Name of a group; empty for all.
        """
        return sum(o.told for o in self.some(variant=variant, group=group))

    def kept_95(self, *, variant: str = "") -> Interval:
        """Return the 95 % interval of the share of counts that stayed the same."""
        return wilson(*self.kept(variant=variant))

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain JSON values."""
        table = {
            variant: {group: self.kept(variant=variant, group=group) for group in self.groups}
            for variant in self.variants
        }
        return {
            "kept": {**table, "all": self.kept()},
            "kept_95": {**{v: self.kept_95(variant=v) for v in self.variants}, "all": self.kept_95()},
            "told": {**{v: self.told(variant=v) for v in self.variants}, "all": self.told()},
            "outcomes": [{**asdict(outcome), "same": outcome.same} for outcome in self.outcomes],
            "left_out": [asdict(skip) for skip in self.left_out],
        }


def noise(runs: Sequence[ClipRun]) -> Stability | None:
    """Return the counts under white noise on the landmarks; ``None`` where it was not asked for."""
    return _of_landmarks(runs, NOISE)


def stress(runs: Sequence[ClipRun]) -> Stability | None:
    """Return the counts under every other change of the landmarks; ``None`` where it was not asked for."""
    left_out = [
        replace(_NEAREST, clip=run.case.label.clip)
        for run in runs
        if run.changed and APPROACHED not in run.changed
    ]
    return _of_landmarks(runs, CHANGES, left_out)


def _of_landmarks(
    runs: Sequence[ClipRun], names: Mapping[str, Any], left_out: Iterable[Skipped] = ()
) -> Stability | None:
    outcomes = [
        outcome
        for run in runs
        for name in names
        if name in run.changed
        for outcome in _outcomes(run.case.label, name, run.sessions, run.changed[name])
    ]
    return Stability(tuple(outcomes), tuple(left_out), tuple(names)) if outcomes else None


def variants(runs: Iterable[ClipRun]) -> tuple[list[Case], list[Skipped]]:
    """Return the cases of worse frames for clips that were run, and those that would say nothing."""
    cases, left_out = [], []
    for run in runs:
        clip = run.case.label.clip
        if run.error:
            continue
        if run.case.label.path.suffix.lower() == RECORDING:
            left_out.append(Skipped(clip, "a recording has no pictures to change"))
            continue
        for variant in VARIANTS:
            if variant == APPROACHED and not fits_nearer(run.extent):
                left_out.append(replace(_NEAREST, clip=clip))
            else:
                cases.append(replace(run.case, variant=variant, others=(), parts=PLAIN))
    return cases, left_out


def stability(plain: Sequence[ClipRun], changed: Iterable[ClipRun], left_out: Iterable[Skipped]) -> Stability:
    """Compare the runs on worse frames with the plain ones.

    Args:
        plain: Runs of the clips as they are.
        changed: Runs of the cases of `variants`.
        left_out: Cases that were left out.
    """
    by_case = {(run.case.label.path, run.case.exercises): run for run in plain}
    outcomes = [
        outcome
        for run in changed
        for outcome in _outcomes(
            run.case.label,
            run.case.variant,
            by_case[run.case.label.path, run.case.exercises].sessions,
            run.sessions,
            run.error,
        )
    ]
    return Stability(tuple(outcomes), tuple(left_out))


def _outcomes(
    label: Label, variant: str, plain: Sequence[Session], changed: Sequence[Session], error: str = ""
) -> list[DisturbedCount]:
    return [
        DisturbedCount(
            clip=label.clip,
            exercise=session.exercise,
            group=NEGATIVES if label.negative else session.exercise,
            variant=variant,
            plain=_count(session.counts),
            found=_count(changed[i].counts, mirrored=variant == MIRRORED) if changed else error,
            told=bool(changed) and _told(session, changed[i]),
        )
        for i, session in enumerate(plain)
    ]


def _told(plain: Session, changed: Session) -> bool:
    said = {problem.code for problem in changed.problems}
    return changed.counts.reps < plain.counts.reps and bool(said & TOLD)


def _count(counts: Counts, *, mirrored: bool = False) -> str:
    """Return repetitions in words, with those of each side where they are known; a mirror swaps them."""
    left, right = (counts.right, counts.left) if mirrored else (counts.left, counts.right)
    return str(counts.reps) if left is None else f"{counts.reps} (left {left}, right {right})"
