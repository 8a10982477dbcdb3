"""Joining of two records of one set: the part before its worker was lost, and the part after.

Both have the clock of the set. The numbers of attempts go on, sums are added, and a value that only one part
knows is taken from it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from posture.coach.results.set_record import SetRecord
from posture.coach.results.trace import Trace
from posture.coach.session import Counts, Finding, Session, Unmeasured
from posture.coach.update import Update
from posture.provenance import SourceInfo


def joined(before: SetRecord, after: SetRecord) -> SetRecord:
    """Return the record of the whole set.

    Args:
        before: The first part.
        after: The second part, which began when the first had ended.

    Raises:
        ValueError: They are of two exercises.
    """
    count = len(before.session.attempts)
    same = before.session.method == after.session.method
    return SetRecord(
        joined_sessions(before.session, after.session),
        _joined_traces(before.trace, after.trace, same=same or math.isnan(after.session.ready_at_s)),
        {**before.stills, **{number + count: still for number, still in after.stills.items()}},
    )


def joined_sessions(before: Session, after: Session) -> Session:
    """Return the session of the whole set.

    Args:
        before: The first part.
        after: The second part.

    Raises:
        ValueError: They are of two exercises.
    """
    if before.exercise != after.exercise:
        raise ValueError(f"expected two parts of one set, got {before.exercise} and {after.exercise}")
    count = len(before.attempts)
    begun, went_on = (math.isfinite(part.ready_at_s) for part in (before, after))
    return Session(
        exercise=after.exercise,
        view=before.view if begun else after.view,
        ready_at_s=before.ready_at_s if begun else after.ready_at_s,
        seen_s=before.seen_s + after.seen_s,
        measured_s=before.measured_s + after.measured_s,
        problems=before.problems + after.problems,
        counts=added(before.counts, after.counts),
        attempts=before.attempts + tuple(replace(a, number=a.number + count) for a in after.attempts),
        findings=before.findings + tuple(_shifted(f, count) for f in after.findings),
        unmeasured=_unmeasured(before, after),
        source=_joined_sources(before.source, after.source),
        model=after.model or before.model,
        version=after.version or before.version,
        method=after.method if went_on else before.method,
    )


def added(before: Counts, after: Counts) -> Counts:
    """Return the numbers of both parts together; one that neither part has stays ``None``.

    Args:
        before: Numbers of the first part.
        after: Numbers of the second part.
    """
    return Counts(
        reps=before.reps + after.reps,
        clean=before.clean + after.clean,
        attempts=before.attempts + after.attempts,
        left=_sum(before.left, after.left),
        right=_sum(before.right, after.right),
        hold_s=None
        if before.hold_s is None and after.hold_s is None
        else (before.hold_s or 0.0) + (after.hold_s or 0.0),
    )


def continued(update: Update, before: Counts) -> Update:
    """Return the update of a part as one of the whole set: its numbers go on where the part before ended.

    A spoken count is not changed here: the coach of the part knows where to begin
    (``Coach(counted_before=…)``).

    Args:
        update: The update of the second part.
        before: Numbers of the first part.
    """
    attempt = update.attempt
    if attempt is not None:
        attempt = replace(attempt, number=attempt.number + before.attempts)
    findings = tuple(_shifted(f, before.attempts) for f in update.findings)
    return replace(
        update,
        counts=added(before, update.counts),
        attempt=attempt,
        taken_back=update.taken_back and update.taken_back + before.attempts,
        findings=findings,
    )


def _sum(before: int | None, after: int | None) -> int | None:
    return None if before is None and after is None else (before or 0) + (after or 0)


def _shifted(finding: Finding, count: int) -> Finding:
    return finding if finding.attempt is None else replace(finding, attempt=finding.attempt + count)


def _unmeasured(before: Session, after: Session) -> tuple[Unmeasured, ...]:
    """Return what neither part could judge; a part without an attempt says nothing about that."""
    if not after.attempts:
        return before.unmeasured if before.attempts else after.unmeasured
    if not before.attempts or before.method != after.method:
        return after.unmeasured
    left = {item.what for item in before.unmeasured}
    return tuple(item for item in after.unmeasured if item.what in left)


def _joined_sources(before: SourceInfo | None, after: SourceInfo | None) -> SourceInfo | None:
    if before is None or after is None:
        return after or before
    frames, duration_s = before.frames + after.frames, max(before.duration_s, after.duration_s)
    return replace(
        after,
        frames=frames,
        duration_s=duration_s,
        fps=frames / duration_s if duration_s else 0.0,
        size_px=before.size_px if any(before.size_px) else after.size_px,
    )


def _joined_traces(before: Trace | None, after: Trace | None, *, same: bool) -> Trace | None:
    """Return one trace; values of another signal than the last one become NaN, as within one part."""
    if before is None or after is None:
        return before if after is None else after
    known = same and after.unit in ("", before.unit)
    later = after.t_s > (before.t_s[-1] if len(before) else -math.inf)
    return Trace(
        np.concatenate([before.t_s, after.t_s[later]]),
        np.concatenate([before.value if known else np.full(len(before), math.nan), after.value[later]]),
        np.concatenate([before.phase, after.phase[later]]),
        (before.unit or after.unit) if known else after.unit,
    ).thinned()


def stills_of(stills: Mapping[int, bytes], numbers: set[int]) -> dict[int, bytes]:
    """Return the pictures of some attempts.

    Args:
        stills: JPEGs by number of the attempt.
        numbers: Numbers to keep.
    """
    return {number: still for number, still in stills.items() if number in numbers}
