"""Corruptions of recorded landmarks that a count should not depend on, without the network.

A change that only moves, drops or shakes landmarks needs no frames: it is made on recordings, in
milliseconds where frames take minutes (`posture.vision.corruptions`). Random numbers have a seed: two runs
give the same poses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Floats, Landmark, Pose, Side, on
from posture.vision.corruptions import (
    APPROACHED,
    BURST_EVERY_S,
    BURST_S,
    FAST_FPS,
    LOST_SHARE,
    MIRRORED,
    NEARER,
    ROLL_DEG,
    SLOW_FPS,
)
from posture.vision.recording import Recording

TimedPose = tuple[float, Pose | None]
Change = Callable[[Recording, np.random.Generator], Recording]
"""A function that returns a worse recording, with random numbers where it needs any."""
NOISE_SHARES = (0.005, 0.01, 0.02)
"""Sizes of white noise, in torsos. The network itself shakes by about 0.003 on a person who stands still."""
WOBBLE_SHARE, WOBBLE_S = 0.01, 0.3
"""Size, in torsos, and memory of landmarks that drift about, as they do in poor light."""
CLOCK_SHARE = 0.4
"""Largest error of a time, as a share of the step between two frames."""
HIDDEN_S, HIDDEN_EVERY_S, HIDDEN = 0.4, 3.0, 0.1
"""How long a hand is hidden, how often, and its visibility meanwhile."""
_HAND = ("wrist", "pinky", "index", "thumb")


def _rebuilt(recording: Recording, moments: Sequence[TimedPose]) -> Recording:
    return replace(recording, times_s=tuple(t for t, _ in moments), poses=tuple(pose for _, pose in moments))


def _each(recording: Recording, change: Callable[[Pose], Pose]) -> Recording:
    return _rebuilt(recording, [(t, None if pose is None else change(pose)) for t, pose in recording])


def _kept(recording: Recording, keep: Callable[[float], bool]) -> Recording:
    """Drop the frames that are not to be kept; return the whole recording where hardly any would be left."""
    moments = [(t, pose) for t, pose in recording if keep(t)]
    return _rebuilt(recording, moments) if len(moments) > 1 else recording


def _mirror(recording: Recording, chance: np.random.Generator) -> Recording:
    return _each(recording, Pose.mirrored)


def _halve(recording: Recording, chance: np.random.Generator) -> Recording:
    width, height = recording.size_px
    size_px = (max(width // 2, 1), max(height // 2, 1))
    halved = _each(recording, lambda pose: replace(pose, size_px=size_px, image_xy=pose.image_xy / 2.0))
    return replace(halved, size_px=size_px)


def _turned(recording: Recording, chance: np.random.Generator) -> Recording:
    """Tilt the camera a little: turn everything about the middle of the frame."""
    angle = math.radians(ROLL_DEG)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    middle = np.array(recording.size_px) / 2.0

    def _roll(pose: Pose) -> Pose:
        world = pose.world_xyz.copy()
        world[:, :2] = world[:, :2] @ turn
        return replace(pose, image_xy=(pose.image_xy - middle) @ turn + middle, world_xyz=world)

    return _each(recording, _roll)


def _approach(recording: Recording, chance: np.random.Generator) -> Recording:
    middle = np.array(recording.size_px) / 2.0
    return _each(
        recording, lambda pose: replace(pose, image_xy=(pose.image_xy - middle) * NEARER + middle, mask=None)
    )


def _slowly(recording: Recording, chance: np.random.Generator) -> Recording:
    last = -math.inf

    def _first_of_its_tenth(t_s: float) -> bool:
        nonlocal last
        before, last = last, max(last, math.floor(t_s * SLOW_FPS + 1e-6))
        return last > before

    return _kept(recording, _first_of_its_tenth)


def _fast(recording: Recording, chance: np.random.Generator) -> Recording:
    """Resample to sixty frames a second, by linear interpolation between two poses."""
    return _rebuilt(recording, list(_between(list(recording))))


def _between(moments: Sequence[TimedPose]) -> Iterator[TimedPose]:
    begin_s, at = moments[0][0], 0
    for number in range(int((moments[-1][0] - begin_s) * FAST_FPS) + 1):
        t_s = begin_s + number / FAST_FPS
        while at + 2 < len(moments) and moments[at + 1][0] <= t_s:
            at += 1
        (before_s, before), (after_s, after) = moments[at], moments[min(at + 1, len(moments) - 1)]
        share = (t_s - before_s) / (after_s - before_s) if after_s > before_s else 0.0
        yield t_s, _mixed(before, after, min(share, 1.0), t_s)


def _mixed(before: Pose | None, after: Pose | None, share: float, t_s: float) -> Pose | None:
    if before is None or after is None:
        nearer = before if share < 0.5 else after
        return None if nearer is None else replace(nearer, t_s=t_s)
    mixed = {
        name: (1.0 - share) * getattr(before, name) + share * getattr(after, name)
        for name in ("image_xy", "world_xyz", "visibility")
    }
    return Pose(t_s, before.size_px, **mixed, mask=before.mask if share < 0.5 else after.mask)


def _with_losses(recording: Recording, chance: np.random.Generator) -> Recording:
    return _kept(recording, lambda t_s: chance.random() >= LOST_SHARE)


def _with_gaps(recording: Recording, chance: np.random.Generator) -> Recording:
    return _kept(recording, lambda t_s: t_s % BURST_EVERY_S < BURST_EVERY_S - BURST_S)


def _unevenly(recording: Recording, chance: np.random.Generator) -> Recording:
    """Put times off by a part of a step, as a busy computer notes them; they still rise."""
    times = np.array(recording.times_s)
    steps = np.diff(times, append=2.0 * times[-1] - times[-2] if len(times) > 1 else times[-1] + 1.0)
    off = steps * CLOCK_SHARE * chance.random(len(times))
    moments = [
        (float(t_s), None if pose is None else replace(pose, t_s=float(t_s)))
        for t_s, pose in zip(times + off, recording.poses, strict=True)
    ]
    return _rebuilt(recording, moments)


def _hidden_hand(recording: Recording, chance: np.random.Generator) -> Recording:
    """Hide a hand now and then: unsure, and where it was last seen; left and right in turn."""
    moments: list[TimedPose] = []
    last: Pose | None = None
    for t_s, pose in recording:
        number, within_s = divmod(t_s, HIDDEN_EVERY_S)
        if pose is None or last is None or within_s < HIDDEN_EVERY_S - HIDDEN_S:
            moments.append((t_s, pose))
            last = pose
            continue
        side = Side.LEFT if int(number) % 2 else Side.RIGHT
        hand = [on(side, name) for name in _HAND]
        xy, visibility = pose.image_xy.copy(), pose.visibility.copy()
        xy[hand], visibility[hand] = last.image_xy[hand], HIDDEN
        moments.append((t_s, replace(pose, image_xy=xy, visibility=visibility)))
    return _rebuilt(recording, moments)


def _noisy(recording: Recording, chance: np.random.Generator, *, share: float) -> Recording:
    """Put every landmark off by an independent normal error in each frame."""
    return _shaken(recording, chance, share, memory=0.0)


def _wobbling(recording: Recording, chance: np.random.Generator) -> Recording:
    """Put every landmark off by an error that changes slowly."""
    times = np.array(recording.times_s)
    step_s = float(np.median(np.diff(times))) if len(times) > 1 else WOBBLE_S
    return _shaken(recording, chance, WOBBLE_SHARE, memory=math.exp(-step_s / WOBBLE_S))


def _shaken(recording: Recording, chance: np.random.Generator, share: float, memory: float) -> Recording:
    """Put landmarks off by ``share`` of the torso, keeping a part of the error of the frame before."""
    torso_px, torso_m = torsos(recording)
    error, fresh = np.zeros((N_LANDMARKS, 5)), math.sqrt(1.0 - memory**2)
    moments: list[TimedPose] = []
    for number, (t_s, pose) in enumerate(recording):
        drawn = chance.standard_normal((N_LANDMARKS, 5))
        error = drawn if number == 0 else memory * error + fresh * drawn
        moments.append((t_s, None if pose is None else _moved(pose, share * error, torso_px, torso_m)))
    return _rebuilt(recording, moments)


def _moved(pose: Pose, off: Floats, torso_px: float, torso_m: float) -> Pose:
    """Move each landmark by ``off`` torsos: two numbers in the image, three in world space."""
    return replace(
        pose,
        image_xy=pose.image_xy + torso_px * off[:, :2],
        world_xyz=pose.world_xyz + torso_m * off[:, 2:],
    )


def torsos(recording: Recording) -> tuple[float, float]:
    """Return the median length of the trunk in pixels and in meters; zero where nobody is seen."""
    lengths = [
        (_trunk(pose.image_xy), _trunk(pose.world_xyz)) for pose in recording.poses if pose is not None
    ]
    if not lengths:
        return 0.0, 0.0
    in_px, in_m = np.nan_to_num(np.nanmedian(np.array(lengths), axis=0)).tolist()
    return in_px, in_m


def _trunk(points: Floats) -> float:
    ends = (
        points[[Landmark[f"LEFT_{joint}"], Landmark[f"RIGHT_{joint}"]]].mean(axis=0)
        for joint in ("SHOULDER", "HIP")
    )
    shoulders, hips = ends
    return float(np.linalg.norm(shoulders - hips))


NOISE: dict[str, Change] = {f"{100.0 * share:g} %": partial(_noisy, share=share) for share in NOISE_SHARES}
"""White noise on every landmark, by the name that the report gives it."""
CHANGES: dict[str, Change] = {
    MIRRORED: _mirror,
    "half size": _halve,
    APPROACHED: _approach,
    "rolled 4 deg": _turned,
    "10 fps": _slowly,
    "60 fps": _fast,
    "20 % lost": _with_losses,
    "0.5 s gaps": _with_gaps,
    "uneven clock": _unevenly,
    "hidden hand": _hidden_hand,
    "jitter": _wobbling,
}
"""Every other change by the name that the report gives it."""
