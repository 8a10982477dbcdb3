"""Options that several commands share, and the values that they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.resources import locate

if TYPE_CHECKING:
    from posture.vision.rotation import Turn

Network = Annotated[
    str | None,
    typer.Option(metavar="lite|full|heavy|PATH", show_default="full", help="The pose model; for pictures."),
]
Rotate = Annotated[
    int,
    typer.Option(metavar="90|180|270", help="Turn the pictures clockwise first, where they lie on a side."),
]
MANY = "Many clips"
"""Heading of the options of many clips in the help."""
On = Annotated[
    str,
    typer.Option(
        metavar="local|ray|ray://HOST:PORT",
        help="Where clips are analyzed: on this computer, or on a Ray cluster.",
        rich_help_panel=MANY,
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        metavar="N", min=0, show_default="one a core", help="How many clips at once.", rich_help_panel=MANY
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]


def model_of(model: str | None, paths: list[Path], *, every: bool = False) -> str:
    """Return the pose model that was named, or the default.

    Args:
        model: The model that was named, if any.
        paths: All inputs.
        every: ``--every`` was given.

    Raises:
        BadParameter: An option is for pictures, and all inputs are recordings.
    """
    from posture.vision.models import DEFAULT
    from posture.vision.pose_sources import is_recording

    stray = [name for name, given in (("--model", model is not None), ("--every", every)) if given]
    if stray and all(map(is_recording, paths)):
        raise typer.BadParameter(f"{' and '.join(stray)}: a recording has no pictures; leave it out")
    return model or DEFAULT


def turn_of(rotate: int) -> Turn:
    """Return the turn that ``--rotate`` names.

    Raises:
        BadParameter: It is no quarter turn.
    """
    from posture.vision.rotation import Turn

    if rotate not in tuple(Turn):
        raise typer.BadParameter(f"{rotate} is no quarter turn; give 90, 180 or 270", param_hint="--rotate")
    return Turn(rotate)


def file_of(json_out: str | None) -> Path | None:
    """Return the file that ``--json`` names; ``None`` where it names none, or standard output."""
    return None if json_out in (None, "-") else Path(str(json_out))


def check_place(on: str) -> None:
    """Refuse a place that ``--on`` does not know, before anything is read.

    Raises:
        BadParameter: It is none.
    """
    if on not in ("local", "ray") and not on.startswith("ray://"):
        raise typer.BadParameter(
            f"{on!r} is no place to work on; give local, ray or ray://HOST:PORT", param_hint="--on"
        )


def found(path: Path) -> Path:
    """Find the file of that name, here or among those that come with the program."""
    if path.exists() or path.is_absolute():
        return path
    bundled = locate(path.as_posix())
    return bundled if bundled.exists() else path
