"""Sessions to rows and rows to sessions, digit for digit."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from posture.body.landmarks import Side
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.tables import (
    AttemptRow,
    CorrectionRow,
    FaultRow,
    FindingRow,
    ProblemRow,
    SetRow,
    TraceRow,
    UnmeasuredRow,
)
from posture.provenance import ModelInfo, SourceInfo

LISTED = (
    SetRow.id,
    SetRow.started_at,
    SetRow.person,
    SetRow.exercise,
    SetRow.view,
    SetRow.seen_s,
    SetRow.source_duration_s,
    SetRow.reps,
    SetRow.clean_reps,
    SetRow.attempted,
    SetRow.left_reps,
    SetRow.right_reps,
    SetRow.held_s,
    SetRow.interrupted,
    SetRow.confirmed_at,
)
"""What a list needs: whole rows take four times as long to load."""


def row_of(kept: KeptSet) -> SetRow:
    """Make a new row with everything below it, not yet in any database.

    Raises:
        ValueError: The set has no session.
    """
    session = kept.session
    if session is None:
        raise ValueError(f"session: expected that of set {kept.id}, got None")
    return SetRow(
        started_at=kept.started_at,
        person=kept.person,
        exercise=session.exercise,
        view=session.view,
        version=session.version,
        method=session.method,
        ready_at_s=session.ready_at_s,
        seen_s=session.seen_s,
        measured_s=session.measured_s,
        **_counts_columns(session.counts),
        **_source_columns(session.source),
        model_name=session.model.name if session.model else None,
        model_sha256=session.model.sha256 if session.model else None,
        run=kept.run or None,
        interrupted=kept.interrupted,
        confirmed_at=kept.confirmed_at,
        attempts=[_attempt_row(i, a) for i, a in enumerate(session.attempts)],
        findings=[_finding_row(i, f) for i, f in enumerate(session.findings)],
        problems=[
            ProblemRow(position=i, code=p.code, from_s=p.from_s, to_s=p.to_s, message=p.message)
            for i, p in enumerate(session.problems)
        ],
        unmeasured=[
            UnmeasuredRow(position=i, what=u.what, why=u.why) for i, u in enumerate(session.unmeasured)
        ],
        corrections=[correction_row(c) for c in kept.corrections],
        trace=None if kept.trace is None else TraceRow(unit=kept.trace.unit, packed=kept.trace.pack()),
    )


def kept_of(row: Any) -> KeptSet:
    """Make the whole kept set of a `SetRow`, or of any object with its columns and lists."""
    kept = listed_of(row, tuple(correction_of(c) for c in row.corrections))
    return replace(kept, session=_session(row))


def listed_of(row: Any, corrections: tuple[Correction, ...]) -> KeptSet:
    """Make the kept set of a row that has the columns of `LISTED`, without its session.

    Args:
        row: A row of the query for `LISTED`.
        corrections: What people said of the set, oldest first.
    """
    length_s = row.source_duration_s
    return KeptSet(
        id=row.id,
        started_at=row.started_at,
        person=row.person,
        exercise=row.exercise,
        counts=_counts(row),
        duration_s=row.seen_s if math.isnan(length_s) else length_s,
        view=row.view,
        corrections=corrections,
        interrupted=bool(row.interrupted),
        confirmed_at=row.confirmed_at,
    )


def correction_of(row: CorrectionRow) -> Correction:
    """Make the correction of a row."""
    return Correction(row.attempt, Opinion(row.verdict), row.made_at)


def correction_row(correction: Correction) -> CorrectionRow:
    """Make a new row for a correction, not yet of any set."""
    return CorrectionRow(
        attempt=correction.attempt, verdict=correction.verdict.value, made_at=correction.made_at
    )


def _session(row: SetRow) -> Session:
    model = None
    if row.model_name is not None and row.model_sha256 is not None:
        model = ModelInfo(row.model_name, row.model_sha256)
    return Session(
        exercise=row.exercise,
        view=row.view,
        ready_at_s=row.ready_at_s,
        seen_s=row.seen_s,
        measured_s=row.measured_s,
        problems=tuple(Problem(p.code, p.from_s, p.to_s, p.message) for p in row.problems),
        counts=_counts(row),
        attempts=tuple(_attempt(a) for a in row.attempts),
        findings=tuple(_finding(f) for f in row.findings),
        unmeasured=tuple(Unmeasured(u.what, u.why) for u in row.unmeasured),
        source=_source(row),
        model=model,
        version=row.version,
        method=row.method,
    )


def _counts_columns(counts: Counts) -> dict[str, Any]:
    hold_s = counts.hold_s
    return {
        "reps": counts.reps,
        "clean_reps": counts.clean,
        "attempted": counts.attempts,
        "left_reps": counts.left,
        "right_reps": counts.right,
        "held_s": None if hold_s is None or math.isnan(hold_s) else hold_s,
    }


def _counts(row: Any) -> Counts:
    return Counts(
        reps=row.reps,
        clean=row.clean_reps,
        attempts=row.attempted,
        left=row.left_reps,
        right=row.right_reps,
        hold_s=row.held_s,
    )


def _source_columns(source: SourceInfo | None) -> dict[str, Any]:
    if source is None:
        return {}
    return {
        "source_name": source.name,
        "source_kind": source.kind,
        "source_duration_s": source.duration_s,
        "source_frames": source.frames,
        "source_fps": source.fps,
        "source_width_px": source.size_px[0],
        "source_height_px": source.size_px[1],
    }


def _source(row: SetRow) -> SourceInfo | None:
    if row.source_kind is None:
        return None
    return SourceInfo(
        name=row.source_name or "",
        kind=row.source_kind,
        duration_s=row.source_duration_s,
        frames=row.source_frames or 0,
        fps=row.source_fps,
        size_px=(row.source_width_px or 0, row.source_height_px or 0),
    )


def _attempt_row(position: int, attempt: Attempt) -> AttemptRow:
    return AttemptRow(
        position=position,
        number=attempt.number,
        side=attempt.side.value,
        start_s=attempt.start_s,
        peak_s=attempt.peak_s,
        end_s=attempt.end_s,
        hold_s=attempt.hold_s,
        reach=attempt.range,
        unit=attempt.unit,
        counted=bool(attempt.counted),
        reason=attempt.reason.value if attempt.reason else None,
        clean=bool(attempt.clean),
        faults=[FaultRow(position=i, rule=rule) for i, rule in enumerate(attempt.faults)],
    )


def _attempt(row: AttemptRow) -> Attempt:
    return Attempt(
        number=row.number,
        side=Side(row.side),
        start_s=row.start_s,
        peak_s=row.peak_s,
        end_s=row.end_s,
        hold_s=row.hold_s,
        range=row.reach,
        unit=row.unit,
        counted=row.counted,
        reason=None if row.reason is None else Reason(row.reason),
        clean=row.clean,
        faults=tuple(f.rule for f in row.faults),
    )


def _finding_row(position: int, finding: Finding) -> FindingRow:
    return FindingRow(
        position=position,
        rule=finding.rule,
        severity=finding.severity.value,
        t_s=finding.t_s,
        attempt=finding.attempt,
        measured=finding.value,
        allowed=finding.limit,
        unit=finding.unit,
        cue=finding.cue,
    )


def _finding(row: FindingRow) -> Finding:
    return Finding(
        rule=row.rule,
        severity=Severity(row.severity),
        t_s=row.t_s,
        attempt=row.attempt,
        value=row.measured,
        limit=row.allowed,
        unit=row.unit,
        cue=row.cue,
    )
