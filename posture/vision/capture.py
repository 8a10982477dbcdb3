"""Frames from a video file or a camera, with the times at which they were taken.

A file's times are its own presentation times, so that variable frame rates come out right; they
count from the start of the source. Pictures are upright (the file's display matrix is applied),
with square pixels, and no side is longer than that of Full HD: a 4K picture is halved while its
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
import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from posture.errors import CameraUnavailable, VideoUnreadable
from posture.vision.cameras import known_cameras
from posture.vision.pace import Pace
from posture.vision.upright import Rgb, Upright

_CUT_S = 0.5
"""A file that ends this much before its stated length is cut off; less is rounding of containers."""
_NO_VIDEO = frozenset({"tty", "subviewer", "srt"})
"""FFmpeg draws plain text as a terminal's picture: to a person that is no video."""
_OPTIONS = {"protocol_whitelist": "file"}
"""A playlist may name other hosts; nothing is fetched from them."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture.

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
        start_s: First time wanted, in seconds of the source; what is before is sought over.
        end_s: Frames at this time and later are left out.
        step_s: At least so long from one frame to the next; those between are passed over before they
            cost anything but their decoding.

    Attributes:
        name: The file's name without its folder.
        size_px: Width and height of the frames as delivered.
        fps: Average frames a second as the file states it, NaN where it does not.
        duration_s: Length as the file states it, NaN where it does not.
        truncated: The file ended before its stated length, or parts of it could not be decoded.
            True only after the frames have been read.

    Raises:
        VideoUnreadable: There is no picture in it.
    """

    def __init__(
        self, path: Path, *, start_s: float = 0.0, end_s: float = math.inf, step_s: float = 0.0
    ) -> None:
        if not 0.0 <= start_s < end_s:
            raise ValueError(f"expected 0 <= start_s < end_s, got {start_s} and {end_s}")
        self.name = path.name
        self.truncated = False
        self._start_s, self._end_s, self._step_s = start_s, end_s, step_s
        self._container = _open(path)
        try:
            self._stream = _video_stream(self._container, path)
            self._stream.thread_type = "AUTO"
            self._read_header()
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
        """Each frame once; a second pass needs another `VideoFile`."""
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
        """Let the file go."""
        self._container.close()

    @property
    def expected_s(self) -> float:
        """Seconds of the window that the frames will cover, as far as the header tells; else NaN."""
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

    def _decode(self) -> Iterator[Frame]:
        if self._start_s > 0.0:
            self._seek()
        reformatter = VideoReformatter()
        shape: Upright | None = None
        pace = Pace(self._step_s)
        last_s, until_s, index = -math.inf, 0.0, 0
        for picture in self._pictures():
            t_s = self._time_of(picture, last_s)
            if t_s >= self._end_s:
                return
            if t_s <= last_s:
                continue
            last_s, until_s = t_s, t_s + (picture.duration or 0) * self._time_base
            if t_s < self._start_s or not pace.due(t_s):
                continue
            shape = shape or Upright.of(picture, self._stream.sample_aspect_ratio)
            yield Frame(shape.rgb(picture, reformatter), t_s, index)
            index += 1
        self.truncated |= self._states_own_length and self.duration_s - until_s > _CUT_S

    def _seek(self) -> None:
        """Go to the key frame before the window; a file without index or length is read through."""
        if math.isnan(self.duration_s):
            return
        with suppress(av.FFmpegError):
            self._container.seek(int((self._start_s + self._begin_s) * av.time_base), backward=True)

    def _pictures(self) -> Iterator[VideoFrame]:
        """Every picture that can be decoded; damage is passed over and remembered."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except av.FFmpegError:
                self.truncated, packet = True, None
            try:
                yield from self._stream.codec_context.decode(packet)
            except av.EOFError:
                return
            except av.FFmpegError:
                self.truncated = True
            if packet is None:
                return

    def _time_of(self, picture: VideoFrame, last_s: float) -> float:
        """Seconds from the source's start; a stream without times is spread by its own rate."""
        if picture.pts is not None:
            return picture.pts * self._time_base - self._begin_s
        step_s = 1.0 / self.fps if self.fps > 0.0 else 0.04
        return 0.0 if math.isinf(last_s) else last_s + step_s

    def _nothing(self) -> str:
        if self._start_s > 0.0:
            length = "" if math.isnan(self.duration_s) else f", it is {self.duration_s:.1f} s long"
            return f"{self.name}: no picture from {self._start_s:g} s on{length}; use an earlier --start"
        return f"{self.name}: no picture in it can be read; record or export it again"


class Camera:
    """The frames of a camera of this machine, taken when they are asked for.

    Args:
        number: 0 for the first camera.
        size_px: Width and height to ask for; the camera gives the nearest it has.
        step_s: At least so long from one frame to the next; those between are not even decoded.

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
        """Frames until the camera is closed."""
        begin_s, last_s, index = _now_s(), -1.0, 0
        pace = Pace(self._step_s)
        while self._device.isOpened():
            found = self._device.grab()
            t_s = max(_now_s() - begin_s, math.nextafter(last_s, math.inf))
            if found and not pace.due(t_s):
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
        """Let the camera go."""
        self._device.release()


def _now_s() -> float:
    """A clock that goes on while the computer sleeps: a film that stands still would hide how long it was."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def _open(path: Path) -> Any:
    if not path.exists():
        raise VideoUnreadable(f"{path}: no such file; check the name and the folder")
    if path.is_dir():
        raise VideoUnreadable(f"{path}: is a folder; give a video file")
    if path.stat().st_size == 0:
        raise VideoUnreadable(f"{path}: is empty; record or copy it again")
    try:
        container = av.open(f"file:{path}", container_options=_OPTIONS, metadata_errors="ignore")
    except PermissionError as error:
        raise VideoUnreadable(f"{path}: may not be read; check its permissions") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoUnreadable(
            f"{path}: is no video, or was cut off before its index; export it again"
        ) from error
    if set(container.format.name.split(",")) & _NO_VIDEO:
        container.close()
        raise VideoUnreadable(f"{path}: is no video but {container.format.long_name}; give a video file")
    return container


def _video_stream(container: Any, path: Path) -> Any:
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic and stream.codec_context is not None:
            return stream
    has = "has sound only" if container.streams.audio else "has no picture"
    raise VideoUnreadable(f"{path.name}: {has}; give a file with video")
