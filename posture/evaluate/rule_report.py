"""The report's section on the rules of form: what each finds on bodies that its limit was not set on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.evaluate.markdown import NONE, share, table
from posture.evaluate.rule_curves import GaugedRule, RuleCounts, gauged, read, together
from posture.resources import locate

POINTS = 8
"""Number of limits of a curve that the report shows."""
_NOTE = (
    "Rendered repetitions, each clean or with one fault, slight or clear. found: of the clear ones, of the "
    "slight ones. false alarms: of clean repetitions, of those with another fault. unseen: the limit is set "
    "without each body in turn and judged on it. A rule that is no better there than nine right of ten is a "
    "reminder: it makes no finding and leaves a repetition clean."
)
_CURVES = "Found of the clear faults / false alarms in clean repetitions, from a low limit to a high one."


def kept() -> str:
    """Return the section on the graded repetitions that come with the program.

    Raises:
        PostureError: Their values cannot be read.
    """
    return section(gauged(read(locate("samples/rules.json"))))


def section(rules: Sequence[GaugedRule]) -> str:
    """Return tables of every rule with its limit in use, its curve, and all of them together."""
    findings = [one for one in rules if not one.rule.reminder]
    bodies = sorted({rep.body for one in rules for rep in one.reps})
    clips = {rep.clip for one in rules for rep in one.reps}
    reps = {id(rep) for one in rules for rep in one.reps}
    head = f"{len(reps)} repetitions in {len(clips)} recordings of {len(bodies)} bodies."
    rows = [_row(one) for one in rules]
    all_rows = (
        ("all findings, limits in use", *_figures(together(one.found(one.limit) for one in findings))),
        ("all findings, unseen bodies", *_figures(together(f for one in findings for _, f in one.unseen()))),
    )
    titles = ("rule", "limit", *_TITLES, "unseen recall", "unseen precision", "limits without a body", "is")
    parts = (
        "### Rules of form on graded repetitions",
        f"{head} {_NOTE}",
        table(titles, rows),
        table(("", *_TITLES), all_rows),
        "### Curves of the rules",
        _CURVES,
        table(("rule", *(f"{i + 1}" for i in range(POINTS))), [_curve(one) for one in rules]),
    )
    return "\n\n".join(parts) + "\n"


_TITLES = ("clear", "slight", "clean", "others", "precision", "recall")


def _figures(found: RuleCounts) -> tuple[str, ...]:
    return (
        f"{found.clear_found}/{found.clear}",
        f"{found.slight_found}/{found.slight}",
        f"{found.clean_found}/{found.clean}",
        f"{found.others_found}/{found.others}",
        share(found.precision),
        share(found.recall),
    )


def _row(one: GaugedRule) -> tuple[str, ...]:
    unseen = one.unseen()
    judged = together(found for _, found in unseen)
    limits = [_own(one, limit) for limit, _ in unseen if math.isfinite(limit)]
    span = f"{min(limits):.3g} to {max(limits):.3g}" if limits else NONE
    kind = "reminder" if one.rule.reminder else "finding"
    return (
        f"{one.exercise}: {one.name}",
        f"{_own(one, one.limit):.3g}",
        *_figures(one.found(one.limit)),
        share(judged.recall),
        share(judged.precision),
        span,
        kind,
    )


def _curve(one: GaugedRule) -> tuple[str, ...]:
    cells = (
        f"{_own(one, limit):.3g}: {share(found.recall)} / {share(found.false_alarms)}"
        for limit, found in one.curve(POINTS)
    )
    return (f"{one.exercise}: {one.name}", *cells)


def _own(one: GaugedRule, limit: float) -> float:
    """Return a limit on the scale of the rule, where the smaller value may be the worse one."""
    return limit if math.isfinite(one.rule.high) else -limit
