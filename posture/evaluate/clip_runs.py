"""Runs of labelled clips, spread over processes: the network once a clip, then the rest on its landmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zlib import crc32

import numpy as np

from posture.cluster.parcels import FilePlaces, as_named, carried
from posture.cluster.repeats import identities
from posture.cluster.spreading import LOCAL, Workplace
from posture.coach.exercise import Exercise
from posture.coach.session import Session
from posture.errors import PostureError
from posture.evaluate.confusion_matrix import OtherMoveCount, elsewhere
from posture.evaluate.cut_starts import Cut, cuts
from posture.evaluate.ground_truth import Pairs, Truth, TruthObserver
from posture.evaluate.labels import ANY, Label
from posture.evaluate.landmark_cache import landmarks_of
from posture.evaluate.landmark_corruptions import CHANGES, NOISE
from posture.evaluate.replay import ClipLandmarks, play
from posture.exercises import EXERCISES, find
from posture.files.scratch import ScratchFolder
from posture.vision.corruptions import APPROACHED, NEARER, VARIANTS
from posture.vision.models import DEFAULT
from posture.vision.pose_sources import RECORDING, is_recording

Progress = Callable[[float], None]
"""A function that is called after each clip with the share done."""
Extent = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the frame."""


@dataclass(frozen=True, slots=True)
class EvaluationParts:
    """Parts of an evaluation beside counts, faults and angles, which always belong to it.

    Attributes:
        matrix: Run every clip in every move that it does not show.
        sparse: Of the matrix, run only the first clip of each move.
        cuts: Begin every clip in the middle.
        noise: Put white noise on the landmarks.
        stress: Make every other change of the landmarks.
    """

    matrix: bool = True
    sparse: bool = False
    cuts: bool = True
    noise: bool = True
    stress: bool = False


