"""Makes hostile files out of good ones: for tests of what is read from outside."""

from __future__ import annotations

import copy
import io
import json
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from posture.body.landmarks import Pose
from posture.provenance import ModelInfo
from posture.vision.recording import Recorder, Recording

FUZZ = settings(
    max_examples=int(os.environ.get("POSTURE_FUZZ_EXAMPLES", "40")),
    derandomize="POSTURE_FUZZ_EXAMPLES" not in os.environ,
    deadline=None,
)
"""A few examples, always the same; ``POSTURE_FUZZ_EXAMPLES=5000`` tries that many others."""

HOSTILE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 10**18, -(10**18), 0.5, -0.0, 1e-320, 1e308, -1e308),
    *("", "x" * 5000, "\ud800", "\0", "../../etc/passwd", "![](//a.b/c.png)", "2026-03-01T08:30:15Z"),
    *("9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00"),
    *([], {}, [[]], [{}], [1], ["a"], {"a": 1}, {"a": {"b": [1]}}, [None] * 300),
)
"""Values that stand where others belong."""


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, as the names and numbers that lead to it."""
    found = [at]
    if isinstance(value, dict):
        inside = list(value.items())
    else:
        inside = list(enumerate(value[:3])) if isinstance(value, list) else []
    for key, entry in inside:
        found += places(entry, (*at, key))
    return found


def changed_at(value: Any, at: tuple[Any, ...], how: Callable[[Any, Any], None]) -> Any:
    """A copy, with ``how`` done to what holds the place and its last name."""
    whole = copy.deepcopy({"": value})
    holder: Any = whole
    for key in ("", *at)[:-1]:
        holder = holder[key]
    how(holder, ("", *at)[-1])
    return whole.get("")


@st.composite
def odd_values(draw: st.DrawFn, good: Any) -> Any:
    """A good JSON value with one to three places taken out or given something that does not belong there."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.sampled_from(places(good)))
        put = draw(st.sampled_from(HOSTILE))
        if draw(st.booleans()) and at:
            good = changed_at(good, at, lambda holder, key: holder.pop(key))
        else:
            good = changed_at(good, at, lambda holder, key, put=put: holder.__setitem__(key, put))
    return good


DEEP = "[" * 100_000


@st.composite
def odd_documents(draw: st.DrawFn, good: Any) -> str:
    """The JSON of an odd value, sometimes with text that no program writes."""
    text = json.dumps(draw(odd_values(good)))
    extra = draw(st.sampled_from(["", "", "", DEEP, "9" * 400, "9" * 5000, "1e999", "NaN", '"', "}", "\x00"]))
    at = draw(st.integers(0, len(text)))
    return text[:at] + extra + text[at + draw(st.integers(0, len(extra))) :]


@st.composite
def odd_bytes(draw: st.DrawFn, good: bytes) -> bytes:
    """Good bytes with some of them changed, left out, doubled, or cut off."""
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        some = draw(
            st.binary(min_size=1, max_size=4) | st.sampled_from([b"\xff" * 4, b"\0" * 4, b"\xff\xda"])
        )
        how = draw(st.sampled_from(["put", "put", "put", "out", "in", "cut"]))
        if how == "cut":
            del data[at:]
        elif how == "in":
            data[at:at] = some
        else:
            data[at : at + len(some)] = some if how == "put" else b""
    return bytes(data)


# ---- recordings ---------------------------------------------------------------------------------


def recorded() -> Recording:
    """Five moments of somebody, with masks."""
    rng = np.random.default_rng(0)
    recorder = Recorder((640, 480), ModelInfo("lite", "ab"))
    for t_s in np.arange(5) / 30:
        xy, xyz = rng.normal(300.0, 100.0, (33, 2)), rng.normal(0.0, 0.5, (33, 3))
        mask = rng.uniform(size=(48, 63)) > 0.5
        recorder.add(float(t_s), Pose(float(t_s), (640, 480), xy, xyz, rng.uniform(size=33), mask))
    return recorder.recording()


def member(array: Any, **header: Any) -> bytes:
    """A ``.npy`` whose header claims what it is told to; else that of the array."""
    array = np.asarray(array)
    told = {"descr": array.dtype.str, "fortran_order": False, "shape": array.shape, **header}
    text = repr(told).encode("latin-1")
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + array.tobytes()


def archive(path: Path, members: Mapping[str, bytes], *, pack: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these members."""
    with zipfile.ZipFile(path, "w", pack) as file:
        for name, data in members.items():
            file.writestr(f"{name}.npy", data)
    return path


def members_of(path: Path) -> dict[str, bytes]:
    """What an archive holds, by name without ending."""
    with zipfile.ZipFile(path) as file:
        return {name.removesuffix(".npy"): file.read(name) for name in file.namelist()}


def patched(path: Path, *, flags: int | None = None, method: int | None = None) -> Path:
    """An archive whose members claim to be encrypted, or compressed in another way."""
    data = bytearray(path.read_bytes())
    for signature, flag_at, method_at in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        at = data.find(signature)
        while at >= 0:
            if flags is not None:
                data[at + flag_at : at + flag_at + 2] = struct.pack("<H", flags)
            if method is not None:
                data[at + method_at : at + method_at + 2] = struct.pack("<H", method)
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    return path


# ---- pictures -----------------------------------------------------------------------------------


def picture(width: int = 64, height: int = 48) -> np.ndarray[Any, Any]:
    """A picture with edges and colors, BGR."""
    rows, columns = np.mgrid[:height, :width]
    return np.dstack([rows * 5 % 256, columns * 4 % 256, (rows ^ columns) * 3 % 256]).astype(np.uint8)


def encoded(ending: str, bgr: np.ndarray[Any, Any] | None = None, *options: int) -> bytes:
    """A picture as a file of that ending holds it."""
    done, data = cv2.imencode(ending, picture() if bgr is None else bgr, list(options))
    assert done
    return data.tobytes()


def jpeg_claiming(width: int, height: int, jpeg: bytes | None = None) -> bytes:
    """A small JPEG whose header claims another size."""
    data = bytearray(encoded(".jpg") if jpeg is None else jpeg)
    at = next(at for sof in (b"\xff\xc0", b"\xff\xc2") if (at := bytes(data).find(sof)) > 0)
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def with_exif(jpeg: bytes, *, orientation: int, thumbnail: bytes = b"") -> bytes:
    """A JPEG with a note how to turn it, and a thumbnail in the same segment."""
    from PIL import Image

    note = Image.Exif()
    note[0x0112] = orientation
    block = note.tobytes() + thumbnail
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def of_pillow(form: str, **options: Any) -> bytes:
    """The picture as Pillow writes it."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(picture()[:, :, ::-1]).convert(options.pop("mode", "RGB")).save(out, form, **options)
    return out.getvalue()
