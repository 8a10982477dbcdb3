"""Rebuild the pose models from the two published packages that carry their networks.

::

    python models/build.py                 lite and full, into this folder
    python models/build.py --heavy DIR     heavy as well, into another folder
    python models/build.py --check         build, compare, write nothing

Needs pip, npm, the network, and a Python of version 3.9 to 3.12 for the metadata writer (this one, or
another on the path). Every part is checked against its SHA-256 on the way in and every model on the
way out (``SHA256SUMS``); nothing is written that does not match. Only the standard library is used.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEEL = "mediapipe==0.10.21"
PACKAGE = "@mediapipe/pose@0.5.1675469404"

PARTS = {
    "pose_detection.tflite": "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    "pose_landmark_lite.tflite": "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    "pose_landmark_full.tflite": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "pose_landmark_heavy.tflite": "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
}
"""The networks as they are published, by SHA-256."""

WRITER_NEEDS = (
    WHEEL,
    "absl-py",
    "attrs",
    "flatbuffers==25.12.19",  # it lays out the bytes of the metadata
    "matplotlib",
    "numpy<2",
    "opencv-contrib-python<5",
    "protobuf<5",
    "sounddevice",
)
"""What importing the metadata writer needs; its package asks for much more (jax and others)."""

WRITER = """
import sys
from pathlib import Path
from mediapipe.tasks.python.metadata.metadata_writers.metadata_writer import MetadataWriter

plain, described = map(Path, sys.argv[1:])
writer = MetadataWriter.create(bytearray(plain.read_bytes()))
writer.add_general_info("PoseLandmarksDetector")
writer.add_image_input(norm_mean=[0.0], norm_std=[255.0])
for _ in range(5):
    writer.add_feature_output()
described.write_bytes(writer.populate()[0])
"""
"""Program that adds the metadata of the landmark network: an RGB image scaled to 0–1, five outputs."""

BUILT_AT = (2026, 11, 22, 5, 1, 30)
"""Time stamp of every entry in the archive: fixed, so that every build has the same bytes."""
ALIGNMENT = 4
LOCAL_HEADER = 30
"""Bytes before an entry's name, by the zip format."""


class BuildError(Exception):
    """The models cannot be built here; the message says why."""


