"""The report as Markdown: short tables, then every failure with what was expected and found."""

from __future__ import annotations

from collections.abc import Sequence

from posture.evaluate import report_more as more
from posture.evaluate.accuracy import Accuracy, Counting
from posture.evaluate.ground_truth import UNITS, Fit
from posture.evaluate.intervals import wilson
from posture.evaluate.scoring import ClipScore
from posture.evaluate.tables import NONE, bullets, interval, number, share, span, table
from posture.version import __version__

_KINDS = {True: "rendered clips", False: "other clips"}
_CAVEAT = (
    "Rendered clips have clean scenes and programmed movement. They test counting, faults and geometry, "
    "and say nothing about accuracy on real webcams."
)
_COUNT_NOTES = (
    "exact, ±1: the very count, at most one off. in tol.: within the tolerance of the label, which is 0 "
    "unless a clip is cut in the middle of a movement. MAE: mean error of a count. missed, invented: "
    "labelled movements without an attempt, and attempts (counted ones where the label leaves the others "
    "open) without a movement. peak, hold: mean error of the time of the top and of credited seconds. 95 %: "
    "interval of the figure before it, Wilson's for shares, resampled clips for means."
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
    parts += more.matrix(accuracy.elsewhere)
    parts += more.cuts(accuracy.cuts)
    parts += _fits(accuracy)
    parts += more.noise(accuracy.noise) if accuracy.noise else []
    parts += more.stress("landmarks", accuracy.stress) if accuracy.stress else []
    parts += more.stress("pictures", accuracy.pictures) if accuracy.pictures else []
    parts += _failed(accuracy)
    parts += bullets("### Not run", (f"{skip.clip}: {skip.why}" for skip in accuracy.skipped))
    return "\n\n".join(parts) + "\n"


def _head(accuracy: Accuracy) -> str:
    clips = {verdict.clip for verdict in accuracy.verdicts}
    by = f" with {accuracy.model}" if accuracy.model else ""
    head = f"Posture {__version__}{by}: {len(clips)} labelled clips, {len(accuracy.failed)} counts wrong."
    return f"{head} {_CAVEAT}" if any(verdict.rendered for verdict in accuracy.verdicts) else head


def _counting(accuracy: Accuracy, *, rendered: bool) -> list[str]:
    titles = (
        "exercise", "clips", "exact", "95 %", "in tol.", "95 %", "±1", "MAE", "95 %",
        "missed", "invented", "peak", "hold",
    )  # fmt: skip
    figures = accuracy.counting(rendered=rendered)
    rows = [(name, *_counting_row(one)) for name, one in figures.items()]
    refused = figures["all"].refused
    notes = f"{_COUNT_NOTES} {refused} set-ups were rightly refused." if refused else _COUNT_NOTES
    unmatched = [
        f"{v.clip}: {v.missed} of {v.movements} movements missed, {v.invented} invented"
        for v in accuracy.clips(rendered=rendered)
        if v.missed or v.invented
    ]
    return [table(titles, rows), notes, *bullets("", unmatched)]


def _counting_row(one: Counting) -> tuple[str, ...]:
    return (
        str(one.clips),
        share(one.exact),
        interval(one.exact_95),
        share(one.within),
        interval(one.within_95),
        share(one.off_by_one),
        number(one.mean_abs_error, 2),
        span(one.mean_abs_error_95, 2),
        f"{one.missed} of {one.movements}",
        str(one.invented),
        number(one.peak_error_s, 2, " s"),
        number(one.hold_error_s, 2, " s"),
    )


def _faults(accuracy: Accuracy, kind: str, *, rendered: bool) -> list[str]:
    titles = ("fault", "right", "missed", "invented", "unseen", "precision", "95 %", "recall", "95 %")
    rows = [
        (name, str(d.right), str(d.missed), str(d.invented), str(d.unjudged), share(d.precision),
         interval(d.precision_95), share(d.recall), interval(d.recall_95))
        for name, d in accuracy.detections(rendered=rendered).items()
    ]  # fmt: skip
    alarmed, faultless = accuracy.alarms(rendered=rendered)
    if not (rows or faultless):
        return []
    wrong = [
        f"{v.clip}: {'; '.join(told)}"
        for v in accuracy.clips(rendered=rendered)
        if v.faults is not None and (told := _wrong(v))
    ]
    alarms = (
        f"Of {faultless} repetitions without fault {alarmed} were faulted "
        f"({share(alarmed / faultless if faultless else None)}, {interval(wilson(alarmed, faultless))})."
    )
    found = [table(titles, rows), _FAULT_NOTES] if rows else []
    return [f"### Faults, {kind}", *found, alarms, *bullets("", wrong)]


def _wrong(verdict: ClipScore) -> list[str]:
    faults = verdict.faults
    assert faults is not None
    named = {"missed": faults.missed, "invented": faults.invented, "unseen": faults.unjudged}
    return [f"{how} {', '.join(sorted(names))}" for how, names in named.items() if names]


def _negatives(some: Sequence[ClipScore]) -> list[str]:
    """A row for each clip in which nothing may count."""
    if not some:
        return []
    rows = []
    for clip in dict.fromkeys(verdict.clip for verdict in some):
        mine = [verdict for verdict in some if verdict.clip == clip]
        counted = [f"{v.exercise} {v.found}" for v in mine if v.found]
        held = [f"{v.exercise} {v.held_s:.1f} s" for v in mine if v.held_s]
        nothing = sum(verdict.found == 0 for verdict in mine)
        rows.append((clip, f"{nothing} of {len(mine)}", ", ".join(counted) or NONE, ", ".join(held) or NONE))
    titles = ("clip without repetitions", "counted nothing", "counted", "hold credited")
    return ["### Negatives, run in every exercise", table(titles, rows)]


def _fits(accuracy: Accuracy) -> list[str]:
    if not accuracy.fits:
        return []
    titles = ("measured", "frames", "gain", "bias", "RMSE", "95 % below", "RMSE, no lag", "unit")
    rows = [(name, *_fit_row(name, fit)) for name, fit in accuracy.fits.items()]
    note = (
        "Against the joints of the rendered bodies, in space for angles, in the picture for the rest, each "
        "in the views that it is true in. The lag of the smoothing is part of the error; no lag: the same "
        "angles on what the network found."
    )
    return ["### Measurements against truth, rendered clips", table(titles, rows), note]


def _fit_row(name: str, fit: Fit) -> tuple[str, ...]:
    unit = UNITS.get(name.partition(":")[0], "°")
    digits = 2 if unit == "head lengths" else 1
    figures = (number(value, digits) for value in (fit.bias, fit.rmse, fit.worst, fit.raw_rmse))
    return str(fit.values), number(fit.gain, 2), *figures, unit


def _failed(accuracy: Accuracy) -> list[str]:
    lines = [
        f"{v.clip} as {v.exercise}: expected {v.expected}{f' ± {v.tolerance}' if v.tolerance else ''}, "
        f"found {v.said}"
        for v in accuracy.failed
    ]
    return bullets("### Failed", lines) or ["### Failed", "None."]
