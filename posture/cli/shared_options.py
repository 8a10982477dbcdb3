"""Options that several commands have, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there already.")]


def model_of(model: str | None, paths: list[Path], *, every: bool = False) -> str:
    """The pose model that was named, or the usual one; what is for pictures is refused where there are none.

    Args:
        model: The one that was named.
        paths: All inputs.
        every: Whether every picture is to be looked at.
    """
    from posture.vision.models import DEFAULT
    from posture.vision.pose_sources import is_recording

    stray = [name for name, given in (("--model", model is not None), ("--every", every)) if given]
    if stray and all(map(is_recording, paths)):
        raise typer.BadParameter(f"{' and '.join(stray)}: a recording has no pictures; leave it out")
    return model or DEFAULT


def turn_of(rotate: int) -> Turn:
    """The turn that ``--rotate`` names."""
    from posture.vision.rotation import Turn

    if rotate not in tuple(Turn):
        raise typer.BadParameter(f"{rotate} is no quarter turn; give 90, 180 or 270", param_hint="--rotate")
    return Turn(rotate)


def file_of(json_out: str | None) -> Path | None:
    """The file that ``--json`` names; ``None`` where it names none, or standard output."""
    return None if json_out in (None, "-") else Path(str(json_out))
