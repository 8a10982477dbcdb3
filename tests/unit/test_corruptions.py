"""Worse pictures of the same movement: each variant changes what it says and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clip_kit import FOLDER, at, pictures, write

from posture.exercises import find
from posture.pipeline import Options, analyze
from posture.vision.capture import Frame, VideoFile
from posture.vision.corruptions import MIRRORED, VARIANTS
from posture.vision.pose_sources import open_source


def frames(count: int, fps: float) -> list[Frame]:
    """A person doing wall angels; the pictures come again where the clip is too short."""
    some = pictures()
    return [Frame(some[i % len(some)], t_s, i) for i, t_s in enumerate(at(fps, count))]


def changed(name: str, given: list[Frame]) -> list[Frame]:
    """What a variant makes of some frames."""
    return list(VARIANTS[name](iter(given)))


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_gives_rising_times_and_whole_pictures(name: str) -> None:
    given = frames(60, 18.0)
    found = changed(name, given)
    times = [frame.t_s for frame in found]
    assert (np.diff(times) > 0.0).all()
    assert times[0] >= 0.0
    assert times[-1] <= given[-1].t_s
    for frame in found:
        assert frame.rgb.dtype == np.uint8
        assert frame.rgb.flags.c_contiguous
        assert frame.rgb.shape == found[0].rgb.shape


@pytest.mark.parametrize("name", VARIANTS)
def test_two_runs_give_the_same_pictures(name: str) -> None:
    first, second = changed(name, frames(30, 18.0)), changed(name, frames(30, 18.0))
    assert [frame.t_s for frame in first] == [frame.t_s for frame in second]
    assert all(np.array_equal(a.rgb, b.rgb) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_of_nothing_is_nothing(name: str) -> None:
    assert changed(name, []) == []


def test_a_mirrored_picture_mirrored_again_is_the_picture() -> None:
    given = frames(3, 18.0)
    twice = list(VARIANTS[MIRRORED](VARIANTS[MIRRORED](iter(given))))
    assert not np.array_equal(changed(MIRRORED, given)[0].rgb, given[0].rgb)
    assert np.array_equal(twice[0].rgb, given[0].rgb)


def test_half_size_is_half_and_nearer_keeps_the_size() -> None:
    given = frames(1, 18.0)
    assert changed("half size", given)[0].rgb.shape == (120, 160, 3)
    near = changed("1.5x nearer", given)[0].rgb
    assert near.shape == given[0].rgb.shape
    # What was a third from the middle is at half the way to the edge now.
    dot = np.zeros((240, 320, 3), np.uint8)
    dot[118:122, 212:216] = 255
    (found,) = changed("1.5x nearer", [Frame(dot, 0.0, 0)])
    assert abs(np.argmax(found.rgb[120, :, 0].astype(int)) - (160 + 1.5 * (214 - 160))) <= 4


@pytest.mark.parametrize(
    ("name", "expected"), [("10 fps", 30), ("60 fps", 178), ("20 % lost", 72), ("0.5 s gaps", 90)]
)
def test_rates(name: str, expected: int) -> None:
    assert abs(len(changed(name, frames(90, 30.0))) - expected) <= 9


def test_gaps_are_half_a_second() -> None:
    steps = np.diff([frame.t_s for frame in changed("0.5 s gaps", frames(300, 30.0))])
    assert np.sum(steps > 0.4) == 2
    assert steps.max() == pytest.approx(0.5, abs=0.05)


def test_a_frame_in_between_is_a_mixture() -> None:
    dark, light = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 240, np.uint8)
    found = changed("60 fps", [Frame(dark, 0.0, 0), Frame(light, 4 / 60, 1)])
    assert [int(frame.rgb[0, 0, 0]) for frame in found] == [0, 60, 120, 180, 240]


def test_darker_jpeg_and_roll_change_the_values() -> None:
    (given,) = frames(1, 18.0)
    (dark,), (packed,), (rolled,) = (changed(n, [given]) for n in ("darker", "JPEG 40", "rolled 4 deg"))
    assert dark.rgb.mean() < 0.8 * given.rgb.mean()
    difference = np.abs(packed.rgb.astype(int) - given.rgb)
    assert 0 < difference.mean() < 5  # colors in the wrong order would differ by far more
    assert np.abs(rolled.rgb.astype(int) - given.rgb).mean() > difference.mean()


def test_the_fold_runs_on_changed_pictures() -> None:
    clip = write(FOLDER / "short_angels.mp4", pictures(), at(18, 24))
    with open_source(clip, through=VARIANTS["half size"]) as source, VideoFile(clip) as file:
        assert source.size_px == (file.size_px[0] // 2, file.size_px[1] // 2)
        sights = list(source)
    assert len(sights) == 24
    assert sights[-1].rgb is not None
    assert sights[-1].rgb.shape[:2] == (120, 160)
    seen: list[float] = []
    options = Options(through=VARIANTS["10 fps"], observe=lambda update: seen.append(update.t_s))
    session = analyze(clip, find("wall_angels"), options=options)
    assert session.source is not None
    assert session.source.frames == len(seen) == 13


def test_a_recording_has_no_pictures_to_change() -> None:
    recording = Path(__file__).parents[1] / "recordings" / "wall_angels_good_front.npz"
    with pytest.raises(ValueError, match="expected None for a recording"):
        open_source(recording, through=VARIANTS[MIRRORED])
