"""Which clips passed before: the list that a change may lengthen and not shorten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from posture.errors import PostureError
from posture.evaluate.scoring import Verdict
from posture.outside.documents import parse, read_text, why
from posture.outside.shapes import Many, Text, Unfit, fits

_LARGEST_BYTES = 1024 * 1024
_FAULTS = " faults"
"""What an entry ends with that speaks of a clip's faults; without it, of its count."""


def passing(verdicts: Iterable[Verdict]) -> list[str]:
    """The entries that hold now.

    A clip stands for its count, right in every exercise in which it was run; ``<clip> faults`` says
    that the labelled faults were found, and no others.
    """
    by_clip: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_clip.setdefault(verdict.clip, []).append(verdict)
    counts = [clip for clip, some in by_clip.items() if all(verdict.passed for verdict in some)]
    faults = [
        f"{clip}{_FAULTS}"
        for clip, some in by_clip.items()
        if any(v.faults is not None for v in some)
        and not any(v.faults.missed | v.faults.invented for v in some if v.faults is not None)
    ]
    return sorted(counts + faults)


def read(path: Path) -> list[str]:
    """The entries of a file.

    Raises:
        PostureError: It is missing or no list of names.
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


def broken(before: Iterable[str], verdicts: Sequence[Verdict]) -> list[str]:
    """A line for each entry that held before and does not hold now."""
    now = set(passing(verdicts))
    return [f"{entry}: passed before, {_why(entry, verdicts)}" for entry in before if entry not in now]


def _why(entry: str, verdicts: Sequence[Verdict]) -> str:
    clip = entry.removesuffix(_FAULTS)
    some = [verdict for verdict in verdicts if verdict.clip == clip]
    if not some:
        return "was not run now"
    if entry.endswith(_FAULTS):
        return "; ".join(_wrong_faults(verdict) for verdict in some)
    return "; ".join(f"as {v.exercise} expected {v.expected}, found {v.said}" for v in some if not v.passed)


def _wrong_faults(verdict: Verdict) -> str:
    if verdict.faults is None:
        return "faults were not compared now"
    missed, invented = sorted(verdict.faults.missed), sorted(verdict.faults.invented)
    return f"faults missed: {', '.join(missed) or 'none'}, invented: {', '.join(invented) or 'none'}"
