"""What is a back and what is not: contours that are drawn, with arms and chairs beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.contour import ARM_TORSOS, is_arm, is_back
from posture.body.features import middle
from posture.body.landmarks import Floats, Pose
from posture.body.silhouette import SAMPLES
from posture.simulation.stick_person import LEFT_SIDE, RIGHT_SIDE, Body, pose_of

ALONG = np.linspace(0.0, 1.0, SAMPLES)
CELL = 0.01


def back(away: float = 0.15, curve: float = 0.08, hollow: float = 0.02) -> Floats:
    """From the root of the neck out to the chest, and in again to the loins."""
    return away + curve * np.sin(np.pi * ALONG) - hollow * np.clip(ALONG - 0.6, 0.0, None) / 0.4


@given(st.floats(0.1, 0.3), st.floats(0.0, 0.16), st.floats(0.0, 0.06))
def test_every_back_is_one_also_in_the_steps_of_a_coarse_mask(
    away: float, curve: float, hollow: float
) -> None:
    contour = back(away, curve, hollow)
    assert is_back(contour, cell=CELL)
    coarse = np.ceil(contour / 0.03) * 0.03
    assert is_back(coarse, cell=0.03)


def elbow(contour: Floats) -> Floats:
    """An arm on the hip, and the gap between arm and back."""
    out = contour + np.interp(ALONG, [0.2, 0.5, 0.8], [0.0, 0.4, 0.0])
    return np.where((ALONG > 0.55) & (ALONG < 0.65), contour, out)


def chair(contour: Floats) -> Floats:
    """A backrest that reaches to the shoulder blades."""
    return np.where(ALONG > 0.5, 0.38, contour)


def hair(contour: Floats) -> Floats:
    """Hair that falls to the shoulder blades and ends there."""
    return np.where(ALONG < 0.35, contour + 0.15, contour)


def hole(contour: Floats) -> Floats:
    """A neck that is missing in the mask."""
    return np.where(ALONG < 0.04, -0.2, contour)


def far(contour: Floats) -> Floats:
    """Whatever stands further behind than a body is deep."""
    return contour + 0.35


@pytest.mark.parametrize("spoilt", [elbow, chair, hair, hole, far])
@pytest.mark.parametrize("cell", [0.005, 0.025])
def test_what_stands_out_behind_is_no_back(spoilt, cell: float) -> None:
    assert not is_back(spoilt(back()), cell=cell)


def test_a_contour_that_is_missing_is_no_back() -> None:
    assert not is_back(np.full(SAMPLES, np.nan), cell=CELL)
    assert not is_back(np.where(ALONG < 0.7, np.nan, back()), cell=CELL)


def arm_of(pose: Pose, contour: Floats, facing: float) -> bool:
    return is_arm(contour, pose, (middle(pose, "shoulder"), middle(pose, "hip")), facing=facing)


@pytest.mark.parametrize(("camera", "facing"), [(LEFT_SIDE, -1.0), (RIGHT_SIDE, 1.0)])
@pytest.mark.parametrize("size", [1.0, 0.4])
def test_an_arm_that_reaches_behind_the_trunk_is_the_contour(camera, facing: float, size: float) -> None:
    camera = replace(camera, px_per_m=camera.px_per_m * size)
    hanging = Body(arms_forward=True, arm_left=0.0, arm_right=0.0)
    behind = replace(hanging, arm_left=-35.0, arm_right=-35.0)
    assert not arm_of(pose_of(hanging, camera), back(), facing)
    assert arm_of(pose_of(behind, camera), back(), facing)
    assert not arm_of(pose_of(behind, camera), back() + 1.0, facing), "the body reaches further"
    beside = np.full(SAMPLES, ARM_TORSOS * 0.5)
    assert arm_of(pose_of(hanging, camera), beside, facing)
