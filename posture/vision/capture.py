"""Frames from a video file or a camera, with the times at which they were taken.

A file's times are its own presentation times, so that variable frame rates come out right; they
count from the start of the source. Frames are upright (the file's display matrix is applied),
with square pixels, and no side is longer than that of Full HD: a 4K frame is halved while its
colors are converted. Every pixel figure of the program (`Pose`, `SourceInfo`, recordings,
annotated videos) refers to that delivered size.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from posture.errors import CameraUnavailable, VideoUnreadable
from posture.vision.cameras import known_cameras
from posture.vision.file_content import begins_a_video, head_of, kind, picture_kind
from posture.vision.frame_sampler import FrameSampler
from posture.vision.opencv import cv2
from posture.vision.orientation import Rgb, Upright

NEAR_FPS = 30.0
"""Frames a second that show every movement; a file with many more is thinned to about this rate."""
_CUT_S = 0.5
"""A file that ends this much before its stated length is cut off; less is a container's rounding."""
_NO_VIDEO = frozenset({"tty", "subviewer", "srt", "image2"})
"""Formats by which FFmpeg turns plain text or a single picture into a video: to a person it is none."""
_ONE_PICTURE = "_pipe"
"""Ends FFmpeg's names for the formats of single pictures."""
_WANTED = "give a video of the movement (posture check measures a picture whose name ends in .jpg or .png)"
_MAKE_ONE = "make a video of them first"
_OPTIONS = {"protocol_whitelist": "file"}
"""Keeps playlists, which may name other hosts, from fetching anything."""
_MOST_PIXELS = 40_000_000
"""Of one frame; 8K has 33 million. Every reference and every thread of a decoder holds one."""
_BOUNDED = {"max_pixels": str(_MOST_PIXELS)}
"""Has decoders refuse larger frames, also where the container's header claims another size."""
_LONGEST_S = 1e6
"""A later time is taken for damage: no file lasts twelve days."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One frame of a video or camera.

    Attributes:
        rgb: (H, W, 3) uint8, upright, un-mirrored.
        t_s: Seconds from the start of the source, strictly rising.
        index: Count of the frames delivered before this one.
    """

    rgb: Rgb
    t_s: float
    index: int


