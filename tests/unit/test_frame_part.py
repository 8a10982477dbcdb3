"""The gray around a part of a frame: nothing of the rest shows, and nothing of the part is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from posture.vision.frame_part import GRAY, GrayFrame, Part, cover_around, whole
from posture.vision.orientation import Rgb

WIDTH, HEIGHT = 9, 7


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Any part of the frame, also one of no width or height at any edge."""
    left, right = sorted(draw(st.tuples(*[st.integers(0, WIDTH)] * 2)))
    top, bottom = sorted(draw(st.tuples(*[st.integers(0, HEIGHT)] * 2)))
    return left, top, right, bottom


def frame(number: int) -> Rgb:
    """A frame no pixel of which is gray or like another's."""
    rgb = np.arange(HEIGHT * WIDTH * 3, dtype=np.uint8).reshape(HEIGHT, WIDTH, 3) // 2
    return (rgb + 130 * (number % 2)).astype(np.uint8)


def alone(rgb: Rgb, part: Part) -> Rgb:
    """Pixel by pixel."""
    left, top, right, bottom = part
    shown = np.full_like(rgb, GRAY)
    for y in range(top, bottom):
        for x in range(left, right):
            shown[y, x] = rgb[y, x]
    return shown


@given(parts())
def test_what_is_around_a_part_is_gray(part: Part) -> None:
    rgb = frame(0)
    cover_around(rgb, part)
    assert (rgb == alone(frame(0), part)).all()


@given(parts(), parts())
def test_only_what_is_within_another_part_is_touched(part: Part, within: Part) -> None:
    rgb = frame(0)
    cover_around(rgb, part, within=within)
    kept = alone(np.ones_like(rgb), part) == 1
    touched = (alone(np.ones_like(rgb), within) == 1) & ~kept
    assert (rgb == np.where(touched, GRAY, frame(0))).all()


@given(st.lists(parts(), min_size=1, max_size=6))
def test_a_gray_frame_shows_one_part_after_the_other_and_leaves_the_frames_alone(shown: list[Part]) -> None:
    shown_on = GrayFrame()
    for number, part in enumerate(shown):
        rgb = frame(number)
        assert (shown_on.show(rgb, part) == alone(rgb, part)).all()
        assert (rgb == frame(number)).all()
    assert (shown_on.show(frame(0)[:4], (0, 0, 2, 2)) == alone(frame(0)[:4], (0, 0, 2, 2))).all()
    assert whole(frame(0)) == (0, 0, WIDTH, HEIGHT)
