"""Contributions: landmarks and corrections of sets in one file to give away, which does not say whose.

The file (``posture.contribution/1``, ``.npz``) holds what counting each set again needs. It has no name,
no number of a set, no day or time of day, no note, no name of a camera or file, no picture and no outline.
Sets that are counted by the outline stay out. Nothing sends it anywhere.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from posture.body.landmarks import Floats, Pose
from posture.coach.session import Attempt, Reason
from posture.errors import RecordingUnreadable
from posture.evaluate.own_sets import OwnSet
from posture.evaluate.stated_counts import ListedMovement, StatedMovements
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet, Opinion
from posture.history.store import Store
from posture.outside import archive
from posture.outside.archive import Arrays, ExpectedArray
from posture.outside.documents import parse
from posture.outside.shapes import Fields, Flag, Many, Maybe, Number, Shape, Text, Unfit, brief
from posture.serialize import to_json
from posture.version import __version__
from posture.vision import landmark_log
from posture.vision.landmark_log import KeptPoses, LandmarkLog, Terms
from posture.vision.recording import Recording

SCHEMA = "posture.contribution/1"
ENDING = ".npz"
MOST_FRAMES = 200_000
"""Largest number of frames in one file: almost two hours at 30 a second, in 150 MB of memory."""
_MOST_BYTES = 192 << 20
_MOST_SETS = 10_000
_OURS = "pose_landmarker_"
"""Prefix of the names of the networks that come with the program."""
_COUNT, _SECONDS = Number(0, 1e6, whole=True), Number(-1e6, 1e6)
_SIDE = Number(1, 16_384, whole=True)
_ATTEMPT: Shape = Fields(
    {
        "number": _COUNT,
        "side": Text(among=("left", "right", "both")),
        "start_s": Maybe(_SECONDS),
        "peak_s": Maybe(_SECONDS),
        "end_s": Maybe(_SECONDS),
        "counted": Flag(),
        "reason": Maybe(Text(among=[reason.value for reason in Reason])),
    }
)
_CORRECTION: Shape = Fields(
    {"attempt": Maybe(_COUNT), "verdict": Text(among=[verdict.value for verdict in Opinion])}
)
_SET: Shape = Fields(
    {
        "exercise": Text(longest=80),
        "view": Maybe(Text(longest=40)),
        "version": Text(longest=80),
        "model": Text(longest=80),
        "hold_s": Maybe(Number(0, 86_400)),
        "live": Flag(),
        "count_in_s": Number(0, 3600),
        "width_px": _SIDE,
        "height_px": _SIDE,
        "frames": Number(1, MOST_FRAMES, whole=True),
        "counted": _COUNT,
        "confirmed": Flag(),
        "attempts": Many(_ATTEMPT, most=10_000),
        "corrections": Many(_CORRECTION, most=10_000),
    },
    {"rest": Maybe(Fields()), "shown_before": Flag()},
)
_ABOUT: Shape = Fields({"version": Text(longest=80), "sets": Many(_SET, most=_MOST_SETS)})
_ROWS = {"image_xy": (33, 2), "world_xyz": (33, 3), "visibility": (33,)}
_WANTED = {
    "schema": ExpectedArray("U", 1024),
    "about": ExpectedArray("U", 32 << 20),
    "t_s": ExpectedArray("f", 8 * MOST_FRAMES),
    **{name: ExpectedArray("f", _MOST_BYTES) for name in _ROWS},
}


@dataclass(frozen=True, slots=True)
class GivenSet:
    """A set as it is given away.

    Attributes:
        about: What was counted and how, and what the person said about it (`_SET`).
        poses: The poses, with the terms that they were counted on.
    """

    about: Mapping[str, Any]
    poses: KeptPoses

    @property
    def said(self) -> StatedMovements:
        """The movements of the set as the person sees them."""
        corrections = self.about["corrections"]
        return StatedMovements.of(
            map(_listed, self.about["attempts"]),
            ((one["attempt"], Opinion(one["verdict"])) for one in corrections),
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Numbers of sets that cannot be given away, by reason.

    Attributes:
        without: They have no landmarks.
        unseen: Nobody has looked at their count.
        outlined: They are counted by the outline of the body.
        shown: They were measured by what was shown of the move in an earlier set, which is not kept.
        unreadable: Their landmarks are damaged, or their move no longer exists.
        room: There is no room for them in one file.
    """

    without: int = 0
    unseen: int = 0
    outlined: int = 0
    shown: int = 0
    unreadable: int = 0
    room: int = 0


