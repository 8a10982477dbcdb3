"""Tables of kept sets for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table

from posture.cli.amounts import many
from posture.cli.set_wording import form, moment, problems, range_note, reach, seen, why_not
from posture.cli.terminal_text import plain
from posture.coach.judging.hold_dose import held
from posture.coach.session import Session
from posture.exercises import move_title, rule_title
from posture.history.kept_set import KeptSet, Opinion

_VERDICTS = {Opinion.NOT_A_REP: "not a repetition, you said", Opinion.MISSED: "a repetition, you said"}


def list_of(sets: list[KeptSet]) -> Table:
    """Draw a row for every set; columns that no set fills are left out."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    named = any(kept.person for kept in sets)
    with_holds = any(kept.counts.hold_s is not None for kept in sets)
    table.add_column("Set", justify="right")
    table.add_column("Begun")
    if named:
        table.add_column("Who")
    table.add_column("Move")
    for title in ("Reps", "Clean", "Attempts"):
        table.add_column(title, justify="right")
    if with_holds:
        table.add_column("Held", justify="right")
    table.add_column("Time", justify="right")
    for kept in sets:
        counts = kept.counts
        table.add_row(
            str(kept.id),
            _when(kept) + (" (interrupted)" if kept.interrupted else ""),
            *([plain(kept.person)] if named else []),
            plain(move_title(kept.exercise)),
            _reps(kept),
            str(counts.clean),
            str(counts.attempts),
            *([moment(math.nan if counts.hold_s is None else counts.hold_s)] if with_holds else []),
            moment(kept.duration_s),
        )
    return table


def one_set(kept: KeptSet) -> RenderableType:
    """Draw everything about one set: its counts, every attempt, and what could not be judged."""
    assert kept.session is not None
    parts: list[RenderableType] = [f"[bold]Set {kept.id}[/]: {plain(in_words(kept))}", _counts(kept), ""]
    if kept.session.attempts:
        parts.append(_attempts(kept, kept.session))
    else:
        parts.append("No attempt was made.")
    if kept.interrupted:
        parts.append("Posture stopped during this set; what you did until then is here.")
    parts.extend(_remarks(kept.session))
    return Group(*parts)


def in_words(kept: KeptSet) -> str:
    """Return a set in a few words: the move, when, and whose."""
    whose = f", {kept.person}" if kept.person else ""
    return f"{move_title(kept.exercise)}, {_when(kept)}{whose}"


def _counts(kept: KeptSet) -> str:
    counts = kept.counts
    said = [f"{_reps(kept)} counted, {counts.clean} clean, {many(counts.attempts, 'attempt')}"]
    if (agreed := kept.agreement) is not None:
        said.append(str(agreed))
    if counts.left is not None and counts.right is not None:
        said.append(f"left {counts.left}, right {counts.right}")
    if counts.hold_s is not None:
        said.append(f"held {moment(counts.hold_s)}")
    enough = held(kept.session) if kept.session else None
    if enough is not None:
        said.append(f"{enough.long_enough} of {enough.counted} held for {enough.dose_s:g} s")
    if kept.view:
        said.append(seen(kept.view))
    return "; ".join(said)


def _attempts(kept: KeptSet, session: Session) -> Table:
    said = {c.attempt: _VERDICTS[c.verdict] for c in kept.corrections}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("#", "At", "Took", "Held", "Range"):
        table.add_column(title, justify="right")
    for title in ("Side", "Counted", "Form"):
        table.add_column(title)
    if kept.corrections:
        table.add_column("Corrected")
    for attempt in session.attempts:
        table.add_row(
            str(attempt.number),
            moment(attempt.start_s),
            moment(attempt.duration_s),
            moment(attempt.hold_s),
            reach(attempt, session),
            attempt.side.value,
            "yes" if attempt.counted else f"no: {why_not(attempt, session)}",
            form(attempt),
            *([said.get(attempt.number, "")] if kept.corrections else []),
        )
    return table


def _remarks(session: Session) -> Iterator[str]:
    if note := range_note(session):
        yield note
    for when, problem in problems(session):
        yield f"From {when}: {plain(problem.message)}"
    for gap in session.unmeasured:
        yield f"Not judged: {plain(rule_title(gap.what))} ({plain(gap.why)})"


def _reps(kept: KeptSet) -> str:
    reps, corrected = kept.counts.reps, kept.corrected_reps
    return str(reps) if reps == corrected else f"{reps} → {corrected}"


def _when(kept: KeptSet) -> str:
    return f"{kept.started_at.astimezone():%Y-%m-%d %H:%M}"