class VideoFile:
    """The frames of a file between two times, each once, read ahead by one.

    Args:
        path: Any video that FFmpeg reads.
        start_s: First time wanted, in seconds of the source; earlier frames are skipped by seeking.
        end_s: Frames at this time and later are left out.
        step_s: Least time from one frame to the next; frames between cost nothing but their decoding.
        near_fps: A file with many more frames a second is thinned evenly to about this rate.

    Attributes:
        name: The file's name without its folder.
        size_px: Width and height of the frames as delivered.
        fps: Average frames a second as the file states it, skipped ones left out; NaN where it does not.
        duration_s: Length as the file states it, NaN where it does not.
        truncated: The file ended before its stated length, or parts of it could not be decoded.
            True only after the frames have been read.

    Raises:
        VideoUnreadable: The file has no readable frame; or, once its frames were read, only a single one.
    """

    def __init__(
        self,
        path: Path,
        *,
        start_s: float = 0.0,
        end_s: float = math.inf,
        step_s: float = 0.0,
        near_fps: float = math.inf,
    ) -> None:
        if not 0.0 <= start_s < end_s:
            raise ValueError(f"expected 0 <= start_s < end_s, got {start_s} and {end_s}")
        self.name = path.name
        self.truncated = False
        self._same_until_s = 0.0
        self._start_s, self._end_s, self._step_s = start_s, end_s, step_s
        self._container = _open(path)
        try:
            self._stream = _video_stream(self._container, path)
            self._stream.thread_type = "AUTO"
            self._stream.codec_context.options = _BOUNDED
            self._read_header()
            self._sample_near(near_fps)
            self._frames = self._decode()
            self._first = next(self._frames, None)
            if self._first is None:
                raise VideoUnreadable(self._nothing())
        except BaseException:
            self._container.close()
            raise
        height, width = self._first.rgb.shape[:2]
        self.size_px = (width, height)

    def __iter__(self) -> Iterator[Frame]:
        """Yield each frame once; a second pass needs another `VideoFile`."""
        if self._first is not None:
            first, self._first = self._first, None
            yield first
        yield from self._frames

    def __enter__(self) -> VideoFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    @property
    def expected_s(self) -> float:
        """Return the seconds of the window that frames will cover, as far as the header tells; else NaN."""
        end_s = self.duration_s if math.isinf(self._end_s) else min(self._end_s, self.duration_s)
        return end_s - self._start_s

    def _read_header(self) -> None:
        stream, container = self._stream, self._container
        rate = stream.average_rate or stream.guessed_rate
        self.fps = float(rate) if rate else math.nan
        self._time_base = float(stream.time_base or 0)
        begin_s = stream.start_time * self._time_base if stream.start_time is not None else 0.0
        if container.start_time is not None:
            begin_s = container.start_time / av.time_base
        self._begin_s = begin_s
        self.duration_s = math.nan
        # The length of a whole container may be that of its sound.
        self._states_own_length = stream.duration is not None or len(container.streams) == 1
        if stream.duration is not None:
            lead_s = (stream.start_time or 0) * self._time_base - begin_s
            self.duration_s = stream.duration * self._time_base + max(lead_s, 0.0)
        elif container.duration is not None:
            self.duration_s = container.duration / av.time_base

    def _sample_near(self, near_fps: float) -> None:
        """Take every second, third … frame of a file that has many more a second than that."""
        one_of = round(self.fps / near_fps) if self.fps > near_fps else 1
        if one_of > 1:
            self.fps /= one_of
            self._step_s = max(self._step_s, 1.0 / self.fps)

    def _decode(self) -> Iterator[Frame]:
        if self._start_s > 0.0:
            self._seek()
        reformatter = VideoReformatter()
        shape: Upright | None = None
        sampler = FrameSampler(self._step_s)
        last_s, until_s, index, here = -math.inf, 0.0, 0, 0
        for decoded in self._decoded():
            t_s = self._time_of(decoded, last_s)
            if t_s >= self._end_s:
                break
            if t_s <= last_s:
                continue
            if t_s > _LONGEST_S:
                raise VideoUnreadable(
                    f"{self.name}: a picture claims to be {t_s:.3g} s after the first; export it again"
                )
            last_s, until_s = t_s, t_s + (decoded.duration or 0) * self._time_base
            here += t_s >= self._start_s
            if t_s < self._start_s or not sampler.due(t_s):
                continue
            shape = shape or Upright.of(decoded, self._stream.sample_aspect_ratio)
            yield Frame(shape.rgb(decoded, reformatter), t_s, index)
            index += 1
        else:
            until_s = max(until_s, self._same_until_s)
            self.truncated |= self._states_own_length and self.duration_s - until_s > _CUT_S
        if here == 1:
            raise VideoUnreadable(self._only_one())

    def _seek(self) -> None:
        """Go to the key frame before the window; a file without index or length is read through."""
        if math.isnan(self.duration_s):
            return
        with suppress(av.FFmpegError):
            self._container.seek(int((self._start_s + self._begin_s) * av.time_base), backward=True)

    def _decoded(self) -> Iterator[VideoFrame]:
        """Yield every frame that can be decoded; damage is skipped and remembered."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except av.FFmpegError:
                self.truncated, packet = True, None
            if packet is not None and packet.size == 0 and packet.pts is not None:
                # Nothing is stored where a frame is the same again, and the decoder takes that for damage.
                self._same_until_s = (packet.pts + (packet.duration or 0)) * self._time_base - self._begin_s
                continue
            try:
                yield from self._stream.codec_context.decode(packet)
            except av.EOFError:
                return
            except av.FFmpegError:
                self.truncated = True
            if packet is None:
                return

    def _time_of(self, decoded: VideoFrame, last_s: float) -> float:
        """Return seconds from the source's start; a stream without times is spread by its own rate."""
        if decoded.pts is not None:
            return decoded.pts * self._time_base - self._begin_s
        step_s = 1.0 / self.fps if self.fps > 0.0 else 0.04
        return 0.0 if math.isinf(last_s) else last_s + step_s

    def _nothing(self) -> str:
        if self._start_s > 0.0:
            length = "" if math.isnan(self.duration_s) else f", it is {self.duration_s:.1f} s long"
            return f"{self.name}: no picture from {self._start_s:g} s on{length}; use an earlier --start"
        # A decoder that refused the size on the first look has forgotten it.
        known = self._stream.codec_context.width
        large = "" if known else f", or each is larger than {_MOST_PIXELS // 1_000_000} megapixels"
        return f"{self.name}: no picture in it can be read{large}; record or export it again"

    def _only_one(self) -> str:
        if self.truncated:
            return f"{self.name}: was cut off after its first picture; copy or record it again"
        if self._start_s > 0.0 or math.isfinite(self._end_s):
            return f"{self.name}: only one picture is in that part; give a longer one"
        if self._stream.frames > 1:
            stated = f"only one of the {self._stream.frames} pictures in it can be read"
            return f"{self.name}: {stated}, as the times that it gives them are wrong; export it again"
        return f"{self.name}: is a single picture, not a video; {_WANTED}"


