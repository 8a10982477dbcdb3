"""The report's sections beyond counts, faults and angles: other moves, cut starts, noise and stress."""

from __future__ import annotations

from collections.abc import Sequence

from posture.evaluate import confusion_matrix as confusion
from posture.evaluate import cut_starts as cutting
from posture.evaluate.confusion_matrix import Elsewhere
from posture.evaluate.cut_starts import FILE, LIVE, Cut
from posture.evaluate.stability import Stability
from posture.evaluate.tables import NONE, bullets, interval, share, table

_KINDS = {True: "rendered", False: "other"}
_CUT_NOTE = (
    "Each clip of which every movement counts, begun at six moments chosen by chance with a seed. A cut is "
    "right where all repetitions count that lie whole behind it, and the one that it lies in may. live: pose "
    "after pose, as a camera gives them. file: as a file is judged."
)


def matrix(some: Sequence[Elsewhere]) -> list[str]:
    """Clips in moves that they are not of."""
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


def cuts(some: Sequence[Cut]) -> list[str]:
    """Clips begun in the middle."""
    if not some:
        return []
    titles = ("clips", "way", "cuts right", "share", "95 %", "whole kept", "share", "95 %")
    rows = []
    for rendered, kind in _KINDS.items():
        for way in (FILE, LIVE):
            figures = cutting.together(cut for cut in some if (cut.rendered, cut.way) == (rendered, way))
            if figures.cuts:
                rows.append(
                    (
                        kind, way, f"{figures.right} of {figures.cuts}", share(figures.right / figures.cuts),
                        interval(figures.right_95), f"{figures.kept} of {figures.whole}",
                        share(cutting.share(figures.kept, figures.whole)), interval(figures.kept_95),
                    )
                )  # fmt: skip
    return ["### Cut starts", table(titles, rows), _CUT_NOTE, *bullets("", cutting.wrong_by_clip(some))]


def noise(stability: Stability) -> list[str]:
    """Counts under white noise: kept, told and neither."""
    rows = []
    for variant in stability.variants:
        same, of = stability.kept(variant=variant)
        told = stability.told(variant=variant)
        ends = interval(stability.kept_95(variant=variant))
        rows.append(
            (
                variant,
                f"{same} of {of}",
                share(same / of if of else None),
                ends,
                str(told),
                str(of - same - told),
            )
        )
    note = (
        "White noise on every landmark in each frame, of that share of the torso. told: less was counted and "
        "the session says that the picture is too unsteady."
    )
    titles = ("noise", "counts kept", "share", "95 %", "told", "neither")
    return ["### Counts under noise", table(titles, rows), note, *_changed(stability)]


def stress(what: str, stability: Stability) -> list[str]:
    """Counts that stayed on worse landmarks or pictures, a row for each variant."""
    groups = stability.groups
    rows = []
    for variant in (*stability.variants, ""):
        cells = (stability.kept(variant=variant, group=group) for group in (*groups, ""))
        rows.append((variant or "all", *(f"{same}/{of}" if of else NONE for same, of in cells)))
    same, of = stability.kept()
    note = (
        f"{share(same / of if of else None)} ({interval(stability.kept_95())}) of {of} counts stayed as on "
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
