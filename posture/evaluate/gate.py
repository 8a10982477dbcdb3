"""The list of clips that passed before, which a change may lengthen but not shorten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from posture.errors import PostureError
from posture.evaluate.accuracy import Accuracy
from posture.evaluate.confusion_matrix import OtherMoveCount
from posture.evaluate.scoring import ClipScore
from posture.outside.documents import parse, read_text, why
from posture.outside.shapes import Many, Text, Unfit, fits

_LARGEST_BYTES = 1024 * 1024
_FAULTS = " faults"
"""Suffix of an entry about a clip's faults; an entry without suffix is about its count."""
_ELSEWHERE = " elsewhere"
"""Suffix of an entry about the clip in moves that it does not show."""


def passing(figures: Accuracy) -> list[str]:
    """Return the entries that hold now.

    ``<clip>`` says that its count is right in every exercise in which it was run; ``<clip> faults`` that
    the labelled faults were found, and no others; ``<clip> elsewhere`` that nothing counted in the moves
    that it does not show, kin left out.
    """
    by_clip: dict[str, list[ClipScore]] = {}
    for verdict in figures.verdicts:
        by_clip.setdefault(verdict.clip, []).append(verdict)
    counts = [clip for clip, some in by_clip.items() if all(verdict.passed for verdict in some)]
    faults = [
        f"{clip}{_FAULTS}"
        for clip, some in by_clip.items()
        if any(v.faults is not None for v in some)
        and not any(v.faults.missed | v.faults.invented for v in some if v.faults is not None)
    ]
    strange: dict[str, list[OtherMoveCount]] = {}
    for pair in figures.elsewhere:
        strange.setdefault(pair.clip, []).append(pair)
    quiet = [f"{clip}{_ELSEWHERE}" for clip, some in strange.items() if not any(p.invented for p in some)]
    return sorted(counts + faults + quiet)


def read(path: Path) -> list[str]:
    """Read the entries of a file.

    Raises:
        PostureError: The file is missing or holds no list of names.
    """
    try:
        entries = parse(read_text(path, largest=_LARGEST_BYTES))
    except (OSError, Unfit) as error:
        raise PostureError(
            f"{path}: cannot be read as a gate: {why(error)}; write one: --write-gate"
        ) from error
    if not fits(Many(Text()), entries):
        raise PostureError(f"{path}: expected a JSON list of clips; write one: --write-gate")
    return list(entries)


def broken(before: Iterable[str], figures: Accuracy) -> list[str]:
    """Return a line for each entry that held before and does not hold now.

    Args:
        before: Entries of the gate.
        figures: Figures of today.
    """
    now = set(passing(figures))
    return [f"{entry}: passed before, {_why(entry, figures)}" for entry in before if entry not in now]


def _why(entry: str, figures: Accuracy) -> str:
    if entry.endswith(_ELSEWHERE):
        return _counted_elsewhere(entry.removesuffix(_ELSEWHERE), figures.elsewhere)
    clip = entry.removesuffix(_FAULTS)
    some = [verdict for verdict in figures.verdicts if verdict.clip == clip]
    if not some:
        return "was not run now"
    if entry.endswith(_FAULTS):
        return "; ".join(_wrong_faults(verdict) for verdict in some)
    return "; ".join(f"as {v.exercise} expected {v.expected}, found {v.said}" for v in some if not v.passed)


def _counted_elsewhere(clip: str, pairs: Sequence[OtherMoveCount]) -> str:
    mine = [pair for pair in pairs if pair.clip == clip]
    if not mine:
        return "was not run in other moves now"
    return "counts " + ", ".join(f"{pair.reps} as {pair.exercise}" for pair in mine if pair.invented)


def _wrong_faults(verdict: ClipScore) -> str:
    if verdict.faults is None:
        return "faults were not compared now"
    missed, invented = sorted(verdict.faults.missed), sorted(verdict.faults.invented)
    return f"faults missed: {', '.join(missed) or 'none'}, invented: {', '.join(invented) or 'none'}"