def _listed(attempt: Mapping[str, Any]) -> ListedMovement:
    peak_s = math.nan if attempt["peak_s"] is None else attempt["peak_s"]
    return ListedMovement(attempt["number"], peak_s, attempt["counted"])


def gather(
    store: Store, *, exercise: str | None = None, person: str | None = None
) -> tuple[list[GivenSet], LeftOut]:
    """Gather the sets that can be given away.

    Args:
        store: The history.
        exercise: Only sets of this move.
        person: Only sets of this profile; "" for those without one.

    Returns:
        The sets, in an order that does not tell when they were made, and how many cannot be given.
    """
    given: list[GivenSet] = []
    out: Counter[str] = Counter()
    frames = 0
    for listed in store.sets(exercise=exercise, person=person):
        path = store.landmarks.of(listed.id)
        why = _why_not(listed, path)
        if why or path is None:
            out[why] += 1
            continue
        try:
            poses = landmark_log.read(path)
        except RecordingUnreadable:
            out["unreadable"] += 1
            continue
        if poses.terms.shown_before:
            out["shown"] += 1
            continue
        one = _given(store.get(listed.id), poses)
        if frames + one.about["frames"] > MOST_FRAMES:
            out["room"] += 1
            continue
        frames += one.about["frames"]
        given.append(one)
    # In the order of the moves, so that not even the order gives days away.
    return sorted(given, key=lambda one: json.dumps(one.about, sort_keys=True)), LeftOut(**out)


def _why_not(kept: KeptSet, path: Path | None) -> str:
    if path is None:
        return "without"
    if kept.exercise not in EXERCISES:
        return "unreadable"
    if EXERCISES[kept.exercise].needs_mask:
        return "outlined"
    return "" if kept.agreement is not None else "unseen"


def _given(kept: KeptSet, poses: KeptPoses) -> GivenSet:
    session = kept.session
    assert session is not None
    begin_s = poses.recording.times_s[0]
    model = session.model.name if session.model else ""
    width_px, height_px = poses.recording.size_px
    about = {
        "exercise": kept.exercise,
        "view": session.view,
        "version": session.version,
        "model": model if model.startswith(_OURS) else "",  # a network of one's own has a name of one's own
        **to_json(poses.terms),
        "width_px": width_px,
        "height_px": height_px,
        "frames": len(poses.recording.times_s),
        "counted": session.counts.reps,
        "confirmed": kept.confirmed_at is not None,
        "attempts": [_attempt(attempt, begin_s) for attempt in session.attempts],
        "corrections": [{"attempt": c.attempt, "verdict": c.verdict.value} for c in kept.corrections],
    }
    return GivenSet(about, poses)


def _attempt(attempt: Attempt, begin_s: float) -> dict[str, Any]:
    """Return an attempt with its times in seconds since the set began."""
    times = {name: getattr(attempt, name) - begin_s for name in ("start_s", "peak_s", "end_s")}
    return {
        "number": attempt.number,
        "side": attempt.side.value,
        **{name: round(t_s, 2) if np.isfinite(t_s) else None for name, t_s in times.items()},
        "counted": attempt.counted,
        "reason": attempt.reason.value if attempt.reason else None,
    }


def write(given: Sequence[GivenSet], file: BinaryIO) -> None:
    """Write the sets; the same sets give the same bytes, at any time.

    Args:
        given: Sets to write, at least one.
        file: File, open for writing bytes.
    """
    about = {"version": __version__, "sets": [one.about for one in given]}
    parts = [_arrays(one.poses) for one in given]
    arrays: Arrays = {
        "schema": np.array(SCHEMA),
        "about": np.array(json.dumps(about, allow_nan=False)),
        **{name: np.concatenate([part[name] for part in parts]) for name in parts[0]},
    }
    archive.write(arrays, file)


