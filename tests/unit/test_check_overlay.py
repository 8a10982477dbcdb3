"""The picture of a check: lines over the person, numbers below, and the moment that is shown."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from posture.body.landmarks import Landmark
from posture.body.view import View
from posture.errors import OutputUnwritable
from posture.posture_check.check_result import Check
from posture.posture_check.checker import Checker
from posture.render.check_overlay import LINE, Album, CheckOverlay, write_png
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, Viewpoint, pose_of

CAMERAS = {View.FRONT: FRONT, View.SIDE: LEFT_SIDE}
GRAY = np.full((480, 640, 3), 90, np.uint8)


def check(view: View, camera: Viewpoint, body: Body) -> Check:
    checker = Checker(view, model="pose_landmarker_full")
    for i in range(50):
        checker.update(pose_of(body, camera, i / 12), i / 12)
    return checker.finish()


@pytest.mark.parametrize(("view", "camera"), CAMERAS.items())
def test_lines_are_drawn_over_the_person_and_the_picture_stays(view: View, camera: Viewpoint) -> None:
    body = Body(knees=0.0, thighs=0.0, glide_m=0.05)
    pose = pose_of(body, camera)
    before = GRAY.copy()
    drawn = CheckOverlay(GRAY, pose).drawn(check(view, camera, body))
    assert (before == GRAY).all()
    scale = drawn.shape[1] / 640
    x, y = ((pose.image_xy[Landmark.LEFT_HIP] + pose.image_xy[Landmark.LEFT_SHOULDER]) / 2.0 * scale).round()
    if view is View.SIDE:
        around = drawn[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5].reshape(-1, 3).astype(int)
        assert np.abs(around - np.array(LINE)).sum(axis=1).min() < 40
    assert drawn.shape[0] > 480 * scale + 20, "the numbers have room below the picture"
    assert (drawn[: int(0.1 * 480 * scale)] == 90).all(), "nothing is drawn where nobody is"


@pytest.mark.parametrize("size", [(120, 160), (720, 1280), (1280, 720)])
def test_small_large_and_upright_pictures_can_be_drawn(size: tuple[int, int]) -> None:
    found = check(View.FRONT, FRONT, Body(knees=0.0, thighs=0.0))
    drawn = CheckOverlay(np.zeros((*size, 3), np.uint8), pose_of(Body(), FRONT)).drawn(found)
    assert max(drawn.shape[:2]) >= 720
    assert drawn.dtype == np.uint8


def test_a_refused_check_says_why_and_draws_no_lines() -> None:
    refused = check(View.SIDE, FRONT, Body())
    drawn = CheckOverlay(GRAY, pose_of(Body(), FRONT)).drawn(refused)
    assert (drawn[:480] == 90).all()
    assert (drawn[-30:] == 255).any() or drawn[-60:].max() > 200


def test_the_jpeg_is_a_picture() -> None:
    data = CheckOverlay(GRAY, pose_of(Body(), FRONT)).jpeg(check(View.FRONT, FRONT, Body()))
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert len(data) < 150_000


def test_the_moment_shown_is_one_of_the_second_half_of_the_still_seconds() -> None:
    album, pose = Album(), pose_of(Body(), FRONT)
    times = [0.0] * 5 + [i / 10 for i in range(1, 101)]
    for number, still_s in enumerate(times):
        album.offer(np.full((2, 2, 3), number, np.uint8), pose, still_s)
    assert album.chosen is not None
    assert times[int(album.chosen.rgb[0, 0, 0])] >= 5.0


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="choose another folder"):
        write_png(GRAY, tmp_path / "nowhere" / "drawn.png")