def bundle(parts: dict[str, bytes], out: Path) -> None:
    """Write a ``.task``: an uncompressed zip whose entries start at multiples of four bytes.

    MediaPipe maps the entries into memory as they lie, hence the alignment; like its own writer, this
    one pads by four bytes where none would be needed.

    Args:
        parts: Content of each entry by its name, in the order of the archive.
        out: File to write.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, BUILT_AT)
            entry.create_system = 3  # as on Unix, wherever it is built
            entry.external_attr = 0o600 << 16
            padding = ALIGNMENT - (archive.start_dir + LOCAL_HEADER + len(name)) % ALIGNMENT
            assert archive.fp is not None
            archive.fp.seek(archive.start_dir)
            archive.start_dir += archive.fp.write(b"\0" * padding)
            archive.writestr(entry, content)


def published_sums(path: Path = HERE / "SHA256SUMS") -> dict[str, str]:
    """Return the SHA-256 of each model by file name."""
    lines = path.read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def check_sum(content: bytes, name: str, expected: str) -> None:
    """Refuse bytes that are not the expected ones.

    Args:
        content: Bytes to check.
        name: What the error calls them.
        expected: Their SHA-256 in hexadecimal digits.

    Raises:
        BuildError: The sums differ.
    """
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise BuildError(f"{name}: expected SHA-256 {expected}, found {found} ({len(content)} bytes)")


def run(*command: str | Path, cwd: Path) -> None:
    """Run a program quietly, and show its output when it fails.

    Args:
        *command: Program and arguments.
        cwd: Folder that it runs in.

    Raises:
        BuildError: It failed or is not installed.
    """
    words = [str(word) for word in command]
    try:
        # The writer is older than the versions that a constraint for this project's own may hold.
        env = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
        done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BuildError(f"{words[0]} is not installed") from error
    if done.returncode:
        raise BuildError(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def writer_python() -> str:
    """Find a Python that the metadata writer's package was published for.

    Raises:
        BuildError: There is none on the path.
    """
    if sys.version_info < (3, 13):
        return sys.executable
    for minor in (12, 11, 10, 9):
        if found := shutil.which(f"python3.{minor}"):
            return found
    raise BuildError("no Python 3.9 to 3.12 on the path; install one beside this version")


def fetch(folder: Path) -> dict[str, bytes]:
    """Fetch the networks of both packages, and install the metadata writer in ``folder/venv``.

    Raises:
        BuildError: A network is missing or is not the published one.
    """
    print(f"fetching {PACKAGE} …", flush=True)
    run(shutil.which("npm") or "npm", "pack", "--silent", PACKAGE, cwd=folder)
    (packed,) = folder.glob("*.tgz")
    found: dict[str, bytes] = {}
    with tarfile.open(packed) as archive:
        for member in archive:
            if (name := Path(member.name).name) in PARTS and (part := archive.extractfile(member)):
                found[name] = part.read()
    print(f"fetching {WHEEL} …", flush=True)
    run(writer_python(), "-m", "venv", "venv", cwd=folder)
    run(_venv_python(folder), "-m", "pip", "install", "--quiet", "--no-deps", WRITER_NEEDS[0], cwd=folder)
    run(_venv_python(folder), "-m", "pip", "install", "--quiet", *WRITER_NEEDS[1:], cwd=folder)
    (detection,) = (folder / "venv").rglob("mediapipe/modules/pose_detection/pose_detection.tflite")
    found[detection.name] = detection.read_bytes()
    for name, expected in PARTS.items():
        if name not in found:
            raise BuildError(f"{name} is in neither package")
        check_sum(found[name], name, expected)
    return found


def _venv_python(folder: Path) -> Path:
    return folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def describe(network: bytes, folder: Path) -> bytes:
    """Add the metadata that the Tasks API asks for to the landmark network.

    Args:
        network: The published network.
        folder: Where `fetch` installed the metadata writer.
    """
    plain, described = folder / "plain.tflite", folder / "described.tflite"
    plain.write_bytes(network)
    run(_venv_python(folder), "-c", WRITER, plain, described, cwd=folder)
    return described.read_bytes()


def build(sizes: tuple[str, ...], out_dir: Path | None) -> None:
    """Build the models and compare each with its published sum.

    Args:
        sizes: Of ``lite``, ``full`` and ``heavy``.
        out_dir: Folder to put them into; ``None`` only compares.

    Raises:
        BuildError: A part cannot be fetched, or a model differs from the published one.
    """
    sums = published_sums()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = fetch(folder)
        for size in sizes:
            model = folder / f"pose_landmarker_{size}.task"
            landmarks = describe(parts[f"pose_landmark_{size}.tflite"], folder)
            entries = {
                "pose_detector.tflite": parts["pose_detection.tflite"],
                "pose_landmarks_detector.tflite": landmarks,
            }
            bundle(entries, model)
            check_sum(model.read_bytes(), model.name, sums[model.name])
            print(f"{model.name}: {model.stat().st_size} bytes, SHA-256 as published", flush=True)
        if out_dir is not None:
            out_dir.mkdir(parents=True, exist_ok=True)
            for size in sizes:
                _put(folder / f"pose_landmarker_{size}.task", out_dir)


def _put(model: Path, out_dir: Path) -> None:
    beside = out_dir / f".{model.name}.new"
    shutil.copyfile(model, beside)
    beside.replace(out_dir / model.name)


def main() -> int:
    """Build from the command line; return 0 when every sum is as published."""
    parser = argparse.ArgumentParser(description="Rebuild the pose models from two published packages.")
    parser.add_argument("out_dir", nargs="?", type=Path, default=HERE, help="where to write (this folder)")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    parser.add_argument("--heavy", action="store_true", help="build the heavy model as well")
    asked = parser.parse_args()
    sizes = ("lite", "full", "heavy") if asked.heavy else ("lite", "full")
    try:
        build(sizes, None if asked.check else asked.out_dir)
    except BuildError as error:
        print(f"models/build.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
