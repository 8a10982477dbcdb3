"""Runs of labelled clips over the cores: each clip in its exercise, or in every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from posture.coach.session import Session
from posture.errors import PostureError
from posture.evaluate.geometry import Observer, Pairs, Truth
from posture.evaluate.labels import ANY, Label
from posture.exercises import EXERCISES, find
from posture.pipeline import Options, Outputs, analyze, spread
from posture.scratch import ScratchFolder
from posture.vision.models import DEFAULT
from posture.vision.sources import RECORDING
from posture.vision.stress import VARIANTS

Progress = Callable[[float], None]
"""Called after each clip with the share that is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One clip to run.

    Attributes:
        exercises: Ids; more than one for a clip in which nothing may count, its own first.
        variant: Name of the worse pictures (`VARIANTS`), empty for the clip as it is.
        model: As the pipeline takes it.
    """

    label: Label
    exercises: tuple[str, ...]
    variant: str = ""
    model: str = DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of a case.

    Attributes:
        sessions: One for each of the case's exercises; none where the clip could not be read.
        error: Why it could not.
        pairs: Measured and true values, for clips with truth.
        extent: Box in which the needed joints stay, as shares of the picture.
    """

    case: Case
    sessions: tuple[Session, ...] = ()
    error: str = ""
    pairs: Pairs = field(default_factory=dict)
    extent: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A clip, or a variant of one, that was not run, and why."""

    clip: str
    why: str


def plan(labels: Iterable[Label], *, model: str = DEFAULT) -> tuple[list[Case], list[Skipped]]:
    """The cases of some labels, and the labels whose exercise does not exist."""
    cases, skipped = [], []
    for label in labels:
        own = label.analyse_as
        if own != ANY and own not in EXERCISES:
            skipped.append(Skipped(label.clip, f"there is no exercise {own}"))
            continue
        others = (other for other in EXERCISES if label.negative and other != own)
        exercises = (*(() if own == ANY else (own,)), *others)
        cases.append(Case(label=label, exercises=exercises, model=model))
    return cases, skipped


def run_all(cases: Sequence[Case], *, progress: Progress | None = None, workers: int = 0) -> list[Run]:
    """Run the cases, a process for each core; the runs in the cases' order.

    Raises:
        PostureError: A process crashed.
    """
    runs: dict[int, Run] = {}
    for position, done in spread(run, cases, workers=workers):
        runs[position] = done
        if progress:
            progress(len(runs) / len(cases))
    return [runs[position] for position in sorted(runs)]


def run(case: Case) -> Run:
    """Run one case; a clip that cannot be read gives its error."""
    try:
        with ScratchFolder("evaluate") as scratch:
            return _run(case, scratch.path)
    except PostureError as error:
        return Run(case=case, error=str(error))


def _run(case: Case, folder: Path) -> Run:
    """The first exercise sees the pictures, the others the landmarks that were found in them.

    A recording replayed gives the session that the video gave, and the network is what takes time.
    """
    label, first = case.label, find(case.exercises[0])
    truth = Truth.read(label.truth) if label.truth and not case.variant else None
    observer = Observer(first, truth)
    options = Options(
        model=case.model,
        hold_s=label.hold_s if first.id == label.analyse_as else None,
        name=label.clip,
        through=VARIANTS[case.variant] if case.variant else None,
        with_mask=any(find(exercise).needs_mask for exercise in case.exercises),
        observe=observer.take,
    )
    source, outputs = label.path, Outputs()
    if len(case.exercises) > 1 and source.suffix.lower() != RECORDING:
        source = folder / f"landmarks{RECORDING}"
        outputs = Outputs(landmarks=source)
    sessions = [analyze(label.path, first, options=options, outputs=outputs)]
    for other in case.exercises[1:]:
        sessions.append(analyze(source, find(other), options=Options(name=label.clip)))
    pairs = observer.pairs_in(sessions[0].view)
    return Run(case=case, sessions=tuple(sessions), pairs=pairs, extent=observer.extent())
