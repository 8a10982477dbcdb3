"""The cameras of this computer by name, where the system tells: on Linux, without opening any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from posture.outside.letters import one_line

SYSTEM = Path("/sys/class/video4linux")
"""Where Linux lists its video devices."""


@dataclass(frozen=True, slots=True)
class KnownCamera:
    """A camera as ``--camera`` takes it: its number, and what its maker calls it."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.number} ({self.name})"


def known_cameras(system: Path = SYSTEM) -> tuple[KnownCamera, ...]:
    """The cameras by number; none where the system does not tell.

    A camera may have several devices, of which only the first gives pictures: the others tell about
    them. What is listed may still be in use by another program.
    """
    found = []
    for device in system.glob("video*"):
        number = re.fullmatch(r"video(\d+)", device.name)
        if number and _read(device / "index") in ("", "0"):
            name = _read(device / "name") or "unnamed"
            found.append(KnownCamera(int(number[1]), name))
    return tuple(sorted(found, key=lambda camera: camera.number))


def named(number: int, system: Path = SYSTEM) -> str:
    """``camera N``, with its name where that is known."""
    names = {camera.number: str(camera) for camera in known_cameras(system)}
    return f"camera {names.get(number, number)}"


def _read(path: Path) -> str:
    """The line in a file of the system; "" where there is none. Names are printed: they give no orders."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    return one_line(text).strip()
