"""Draw the figures of the documentation from runs of Posture: ``python docs/make/figures.py [NAME...]``.

They are drawn again by hand where what they show has changed; nothing else depends on them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import av
import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

import posture
from posture.body.baseline import Baseline
from posture.body.landmarks import Side
from posture.coach.coach import Coach
from posture.coach.counting.personal_range import USUAL
from posture.coach.motion import Cycle
from posture.coach.results.trace import Trace
from posture.coach.session import Attempt
from posture.exercises import find
from posture.pipeline import follow
from posture.simulation.neck_exercises import chin_tuck
from posture.simulation.simulate import simulate
from posture.simulation.stick_person import Viewpoint, pose_of
from posture.simulation.timeline import Rep, Timeline

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
SET = ROOT / "samples" / "wall_angels_faulty_front.mp4"
"""Two repetitions that count, three that stay short of the range, two of those with a fault."""

INK, COUNTED, REFUSED = "#1d2b28", "#1f6f63", "#c9772b"
mpl.rcParams.update(
    {
        "svg.fonttype": "none",  # words stay words: small, and a reader can find them
        "svg.hashsalt": "posture",  # the same figure gives the same file
        "font.family": "sans-serif",
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": "#8a9a96",
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": INK,
        "ytick.color": INK,
    }
)


def set_being_counted(*, width_px: int = 520, every: int = 2, quality: int = 55) -> None:
    """Write an animated picture of `SET` being counted, as ``posture analyze --annotate`` draws it.

    Args:
        width_px: Of the picture; the frames are made smaller.
        every: Show each so-many-th frame.
        quality: Of WebP, 0 to 100.
    """
    with TemporaryDirectory() as folder:
        video = Path(folder) / "annotated.mp4"
        asked = ["analyze", str(SET), "--exercise", "wall_angels", "--annotate", str(video)]
        subprocess.run([sys.executable, "-m", "posture", *asked], check=True, stdout=subprocess.DEVNULL)
        with av.open(str(video)) as container:
            rate = float(container.streams.video[0].average_rate or 30)
            frames = [frame.to_image() for frame in container.decode(video=0)][::every]
    size_px = (width_px, round(width_px * frames[0].height / frames[0].width))
    first, *others = [frame.resize(size_px, Image.Resampling.LANCZOS) for frame in frames]
    pause_ms = round(1000 * every / rate)
    out = IMAGES / "set.webp"
    first.save(out, save_all=True, append_images=others, duration=pause_ms, loop=0, quality=quality, method=6)


def attempts() -> None:
    """Draw the chart of a session, as ``Session.plot`` gives it."""
    picture = BytesIO()
    posture.analyze(SET, "wall_angels").plot().save(picture, format="png", scale_factor=1.5)
    chart = Image.open(picture).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    chart.save(IMAGES / "attempts.png", optimize=True)


def counting() -> None:
    """Draw the signal of `SET` with its attempts and the levels that decide."""
    exercise = find("wall_angels")
    record = follow(SET, exercise)
    figure, axes = _empty("arm elevation, degrees")
    _signal(axes, record.trace, record.session.attempts)
    motion = exercise.motion
    assert isinstance(motion, Cycle)
    end_s = float(record.trace.t_s[-1])
    _level(axes, motion.full, "a full movement", end_s)
    _level(axes, motion.floor, "counts from here", end_s)
    axes.set_ylim(55, 172)
    _save(figure, "counting")


def hysteresis() -> None:
    """Draw a signal that trembles around the level that counts: crossed often, counted once each time."""
    exercise = find("wall_angels")
    motion = exercise.motion
    coach, t_s, raw = Coach(exercise), [], []
    poses = simulate(exercise, reps=3, seed=4, noise=0.055)
    baseline = Baseline.of(poses[:30])
    for pose in poses:
        coach.update(pose, pose.t_s)
        t_s.append(pose.t_s)
        raw.append(motion.signal.measure(pose, Side.BOTH, baseline))
    above = np.array(raw) > motion.floor
    up = np.flatnonzero(above[1:] & ~above[:-1]) + 1
    figure, axes = _empty("arm elevation, degrees")
    axes.plot(t_s, raw, color="#9fb0ab", linewidth=0.8)
    _signal(axes, coach.trace, coach.finish().attempts)
    axes.plot(np.array(t_s)[up], np.array(raw)[up], "o", color=REFUSED, markersize=4)
    _level(axes, motion.floor, f"crossed {len(up)} times", t_s[-1])
    _save(figure, "hysteresis")


def own_range() -> None:
    """Draw full repetitions and a smaller one, which the person's own usual range refuses."""
    exercise = find("chin_tucks")
    coach = Coach(exercise, hold_s=1.0)
    camera = Viewpoint(size_px=(640, 480), px_per_m=300.0, place=(0.5, 0.56), yaw=90.0)
    timeline = Timeline(tuple(Rep(amplitude=size, hold_s=1.2) for size in (1.0, 1.0, 1.0, 1.0, 0.62, 1.0)))
    for t_s in np.arange(0.0, timeline.duration_s, 1 / 30):
        share, _ = timeline.at(t_s)
        coach.update(pose_of(chin_tuck(share), camera, t_s), t_s)
    session, trace = coach.finish(), coach.trace
    figure, axes = _empty("head drawn back, head lengths")
    _signal(axes, trace, session.attempts)
    motion = exercise.motion
    assert isinstance(motion, Cycle)
    usual = median(attempt.range for attempt in session.attempts[:4])
    _level(axes, motion.floor, "everybody's floor", timeline.duration_s)
    _level(axes, USUAL * usual, "this person's level", timeline.duration_s)
    _save(figure, "own_range")


