"""The report as Markdown: short tables, then every failure with what was expected and found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from posture import __version__
from posture.evaluate.accuracy import Accuracy, Counting
from posture.evaluate.geometry import UNITS, Fit
from posture.evaluate.scoring import Verdict
from posture.evaluate.stability import Stability
from posture.vision.stress import VARIANTS

_NONE = "–"
_KINDS = {True: "rendered clips", False: "other clips"}
_CAVEAT = (
    "Rendered clips have clean scenes and programmed movement. They test counting, faults and geometry, "
    "and say nothing about accuracy on real webcams."
)
_COUNT_NOTES = (
    "exact, ±1: the very count, at most one off. in tol.: within the tolerance of the label, which is 0 "
    "unless a clip is cut in the middle of a movement. MAE: mean error of a count. missed, invented: "
    "labelled movements without an attempt, and attempts (counted ones where the label leaves the others "
    "open) without a movement. peak, hold: mean error of the time of the top and of credited seconds."
)
_FAULT_NOTES = (
    "Rule findings and reasons of attempts, clip by clip. unseen: no rule looks for it in that view. "
    "Left out: short_hold where a label names no dose, faults of clips in which nothing may count."
)


def markdown(accuracy: Accuracy) -> str:
    """The whole report."""
    parts = [_head(accuracy)]
    for rendered, kind in _KINDS.items():
        if accuracy.clips(rendered=rendered):
            parts += [f"### Counting, {kind}", *_counting(accuracy, rendered=rendered)]
            parts += _faults(accuracy, kind, rendered=rendered)
    parts += _negatives(accuracy.negatives)
    parts += _fits(accuracy)
    parts += _stress(accuracy.stability) if accuracy.stability else []
    parts += _failed(accuracy)
    parts += _list("### Not run", (f"{skip.clip}: {skip.why}" for skip in accuracy.skipped))
    return "\n\n".join(parts) + "\n"


def _head(accuracy: Accuracy) -> str:
    clips = {verdict.clip for verdict in accuracy.verdicts}
    by = f" with {accuracy.model}" if accuracy.model else ""
    head = f"Posture {__version__}{by}: {len(clips)} labelled clips, {len(accuracy.failed)} counts wrong."
    return f"{head} {_CAVEAT}" if any(verdict.rendered for verdict in accuracy.verdicts) else head


def _counting(accuracy: Accuracy, *, rendered: bool) -> list[str]:
    titles = ("exercise", "clips", "exact", "in tol.", "±1", "MAE", "missed", "invented", "peak", "hold")
    figures = accuracy.counting(rendered=rendered)
    rows = [(name, *_counting_row(one)) for name, one in figures.items()]
    refused = figures["all"].refused
    notes = f"{_COUNT_NOTES} {refused} set-ups were rightly refused." if refused else _COUNT_NOTES
    unmatched = [
        f"{v.clip}: {v.missed} of {v.movements} movements missed, {v.invented} invented"
        for v in accuracy.clips(rendered=rendered)
        if v.missed or v.invented
    ]
    return [_table(titles, rows), notes, *_list("", unmatched)]


def _counting_row(one: Counting) -> tuple[str, ...]:
    return (
        str(one.clips),
        _share(one.exact),
        _share(one.within),
        _share(one.off_by_one),
        _number(one.mean_abs_error, 2),
        f"{one.missed} of {one.movements}",
        str(one.invented),
        _number(one.peak_error_s, 2, " s"),
        _number(one.hold_error_s, 2, " s"),
    )


def _faults(accuracy: Accuracy, kind: str, *, rendered: bool) -> list[str]:
    titles = ("fault", "right", "missed", "invented", "unseen", "precision", "recall")
    rows = [
        (name, str(d.right), str(d.missed), str(d.invented), str(d.unjudged), _share(d.precision),
         _share(d.recall))
        for name, d in accuracy.detections(rendered=rendered).items()
    ]  # fmt: skip
    if not rows:
        return []
    wrong = [
        f"{v.clip}: {'; '.join(told)}"
        for v in accuracy.clips(rendered=rendered)
        if v.faults is not None and (told := _wrong(v))
    ]
    return [f"### Faults, {kind}", _table(titles, rows), _FAULT_NOTES, *_list("", wrong)]


def _wrong(verdict: Verdict) -> list[str]:
    faults = verdict.faults
    assert faults is not None
    named = {"missed": faults.missed, "invented": faults.invented, "unseen": faults.unjudged}
    return [f"{how} {', '.join(sorted(names))}" for how, names in named.items() if names]


def _negatives(some: Sequence[Verdict]) -> list[str]:
    """A row for each clip in which nothing may count."""
    if not some:
        return []
    rows = []
    for clip in dict.fromkeys(verdict.clip for verdict in some):
        mine = [verdict for verdict in some if verdict.clip == clip]
        counted = [f"{v.exercise} {v.found}" for v in mine if v.found]
        held = [f"{v.exercise} {v.held_s:.1f} s" for v in mine if v.held_s]
        nothing = sum(verdict.found == 0 for verdict in mine)
        rows.append(
            (clip, f"{nothing} of {len(mine)}", ", ".join(counted) or _NONE, ", ".join(held) or _NONE)
        )
    titles = ("clip without repetitions", "counted nothing", "counted", "hold credited")
    return ["### Negatives, run in every exercise", _table(titles, rows)]


def _fits(accuracy: Accuracy) -> list[str]:
    if not accuracy.fits:
        return []
    titles = ("measured", "frames", "gain", "bias", "RMSE", "95 % below", "unit")
    rows = [(name, *_fit_row(name, fit)) for name, fit in accuracy.fits.items()]
    note = (
        "Against the joints of the rendered bodies, in space for angles, in the picture for the rest, each "
        "in the views that it is true in. The lag of the smoothing is part of the error."
    )
    return ["### Measurements against truth, rendered clips", _table(titles, rows), note]


def _fit_row(name: str, fit: Fit) -> tuple[str, ...]:
    unit = UNITS.get(name.partition(":")[0], "°")
    digits = 2 if unit == "head lengths" else 1
    figures = (_number(value, digits) for value in (fit.bias, fit.rmse, fit.worst))
    return str(fit.values), _number(fit.gain, 2), *figures, unit


def _stress(stability: Stability) -> list[str]:
    """Shares of counts that stayed, a row for each variant."""
    groups = stability.groups
    rows = []
    for variant in (*VARIANTS, ""):
        cells = (stability.kept(variant=variant, group=group) for group in (*groups, ""))
        rows.append((variant or "all", *(f"{same}/{of}" if of else _NONE for same, of in cells)))
    same, of = stability.kept()
    share = _share(same / of if of else math.nan)
    note = (
        f"{share} of {of} counts stayed as on the clip itself (left and right swap in the mirror). 1.5x "
        "nearer shows the middle of the picture and is left out where joints that the exercise needs would "
        "leave it."
    )
    changed = (
        f"{o.clip} as {o.exercise}, {o.variant}: {o.plain} became {o.found}"
        for o in stability.outcomes
        if not o.same
    )
    return [
        "### Counts on worse pictures",
        _table(("variant", *groups, "all"), rows),
        note,
        *_list("", changed),
        *_list("Left out:", (f"{skip.clip}: {skip.why}" for skip in stability.left_out)),
    ]


def _failed(accuracy: Accuracy) -> list[str]:
    lines = [
        f"{v.clip} as {v.exercise}: expected {v.expected}{f' ± {v.tolerance}' if v.tolerance else ''}, "
        f"found {v.said}"
        for v in accuracy.failed
    ]
    return _list("### Failed", lines) or ["### Failed", "None."]


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column to the left, figures to the right."""
    rule = "|".join(["---", *["---:"] * (len(titles) - 1)])
    lines = (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in (titles, *rows))
    head, *rest = lines
    return "\n".join([head, f"|{rule}|", *rest])


def _list(heading: str, lines: Iterable[str]) -> list[str]:
    """A heading and a list, or nothing where there is nothing to list."""
    listed = "\n".join(f"- {line}" for line in lines)
    return [part for part in (heading, listed) if part] if listed else []


def _share(value: float | None) -> str:
    return _NONE if value is None or math.isnan(value) else f"{100.0 * value:.0f} %"


def _number(value: float, digits: int, unit: str = "") -> str:
    return _NONE if math.isnan(value) else f"{value:.{digits}f}{unit}"
