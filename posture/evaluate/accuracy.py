"""Figures of all runs together, as data; their JSON is ``posture.accuracy/2``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import mean
from typing import Any

from posture.evaluate import confusion_matrix as confusion
from posture.evaluate import cut_starts as cutting
from posture.evaluate.clip_runs import ClipRun, Skipped
from posture.evaluate.confusion_matrix import OtherMoveCount
from posture.evaluate.cut_starts import FILE, LIVE, Cut
from posture.evaluate.fault_detection import Detection, detections, together
from posture.evaluate.ground_truth import LANDMARKS, Fit, Pairs
from posture.evaluate.intervals import Interval, bootstrap, wilson
from posture.evaluate.scoring import ClipScore, verdicts
from posture.evaluate.stability import Stability, noise, stress
from posture.exercises import EXERCISES
from posture.serialize import to_json
from posture.version import __version__

SCHEMA = "posture.accuracy/2"
WITH_REPS = "with repetitions"
"""Name of the row for clips in which something counts, whatever the exercise."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Figures of how well repetitions were counted; shares are of the clips with an expected count.

    Attributes:
        clips: Clips that were run.
        scored: Clips with an expected count; a set-up that was rightly refused has none.
        refused: Set-ups that were rightly refused.
        exact, within, off_by_one: Shares with the exact count, within the clip's tolerance, and at
            most one off.
        mean_abs_error: Mean absolute error of the count.
        exact_95, within_95, mean_abs_error_95: Their 95 % intervals.
        movements: Labelled movements; ``missed`` of them match no attempt, ``invented`` attempts match
            no movement.
        peak_error_s, hold_error_s: Mean absolute errors of the times of the peaks and of credited seconds.
    """

    clips: int
    scored: int
    refused: int
    exact: float
    within: float
    off_by_one: float
    mean_abs_error: float
    exact_95: Interval
    within_95: Interval
    mean_abs_error_95: Interval
    movements: int
    missed: int
    invented: int
    peak_error_s: float
    hold_error_s: float


def counting(some: Iterable[ClipScore]) -> Counting:
    """Add the scores of some clips up; a mean of nothing is NaN."""
    all_of_them = list(some)
    scored = [v for v in all_of_them if v.expected is not None and not v.refused]
    errors = [None if v.error is None else abs(v.error) for v in scored]
    known = [error for error in errors if error is not None]
    holds = [abs(error) for v in all_of_them for error in v.hold_errors_s]
    return Counting(
        clips=len(all_of_them),
        scored=len(scored),
        refused=sum(v.refused for v in all_of_them),
        exact=_mean(error == 0 for error in errors),
        within=_mean(v.passed for v in scored),
        off_by_one=_mean(error is not None and error <= 1 for error in errors),
        mean_abs_error=_mean(known),
        exact_95=wilson(sum(error == 0 for error in errors), len(scored)),
        within_95=wilson(sum(v.passed for v in scored), len(scored)),
        mean_abs_error_95=bootstrap(known),
        movements=sum(v.movements for v in all_of_them),
        missed=sum(v.missed for v in all_of_them),
        invented=sum(v.invented for v in all_of_them),
        peak_error_s=_mean(abs(error) for v in all_of_them for error in v.peak_errors_s),
        hold_error_s=_mean(holds),
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return mean(listed) if listed else math.nan


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All figures of an evaluation, of which the report is made.

    Attributes:
        model: The pose network, as the sessions name it.
        verdicts: One score for each clip and exercise.
        fits: Measurements against truth: by name and view, landmarks by exercise.
        skipped: Clips that were not run.
        elsewhere: Counts of clips in moves that they do not show.
        cuts: Clips that begin in the middle.
        noise, stress: Counts on worse landmarks, where they were asked for.
        pictures: Counts on worse frames, where they were asked for.
        beside: The counts and faults of the same clips with another network, where it was asked for.
    """

    model: str
    verdicts: tuple[ClipScore, ...]
    fits: Mapping[str, Fit]
    skipped: tuple[Skipped, ...] = ()
    elsewhere: tuple[OtherMoveCount, ...] = ()
    cuts: tuple[Cut, ...] = ()
    noise: Stability | None = None
    stress: Stability | None = None
    pictures: Stability | None = None
    beside: Accuracy | None = None

    def clips(self, *, rendered: bool) -> list[ClipScore]:
        """Return the scores of rendered clips or of the others, without negatives."""
        return [v for v in self.verdicts if v.rendered is rendered and not v.negative]

    @property
    def negatives(self) -> list[ClipScore]:
        """The scores of clips in which nothing may count, one for each exercise."""
        return [v for v in self.verdicts if v.negative]

    @property
    def failed(self) -> list[ClipScore]:
        """The scores of clips that could not be read, or whose count is out of its tolerance."""
        return [v for v in self.verdicts if not v.passed]

    def counting(self, *, rendered: bool) -> dict[str, Counting]:
        """Return the figures by exercise, of clips with repetitions that count, and of all clips."""
        some = self.clips(rendered=rendered)
        grouped = {e: counting(v for v in some if v.exercise == e) for e in _exercises(some)}
        with_reps = counting(v for v in some if v.expected)
        return {**grouped, WITH_REPS: with_reps, "all": counting(some)} if some else {}

    def detections(self, *, rendered: bool) -> dict[str, Detection]:
        """Return how well each fault was found, and ``all`` of them."""
        found = detections(v.faults for v in self.clips(rendered=rendered) if v.faults is not None)
        return {**found, "all": together(found.values())} if found else {}

    def alarms(self, *, rendered: bool) -> tuple[int, int]:
        """Return how many repetitions without fault were faulted, and how many there are."""
        some = self.clips(rendered=rendered)
        return sum(v.alarmed for v in some), sum(v.faultless for v in some)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain JSON values, NaN as ``None``."""
        kinds = {"rendered": True, "real": False}
        plain: dict[str, Any] = to_json(
            {
                "schema": SCHEMA,
                "version": __version__,
                "model": self.model,
                **self._found(),
                "beside": {"model": self.beside.model, **self.beside._found()} if self.beside else None,
                "geometry": _each(self.fits, asdict),
                "matrix": {
                    **self._matrix(rendered=None),
                    **{k: self._matrix(rendered=r) for k, r in kinds.items()},
                },
                "cuts": {k: self._cuts(rendered=r) for k, r in kinds.items()},
                "noise": self.noise.as_dict() if self.noise else None,
                "clips": [{**asdict(v), "passed": v.passed} for v in self.verdicts],
                "skipped": [asdict(skip) for skip in self.skipped],
                "stress": self.stress.as_dict() if self.stress else None,
                "pictures": self.pictures.as_dict() if self.pictures else None,
            },
            digits=4,
        )
        return plain

    def _found(self) -> dict[str, Any]:
        """Return how right counts and faults are, of each kind of clips."""
        kinds = {"rendered": True, "real": False}
        return {
            "counting": {k: _each(self.counting(rendered=r), asdict) for k, r in kinds.items()},
            "faults": {k: _each(self.detections(rendered=r), _rates) for k, r in kinds.items()},
            "alarms": {k: _alarms(*self.alarms(rendered=r)) for k, r in kinds.items()},
        }

    def _matrix(self, *, rendered: bool | None) -> dict[str, Any]:
        """Return the confusion matrix of one kind of clips, or of all clips with every pair."""
        some = [pair for pair in self.elsewhere if rendered in (None, pair.rendered)]
        figures = confusion.together(some)
        plain = {**asdict(figures), "quiet_95": figures.quiet_95}
        return plain if rendered is not None else {**plain, "named": _KIN, "each": [asdict(p) for p in some]}

    def _cuts(self, *, rendered: bool) -> dict[str, Any]:
        """Return the cuts of one kind of clips, as a file and live."""
        some = [cut for cut in self.cuts if cut.rendered is rendered]
        ways = {}
        for way in (FILE, LIVE):
            figures = cutting.together(cut for cut in some if cut.way == way)
            ways[way] = {**asdict(figures), "right_95": figures.right_95, "kept_95": figures.kept_95}
        return {**ways, "each": [asdict(cut) for cut in some]}


_KIN = [sorted(pair) for pair in confusion.KIN]


def accuracy(
    runs: Sequence[ClipRun], skipped: Iterable[Skipped], pictures: Stability | None = None
) -> Accuracy:
    """Add all runs up.

    Args:
        runs: Every clip that was run.
        skipped: Clips that were not.
        pictures: Counts on worse frames, where they were asked for.

    Returns:
        All figures, of which the report is made.
    """
    models = {s.model.name: None for run in runs for s in run.sessions if s.model}
    return Accuracy(
        model=", ".join(models),
        verdicts=tuple(verdict for run in runs for verdict in verdicts(run)),
        fits=fits(runs),
        skipped=tuple(skipped),
        elsewhere=tuple(pair for run in runs for pair in run.elsewhere),
        cuts=tuple(cut for run in runs for cut in run.cuts),
        noise=noise(runs),
        stress=stress(runs),
        pictures=pictures,
    )


def fits(runs: Iterable[ClipRun]) -> dict[str, Fit]:
    """Return how each measurement fits its true values, over all clips and by view; landmarks by exercise."""
    pairs: Pairs = {}
    raw: Pairs = {}
    for run in runs:
        for name, some in run.pairs.items():
            whose = run.case.exercises[0] if name == LANDMARKS else run.sessions[0].view
            for called in (name, f"{name}: {whose}") if whose else (name,):
                pairs.setdefault(called, []).extend(some)
                raw.setdefault(called, []).extend(run.raw_pairs.get(name, ()))
    return {name: Fit.of(pairs[name], raw[name]) for name in sorted(pairs)}


def _exercises(some: Iterable[ClipScore]) -> list[str]:
    present = {verdict.exercise for verdict in some}
    return [exercise for exercise in EXERCISES if exercise in present]


def _each(values: Mapping[str, Any], make: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    return {name: make(value) for name, value in values.items()}


def _alarms(alarmed: int, faultless: int) -> dict[str, Any]:
    return {"alarmed": alarmed, "faultless": faultless, "share_95": wilson(alarmed, faultless)}


def _rates(detection: Detection) -> dict[str, Any]:
    names = ("precision", "recall", "precision_95", "recall_95")
    return {**asdict(detection), **{name: getattr(detection, name) for name in names}}