class Camera:
    """The frames of a camera of this machine, taken when they are asked for.

    Args:
        number: 0 for the first camera.
        size_px: Width and height to ask for; the camera gives the nearest it has.
        step_s: Least time from one frame to the next; frames between are not even decoded.

    Attributes:
        size_px: Width and height as delivered.

    Raises:
        CameraUnavailable: There is none of that number, it is busy, or it was unplugged.
    """

    def __init__(
        self, number: int = 0, *, size_px: tuple[int, int] = (640, 480), step_s: float = 0.0
    ) -> None:
        self._number, self._step_s = number, step_s
        self._device = cv2.VideoCapture(number)
        if not self._device.isOpened():
            self._device.release()
            there = ", ".join(map(str, known_cameras()))
            raise CameraUnavailable(
                f"camera {number} cannot be opened; plug it in, close other programs that use it, "
                f"or use a video file{f'; this computer has {there}' if there else ''}"
            )
        self._device.set(cv2.CAP_PROP_FRAME_WIDTH, size_px[0])
        self._device.set(cv2.CAP_PROP_FRAME_HEIGHT, size_px[1])
        width = int(self._device.get(cv2.CAP_PROP_FRAME_WIDTH))
        self.size_px = (width, int(self._device.get(cv2.CAP_PROP_FRAME_HEIGHT)))

    def __iter__(self) -> Iterator[Frame]:
        """Yield frames until the camera is closed."""
        begin_s, last_s, index = _now_s(), -1.0, 0
        sampler = FrameSampler(self._step_s)
        while self._device.isOpened():
            found = self._device.grab()
            t_s = max(_now_s() - begin_s, math.nextafter(last_s, math.inf))
            if found and not sampler.due(t_s):
                continue
            bgr = self._device.retrieve()[1] if found else None
            if bgr is None:
                raise CameraUnavailable(f"camera {self._number} gives no more pictures; plug it in again")
            yield Frame(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False), t_s, index)
            last_s, index = t_s, index + 1

    def __enter__(self) -> Camera:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the camera."""
        self._device.release()


def _now_s() -> float:
    """Read a clock that goes on while the computer sleeps, so that a gap in a film shows how long it was."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def _open(path: Path) -> Any:
    if not path.exists():
        if "%" in path.name:
            raise VideoUnreadable(f"{path}: stands for many pictures, not a video; {_MAKE_ONE}")
        raise VideoUnreadable(f"{path}: no such file; check the name and the folder")
    if path.is_dir():
        raise VideoUnreadable(f"{path}: is a folder; give a video file")
    if path.stat().st_size == 0:
        raise VideoUnreadable(f"{path}: is empty; record or copy it again")
    try:
        container = av.open(
            f"file:{path}", options=_BOUNDED, container_options=_OPTIONS, metadata_errors="ignore"
        )
    except PermissionError as error:
        raise VideoUnreadable(f"{path}: may not be read; check its permissions") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoUnreadable(f"{path}: {_not_opened(head_of(path))}") from error
    names = container.format.name
    if set(names.split(",")) & _NO_VIDEO or names.endswith(_ONE_PICTURE):
        container.close()
        raise VideoUnreadable(f"{path}: {_no_video(head_of(path), container.format.long_name)}")
    return container


def _not_opened(head: bytes) -> str:
    """Say of a file in which FFmpeg finds no video what it is."""
    if begins_a_video(head):
        return "was cut off before its index, or is damaged; copy or export it again"
    return _no_video(head, "nothing that can be read as one")


def _no_video(head: bytes, otherwise: str) -> str:
    wanted = _WANTED if picture_kind(head) else "give a video file"
    return f"is no video but {kind(head) or otherwise}; {wanted}"


def _video_stream(container: Any, path: Path) -> Any:
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic and stream.codec_context is not None:
            size = stream.codec_context.width, stream.codec_context.height
            if size[0] * size[1] > _MOST_PIXELS:
                raise VideoUnreadable(
                    f"{path.name}: claims pictures of {size[0]}×{size[1]} pixels; expected at most "
                    f"{_MOST_PIXELS // 1_000_000} megapixels, make it smaller"
                )
            return stream
    has = "has sound only" if container.streams.audio else "has no picture"
    raise VideoUnreadable(f"{path.name}: {has}; give a file with video")
