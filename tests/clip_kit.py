"""Small video files of every kind, made on the spot from a sample clip: good, odd, and broken."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from PIL import Image

from posture.vision.capture import VideoFile
from posture.vision.orientation import Rgb

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
ANGELS = SAMPLES / "wall_angels_good_front.mp4"
_TICKS = 12_800

_kept = tempfile.TemporaryDirectory(prefix="posture-clips-")
FOLDER = Path(_kept.name)
atexit.register(_kept.cleanup)


@cache
def pictures(count: int = 24, *, size: tuple[int, int] = (320, 240)) -> tuple[Rgb, ...]:
    """The first pictures of a person doing wall angels."""
    with VideoFile(ANGELS) as video:
        some = [frame.rgb for frame, _ in zip(video, range(count), strict=False)]
    return tuple(cv2.resize(rgb, size) for rgb in some)  # type: ignore[misc]


def write(
    path: Path,
    rgbs: Iterable[Rgb],
    times_s: Sequence[float],
    *,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    rotation: int = 0,
    options: dict[str, str] | None = None,
    tune: Callable[[Any], None] = lambda stream: None,
    sound: bool = False,
) -> Path:
    """A video of these pictures at these times; ``rotation`` is what a phone notes, not applied."""
    pending = list(rgbs)
    with av.open(str(path), "w", options=options or {}) as container:
        stream: Any = container.add_stream(codec, rate=25)
        stream.pix_fmt = pix_fmt
        stream.codec_context.time_base = Fraction(1, _TICKS)
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "g": "10"}
        if rotation:
            stream.set_display_rotation(rotation)
        tune(stream)
        if pending:
            stream.height, stream.width = pending[0].shape[:2]
        silence = container.add_stream("aac", rate=8000) if sound else None
        for rgb, t_s in zip(pending, times_s, strict=False):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), format="rgb24")
            frame.pts, frame.time_base = round(t_s * _TICKS), Fraction(1, _TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if silence is not None:
            _fill(container, silence)
    return path


def at(fps: float, count: int, *, begin_s: float = 0.0) -> list[float]:
    """Times of an even rate."""
    return [begin_s + i / fps for i in range(count)]


UNEVEN_S = [0.0, 0.04, 0.08, 0.2, 0.24, 0.6, 0.64, 1.0, 1.01, 1.5, 1.9, 2.0]


@cache
def clip(name: str) -> Path:
    """The file of that name, made at its first use."""
    make, ending = MAKERS[name]
    return make(FOLDER / f"{name}.{ending}")


def _uneven(path: Path) -> Path:
    return write(path, pictures(12), UNEVEN_S)


def _turned(degrees: int) -> Callable[[Path], Path]:
    """Upright once the note of the phone is followed: stored turned the other way round."""

    def make(path: Path) -> Path:
        stored = [np.rot90(rgb, -degrees // 90) for rgb in pictures(12)]
        return write(path, stored, at(25, 12), rotation=degrees)

    return make


def _huge(path: Path) -> Path:
    return write(path, pictures(4, size=(3840, 2160)), at(25, 4))


def _slow(path: Path) -> Path:
    return write(path, pictures(12), at(5, 12))


def _odd(path: Path) -> Path:
    return write(path, pictures(6, size=(321, 241)), at(25, 6), codec="ffv1", pix_fmt="yuv444p")


def _late(path: Path) -> Path:
    """With sound from the beginning and pictures from a second on."""
    return write(path, pictures(12), at(25, 12, begin_s=1.0), sound=True)


def _clock_on(path: Path) -> Path:
    """As a camera writes whose clock was already running: the whole file begins at five seconds."""
    return write(path, pictures(12), at(25, 12, begin_s=5.0))


def _wide_pixels(path: Path) -> Path:
    def tune(stream: Any) -> None:
        stream.codec_context.sample_aspect_ratio = Fraction(2, 1)

    return write(path, [rgb[:, ::2] for rgb in pictures(6)], at(25, 6), tune=tune)


def _timeless(path: Path) -> Path:
    return write(path, pictures(12), at(25, 12))


def _indexed_first(path: Path) -> Path:
    return write(path, pictures(24) * 5, at(25, 120), options={"movflags": "faststart"})


def _cut(path: Path) -> Path:
    whole = clip("indexed_first").read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    return path


def _cut_mkv(path: Path) -> Path:
    whole = write(path.with_stem("whole"), pictures(24) * 5, at(25, 120)).read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    return path


def _scratched(path: Path) -> Path:
    """Zeros over a part in the middle."""
    whole = bytearray(clip("indexed_first").read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 3000] = bytes(3000)
    path.write_bytes(whole)
    return path


def _no_index(path: Path) -> Path:
    whole = write(path.with_stem("index_last"), pictures(24), at(25, 24)).read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    return path


def _no_pictures(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()
    return path


def _sound_only(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        _fill(container, container.add_stream("aac", rate=8000))
    return path


def _fill(container: Any, stream: Any) -> None:
    for i in range(20):
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.rate, sound.pts, sound.time_base = 8000, i * 1024, Fraction(1, 8000)
        container.mux(stream.encode(sound))
    container.mux(stream.encode())


def _text(path: Path) -> Path:
    path.write_text("Ten wall angels, then ten chin tucks.\n" * 20)
    return path


def _empty(path: Path) -> Path:
    path.touch()
    return path


def _playlist(path: Path) -> Path:
    path.write_text("#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:9/part.ts\n#EXT-X-ENDLIST\n")
    return path


def _nobody(path: Path) -> Path:
    gray = np.full((240, 320, 3), 90, np.uint8)
    return write(path, [gray] * 50, at(25, 50))


def _two_frames(path: Path) -> Path:
    gray = np.full((240, 320, 3), 90, np.uint8)
    return write(path, [*[gray] * 20, *pictures(2), *[gray] * 28], at(25, 50))


def _single(path: Path) -> Path:
    return write(path, pictures(1), [0.0])


def _first_alone(path: Path) -> Path:
    """Cut off after its first picture."""
    whole = write(path.with_stem("two"), [pictures(1)[0], *[_grain()] * 9], at(5, 10)).read_bytes()
    path.write_bytes(whole[: len(whole) // 4])
    return path


def _grain() -> Rgb:
    return np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8)


def _wrong_times(path: Path) -> Path:
    """After the first picture the next ones come in weeks."""
    whole = bytearray(write(path, pictures(24), at(24, 24)).read_bytes())
    lasts = whole.index(b"stts") + 16  # kind, version, count of entries, pictures of the first one
    whole[lasts : lasts + 4] = b"\x7f\xff\xff\xff"
    path.write_bytes(whole)
    return path


def _encoded(path: Path) -> Path:
    """One picture, whatever the name says, in the way that the name begins with."""
    data = cv2.imencode(f".{path.stem.partition('_')[0]}", pictures(1)[0][..., ::-1])[1]
    path.write_bytes(data.tobytes())
    return path


def _other(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def _held(path: Path) -> Path:
    """Nothing is stored where a picture is the same as the one before, up to the end."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("ffv1", rate=25)
        stream.height, stream.width, stream.pix_fmt = 240, 320, "yuv420p"
        packets = []
        for i, rgb in enumerate(pictures(2)):
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = i * 25, Fraction(1, 25)
            packets += stream.encode(frame)
        for second, packet in enumerate([*packets, *stream.encode()]):
            container.mux(packet)
            for i in range(1, 25):
                same = av.Packet(0)
                same.stream, same.time_base = stream, Fraction(1, 25)
                same.pts = same.dts = second * 25 + i
                container.mux(same)
    return path


