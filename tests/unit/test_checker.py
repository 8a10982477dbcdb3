"""Posture checks of a stick person: what is averaged, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounded_back_kit import outlined_back

from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View
from posture.posture_check import unmeasured
from posture.posture_check.check_result import REFUSALS, Check
from posture.posture_check.checker import MIN_STILL_S, Checker
from posture.posture_check.measures import FRONT as FRONTAL
from posture.posture_check.measures import SIDEWAYS, ComfortBand, measures_of
from posture.simulation.stick_person import (
    FRONT,
    LEFT_SIDE,
    RIGHT_SIDE,
    Body,
    Viewpoint,
    pose_of,
    scaled,
    shaken,
)

FULL = "pose_landmarker_full"
STANDING = Body(knees=0.0, thighs=0.0)
CAMERAS = {View.FRONT: FRONT, View.SIDE: LEFT_SIDE}
Change = Callable[[Pose], Pose | None]


def same(pose: Pose) -> Pose:
    return pose


def film(body: Body, camera: Viewpoint, *, lasts_s: float = 5.0, seed: int | None = 1) -> list[Pose]:
    """Somebody who keeps still, with the noise of a webcam."""
    rng = np.random.default_rng(seed)
    poses = (pose_of(body, camera, i / 15) for i in range(round(lasts_s * 15)))
    return [pose if seed is None else shaken(pose, rng, 0.002) for pose in poses]


def check(view: View, poses: Iterable[Pose | None], *, side: Side = Side.BOTH) -> Check:
    checker = Checker(view, model=FULL, side=side)
    for i, pose in enumerate(poses):
        checker.update(pose, pose.t_s if pose else i / 15)
    return checker.finish()


def values(found: Check) -> dict[str, float]:
    assert found.refused is None
    return {m.name: m.value for m in found.measures}


def test_the_front_is_measured_and_a_head_tilt_corrected() -> None:
    found = check(View.FRONT, film(replace(STANDING, head_roll=0.78 * 8.0, lean=3.0), FRONT))
    assert [m.name for m in found.measures] == [m.name for m in FRONTAL]
    # The whole trunk leans by three degrees, and the head with it.
    assert found.value("trunk_side_lean") == pytest.approx(3.0, abs=0.5)
    assert found.value("head_tilt") == pytest.approx(8.0 + 3.0 / 0.78, abs=1.0)
    assert found.still_s > 4.0
    assert not found.unmeasured


def test_the_side_is_measured_and_what_a_stick_lacks_is_told() -> None:
    found = check(View.SIDE, film(replace(STANDING, glide_m=0.06, hinge=4.0), LEFT_SIDE))
    assert found.value("trunk_inclination") == pytest.approx(4.0, abs=0.5)
    assert found.side is Side.LEFT
    assert [u.what for u in found.unmeasured] == ["Back-curve index"]
    assert {m.name for m in found.measures} == {m.name for m in SIDEWAYS} - {"back_curve"}


@settings(max_examples=12)
@given(st.floats(-6.0, 6.0), st.floats(-4.0, 4.0), st.floats(-0.02, 0.02), st.floats(0.5, 2.0))
def test_a_mirror_swaps_the_sides_and_size_changes_nothing(
    roll: float, lean: float, hike_m: float, factor: float
) -> None:
    body = replace(STANDING, head_roll=roll, lean=lean, hike_left_m=hike_m)
    poses = film(body, FRONT, lasts_s=4.0, seed=None)
    found = values(check(View.FRONT, poses))
    mirrored = values(check(View.FRONT, [pose.mirrored() for pose in poses]))
    larger = values(check(View.FRONT, [scaled(pose, factor, (9.0, 4.0)) for pose in poses]))
    for name, value in found.items():
        assert mirrored[name] == pytest.approx(-value, abs=1e-6)
        assert larger[name] == pytest.approx(value, abs=1e-6)


@settings(max_examples=12)
@given(st.floats(-0.02, 0.1), st.floats(-10.0, 12.0))
def test_the_other_side_in_a_mirror_has_the_same_values(glide_m: float, hinge: float) -> None:
    poses = film(replace(STANDING, glide_m=glide_m, hinge=hinge), LEFT_SIDE, lasts_s=4.0, seed=None)
    left, right = check(View.SIDE, poses), check(View.SIDE, [pose.mirrored() for pose in poses])
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert values(left) == pytest.approx(values(right), abs=1e-6)


@pytest.mark.parametrize("view", [View.FRONT, View.SIDE])
def test_the_halves_of_a_still_film_differ_by_less_than_the_error(view: View) -> None:
    poses = film(replace(STANDING, glide_m=0.05, head_roll=3.0), CAMERAS[view], lasts_s=10.0)
    first, second = check(view, poses[:75]), check(view, poses[75:])
    for m in first.measures:
        assert abs(second.value(m.name) - m.value) < m.error / 4.0


def test_one_picture_has_a_larger_error_and_says_so() -> None:
    found = check(View.FRONT, film(STANDING, FRONT, lasts_s=0.07))
    assert found.still_s == 0.0
    assert [u.what for u in found.unmeasured] == ["how still you were"]
    longer = check(View.FRONT, film(STANDING, FRONT))
    assert all(m.error > n.error for m, n in zip(found.measures, longer.measures, strict=True))


def hide(*landmarks: Landmark) -> Change:
    def hidden(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[list(landmarks)] = np.nan
        return replace(pose, image_xy=xy)

    return hidden


def behind_a_table(pose: Pose) -> Pose:
    mask = np.ones((48, 64), bool)
    mask[22:] = False
    return replace(pose, mask=mask)


def swaying(body: Body, camera: Viewpoint) -> list[Pose]:
    return [
        pose_of(replace(body, lean=8.0 * math.sin(i / 4), hinge=8.0 * math.sin(i / 4)), camera, i / 15)
        for i in range(90)
    ]


WITHOUT_HIPS = {View.FRONT: {"head_tilt", "shoulder_level"}, View.SIDE: {"head_over_shoulder"}}
OF_HIPS = {view: {m.title for m in measures_of(view) if "hip" in m.feature.joints} for view in CAMERAS}
FAR = Viewpoint(px_per_m=30.0)
LOW = Viewpoint(place=(0.5, 1.25))
DESK = Viewpoint(px_per_m=420.0, place=(0.5, 1.25))
REFUSED: dict[str, tuple[View, list[Pose | None]]] = {
    "nobody": (View.FRONT, [None] * 60),
    "too_far": (View.FRONT, [*film(STANDING, FAR)]),
    "out_of_picture": (View.FRONT, [*film(STANDING, LOW)]),
    "wrong_view": (View.SIDE, [*film(STANDING, FRONT)]),
    "camera_rolled": (View.FRONT, [*film(STANDING, Viewpoint(roll=9.0))]),
    "moving": (View.FRONT, [*swaying(STANDING, FRONT)]),
    "too_short": (View.FRONT, [*film(STANDING, FRONT, lasts_s=2.0)]),
    "sideways": (View.SIDE, [*film(STANDING, replace(LEFT_SIDE, roll=90.0))]),
    "upside_down": (View.FRONT, [*film(STANDING, Viewpoint(roll=180.0))]),
    "slid_down": (View.SIDE, [*film(Body(hinge=-40.0, knees=80.0, thighs=80.0), LEFT_SIDE)]),
    "on_floor": (View.SIDE, [*film(Body(knees=150.0, thighs=100.0), LEFT_SIDE)]),
    "off_feet": (View.SIDE, [*film(Body(knees=90.0, thighs=10.0), LEFT_SIDE)]),
    "arms_raised": (View.FRONT, [*film(replace(STANDING, arm_left=140.0), FRONT)]),
    "unclear": (
        View.FRONT,
        [hide(Landmark.LEFT_EAR, Landmark.RIGHT_EAR)(p) for p in film(STANDING, FRONT)],
    ),
}


@pytest.mark.parametrize("why", sorted(REFUSALS.keys() - {"hip_hidden", "against_light"}))
def test_what_cannot_be_measured_well_is_refused_and_says_why(why: str) -> None:
    view, poses = REFUSED[why]
    found = check(view, poses)
    assert found.refused == why
    assert found.measures == ()
    assert {u.why for u in found.unmeasured} == {REFUSALS[why]}


@pytest.mark.parametrize(("view", "camera"), CAMERAS.items())
def test_a_table_before_the_hips_is_seen_in_the_mask(view: View, camera: Viewpoint) -> None:
    found = check(view, [behind_a_table(pose) for pose in film(STANDING, camera)])
    assert found.refused is None
    assert {u.what for u in found.unmeasured if u.why == unmeasured.UNSURE_HIPS} == OF_HIPS[view]
    assert {m.name for m in found.measures} == WITHOUT_HIPS[view]


@pytest.mark.parametrize(("view", "camera"), CAMERAS.items())
def test_a_hip_that_is_unsure_leaves_out_what_is_measured_on_it_and_nothing_else(
    view: View, camera: Viewpoint
) -> None:
    body = replace(STANDING, head_roll=0.78 * 8.0, glide_m=0.05)
    unsure = hide(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    found, whole = check(view, map(unsure, film(body, camera))), check(view, film(body, camera))
    assert {m.name for m in found.measures} == WITHOUT_HIPS[view]
    for m in found.measures:
        assert m.value == pytest.approx(whole.value(m.name), abs=0.5)
    assert {u.what for u in found.unmeasured if u.why == unmeasured.UNSURE_HIPS} == OF_HIPS[view]


def test_nobody_against_the_light_is_told_of_the_light() -> None:
    checker = Checker(View.FRONT)
    for i in range(60):
        checker.update(None, i / 15, against_light=True)
    assert checker.obstacle == "against_light"
    assert checker.finish().refused == "against_light"


def test_somebody_who_leans_back_on_a_high_chair_is_no_tilted_camera() -> None:
    """The trunk and the thighs lean back, the shins stand: a camera would have turned all of them."""
    found = check(View.SIDE, film(Body(hinge=-13.0, thighs=33.0, knees=35.0), LEFT_SIDE))
    assert found.value("trunk_inclination") == pytest.approx(-13.0, abs=0.5)
    assert unmeasured.NO_LEVEL in found.unmeasured


@pytest.mark.parametrize("roll", [-9.0, 9.0])
def test_a_tilted_camera_is_known_from_the_side_by_somebody_who_stands(roll: float) -> None:
    tilted = replace(LEFT_SIDE, roll=roll)
    assert check(View.SIDE, film(STANDING, tilted)).refused == "camera_rolled"
    sitting = check(View.SIDE, film(Body(knees=90.0, thighs=90.0), tilted))
    assert sitting.refused is None
    assert "a tilted camera" in [u.what for u in sitting.unmeasured]


def test_a_camera_tilted_by_less_and_somebody_who_leans_are_not_refused() -> None:
    assert check(View.FRONT, film(STANDING, Viewpoint(roll=7.0))).refused is None
    assert check(View.FRONT, film(replace(STANDING, lean=12.0), FRONT)).refused is None


def test_the_side_that_was_asked_for_has_to_be_seen() -> None:
    poses = film(STANDING, RIGHT_SIDE)
    assert check(View.SIDE, poses, side=Side.LEFT).refused == "wrong_view"
    assert check(View.SIDE, poses, side=Side.RIGHT).refused is None


def test_only_still_seconds_are_averaged() -> None:
    moved = [pose_of(replace(STANDING, lean=i / 2), FRONT, i / 15) for i in range(30)]
    stays = [replace(p, t_s=p.t_s + 2.0) for p in film(replace(STANDING, lean=5.0), FRONT)]
    found = check(View.FRONT, [*moved, *stays])
    assert found.value("trunk_side_lean") == pytest.approx(5.0, abs=0.3)


def test_bands_are_of_comfort_and_an_unsourced_one_is_not_given() -> None:
    found = check(View.FRONT, film(replace(STANDING, head_roll=0.78 * 12.0, hike_left_m=0.03), FRONT))
    bands = {m.name: m.band for m in found.measures}
    assert bands["head_tilt"] is ComfortBand.STRONG
    assert bands["shoulder_level"] is ComfortBand.NOTICEABLE
    assert bands["hip_level"] is None
    leaning = check(View.SIDE, film(replace(STANDING, hinge=20.0), LEFT_SIDE))
    assert {m.name: m.band for m in leaning.measures}["head_over_shoulder"] is None


def test_a_network_without_a_known_gain_is_not_corrected() -> None:
    poses = film(replace(STANDING, head_roll=6.0), FRONT, seed=None)
    checker = Checker(View.FRONT, model="mine")
    for pose in poses:
        checker.update(pose, pose.t_s)
    head = checker.finish().measures[0]
    assert head.value == pytest.approx(6.0, abs=0.2)
    assert "Not corrected" in head.note


def test_only_front_and_side_can_be_checked() -> None:
    with pytest.raises(ValueError, match="expected front or side, got back"):
        Checker(View.BACK)


@pytest.mark.parametrize(("view", "camera"), CAMERAS.items())
def test_with_the_hips_out_of_the_picture_the_head_and_shoulders_are_still_measured(
    view: View, camera: Viewpoint
) -> None:
    """A head-and-shoulders picture, as a laptop on a desk takes it."""
    near = replace(camera, px_per_m=DESK.px_per_m, place=DESK.place)
    body = replace(STANDING, head_roll=0.78 * 8.0, glide_m=0.05)
    found, whole = check(view, film(body, near)), check(view, film(body, camera))
    expected = {View.FRONT: ["head_tilt", "shoulder_level"], View.SIDE: ["head_over_shoulder"]}[view]
    assert [m.name for m in found.measures] == expected
    for name in expected:
        assert found.value(name) == pytest.approx(whole.value(name), abs=1.0)
    missing = {u.what for u in found.unmeasured if u.why == unmeasured.NO_HIPS}
    assert missing == {m.title for m in measures_of(view) if "hip" in m.feature.joints}
    assert "a tilted camera" in {u.what for u in found.unmeasured}
    if view is View.SIDE:
        assert found.measures[0].band is None, "nobody knows whether the trunk is upright"


def test_somebody_near_who_moves_is_not_still() -> None:
    near = replace(FRONT, px_per_m=DESK.px_per_m, place=DESK.place)
    swaying = [pose_of(replace(STANDING, lean=8.0 * math.sin(i / 4)), near, i / 15) for i in range(90)]
    assert check(View.FRONT, swaying).refused == "moving"


def test_who_drifts_slowly_all_the_time_is_not_given_an_empty_check() -> None:
    """Each second is still, and all of them together are not: no number means anything."""
    near = replace(LEFT_SIDE, px_per_m=DESK.px_per_m, place=DESK.place)
    drifting = [pose_of(replace(STANDING, glide_m=0.008 * i / 15), near, i / 15) for i in range(20 * 15)]
    found = check(View.SIDE, drifting)
    assert (found.measures, found.refused) == ((), "moving")
    assert found.still_s > MIN_STILL_S
    assert unmeasured.UNSTEADY in {gap.why for gap in found.unmeasured}
    assert check(View.SIDE, film(STANDING, near)).refused is None


def test_a_curve_that_an_arm_changes_is_left_out_and_says_why() -> None:
    """Half of the still seconds an arm stands out behind the back."""
    poses = [outlined_back(bulge, i / 15) for i, bulge in enumerate([0.05] * 60 + [0.15] * 60)]
    found = check(View.SIDE, poses)
    assert found.refused is None
    assert {u.what: u.why for u in found.unmeasured}["Back-curve index"] == unmeasured.UNSTEADY
    steady = check(View.SIDE, [outlined_back(0.05, i / 15) for i in range(120)])
    assert steady.value("back_curve") == pytest.approx(100.0 * 0.05 / 0.72, abs=1.0)


def test_an_outline_that_is_a_back_in_some_pictures_only_is_none() -> None:
    """An arm on the hip that joins the outline in every third picture."""
    poses = [
        akimbo(outlined_back(0.05, i / 15)) if i % 3 == 0 else outlined_back(0.05, i / 15) for i in range(120)
    ]
    found = check(View.SIDE, poses)
    assert {u.what: u.why for u in found.unmeasured}["Back-curve index"] == unmeasured.NO_BACK


def akimbo(pose: Pose) -> Pose:
    """With something as wide as an elbow beside the waist, as an arm on the hip has it."""
    assert pose.mask is not None
    shoulder, hip = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.LEFT_HIP)
    torso_px = hip[1] - shoulder[1]
    rows, columns = np.mgrid[0:480, 0:640]
    aside, along = (columns - shoulder[0]) / torso_px, (rows - shoulder[1]) / torso_px
    elbow = (np.abs(along - 0.35) < 0.25 - 0.5 * (aside - 0.2)) & (aside > 0.1) & (aside < 0.6)
    return replace(pose, mask=pose.mask | elbow)


def test_of_two_people_the_check_says_that_it_may_be_the_other_one() -> None:
    checker = Checker(View.FRONT, model=FULL)
    for pose in film(STANDING, FRONT):
        checker.update(pose, pose.t_s, others=pose.t_s < 1.0)
    found = checker.finish()
    assert found.refused is None
    assert unmeasured.NOT_ALONE in found.unmeasured
