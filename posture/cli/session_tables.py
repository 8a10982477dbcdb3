"""Tables of a session for a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from posture.cli.amounts import many
from posture.cli.set_wording import broken, form, moment, problems, range_note, reach, seen, why_not
from posture.cli.terminal_text import plain
from posture.coach.judging.hold_dose import held
from posture.coach.session import Finding, Session
from posture.exercises import move_title, rule_title


def summary(session: Session) -> RenderableType:
    """Draw everything about a set: counts, each attempt and why it did not count, findings on the form."""
    name = plain(session.source.name) if session.source else ""
    parts: list[RenderableType] = [
        f"[bold]{plain(move_title(session.exercise))}[/]  {name}",
        _counts(session),
    ]
    if session.attempts:
        parts += ["", Padding(_attempts(session), (0, 2))]
        if note := range_note(session):
            parts += [Padding(f"[dim]{note}[/]", (0, 2))]
    blocks = {
        "In the way": _problems(session),
        "Form": _findings(session),
        "Measured by": [plain(session.method)] if session.method else [],
        "Not judged": _unmeasured(session),
    }
    for heading, lines in blocks.items():
        listed = list(lines)
        if listed:
            parts += ["", f"[bold]{heading}[/]", *(Padding(line, (0, 0, 0, 2)) for line in listed)]
    return Group(*parts)


def print_summary(session: Session) -> None:
    """Print a session as tables on standard output."""
    Console(highlight=False, emoji=False).print(summary(session))


def _counts(session: Session) -> str:
    counts = session.counts
    said = [f"{counts.reps} counted", f"{counts.clean} clean", many(counts.attempts, "attempt")]
    if counts.left is not None and counts.right is not None:
        said.append(f"left {counts.left}, right {counts.right}")
    if counts.hold_s is not None:
        said.append(f"held {counts.hold_s:.1f} s in all")
    enough = held(session)
    if enough is not None:
        said.append(f"{enough.long_enough} of {enough.counted} held for {enough.dose_s:g} s")
    if session.view:
        said.append(seen(session.view))
    if math.isnan(session.ready_at_s):
        said.append("the start position was never taken")
    elif not session.attempts:
        said.append("nothing like this move was seen")
    return ", ".join(said)


def _attempts(session: Session) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("#", "From", "To", "Took", "Held", "Range"):
        table.add_column(title, justify="right")
    for title in ("Side", "Counted", "Form"):
        table.add_column(title)
    for attempt in session.attempts:
        table.add_row(
            str(attempt.number), *map(moment, (attempt.start_s, attempt.end_s, attempt.duration_s)),
            moment(attempt.hold_s), reach(attempt, session), attempt.side.value,
            "[green]yes[/]" if attempt.counted else f"[yellow]no:[/] {why_not(attempt, session)}",
            form(attempt),
        )  # fmt: skip
    return table


def _problems(session: Session) -> Iterator[str]:
    for when, problem in problems(session):
        yield f"{when}  {plain(problem.message)}"
    if any(problem.code == "turned" for problem in session.problems):
        yield "Turn the picture by a quarter or half-way round: --rotate 90, 180 or 270"


def _findings(session: Session) -> Iterator[str]:
    """Yield a line for each rule: what to do, how far it was broken at most, and in which attempts."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in session.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for found in sorted(by_rule.values(), key=len, reverse=True):
        worst = max(found, key=lambda f: abs(f.value - f.limit))
        where = ", ".join(
            dict.fromkeys(str(f.attempt) if f.attempt else f"at {moment(f.t_s)}" for f in found)
        )
        yield (
            f"{plain(worst.cue)}  [dim]{plain(rule_title(worst.rule))} ({worst.severity}): "
            f"{broken(worst, session)}; attempt {where}[/]"
        )


def _unmeasured(session: Session) -> Iterator[str]:
    for gap in session.unmeasured:
        yield f"{plain(rule_title(gap.what))}  [dim]{plain(gap.why)}[/]"