def _signal(axes: Axes, trace: Trace, attempts: Sequence[Attempt]) -> None:
    """Draw the signal, and a band for each attempt: filled where it counts, hatched where not."""
    for attempt in attempts:
        band = {"facecolor": COUNTED, "alpha": 0.16} if attempt.counted else {"facecolor": "none"}
        hatch = {} if attempt.counted else {"hatch": "///", "edgecolor": REFUSED, "alpha": 0.45}
        axes.axvspan(attempt.start_s, attempt.end_s, linewidth=0, **band, **hatch)  # type: ignore[arg-type]
        colour = COUNTED if attempt.counted else REFUSED
        word = "counts" if attempt.counted else str(attempt.reason).replace("_", " ")
        middle_s = (attempt.start_s + attempt.end_s) / 2
        transform = axes.get_xaxis_transform()
        axes.text(middle_s, 1.02, word, transform=transform, ha="center", color=colour, fontsize=9)
    axes.plot(trace.t_s, trace.value, color=INK, linewidth=1.6)


def _level(axes: Axes, value: float, name: str, end_s: float) -> None:
    """Draw a level with its name to the right of the set."""
    axes.axhline(value, color="#5b6b67", linewidth=1.0, linestyle="--")
    axes.text(1.02 * end_s, value, name, va="bottom", fontsize=9)
    axes.set_xlim(0.0, 1.2 * end_s)


def _empty(name: str, *, height_in: float = 3.0) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(8.0, height_in), layout="constrained", facecolor="white")
    axes = figure.subplots()
    axes.set_xlabel("seconds")
    axes.set_ylabel(name)
    axes.margins(x=0.01)
    return figure, axes


def _save(figure: Figure, name: str) -> None:
    figure.savefig(IMAGES / f"{name}.svg", metadata={"Date": None, "Creator": "Posture"})


FIGURES: dict[str, Callable[[], None]] = {
    "set": set_being_counted,
    "attempts": attempts,
    "counting": counting,
    "hysteresis": hysteresis,
    "own_range": own_range,
}


def main() -> None:
    """Draw the figures that are named, or all of them."""
    IMAGES.mkdir(exist_ok=True)
    for name in sys.argv[1:] or FIGURES:
        FIGURES[name]()


if __name__ == "__main__":
    main()
