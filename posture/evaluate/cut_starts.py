"""Clips that begin in the middle: are whole repetitions still counted, as a file and live?

A clip begins where somebody pressed the button. It is judged again from six moments, drawn at random with
a seed of the clip's name: every repetition that lies whole behind the cut should count.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.session import Session
from posture.evaluate.intervals import Interval, wilson
from posture.evaluate.labels import Label
from posture.evaluate.matching import matched
from posture.evaluate.replay import play
from posture.vision.recording import Recording

MOMENTS = 6
FILE, LIVE = "file", "live"
"""The two ways to judge a clip: as a whole file, or pose after pose, as a camera gives them."""
_EDGE_S = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One clip cut at one moment.

    Attributes:
        clip: Name of the clip.
        exercise: The move that it was judged in.
        rendered: The clip is rendered.
        way: `FILE` or `LIVE`.
        at_s: Time of the cut in the clip.
        whole: Repetitions that begin behind the cut; ``kept`` of them were counted.
        most: Repetitions that may count: one that the cut lies in may, or may not.
        found: Repetitions that were counted.
        right: The count is from ``whole`` to ``most``, within the label's tolerance.
    """

    clip: str
    exercise: str
    rendered: bool
    way: str
    at_s: float
    whole: int
    most: int
    kept: int
    found: int
    right: bool


def may_be_cut(label: Label) -> bool:
    """Return whether every labelled movement is known to count: only then a part has a known count."""
    return bool(label.counted_reps) and not label.negative and label.counted_reps == len(label.peak_times_s)


def starts_s(label: Label) -> tuple[float, ...]:
    """Return when each movement begins at the earliest: as labelled, or half-way from the peak before it."""
    peaks = label.peak_times_s
    if len(label.start_times_s) == len(peaks):
        return label.start_times_s
    held = label.held_s if len(label.held_s) == len(peaks) else (0.0,) * len(peaks)
    left = [peak + hold_s for peak, hold_s in zip(peaks, held, strict=True)]
    gaps = [after - before for before, after in pairwise(peaks)]
    first = max(0.0, peaks[0] - (median(gaps) / 2.0 if gaps else peaks[0]))
    return (first, *((before + peak) / 2.0 for before, peak in zip(left, peaks[1:], strict=False)))


def moments_s(label: Label, begin_s: float) -> tuple[float, ...]:
    """Draw the times at which a clip is cut, between its start and that of its last movement.

    Args:
        label: The clip's label, whose name seeds the draw.
        begin_s: Time of the clip's first pose.

    Returns:
        `MOMENTS` times, rising; none where the last movement begins with the clip.
    """
    last_s = starts_s(label)[-1]
    if last_s <= begin_s + _EDGE_S:
        return ()
    chance = np.random.default_rng(zlib.crc32(label.clip.encode()))
    return tuple(sorted(float(at_s) for at_s in chance.uniform(begin_s, last_s, MOMENTS)))


def cuts(label: Label, found: Recording, exercise: Exercise) -> list[Cut]:
    """Judge one clip from each of its cuts, both ways; none where its label does not say enough.

    Args:
        label: The clip's label.
        found: The clip's landmarks.
        exercise: The move that it is judged in.

    Returns:
        Two cuts for each time, as a file and live.

    Raises:
        RecordingUnreadable: No pose is left behind a cut.
    """
    if not may_be_cut(label):
        return []
    made = []
    for at_s in moments_s(label, found.times_s[0]):
        made.append(_cut(label, FILE, at_s, play(label, found, exercise, start_s=at_s)))
        made.append(_cut(label, LIVE, at_s, _live(label, found, exercise, at_s)))
    return made


def _live(label: Label, found: Recording, exercise: Exercise, at_s: float) -> Session:
    coach = Coach(exercise, hold_s=label.hold_s)
    for t_s, pose in found:
        if t_s >= at_s:
            coach.update(pose, t_s)
    return coach.finish()


def _cut(label: Label, way: str, at_s: float, session: Session) -> Cut:
    begins, peaks = starts_s(label), label.peak_times_s
    whole = {i for i, begin_s in enumerate(begins) if begin_s >= at_s - _EDGE_S}
    begun = sum(peak_s > at_s for i, peak_s in enumerate(peaks) if i not in whole)
    pairs = matched(peaks, session.attempts)
    kept = sum(session.attempts[j].counted for i, j in pairs if i in whole)
    reps = session.counts.reps
    least, most = len(whole) - label.tolerance, len(whole) + begun + label.tolerance
    return Cut(
        clip=label.clip,
        exercise=session.exercise,
        rendered=label.rendered,
        way=way,
        at_s=at_s,
        whole=len(whole),
        most=len(whole) + begun,
        kept=kept,
        found=reps,
        right=least <= reps <= most,
    )


@dataclass(frozen=True, slots=True)
class CutFigures:
    """Figures of many cuts: how many were right, and how many whole repetitions were kept."""

    cuts: int
    right: int
    whole: int
    kept: int

    @property
    def right_95(self) -> Interval:
        """95 % interval of the share of cuts that were right."""
        return wilson(self.right, self.cuts)

    @property
    def kept_95(self) -> Interval:
        """95 % interval of the share of whole repetitions that were kept."""
        return wilson(self.kept, self.whole)


def together(some: Iterable[Cut]) -> CutFigures:
    """Add some cuts up."""
    listed = list(some)
    return CutFigures(
        len(listed),
        sum(cut.right for cut in listed),
        sum(cut.whole for cut in listed),
        sum(cut.kept for cut in listed),
    )


def wrong_by_clip(some: Sequence[Cut]) -> list[str]:
    """Return a line for each clip and way with a cut that was wrong."""
    lines = []
    for clip, exercise, way in dict.fromkeys((c.clip, c.exercise, c.way) for c in some):
        mine = [c for c in some if (c.clip, c.exercise, c.way) == (clip, exercise, way)]
        wrong = [
            f"from {c.at_s:.1f} s {c.found} of {c.whole}{f' or {c.most}' if c.most > c.whole else ''}"
            for c in mine
            if not c.right
        ]
        if wrong:
            lines.append(f"{clip} as {exercise}, {way}: {', '.join(wrong)}")
    return lines
