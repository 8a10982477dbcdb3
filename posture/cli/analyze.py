"""``posture analyze``: count and judge the repetitions in videos and recordings."""

from __future__ import annotations

import math
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.interruption import ended_between_frames, unwound_by_sigterm
from posture.cli.shared_options import Force, Network, Rotate, file_of, model_of, turn_of
from posture.cli.terminal_progress import progress_bar
from posture.cli.terminal_text import printable
from posture.errors import PostureError, StoreError, VideoUnreadable
from posture.files.output_files import OutputFiles, json_text, write_json

if TYPE_CHECKING:
    from posture.coach.exercise import Exercise
    from posture.coach.results.set_record import SetRecord
    from posture.coach.session import Session
    from posture.pipeline import Options, Outputs

_TAKEN = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".3gp", ".npz"}
)
"""Suffixes of the files that are taken from a folder; a file that is named may have any."""
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"})

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="A video or recording (.npz); or several, a folder, a pattern."),
]
Move = Annotated[
    str,
    typer.Option(metavar="ID", show_default=False, help="The move, required; posture exercises lists them."),
]
JsonOut = Annotated[
    str | None, typer.Option("--json", metavar="FILE|-", help="Write the session as JSON; - prints it alone.")
]
Annotate = Annotated[
    Path | None, typer.Option(metavar="OUT.mp4", help="Write a video with what the coach saw and said.")
]
Record = Annotated[
    Path | None, typer.Option(metavar="OUT.npz", help="Write the landmarks, to be analyzed again later.")
]
HoldFor = Annotated[
    float | None, typer.Option(metavar="SECONDS", min=0.1, help="Another dose for holds than the guide's.")
]
Start = Annotated[float, typer.Option(metavar="S", min=0.0, help="Begin at this second.")]
End = Annotated[float | None, typer.Option(metavar="S", min=0.0, help="End at this second.")]
Every = Annotated[
    bool, typer.Option("--every", help="Look at every picture; else at about 30 a second of a faster video.")
]
Save = Annotated[bool, typer.Option("--save/--no-save", help="Keep the session in the history.")]
Whose = Annotated[str, typer.Option("--person", metavar="NAME", help="With --save: whose session it is.")]


def register(app: typer.Typer) -> None:
    """Add ``analyze``."""
    app.command("analyze")(analyze)


def analyze(
    inputs: Inputs,
    *,
    exercise: Move = "",
    json_out: JsonOut = None,
    annotate: Annotate = None,
    record: Record = None,
    model: Network = None,
    hold: HoldFor = None,
    start: Start = 0.0,
    end: End = None,
    every: Every = False,
    rotate: Rotate = 0,
    save: Save = False,
    person: Whose = "",
    force: Force = False,
) -> None:
    """Count and judge the repetitions in a video or a recording."""
    if end is not None and end <= start:
        raise typer.BadParameter(f"--end {end:g} has to be later than --start {start:g}")
    if person and not save:
        raise typer.BadParameter("--person says whose the kept session is; give --save too")
    from posture.pipeline import Options, Outputs

    move = _named(exercise, hold)
    paths, several = expand(inputs)
    model = model_of(model, paths, every=every)
    keep_for = person if save else None
    options = Options(model=model, hold_s=hold, every=every, turn=turn_of(rotate))
    options = _with_allowed(replace(options, start_s=start, end_s=end or math.inf), keep_for)
    with unwound_by_sigterm():
        if not several:
            outputs = Outputs(session=file_of(json_out), annotated=annotate, landmarks=record, force=force)
            _analyze_one(paths[0], move, options, outputs, alone=json_out == "-", keep_for=keep_for)
        elif annotate or record:
            raise typer.BadParameter("--annotate and --record take one input, not several")
        else:
            with OutputFiles(*paths, force=force) as files:
                _analyze_several(paths, move, options, files=(files, json_out), keep_for=keep_for)


def _with_allowed(options: Options, keep_for: str | None) -> Options:
    """Return the options with what the person lets us keep beside a set: stills, landmarks, or neither.

    Where the set is not kept, or the store cannot be read, neither is kept; the set is counted all the same.
    """
    from posture.history.store import Store

    if keep_for is None:
        return options
    with suppress(StoreError), Store() as store:
        pictures, landmarks = (
            bool(store.journal.setting(what, person=keep_for)) for what in ("pictures", "landmarks")
        )
        return replace(options, pictures=pictures, landmarks=landmarks)
    return options


