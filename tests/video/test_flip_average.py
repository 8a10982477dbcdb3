"""Two looks at every picture: the mean has no preference for a side, and disagreement is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from clip_kit import ROOT

from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View
from posture.posture_check.check_result import Check
from posture.posture_check.checker import Checker
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, pose_of
from posture.vision.capture import VideoFile
from posture.vision.flip_average import APART_TORSOS, FlipAverageEstimator, agreed
from posture.vision.orientation import Rgb

FULL = "pose_landmarker_full"
EVERY = 3
"""Every third picture will do for somebody who keeps still."""


def moved(pose: Pose, by_px: float, *landmarks: Landmark) -> Pose:
    xy = pose.image_xy.copy()
    xy[list(landmarks), 0] += by_px
    return replace(pose, image_xy=xy)


def test_where_both_looks_agree_the_pose_is_their_mean() -> None:
    pose = pose_of(Body(), FRONT)
    mean = agreed(pose, moved(pose, 2.0, *Landmark))
    assert np.allclose(mean.image_xy, pose.image_xy + np.array([1.0, 0.0]))


def test_hips_that_two_looks_put_in_different_places_are_not_seen() -> None:
    pose = pose_of(Body(), LEFT_SIDE)
    torso_px = 0.5 * LEFT_SIDE.px_per_m
    hips = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    near = agreed(pose, moved(pose, 0.9 * APART_TORSOS * torso_px, *hips))
    assert not np.isnan(near.image_xy).any()
    far = agreed(pose, moved(pose, 1.5 * APART_TORSOS * torso_px, *hips))
    assert sorted(set(np.flatnonzero(np.isnan(far.image_xy[:, 0])))) == sorted(hips)


def test_what_only_one_look_calls_the_person_is_not_on_the_mask() -> None:
    pose = pose_of(Body(), FRONT)
    one, other = np.eye(4, dtype=bool), np.ones((4, 4), bool)
    both = agreed(replace(pose, mask=one), replace(pose, mask=other)).mask
    assert both is not None
    assert (both == one).all()
    assert agreed(pose, replace(pose, mask=other)).mask is None


def pictures(*, mirrored: bool) -> Iterator[tuple[float, Rgb]]:
    """Somebody who stands nearly still, side-on."""
    with VideoFile(ROOT / "samples" / "shoulder_squeeze_good_side.mp4", end_s=5.0) as film:
        for frame in film:
            if frame.index % EVERY == 0:
                yield frame.t_s, np.ascontiguousarray(frame.rgb[:, ::-1]) if mirrored else frame.rgb


def checked(*, mirrored: bool) -> Check:
    checker = Checker(View.SIDE, model=FULL)
    with FlipAverageEstimator("full", with_mask=True) as estimator:
        for t_s, rgb in pictures(mirrored=mirrored):
            checker.update(estimator.estimate(rgb, t_s), t_s)
    return checker.finish()


def test_in_a_mirror_the_sides_swap_and_the_values_stay_within_a_degree() -> None:
    plain, mirrored = checked(mirrored=False), checked(mirrored=True)
    assert plain.refused is None
    assert (plain.side, mirrored.side) == (Side.RIGHT, Side.LEFT)
    for m in plain.measures:
        allowed = {"deg": 1.0, "torsos": 0.01, "percent": 1.0}[m.unit]
        assert mirrored.value(m.name) == pytest.approx(m.value, abs=allowed), m.name
