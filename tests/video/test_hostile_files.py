"""Files that claim what would take gigabytes, given to the commands: one line, exit 1, little memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import av
import hostile_kit as kit
import numpy as np

from posture.vision import recording

MOST_MB = 300


_RUN_ALL = """
import contextlib, io, json, sys
from posture.cli import main

told = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["posture", *words]
    said, code = io.StringIO(), 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
    told.append([code, said.getvalue()])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([told, int(peak.split()[1]) / 1024]))
"""
"""One process for many commands: a fault of one shows as such, and the peak is that over all of them."""


def run_all(commands: Sequence[Sequence[str]], folder: Path) -> tuple[list[tuple[int, list[str]]], float]:
    """The exit code and the lines of every command, and the most memory that all took, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN_ALL, json.dumps(commands)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        check=True,
    )
    told, peak_mb = json.loads(done.stdout.splitlines()[-1])
    return [(code, said.splitlines()) for code, said in told], peak_mb


def members(folder: Path) -> dict[str, bytes]:
    recording.write(kit.recorded(), folder / "good.npz")
    return kit.members_of(folder / "good.npz")


def with_array(name: str, array: Any, **claims: Any) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        made = {**members(folder), name: kit.member(array, **claims)}
        return kit.archive(folder / "odd.npz", made)

    return make


def mask_bomb(folder: Path) -> Path:
    """Some hundred kilobytes that unpack to more than a gigabyte of masks."""
    path = kit.archive(
        folder / "odd.npz", {**members(folder), "mask_shape": kit.member(np.array([16384, 16384]))}
    )
    with zipfile.ZipFile(path) as file:
        kept = {name: file.read(name) for name in file.namelist() if name != "mask_bits.npy"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in kept.items():
            file.writestr(name, data)
        with file.open("mask_bits.npy", "w", force_zip64=True) as bits:
            bits.write(kit.member(np.zeros(0, np.uint8), shape=(5, 16384 * 16384 // 8)))
            for _ in range(160):
                bits.write(bytes(1 << 20))
    return path


def unknown_bomb(folder: Path) -> Path:
    """The same in an array that no recording has: it is not read, and the times are refused."""
    bomb = kit.member(np.zeros(0, np.uint8), shape=(1 << 26,)) + bytes(1 << 26)
    made = {**members(folder), "other": bomb, "t_s": kit.member(np.array([0.0, 1.0, 2.0, 3.0, 1e9]))}
    return kit.archive(folder / "odd.npz", made)


def packed_so(**marks: int) -> Callable[[Path], Path]:
    return lambda folder: kit.patched(kit.archive(folder / "odd.npz", members(folder)), **marks)


RECORDINGS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a gap of years": (with_array("t_s", np.array([0, 0.1, 0.2, 0.3, 1e9])), "t_s: expected numbers from"),
    "a gap of days": (with_array("t_s", np.array([0, 0.1, 0.2, 0.3, 9e5])), "t_s has a gap of 9e+05 s"),
    "times of no calendar": (with_array("t_s", np.arange(5) * 1e17), "t_s: expected numbers from"),
    "a claim of terabytes": (with_array("t_s", np.zeros(5), shape=(10**12,)), "is larger than any of ours"),
    "a claim beyond numbers": (with_array("schema", "x", shape=(10**30,)), "is larger than any of ours"),
    "encrypted": (packed_so(flags=1), "is encrypted"),
    "packed in another way": (packed_so(method=99), "is compressed in an unknown way (99)"),
    "a mask below zero": (
        with_array("mask_shape", np.array([-48, -63])),
        "not fit mask_shape [-48, -63]",
    ),
    "a bomb of masks": (mask_bomb, "is larger than any of ours"),
    "a bomb that nobody reads": (unknown_bomb, "t_s: expected numbers from"),
    "a picture of 1e300": (with_array("size_px", np.array([1e300, 1e300])), "size_px: expected width"),
    "an endless picture": (with_array("size_px", np.array([np.inf, np.inf])), "size_px: expected width"),
    "landmarks far away": (with_array("image_xy", np.full((5, 33, 2), 1e300)), "image_xy: expected numbers"),
}


GOOD = {"clip": "set.npz", "analyse_as": "chin_tucks", "counted_reps": 1}
LABELS = {
    "nested deep": ("[" * 100_000, "is nested too deeply"),
    "a number of 400 digits": (f'[{{"clip": "set.npz", "counted_reps": {"9" * 400}}}]', "of 400 digits"),
    "an object for a name": (json.dumps([{**GOOD, "clip": {"a": 1}}]), "clip: expected a text, got {'a': 1}"),
    "an object for a move": (json.dumps([{**GOOD, "analyse_as": {}}]), "analyse_as: expected a text, got {}"),
    "a long text": (json.dumps([GOOD]) + " " * (5 << 20), "is larger than 4096 KB"),
}


def video(path: Path, codec: str, size: tuple[int, int], pix_fmt: str) -> Path:
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = *size, pix_fmt
        for picture in (av.VideoFrame(*size, pix_fmt), None):
            for plane in picture.planes if picture else ():
                plane.update(bytes(plane.buffer_size))
            container.mux(stream.encode(picture))
    return path


def avi_claiming(folder: Path) -> Path:
    """A small MJPEG whose container and pictures claim 30 000 a side."""
    data = bytearray(video(folder / "a.avi", "mjpeg", (320, 240), "yuvj420p").read_bytes())
    at = data.find(b"strf")
    data[at + 12 : at + 20] = struct.pack("<ii", 30_000, 30_000)
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 30_000, 30_000)
    (folder / "a.avi").write_bytes(data)
    return folder / "a.avi"


VIDEOS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a container's header": (
        lambda folder: video(folder / "a.mov", "png", (8000, 8000), "gray"),
        "megapixels",
    ),
    "a patched header": (avi_claiming, "megapixels"),
}


