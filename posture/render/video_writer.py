"""Writes annotated videos: H.264 in MP4 that browsers play, with the source's own frame times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
from av.video.frame import VideoFrame

from posture.errors import OutputUnwritable
from posture.vision.opencv import cv2
from posture.vision.orientation import Rgb

_TICKS_PER_S = 90_000
_BT709 = 1
"""FFmpeg's number for the color standard of high definition, which players assume."""


class VideoWriter:
    """One video under way.

    Args:
        path: The file to write, an ``.mp4``.
        size_px: Width and height of the frames; an odd one grows by a pixel, as H.264 wants.
        fps: About how many frames a second will come; NaN where nobody knows.

    Raises:
        OutputUnwritable: The file cannot be made or the disk is full.
    """

    def __init__(self, path: Path, *, size_px: tuple[int, int], fps: float) -> None:
        self._path = path
        self._begin_s: float | None = None
        self._odd = (size_px[1] % 2, size_px[0] % 2)
        self._container = av.open(f"file:{path}", "w", format="mp4", options={"movflags": "+faststart"})
        rate = Fraction(fps).limit_denominator(1001) if fps > 1.0 else Fraction(25)
        stream: Any = self._container.add_stream("libx264", rate=rate)
        stream.width, stream.height = size_px[0] + self._odd[1], size_px[1] + self._odd[0]
        stream.pix_fmt = "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "23"}
        context = stream.codec_context
        context.time_base = Fraction(1, _TICKS_PER_S)
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        self._stream = stream
        try:
            self._container.start_encoding()
        except (av.FFmpegError, OSError) as error:
            raise OutputUnwritable(f"{path}: cannot be written ({error.strerror})") from error

    def add(self, rgb: Rgb, t_s: float) -> None:
        """Take the next frame; the time of the first one becomes the video's beginning.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds, rising.
        """
        if self._begin_s is None:
            self._begin_s = t_s
        bottom, right = self._odd
        if bottom or right:
            rgb = cv2.copyMakeBorder(rgb, 0, bottom, 0, right, cv2.BORDER_REPLICATE)  # type: ignore[assignment]
        frame = VideoFrame.from_ndarray(rgb, format="rgb24")
        frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", threads=1)
        frame.pts = round((t_s - self._begin_s) * _TICKS_PER_S)
        frame.time_base = Fraction(1, _TICKS_PER_S)
        self._write(frame)

    def finish(self) -> None:
        """Write what is still under way and the file's index."""
        self._write(None)
        self.close()

    def close(self) -> None:
        """Close the file, finished or not; a second call does nothing."""
        try:
            self._container.close()
        except (av.FFmpegError, OSError) as error:
            raise self._unwritable(error) from error

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, frame: VideoFrame | None) -> None:
        try:
            for packet in self._stream.encode(frame):
                self._container.mux(packet)
        except (av.FFmpegError, OSError) as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError | av.FFmpegError) -> OutputUnwritable:
        return OutputUnwritable(f"{self._path}: cannot be written ({error.strerror}); is the disk full?")
