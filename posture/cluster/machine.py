"""What has to be the same on every machine that works on the same clips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from posture.errors import ModelMissing
from posture.version import __version__
from posture.vision import models

_LIBRARIES = ("mediapipe", "av", "numpy")
"""Parts whose version may change a result."""
_MODEL = "model "


def described(needed: Iterable[str]) -> dict[str, str]:
    """Describe this machine.

    Args:
        needed: Pose models that are needed, by name or path.

    Returns:
        Versions by name, and checksums of the models.

    Raises:
        ModelMissing: A model is absent or damaged.
    """
    found = {"Posture": __version__, **library_versions()}
    for model in needed:
        place = model if model in models.NAMES else str(Path(model).expanduser().absolute())
        found[_MODEL + place] = models.find(model).info.sha256
    return found


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that find poses, by name; "" for one of another name."""
    return {name: _version(name) for name in _LIBRARIES}


def difference(there: Mapping[str, str]) -> str:
    """Say how this machine differs from another one; the first thing that differs is enough.

    Args:
        there: What `described` said of the other.

    Returns:
        Such as ``has numpy 2.1.0 instead of 2.4.6; install the same on every node``; empty where nothing
        differs.
    """
    models_there = [name.removeprefix(_MODEL) for name in there if name.startswith(_MODEL)]
    for model in models_there:
        try:
            models.find(model)
        except ModelMissing as error:
            if model in models.NAMES:
                return f"lacks a pose model: {error}"
            return f"lacks the pose model {model}; copy it to every node"
    here = described(models_there)
    for name, expected in there.items():
        if here.get(name, "") != expected:
            if name.startswith(_MODEL):
                return f"has another file as {name}; copy the same to every node"
            found = here.get(name) or "(none)"
            return f"has {name} {found} instead of {expected}; install the same on every node"
    return ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # part of a distribution of another name
        return ""
