"""``posture demo``: take a sample clip through the whole path, without a camera."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from posture.cli.terminal_progress import progress_bar
from posture.errors import VideoUnreadable

DEFAULT = "wall_angels"


def register(app: typer.Typer) -> None:
    """Add ``demo``."""
    app.command("demo")(demo)


def demo(
    *,
    exercise: Annotated[str, typer.Option(metavar="ID", help="The move to show.")] = DEFAULT,
) -> None:
    """Analyze a sample clip that comes with the program and print what was found."""
    from posture.cli.session_tables import print_summary
    from posture.exercises import find
    from posture.pipeline import analyze

    move = find(exercise)
    clip = sample(move.id)
    with progress_bar(clip.name) as show:
        session = analyze(clip, move, progress=lambda share, _: show(share))
    print_summary(session)


def sample(exercise_id: str) -> Path:
    """Find the bundled clip of a move done well: all words of its name are words of the move's id.

    Raises:
        VideoUnreadable: No clip of the move comes with the program.
    """
    from posture.resources import locate

    words = set(exercise_id.split("_"))
    for clip in sorted(locate("samples").glob("*_good_*.mp4")):
        if set(clip.stem.partition("_good_")[0].split("_")) <= words:
            return clip
    raise VideoUnreadable(f"no sample clip of {exercise_id} is there; try: posture demo --exercise {DEFAULT}")
