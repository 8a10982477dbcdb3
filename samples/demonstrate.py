"""Make ``demonstrations.json``: one repetition of each move, and one with a common fault, as landmarks.

Beside it a small picture of each move where it leads, ``MOVE.webp``, from the same samples.

Run it from the repository when a sample or the model has changed: ``python samples/demonstrate.py``.
The page plays the samples and draws these landmarks over them, so it estimates no pose itself.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2

from posture.body.landmarks import SKELETON, Landmark
from posture.body.visibility import seen_only
from posture.live.demonstration import turns_of
from posture.vision.capture import VideoFile
from posture.vision.person_tracker import TrackingEstimator

HERE = Path(__file__).parent
RATE = 10
"""Landmarks a second."""
LONGEST_S = 7.0
PICTURE_PX = (256, 192)
LEAD_S = 0.4
"""How long before the part the estimation begins, so that it has settled."""
JOINTS = sorted({int(j) for bone in SKELETON for j in bone} | {int(Landmark.NOSE)})
FAULTS = {
    "wall_angels": ("wall_angels_faulty_front", 3, "elbows_drop_in"),
    "chin_tucks": ("chin_tucks_faulty_side", 1, "nod_down"),
    "neck_tilts": ("neck_tilts_faulty_front", 0, "shoulder_hike"),
    "bent_over_rows": ("rows_faulty_side", 1, "too_upright"),
    "cat_cow": ("cat_cow_faulty_side", 1, "partial_range"),
    "lat_pulldowns": ("lat_pulldowns_faulty_front", 2, "lean_front_proxy"),
    "superman": ("superman_faulty_side", 2, "head_up"),
    "shoulder_blade_squeeze": ("shoulder_squeeze_faulty_front", 1, "shrug"),
    "childs_pose": ("childs_pose_faulty_side", 0, "hips_high"),
    "cobra": ("cobra_faulty_side", 0, "lift_high"),
    "downward_dog": ("downward_dog_faulty_side", 0, "trunk_flat"),
    "thread_the_needle": ("thread_the_needle_faulty_side", 0, "hips_back"),
    "sphinx": ("sphinx_faulty_side", 0, "shoulders_sink"),
    "swan": ("swan_faulty_side", 1, "legs_lift"),
}
"""The sample, its attempt counted from 0, and what is wrong there: a rule or a reason."""


def main() -> None:
    """Write the file, in place of the one that is there."""
    labels = {entry["clip"]: entry for entry in json.loads((HERE / "labels.json").read_text())}
    good: dict[str, dict[str, Any]] = {}
    for entry in labels.values():
        if not entry["faults"] and entry["analyse_as"] != "any":
            good.setdefault(entry["analyse_as"], entry)
    found = {}
    for move, entry in sorted(good.items()):
        peaks = entry["peak_times_s"]
        found[move] = {"good": _part(entry["clip"], _span(peaks, min(1, len(peaks) - 1)))}
        if move in FAULTS:
            clip, attempt, fault = FAULTS[move]
            wrong = labels[f"{clip}.mp4"]
            span = _span(wrong["peak_times_s"], attempt)
            found[move]["fault"] = {**_part(wrong["clip"], span), "fault": fault}
        picture(move, found[move]["good"])
        print(move)  # noqa: T201  # a tool of the repository, run by hand
    text = json.dumps({"joints": JOINTS, "rate": RATE, "moves": found}, separators=(",", ":"))
    (HERE / "demonstrations.json").write_text(text.replace('"good"', '\n"good"') + "\n")


def picture(move: str, part: dict[str, Any]) -> None:
    """Write the picture of a move where it leads."""
    _sets_out, full_s, *_ = turns_of(part["xy"], rate=RATE, from_s=part["from_s"])
    with VideoFile(HERE / part["clip"], start_s=full_s) as video:
        frame = next(iter(video))
    small = cv2.resize(frame.rgb[..., ::-1], PICTURE_PX, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(HERE / f"{move}.webp"), small, [cv2.IMWRITE_WEBP_QUALITY, 80])


def _span(peaks: list[float], attempt: int) -> tuple[float, float]:
    """Return the start and end of one attempt, half-way to its neighbours on both sides, in seconds."""
    gap = min((b - a for a, b in pairwise(peaks)), default=2 * LONGEST_S)
    half = min(gap, LONGEST_S) / 2.0
    start = max(0.0, peaks[attempt] - half)
    return start, start + 2 * half


def _part(clip: str, span: tuple[float, float]) -> dict[str, Any]:
    """Estimate the landmarks in a part of a sample: whole pixels, ``[x0, y0, x1, y1, …]`` for each frame."""
    rows, size, next_s, last_s = [], (0, 0), span[0] - LEAD_S, 0.0
    with (
        VideoFile(HERE / clip, start_s=max(0.0, next_s), end_s=span[1]) as video,
        TrackingEstimator() as estimator,
    ):
        for frame in video:
            if frame.t_s < next_s - 1e-6:
                continue
            next_s = max(next_s, frame.t_s - 1.0 / RATE) + 1.0 / RATE
            pose = estimator.estimate(frame.rgb, frame.t_s)
            if frame.t_s < span[0] - 1e-6 or pose is None:
                continue
            size, last_s = pose.size_px, frame.t_s
            points = seen_only(pose).image_xy[JOINTS]
            rows.append([round(v) if math.isfinite(v) else None for v in points.ravel().tolist()])
    return {"clip": clip, "from_s": round(span[0], 2), "to_s": round(last_s, 2), "size": size, "xy": rows}


if __name__ == "__main__":
    main()
