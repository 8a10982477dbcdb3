"""The accuracy report as Markdown: short tables, then every failure with what was expected and found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from posture.evaluate import confusion_matrix as confusion
from posture.evaluate import cut_starts as cutting
from posture.evaluate.accuracy import Accuracy, Counting
from posture.evaluate.confusion_matrix import OtherMoveCount
from posture.evaluate.cut_starts import FILE, LIVE, Cut
from posture.evaluate.fault_detection import Detection
from posture.evaluate.ground_truth import UNITS, Fit
from posture.evaluate.intervals import wilson
from posture.evaluate.markdown import NONE, bullets, interval, number, share, share_of, span, table
from posture.evaluate.scoring import ClipScore
from posture.evaluate.stability import Stability
from posture.version import __version__

_BESIDE_NOTE = "The columns named {model} are of the same clips with that network."
_KINDS = {True: "rendered clips", False: "other clips"}
_CUT_KINDS = {True: "rendered", False: "other"}
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
_CUT_NOTE = (
    "Each clip of which every movement counts, begun at six moments chosen by chance with a seed. A cut is "
    "right where all repetitions count that lie whole behind it, and the one that it lies in may. live: pose "
    "after pose, as a camera gives them. file: as a file is judged."
)


def markdown(accuracy: Accuracy) -> str:
    """Return the whole report."""
    parts = [_head(accuracy), *_beside(accuracy)]
    for rendered, kind in _KINDS.items():
        if accuracy.clips(rendered=rendered):
            parts += [f"### Counting, {kind}", *_counting(accuracy, rendered=rendered)]
            parts += _faults(accuracy, kind, rendered=rendered)
    parts += _negatives(accuracy.negatives)
    parts += _matrix(accuracy.elsewhere)
    parts += _cuts(accuracy.cuts)
    parts += _fits(accuracy)
    parts += _noise(accuracy.noise) if accuracy.noise else []
    parts += _stress("landmarks", accuracy.stress) if accuracy.stress else []
    parts += _stress("pictures", accuracy.pictures) if accuracy.pictures else []
    parts += _failed(accuracy)
    parts += bullets("### Not run", (f"{skip.clip}: {skip.why}" for skip in accuracy.skipped))
    return "\n\n".join(parts) + "\n"


def _head(accuracy: Accuracy) -> str:
    clips = {verdict.clip for verdict in accuracy.verdicts}
    by = f" with {accuracy.model}" if accuracy.model else ""
    head = f"Posture {__version__}{by}: {len(clips)} labelled clips, {len(accuracy.failed)} counts wrong."
    return f"{head} {_CAVEAT}" if any(verdict.rendered for verdict in accuracy.verdicts) else head


def _counting(accuracy: Accuracy, *, rendered: bool) -> list[str]:
    titles: tuple[str, ...] = (
        "exercise", "clips", "exact", "95 %", "in tol.", "95 %", "±1", "MAE", "95 %",
        "missed", "invented", "peak", "hold",
    )  # fmt: skip
    figures = accuracy.counting(rendered=rendered)
    rows: list[tuple[str, ...]] = [(name, *_counting_row(one)) for name, one in figures.items()]
    if accuracy.beside:
        titles += tuple(f"{what}, {_network(accuracy.beside)}" for what in ("clips", "exact", "in tol."))
        other = accuracy.beside.counting(rendered=rendered)
        rows = [(*row, *_counts_beside(other.get(row[0]))) for row in rows]
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
    titles: tuple[str, ...] = (
        "fault",
        "right",
        "missed",
        "invented",
        "unseen",
        "precision",
        "95 %",
        "recall",
        "95 %",
    )
    rows: list[tuple[str, ...]] = [
        (name, str(d.right), str(d.missed), str(d.invented), str(d.unjudged), share(d.precision),
         interval(d.precision_95), share(d.recall), interval(d.recall_95))
        for name, d in accuracy.detections(rendered=rendered).items()
    ]  # fmt: skip
    if accuracy.beside:
        titles += tuple(f"{what}, {_network(accuracy.beside)}" for what in ("precision", "recall"))
        rows = _faults_beside(rows, accuracy.beside.detections(rendered=rendered))
    alarmed, faultless = accuracy.alarms(rendered=rendered)
    if not (rows or faultless):
        return []
    wrong = [
        f"{v.clip}: {'; '.join(wrongs)}"
        for v in accuracy.clips(rendered=rendered)
        if v.faults is not None and (wrongs := _wrong(v))
    ]
    alarms = (
        f"Of {faultless} repetitions without fault {alarmed} were faulted "
        f"({share_of(alarmed, faultless)}, {interval(wilson(alarmed, faultless))})."
    )
    found = [table(titles, rows), _FAULT_NOTES] if rows else []
    return [f"### Faults, {kind}", *found, alarms, *bullets("", wrong)]


def _counts_beside(one: Counting | None) -> tuple[str, str, str]:
    return (str(one.clips), share(one.exact), share(one.within)) if one else (NONE, NONE, NONE)


def _faults_beside(rows: list[tuple[str, ...]], other: Mapping[str, Detection]) -> list[tuple[str, ...]]:
    """Return the rows with what another network found, also of faults that it alone found."""
    known = {row[0]: row for row in rows}
    names = (*sorted({*known, *other} - {"all"}), *(["all"] if known or other else []))
    return [(*known.get(name, (name, *(NONE,) * 8)), *_rates(other.get(name))) for name in names]


def _rates(found: Detection | None) -> tuple[str, str]:
    return (share(found.precision), share(found.recall)) if found else (NONE, NONE)


def _beside(accuracy: Accuracy) -> list[str]:
    """Return what the other network gets wrong: in one line, then where the first one does not."""
    if accuracy.beside is None:
        return []
    failed = {(v.clip, v.exercise) for v in accuracy.failed}
    more = [v for v in accuracy.beside.failed if (v.clip, v.exercise) not in failed]
    name = _network(accuracy.beside)
    clips = {verdict.clip for verdict in accuracy.beside.verdicts}
    head = (
        f"With {accuracy.beside.model}: {len(clips)} of these clips, {len(accuracy.beside.failed)} counts "
        "wrong."
    )
    return [
        f"{head} {_BESIDE_NOTE.format(model=name)}",
        *bullets(f"Wrong with {name} alone:", map(_failure, more)),
    ]


def _network(accuracy: Accuracy) -> str:
    """Return the short name of the network."""
    return accuracy.model.removeprefix("pose_landmarker_")


def _wrong(verdict: ClipScore) -> list[str]:
    faults = verdict.faults
    assert faults is not None
    named = {"missed": faults.missed, "invented": faults.invented, "unseen": faults.unjudged}
    return [f"{how} {', '.join(sorted(names))}" for how, names in named.items() if names]


def _negatives(some: Sequence[ClipScore]) -> list[str]:
    """Return a table with a row for each clip in which nothing may count."""
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


def _matrix(some: Sequence[OtherMoveCount]) -> list[str]:
    """Return the section on clips in moves that they do not show."""
    if not some:
        return []
    figures = confusion.together(some)
    titles = ("clips of", "counted as", "clips", "repetitions")
    invented = [_pair(*row) for row in confusion.rows(some, kin=False)]
    kin = [_pair(*row) for row in confusion.rows(some, kin=True)]
    named = "; ".join(" and ".join(sorted(pair)) for pair in confusion.KIN)
    head = (
        f"Every clip in every move that it is not of: {figures.quiet} of {figures.pairs} pairs count nothing "
        f"({interval(figures.quiet_95)} %), {figures.reps} repetitions are invented."
    )
    apart = (
        f"One movement for a camera, and left out of that: {named}, and what labels name. "
        f"In {figures.kin} such pairs {figures.kin_reps} repetitions were counted."
    )
    clips = (f"{p.clip} as {p.exercise}: {p.reps}" for p in some if p.invented)
    held = (
        f"{p.clip} as {p.exercise}: {p.hold_s:.1f} s"
        for p in some
        if not p.kin and not p.reps and p.hold_s >= 1.0
    )
    return [
        "### Confusion matrix",
        head,
        *([table(titles, invented)] if invented else []),
        *bullets("", clips),
        apart,
        *([table(titles, kin)] if kin else []),
        *bullets("Seconds credited where nothing counted:", held),
    ]


def _pair(of: str, exercise: str, clips: int, of_clips: int, reps: int) -> tuple[str, str, str, str]:
    return of, exercise, f"{clips} of {of_clips}", str(reps)


def _cuts(some: Sequence[Cut]) -> list[str]:
    """Return the section on clips that begin in the middle."""
    if not some:
        return []
    titles = ("clips", "way", "cuts right", "share", "95 %", "whole kept", "share", "95 %")
    rows = []
    for rendered, kind in _CUT_KINDS.items():
        for way in (FILE, LIVE):
            figures = cutting.together(cut for cut in some if (cut.rendered, cut.way) == (rendered, way))
            if figures.cuts:
                rows.append(
                    (
                        kind, way,
                        f"{figures.right} of {figures.cuts}", share_of(figures.right, figures.cuts),
                        interval(figures.right_95),
                        f"{figures.kept} of {figures.whole}", share_of(figures.kept, figures.whole),
                        interval(figures.kept_95),
                    )
                )  # fmt: skip
    return ["### Cut starts", table(titles, rows), _CUT_NOTE, *bullets("", cutting.wrong_by_clip(some))]


def _noise(stability: Stability) -> list[str]:
    """Return the section on counts under white noise: kept, lower with a reason given, and neither."""
    rows = []
    for variant in stability.variants:
        same, of = stability.kept(variant=variant)
        explained = stability.told(variant=variant)
        ends = interval(stability.kept_95(variant=variant))
        rows.append(
            (
                variant,
                f"{same} of {of}",
                share_of(same, of),
                ends,
                str(explained),
                str(of - same - explained),
            )
        )
    note = (
        "White noise on every landmark in each frame, of that share of the torso. told: less was counted and "
        "the session says that the picture is too unsteady."
    )
    titles = ("noise", "counts kept", "share", "95 %", "told", "neither")
    return ["### Counts under noise", table(titles, rows), note, *_changed(stability)]


def _stress(what: str, stability: Stability) -> list[str]:
    """Return the section on counts that stayed on worse landmarks or frames, a row for each variant."""
    groups = stability.groups
    rows = []
    for variant in (*stability.variants, ""):
        cells = (stability.kept(variant=variant, group=group) for group in (*groups, ""))
        rows.append((variant or "all", *(f"{same}/{of}" if of else NONE for same, of in cells)))
    same, of = stability.kept()
    note = (
        f"{share_of(same, of)} ({interval(stability.kept_95())}) of {of} counts stayed as on "
        "the clip itself (left and right swap in the mirror). 1.5x nearer shows the middle of the picture "
        "and is left out where joints that the exercise needs would leave it."
    )
    return [
        f"### Counts on worse {what}",
        table(("variant", *groups, "all"), rows),
        note,
        *_changed(stability),
        *bullets("Left out:", (f"{skip.clip}: {skip.why}" for skip in stability.left_out)),
    ]


def _changed(stability: Stability) -> list[str]:
    lines = (
        f"{o.clip} as {o.exercise}, {o.variant}: {o.plain} became {o.found}{', told' if o.told else ''}"
        for o in stability.outcomes
        if not o.same
    )
    return bullets("", lines)


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
    return bullets("### Failed", map(_failure, accuracy.failed)) or ["### Failed", "None."]


def _failure(v: ClipScore) -> str:
    tolerance = f" ± {v.tolerance}" if v.tolerance else ""
    return f"{v.clip} as {v.exercise}: expected {v.expected}{tolerance}, found {v.said}"
