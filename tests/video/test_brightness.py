"""Whether a picture is bright enough to see a person in."""

from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_kit import SAMPLES

from posture.vision.brightness import DARK, GLARE, Brightness, brightness, light_of


@pytest.mark.parametrize("clip", sorted(SAMPLES.glob("*_good_*.mp4"))[::4], ids=lambda p: p.stem)
def test_lit_rooms_are_bright_enough_and_the_same_room_at_dusk_is_not(clip):
    with av.open(str(clip)) as source:
        rgb = next(source.decode(video=0)).to_ndarray(format="rgb24")
    assert light_of(rgb) is Brightness.GOOD
    assert light_of((rgb * 0.15).astype(np.uint8)) is Brightness.DARK
    assert light_of((255 - (255 - rgb) * 0.1).astype(np.uint8)) is Brightness.GLARE


@given(st.integers(0, 255), st.integers(17, 200), st.integers(17, 200))
def test_an_even_picture_is_as_bright_as_it_is(level: int, height: int, width: int):
    rgb = np.full((height, width, 3), level, np.uint8)
    assert brightness(rgb) == pytest.approx(level / 255)
    assert (light_of(rgb) is Brightness.GOOD) == (DARK <= level / 255 <= GLARE)