PLAIN = EvaluationParts(matrix=False, cuts=False, noise=False)
"""No further part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One clip to run.

    Attributes:
        label: The clip's label.
        exercises: Ids of its moves; more than one where nothing may count in any, its own first.
        of: The moves that the clip shows, by all labels that it has.
        others: Moves that it is run in for the confusion matrix.
        variant: Name of the corruption of its frames (`VARIANTS`); empty for the clip as it is.
        model: Pose model, as the pipeline takes it.
        parts: Parts of the evaluation to run.
        kept: Folder of the landmark cache; a machine that does not have it keeps nothing.
    """

    label: Label
    exercises: tuple[str, ...]
    of: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    variant: str = ""
    model: str = DEFAULT
    parts: EvaluationParts = PLAIN
    kept: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipRun:
    """The results of a case.

    Attributes:
        case: The clip, and the exercise it is judged as.
        sessions: One for each of the case's exercises; none where the clip could not be read.
        error: Why it could not be read.
        pairs: Measured and true values, for clips with truth; ``raw_pairs`` without the smoothing.
        extent: Box in which the needed joints stay.
        elsewhere: Counts in moves that the clip does not show.
        cuts: Counts from the middle on.
        changed: Sessions on worse landmarks, by the name of the change.
    """

    case: Case
    sessions: tuple[Session, ...] = ()
    error: str = ""
    pairs: Pairs = field(default_factory=dict)
    raw_pairs: Pairs = field(default_factory=dict)
    extent: Extent | None = None
    elsewhere: tuple[OtherMoveCount, ...] = ()
    cuts: tuple[Cut, ...] = ()
    changed: Mapping[str, tuple[Session, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A clip, or a variant of one, that was not run, with the reason."""

    clip: str
    why: str


def plan(
    labels: Iterable[Label], *, model: str = DEFAULT, parts: EvaluationParts = PLAIN, kept: Path | None = None
) -> tuple[list[Case], list[Skipped]]:
    """Make the cases of some labels.

    A clip with several labels, under one name or several, is run once in each move that it is labelled
    for, and once in the others.

    Args:
        labels: Labels of all clips.
        model: Pose model, as the pipeline takes it.
        parts: Parts of the evaluation to run.
        kept: Folder of the landmark cache; ``None`` keeps none.

    Returns:
        The cases, and the labels that are not run.
    """
    listed, skipped = list(labels), []
    contents = identities(label.path for label in listed)
    of: dict[str, set[str]] = {}
    for label in listed:
        of.setdefault(contents[label.path], set()).add(label.analyse_as)
    cases: list[Case] = []
    known: dict[tuple[str, str, float | None], str] = {}
    strange: set[str] = set()
    for label in listed:
        own, content = label.analyse_as, contents[label.path]
        if own != ANY and own not in EXERCISES:
            skipped.append(Skipped(label.clip, f"there is no exercise {own}"))
            continue
        key = (content, own, label.hold_s)
        if key in known:
            skipped.append(Skipped(label.clip, f"it is {known[key]}, which is labelled already"))
            continue
        known[key] = label.clip
        once = not {content, own} & strange if parts.sparse else content not in strange
        elsewhere_too = parts.matrix and not label.negative and once
        if elsewhere_too:
            strange |= {content, own}
        others = [e for e in EXERCISES if e not in of[content]] if elsewhere_too else []
        cases.append(
            Case(
                label=label, exercises=_own_first(label), of=frozenset(of[content]), others=tuple(others),
                model=model, parts=parts, kept=kept,
            )
        )  # fmt: skip
    return cases, skipped


def _own_first(label: Label) -> tuple[str, ...]:
    """Return the moves that a clip is judged in: its own, and every one where nothing may count in any."""
    own = label.analyse_as
    return (*(() if own == ANY else (own,)), *(e for e in EXERCISES if label.negative and e != own))


def beside(cases: Iterable[Case], model: str) -> tuple[list[Case], list[Skipped]]:
    """Return the same cases with another network, for counts and faults alone, and those left out.

    Args:
        cases: The clips, each with the exercise it is judged as.
        model: Pose model, as the pipeline takes it.
    """
    again, skipped = [], []
    for case in cases:
        if case.label.path.suffix.lower() == RECORDING:
            why = "it is a recording, whose landmarks another model has found"
            skipped.append(Skipped(f"{case.label.clip} with {model}", why))
        else:
            again.append(replace(case, model=model, parts=PLAIN, others=()))
    return again, list(dict.fromkeys(skipped))


def run_all(
    cases: Sequence[Case], *, progress: Progress | None = None, on: str = LOCAL, workers: int = 0
) -> list[ClipRun]:
    """Run the cases in parallel; return the runs in their order.

    A case whose worker crashes again and again gives a run with its error, as one that cannot be read.

    Args:
        cases: The clips, each with the exercise it is judged as.
        progress: Called after each clip with the share done.
        on: Where: ``local``, ``ray`` or ``ray://host:port``.
        workers: Most clips at once; 0 for one a core.

    Raises:
        PostureError: The workers cannot be had.
    """
    # The longest first: with a long one last, the other cores would wait for it.
    order = sorted(range(len(cases)), key=lambda i: -_work(cases[i]))
    runs: dict[int, ClipRun] = {}
    seen = {case.model for case in cases if not is_recording(case.label.path)}
    place = Workplace(on=on, workers=workers, models=tuple(sorted(seen)))
    for outcome in carried(run, [cases[i] for i in order], place, files=_files):
        case, done = cases[order[outcome.position]], outcome.result
        runs[order[outcome.position]] = done if isinstance(done, ClipRun) else _crashed(case, done)
        if progress:
            progress(len(runs) / len(cases))
    return [runs[position] for position in sorted(runs)]


def _crashed(case: Case, error: PostureError) -> ClipRun:
    named = str(case.label.path) in str(error)
    return ClipRun(case=case, error=str(error) if named else f"{case.label.clip}: {error}")


def _work(case: Case) -> int:
    """Estimate how much there is to do, in bytes of the clip times moves."""
    path = case.label.path
    return (path.stat().st_size if path.exists() else 0) * (len(case.exercises) + len(case.others))


def _files(case: Case) -> list[Path]:
    """Return the files that a case reads, beside the landmark cache."""
    label = case.label
    return [label.path, *([label.truth] if label.truth and not case.variant else [])]


def run(case: Case, places: FilePlaces | None = None) -> ClipRun:
    """Run one case; a clip that cannot be read gives a run with its error.

    Args:
        case: The clip, with the exercise it is judged as.
        places: Where its files are, if they are elsewhere than the label says.
    """
    label, places = case.label, places or {}
    truth = label.truth and places.get(label.truth, label.truth)
    here = replace(label, path=places.get(label.path, label.path), truth=truth)
    try:
        with ScratchFolder("evaluate") as scratch:
            folder = case.kept if case.kept and case.kept.is_dir() else scratch.path
            return replace(_run(replace(case, label=here), folder), case=case)
    except PostureError as error:
        return ClipRun(case=case, error=as_named(str(error), places))


def _run(case: Case, folder: Path) -> ClipRun:
    """Run a case on its landmarks: a recording replayed gives the same session as the video."""
    label, moves = case.label, [find(exercise) for exercise in case.exercises]
    through = (case.variant, VARIANTS[case.variant]) if case.variant else None
    found = ClipLandmarks.of(landmarks_of(label.path, moves[0], folder, model=case.model, through=through))
    truth = Truth.read(label.truth) if label.truth and not case.variant else None
    observer = TruthObserver(moves[0], truth, raw=dict(found.plain) if truth else {})
    sessions = [play(label, found.for_move(moves[0]), moves[0], observe=observer.take)]
    sessions += [play(label, found.for_move(move), move) for move in moves[1:]]
    extent = observer.extent()
    others = [find(other) for other in case.others]
    strange = [play(label, found.for_move(other), other) for other in others]
    strange += sessions if label.negative and case.parts.matrix else []
    return ClipRun(
        case=case,
        sessions=tuple(sessions),
        pairs=observer.pairs_in(sessions[0].view),
        raw_pairs=observer.pairs_in(sessions[0].view, raw=True),
        extent=extent,
        elsewhere=tuple(elsewhere(label, case.of, strange)),
        cuts=tuple(cuts(label, found.for_move(moves[0]), moves[0])) if case.parts.cuts else (),
        changed=_changed(case, found, moves, extent),
    )


def _changed(
    case: Case, found: ClipLandmarks, moves: Sequence[Exercise], extent: Extent | None
) -> dict[str, tuple[Session, ...]]:
    """Return the sessions on worse landmarks; "nearer" is left out where joints would leave the frame."""
    label, made = case.label, {}
    asked = (NOISE if case.parts.noise else {}) | (CHANGES if case.parts.stress else {})
    for name, change in asked.items():
        if name == APPROACHED and not fits_nearer(extent):
            continue
        seed = crc32(f"{label.clip} {name}".encode())
        worse = {
            source: change(source, np.random.default_rng(seed))
            for source in {found.for_move(move) for move in moves}
        }
        made[name] = tuple(play(label, worse[found.for_move(move)], move) for move in moves)
    return made


def fits_nearer(extent: Extent | None) -> bool:
    """Return whether the joints that the exercise needs stay in the part of the frame that is left."""
    if extent is None:
        return False
    edge = (1.0 - 1.0 / NEARER) / 2.0
    left, top, right, bottom = extent
    return min(left, top) >= edge and max(right, bottom) <= 1.0 - edge
