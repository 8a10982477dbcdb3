"""The pose networks by name, and the check that a file is the published one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from posture.errors import ModelMissing
from posture.provenance import ModelInfo
from posture.resources import locate

NAMES = ("lite", "full", "heavy")
DEFAULT = "full"
_LARGEST_BYTES = 256 << 20
"""Far above the heavy model, which has 31 MB."""
_SUMS = "models/SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Model:
    """A model file that was found intact, and how a session names it."""

    path: Path
    info: ModelInfo


def find(name: str = DEFAULT) -> Model:
    """Find a model by its name (``lite``, ``full``, ``heavy``) or path.

    A named model is checked against the published SHA-256. A file of one's own has no published sum:
    its sum is reported, not checked.

    Raises:
        ModelMissing: No such file, or its content is not the one published.
    """
    named = name in NAMES
    path = locate(f"models/pose_landmarker_{name}.task") if named else Path(name).expanduser()
    if not path.is_file():
        raise ModelMissing(_absent(name, path))
    if path.stat().st_size > _LARGEST_BYTES:
        raise ModelMissing(f"{path} is larger than {_LARGEST_BYTES >> 20} MB; give the path of a .task file")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    expected = expected_sums().get(path.name) if named else None
    if expected is not None and found != expected:
        raise ModelMissing(
            f"{path} is damaged or another file: expected SHA-256 {expected}, found {found} "
            f"({path.stat().st_size} bytes); install posture again"
        )
    return Model(path, ModelInfo(path.stem, found))


def expected_sums() -> dict[str, str]:
    """Read the published SHA-256 of each bundled model, by file name.

    Raises:
        ModelMissing: The list itself is not there.
    """
    path = locate(_SUMS)
    try:
        lines = path.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelMissing(f"{path}: the list of model sums cannot be read; install posture again") from error
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {name.lstrip("*"): digest.lower() for digest, name in pairs}


def _absent(name: str, path: Path) -> str:
    if name == "heavy":
        return (
            f"the heavy model is not shipped (three times slower, little better) and {path} is not there; "
            "use --model full, or make the file as models/README.md tells"
        )
    if name in NAMES:
        return f"{path} is missing; install posture again"
    return f"no model {name!r}; use {', '.join(NAMES[:-1])} or the path of a .task file"