def _named(exercise: str, hold_s: float | None) -> Exercise:
    """Return the move of that id; refuse a dose for a move that has no hold."""
    from posture.exercises import EXERCISES, find

    if not exercise:
        known = ", ".join(EXERCISES)
        raise typer.BadParameter(f"say which move it is, one of {known}", param_hint="--exercise")
    move = find(exercise)
    if hold_s is not None and not move.has_hold:
        raise typer.BadParameter(f"{move.title} has no hold; leave it out", param_hint="--hold")
    return move


def expand(inputs: list[str]) -> tuple[list[Path], bool]:
    """Expand folders and patterns into files.

    Args:
        inputs: Files, folders and patterns as they were typed.

    Returns:
        The files, and whether several were asked for, even if only one was found.

    Raises:
        VideoUnreadable: A folder or pattern holds no video.
    """
    paths: list[Path] = []
    several = len(inputs) > 1
    for text in inputs:
        given = Path(text).expanduser()
        if given.is_dir():
            found = sorted(path for path in given.iterdir() if path.suffix.lower() in _TAKEN)
        elif not given.exists() and any(sign in text for sign in "*?["):
            found = sorted(Path(given.anchor or ".").glob(str(given.relative_to(given.anchor))))
        else:
            paths.append(given)
            continue
        several = True
        if not found:
            raise VideoUnreadable(f"{text}: no video or recording there{_only_pictures(given)}")
        paths += found
    return paths, several


def _only_pictures(folder: Path) -> str:
    """Return what else to say of a folder without a video: its frames may have been exported one by one."""
    if folder.is_dir() and any(path.suffix.lower() in _PICTURES for path in folder.iterdir()):
        return " but pictures; make a video of them first"
    return "; check the folder or the pattern"


def _analyze_one(
    path: Path, move: Exercise, options: Options, outputs: Outputs, *, alone: bool, keep_for: str | None
) -> None:
    from posture.pipeline import follow

    with progress_bar(path.name) as show, ended_between_frames() as end_if_asked:

        def _moment(share: float, _: float) -> None:
            end_if_asked()
            show(share)

        done = follow(path, move, options=options, outputs=outputs, progress=_moment)
    session = done.session
    if alone:
        print(json_text(session.as_dict()), end="")
        _warn(session)
    else:
        from posture.cli.session_tables import print_summary

        print_summary(session)
    if keep_for is not None:
        _save(done, keep_for)


def _analyze_several(
    paths: list[Path],
    move: Exercise,
    options: Options,
    *,
    files: tuple[OutputFiles, str | None],
    keep_for: str | None,
) -> None:
    from rich.console import Console

    from posture.cli.session_tables import overview
    from posture.cluster.clips import analyze_many

    outputs, json_out = files
    written = file_of(json_out)
    json_file = None if written is None else outputs.add(written)
    results: dict[int, SetRecord | PostureError] = {}
    with progress_bar(f"{len(paths)} files") as show:
        for done in analyze_many(paths, move, options=options):
            results[done.position] = done.result
            show(len(results) / len(paths))
    ordered = [results[i] for i in sorted(results)]
    records = [result for result in ordered if not isinstance(result, PostureError)]
    sessions = [record.session for record in records]
    listed = [session.as_dict() for session in sessions]
    if json_file is not None:
        write_json(listed, json_file)
        outputs.commit()
    if json_out == "-":
        print(json_text(listed), end="")
    elif sessions:
        Console(emoji=False).print(overview(sessions))
    for record in records if keep_for is not None else ():
        _save(record, keep_for or "")
    errors = [result for result in ordered if isinstance(result, PostureError)]
    for error in errors:
        print(f"posture: {printable(error)}", file=sys.stderr)
    if errors:
        raise typer.Exit(1)


def _warn(session: Session) -> None:
    from posture.coach.results.problem_list import listed_problems

    for message in dict.fromkeys(problem.message for problem in listed_problems(session.problems)):
        print(f"posture: {printable(message)}", file=sys.stderr)


def _save(record: SetRecord, person: str) -> None:
    from posture.history.kept_set import KeptSet
    from posture.history.store import Store

    made = KeptSet.of(record.session, started_at=datetime.now(timezone.utc), person=person)
    with Store() as store:
        number = store.keep(
            replace(made, trace=record.trace), stills=record.stills, landmarks=record.landmarks
        )
    print(f"Kept as set {number}; posture history {number} shows it.", file=sys.stderr)
