"""The models are what they are said to be, and can be built again."""

from __future__ import annotations

import hashlib
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

MODELS = Path(__file__).parents[2] / "models"
SHIPPED = sorted(MODELS.glob("pose_landmarker_[lf]*.task"), key=lambda path: path.name)


@pytest.fixture(scope="module")
def build() -> dict[str, Any]:
    """The names in ``models/build.py``."""
    return runpy.run_path(str(MODELS / "build.py"))


@pytest.mark.parametrize("model", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_model_has_its_published_sum(model: Path, build: dict[str, Any]) -> None:
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    assert found == build["published_sums"]()[model.name]


@pytest.mark.parametrize("model", SHIPPED, ids=lambda path: path.name)
def test_the_parts_of_a_model_bundle_to_the_same_bytes(
    model: Path, tmp_path: Path, build: dict[str, Any]
) -> None:
    with zipfile.ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert list(parts) == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
    build["bundle"](parts, tmp_path / "again.task")
    assert (tmp_path / "again.task").read_bytes() == model.read_bytes()


def test_the_detector_in_a_model_is_the_published_network(build: dict[str, Any]) -> None:
    with zipfile.ZipFile(SHIPPED[0]) as archive:
        detector = archive.read("pose_detector.tflite")
    build["check_sum"](detector, "pose_detection.tflite", build["PARTS"]["pose_detection.tflite"])
    with pytest.raises(build["BuildError"], match=r"expected SHA-256 9ba9dd.*found .*\(3 bytes\)"):
        build["check_sum"](b"cut", "pose_detection.tflite", build["PARTS"]["pose_detection.tflite"])


def test_the_models_are_two_and_their_readme_names_them() -> None:
    assert [path.name for path in SHIPPED] == ["pose_landmarker_full.task", "pose_landmarker_lite.task"]
    readme = (MODELS / "README.md").read_text("utf-8").replace(" ", "")
    for model in SHIPPED:
        assert f"`{model.name}`|{model.stat().st_size}|" in readme.replace("\u00a0", "")


@pytest.mark.network
def test_building_from_the_published_packages_gives_the_same_models() -> None:
    subprocess.run([sys.executable, str(MODELS / "build.py"), "--check"], check=True, timeout=1200)
