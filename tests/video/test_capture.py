"""Frames of real files: their times, their uprightness, and what is said of broken ones."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from clip_kit import ANGELS, FOLDER, UNEVEN_S, at, clip, pictures, write

from posture.errors import CameraUnavailable, VideoUnreadable
from posture.vision.capture import Camera, Frame, VideoFile
from posture.vision.prefetch import prefetched


def frames(path: Path, start_s: float = 0.0, end_s: float = math.inf) -> list[Frame]:
    with VideoFile(path, start_s=start_s, end_s=end_s) as video:
        return list(video)


def times(path: Path, start_s: float = 0.0, end_s: float = math.inf) -> list[float]:
    return [frame.t_s for frame in frames(path, start_s, end_s)]


def test_frames_are_rgb_with_rising_times_and_indices() -> None:
    with VideoFile(ANGELS) as video:
        some = list(video)
        assert (video.name, video.size_px, video.fps) == (ANGELS.name, (640, 480), 18.0)
        assert video.duration_s == pytest.approx(365 / 18, abs=0.01)
        assert not video.truncated
    assert len(some) == 365
    assert [frame.index for frame in some] == list(range(365))
    assert all(a.t_s < b.t_s for a, b in pairwise(some))
    assert some[0].rgb.shape == (480, 640, 3)
    assert some[0].rgb.dtype == np.uint8
    red, _, blue = some[0].rgb[200, 320].astype(int)  # the shirt is blue
    assert blue > red + 30


def test_times_are_the_file_s_own_where_the_rate_varies() -> None:
    assert times(clip("uneven")) == pytest.approx(UNEVEN_S, abs=1e-4)


def test_five_frames_a_second() -> None:
    assert np.diff(times(clip("slow"))) == pytest.approx(0.2, abs=1e-4)


def test_pictures_that_begin_after_the_sound_keep_their_times() -> None:
    assert times(clip("late"))[0] == pytest.approx(1.0, abs=1e-3)


def test_times_count_from_the_start_of_the_source() -> None:
    assert times(clip("clock_on"))[:2] == pytest.approx([0.0, 0.04], abs=1e-3)
    assert times(clip("clock_on"), 0.2)[0] == pytest.approx(0.2, abs=1e-3)


def test_a_stream_without_times_is_spread_by_its_rate() -> None:
    assert times(clip("timeless")) == pytest.approx([i / 25 for i in range(12)])


@pytest.mark.parametrize("name", ["turned_90", "turned_180", "turned_270"])
def test_a_turned_phone_s_video_comes_upright(name: str) -> None:
    with VideoFile(clip(name)) as video:
        assert video.size_px == (320, 240)
        first = next(iter(video)).rgb
    expected = pictures(1)[0]
    assert np.abs(first.astype(int) - expected).mean() < 6.0
    assert np.abs(first[::-1].astype(int) - expected).mean() > 15.0


def test_4k_comes_in_full_hd() -> None:
    with VideoFile(clip("huge")) as video:
        assert video.size_px == (1920, 1080)
        assert [frame.rgb.shape for frame in video] == [(1080, 1920, 3)] * 4


def test_odd_sizes_stay() -> None:
    assert frames(clip("odd"))[0].rgb.shape == (241, 321, 3)


def test_pixels_that_are_not_square_are_made_so() -> None:
    assert frames(clip("wide_pixels"))[0].rgb.shape == (240, 320, 3)


def test_a_window_keeps_the_times_of_the_source() -> None:
    whole = times(clip("indexed_first"))
    assert times(clip("indexed_first"), 2.0, 3.0) == [t_s for t_s in whole if 2.0 <= t_s < 3.0]


def test_a_window_s_first_picture_is_the_one_of_its_time() -> None:
    whole, part = frames(clip("indexed_first")), frames(clip("indexed_first"), 2.0)
    assert (part[0].rgb == next(f for f in whole if f.t_s >= 2.0).rgb).all()


def test_a_window_of_a_file_that_cannot_be_sought_in() -> None:
    assert times(clip("timeless"), 0.2)[0] == pytest.approx(0.2)


@pytest.mark.parametrize("name", ["cut", "cut_mkv"])
def test_a_file_that_is_cut_off_gives_what_there_is_and_says_so(name: str) -> None:
    with VideoFile(clip(name)) as video:
        count = len(list(video))
        assert 50 < count < 100
        assert video.truncated
    with VideoFile(clip(name), end_s=1.0) as video:
        assert len(list(video)) == 25
        assert not video.truncated


def test_a_scratch_in_the_middle_loses_no_time() -> None:
    assert times(clip("scratched"))[-1] == pytest.approx(4.76, abs=0.01)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "is empty"),
        ("text", "is no video but a text file"),
        ("notes", "is no video but a text file"),
        ("no_index", "cut off before its index"),
        ("sound_only", "has sound only"),
        ("no_pictures", "no picture"),
        ("playlist", "is no video but a playlist"),
        ("single", "is a single picture, not a video"),
        ("first_alone", "cut off after its first picture"),
        (
            "wrong_times",
            "only one of the 24 pictures in it can be read, as the times that it gives them are wrong",
        ),
        ("jpg_renamed", "is no video but a JPEG picture"),
        ("jpg", "is no video but a JPEG picture"),
        ("png_renamed", "is no video but a PNG picture"),
        ("webp_renamed", "is no video but a WebP picture"),
        ("tiff_renamed", "is no video but a TIFF picture"),
        ("document", "is no video but a PDF document; give a video file"),
        ("archive", "is no video but a ZIP archive"),
        ("web_page", "is no video but a web page"),
        ("noise", "is no video but nothing that can be read"),
    ],
)
def test_what_gives_no_picture_is_named(name: str, said: str) -> None:
    with pytest.raises(VideoUnreadable, match=said) as error:
        frames(clip(name))
    assert clip(name).name in str(error.value)
    assert "\n" not in str(error.value)
    assert ("cut off" in str(error.value)) == (name in {"no_index", "first_alone"})


def test_a_pattern_for_many_pictures_is_named(tmp_path: Path) -> None:
    with pytest.raises(VideoUnreadable, match=r"img_%03d\.png: stands for many pictures, not a video; make"):
        frames(tmp_path / "img_%03d.png")


def test_a_part_with_one_picture_is_no_single_picture() -> None:
    with pytest.raises(VideoUnreadable, match="only one picture is in that part"):
        frames(clip("slow"), 1.0, 1.1)


def test_a_file_that_stores_nothing_for_what_stays_the_same_is_whole() -> None:
    with VideoFile(clip("held")) as video:
        assert [frame.t_s for frame in video] == pytest.approx([0.0, 1.0])
        assert not video.truncated


def test_a_camera_s_notes_in_the_pictures_are_no_harm() -> None:
    assert [frame.rgb.shape for frame in frames(clip("noted"))] == [(240, 320, 3)] * 6


@pytest.mark.parametrize(
    ("fps", "taken_fps"),
    [(24, 24), (30, 30), (40, 40), (50, 25), (60, 30), (100, 100 / 3), (120, 30), (240, 30)],
)
def test_of_many_pictures_a_second_about_thirty_are_taken_evenly(
    fps: int, taken_fps: float, tmp_path: Path
) -> None:
    def rate(stream: Any) -> None:
        stream.codec_context.framerate = fps

    path = write(tmp_path / "fast.mp4", [pictures(1)[0]] * fps, at(fps, fps), tune=rate)
    with VideoFile(path, near_fps=30.0) as video:
        taken = list(video)
        assert video.fps == pytest.approx(taken_fps, rel=0.01)
        assert not video.truncated
    assert np.diff([frame.t_s for frame in taken]) == pytest.approx(1 / taken_fps, abs=1e-3)
    assert [frame.index for frame in taken] == list(range(len(taken)))
    assert len(frames(path)) == fps


def test_no_such_file_and_a_folder() -> None:
    with pytest.raises(VideoUnreadable, match="no such file"):
        VideoFile(FOLDER / "nothing.mp4")
    with pytest.raises(VideoUnreadable, match="is a folder"):
        VideoFile(FOLDER)


def test_a_window_behind_the_end_says_how_long_the_file_is() -> None:
    with pytest.raises(VideoUnreadable, match=r"it is 4\.8 s long"):
        VideoFile(clip("indexed_first"), start_s=50.0)


@pytest.mark.parametrize("window", [(-1.0, 3.0), (2.0, 2.0)])
def test_a_window_that_is_none_is_a_programmer_s_mistake(window: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="expected 0 <= start_s < end_s"):
        VideoFile(ANGELS, start_s=window[0], end_s=window[1])


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or Path("/dev/video0").exists(), reason="there is a camera here"
)
def test_no_camera_is_said_plainly() -> None:
    with pytest.raises(CameraUnavailable, match="camera 0 cannot be opened"):
        Camera(0)


def test_reading_ahead_keeps_the_order() -> None:
    with prefetched(range(20)) as numbers:
        assert list(numbers) == list(range(20))


def test_an_error_while_reading_ahead_comes_out_in_its_place() -> None:
    def source() -> Iterator[int]:
        yield from range(20)
        raise VideoUnreadable("gone")

    with prefetched(source()) as items:
        assert [next(items) for _ in range(20)] == list(range(20))
        with pytest.raises(VideoUnreadable, match="gone"):
            next(items)


def test_reading_ahead_stops_with_its_block() -> None:
    given: list[int] = []

    def source() -> Iterator[int]:
        for i in range(1000):
            given.append(i)
            yield i

    with prefetched(source(), depth=2) as items:
        assert next(items) == 0
    assert len(given) <= 4
