"""Cameras of this computer by name, where the system lists them: on Linux, without opening any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from posture.outside.letters import one_line

SYSTEM = Path("/sys/class/video4linux")
"""Where Linux lists its video devices."""


@dataclass(frozen=True, slots=True)
class KnownCamera:
    """A camera as ``--camera`` takes it: its number, and its maker's name for it."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.number} ({self.name})"


def known_cameras(system: Path = SYSTEM) -> tuple[KnownCamera, ...]:
    """List the cameras by number; none where the system does not tell.

    A camera may have several devices, of which only the first gives frames; the others describe them. A
    camera that is listed may still be in use by another program.
    """
    found = []
    for device in system.glob("video*"):
        number = re.fullmatch(r"video(\d+)", device.name)
        if number and _read(device / "index") in ("", "0"):
            name = _read(device / "name") or "unnamed"
            found.append(KnownCamera(int(number[1]), name))
    return tuple(sorted(found, key=lambda camera: camera.number))


def named(number: int, system: Path = SYSTEM) -> str:
    """Return ``camera N``, with its name where that is known.

    Args:
        number: The camera.
        system: Where the system lists its video devices.
    """
    names = {camera.number: str(camera) for camera in known_cameras(system)}
    return f"camera {names.get(number, number)}"


def _read(path: Path) -> str:
    """Return the line in a file of the system, "" where there is none, without control characters."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    return one_line(text).strip()