def _arrays(poses: KeptPoses) -> Arrays:
    """Return the numbers of a set, with times from its first frame."""
    times_s = np.array(poses.recording.times_s) - poses.recording.times_s[0]
    arrays: Arrays = {"t_s": times_s}
    for name, shape in _ROWS.items():
        missing = np.full(shape, np.nan)
        rows = [missing if pose is None else getattr(pose, name) for pose in poses.recording.poses]
        arrays[name] = np.stack(rows).astype(np.float32)
    return arrays


def read(path: Path) -> list[GivenSet]:
    """Read the sets of a file.

    Raises:
        RecordingUnreadable: The file is missing, damaged, or no contribution.
    """
    if not path.exists():
        raise RecordingUnreadable(f"{path}: no such file; check the name and the folder")
    try:
        arrays, _ = archive.read(path, _WANTED, most_bytes=_MOST_BYTES)
        if str(arrays.get("schema")) != SCHEMA:
            raise Unfit(f"expected schema {SCHEMA}")
        about = parse(str(arrays["about"]))
        _ABOUT.check(about, "about")
        return list(_sets(about["sets"], arrays))
    except (Unfit, KeyError, OSError, ValueError) as error:
        raise RecordingUnreadable(
            f"{path}: is no contribution or is damaged ({brief(error)}); expected one that "
            "posture contribute wrote"
        ) from error


def _sets(listed: Sequence[Mapping[str, Any]], arrays: Arrays) -> Iterator[GivenSet]:
    rows = {name: _numbers(arrays[name], shape) for name, shape in _ROWS.items()}
    times_s = _numbers(arrays["t_s"], ())
    total = sum(one["frames"] for one in listed)
    if {total} != {len(times_s), *(len(array) for array in rows.values())}:
        raise Unfit(f"expected {total} moments, got {len(times_s)}")
    at = 0
    for one in listed:
        some = slice(at, at + one["frames"])
        at = some.stop
        yield GivenSet(one, _poses(one, times_s[some], {name: array[some] for name, array in rows.items()}))


def _numbers(array: Any, shape: tuple[int, ...]) -> Floats:
    if array.shape[1:] != shape or np.isinf(array).any():
        raise Unfit(f"expected numbers of shape {shape} each, got {array.shape}")
    numbers: Floats = array.astype(np.float64)
    return numbers


def _poses(about: Mapping[str, Any], times_s: Floats, rows: Mapping[str, Floats]) -> KeptPoses:
    if not np.isfinite(times_s).all() or not (np.diff(times_s) > 0.0).all():
        raise Unfit("t_s has to rise strictly")
    size_px = (about["width_px"], about["height_px"])
    poses = [
        None if np.isnan(xy).all() else Pose(float(t_s), size_px, xy.copy(), xyz.copy(), seen.copy())
        for t_s, xy, xyz, seen in zip(times_s, *rows.values(), strict=True)
    ]
    terms = Terms.from_dict(about)
    return KeptPoses(Recording(size_px, tuple(times_s.tolist()), poses), terms)


def unpacked(given: Iterable[GivenSet], folder: Path) -> list[OwnSet]:
    """Write each set of a contribution to a file of its own, ready to be counted again.

    Args:
        given: Sets of a contribution.
        folder: Empty folder for the files.

    Returns:
        The sets, in the same order, with their files.
    """
    found = []
    for number, one in enumerate(given, start=1):
        log = LandmarkLog(one.poses.terms, with_outline=False)
        for t_s, pose in one.poses.recording:
            log.add(t_s, pose)
        path = folder / f"{number}{ENDING}"
        path.write_bytes(log.to_bytes())
        exercise, then = one.about["exercise"], one.about["counted"]
        found.append(
            OwnSet(name=f"given set {number}", exercise=exercise, path=path, then=then, said=one.said)
        )
    return found