def _noted(path: Path) -> Path:
    """A camera's motion JPEG, with its notes in every picture."""
    notes = Image.Exif()
    notes[0x010F] = "a camera"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("mjpeg", rate=25)
        stream.height, stream.width, stream.pix_fmt = 240, 320, "yuvj420p"
        for i, rgb in enumerate(pictures(6)):
            data = BytesIO()
            Image.fromarray(rgb).save(data, "jpeg", exif=notes)
            packet = av.Packet(data.getvalue())
            packet.stream, packet.time_base = stream, Fraction(1, 25)
            packet.pts = packet.dts = i
            container.mux(packet)
    return path


MAKERS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "uneven": (_uneven, "mp4"),
    "turned_90": (_turned(90), "mp4"),
    "turned_180": (_turned(180), "mp4"),
    "turned_270": (_turned(270), "mov"),
    "huge": (_huge, "mp4"),
    "slow": (_slow, "mp4"),
    "odd": (_odd, "mkv"),
    "late": (_late, "mp4"),
    "clock_on": (_clock_on, "mkv"),
    "wide_pixels": (_wide_pixels, "mp4"),
    "timeless": (_timeless, "h264"),
    "indexed_first": (_indexed_first, "mp4"),
    "cut": (_cut, "mp4"),
    "cut_mkv": (_cut_mkv, "mkv"),
    "scratched": (_scratched, "mp4"),
    "no_index": (_no_index, "mp4"),
    "no_pictures": (_no_pictures, "mp4"),
    "sound_only": (_sound_only, "m4a"),
    "text": (_text, "mp4"),
    "notes": (_text, "txt"),
    "empty": (_empty, "mp4"),
    "playlist": (_playlist, "m3u8"),
    "nobody": (_nobody, "mp4"),
    "two_frames": (_two_frames, "mp4"),
    "single": (_single, "mp4"),
    "first_alone": (_first_alone, "mkv"),
    "wrong_times": (_wrong_times, "mp4"),
    "jpg_renamed": (_encoded, "mp4"),
    "jpg": (_encoded, "jpg"),
    "png_renamed": (_encoded, "mp4"),
    "webp_renamed": (_encoded, "mov"),
    "tiff_renamed": (_encoded, "mp4"),
    "document": (_other(b"%PDF-1.7\n" + bytes(400)), "mp4"),
    "archive": (_other(b"PK\x03\x04" + bytes(400)), "mp4"),
    "web_page": (_other(b"<!DOCTYPE html><html><body>" + b"not found " * 40), "mp4"),
    "noise": (_other(np.random.default_rng(3).bytes(5000)), "mp4"),
    "held": (_held, "nut"),
    "noted": (_noted, "avi"),
}