IMPORTS = {
    "a list for a setting": ({"name": "language", "value": [1]}, "language: expected a text, got [1]"),
    "an object for a setting": ({"name": "pictures", "value": {"a": 1}}, "pictures: expected true or false"),
}


def imported(path: Path, setting: Mapping[str, Any]) -> Path:
    whole = {"schema": "posture.export/1", "sets": [], "notes": [], "settings": [{"person": "", **setting}]}
    path.write_text(json.dumps(whole))
    return path


def cases(folder: Path) -> Iterator[tuple[str, list[str], str]]:
    """Every hostile file with the command that it is given to, and what has to be said."""
    for name, (make, said) in {**RECORDINGS, **VIDEOS}.items():
        (own := folder / name).mkdir()
        yield name, ["analyze", str(make(own)), "--exercise", "chin_tucks"], said
    recording.write(kit.recorded(), folder / "set.npz")
    for number, (name, (text, said)) in enumerate(LABELS.items()):
        path = folder / f"labels{number}.json"
        path.write_text(text)
        yield name, ["evaluate", str(path)], said
    for number, (name, (setting, said)) in enumerate(IMPORTS.items()):
        yield name, ["history", "--import", str(imported(folder / f"in{number}.json", setting))], said
    (folder / "a.jpg").write_bytes(kit.jpeg_claiming(30_000, 30_000))
    yield "a picture", ["check", str(folder / "a.jpg"), "--view", "front"], "claims 30000×30000 pixels"


def test_hostile_files_are_refused_in_one_line_each_and_little_memory(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    names, commands, expected = zip(*cases(tmp_path), strict=True)
    told, peak_mb = run_all(commands, tmp_path)
    record_property("peak_mb", round(peak_mb))
    wrong = [
        (name, code, lines)
        for name, said, (code, lines) in zip(names, expected, told, strict=True)
        if code != 1 or len(lines) != 1 or said not in lines[0]
    ]
    assert not wrong
    assert peak_mb < MOST_MB
