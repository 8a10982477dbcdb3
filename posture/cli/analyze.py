"""``posture analyze``: count and judge the repetitions in videos and recordings."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.interruption import ended_between_frames, unwound_by_sigterm
from posture.cli.set_keeping import keep, kept_as, with_allowed
from posture.cli.shared_options import (
    MANY,
    Force,
    Network,
    On,
    Rotate,
    Workers,
    check_place,
    file_of,
    found,
    model_of,
    turn_of,
)
from posture.cli.terminal_progress import progress_bar
from posture.cli.terminal_text import printable
from posture.files.output_files import json_text

if TYPE_CHECKING:
    from posture.cli.clip_batch import BatchPlan
    from posture.cli.clip_inputs import WantedClips
    from posture.coach.exercise import Exercise
    from posture.coach.session import Session
    from posture.pipeline import Options

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="A video or recording (.npz); or several, a folder with its subfolders, a pattern.",
    ),
]
Move = Annotated[
    str,
    typer.Option(metavar="ID", show_default=False, help="The move; posture exercises lists them."),
]
Labels = Annotated[
    Path | None,
    typer.Option(
        metavar="LABELS.json",
        help="Instead of --exercise: a list of clips with their moves and doses.",
        rich_help_panel=MANY,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="RESULTS.jsonl", help="Write each session as it comes, one a line.", rich_help_panel=MANY
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="With --out: skip the clips that are in that file.", rich_help_panel=MANY),
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
    inputs: Inputs = None,
    *,
    exercise: Move = "",
    labels: Labels = None,
    json_out: JsonOut = None,
    out: Out = None,
    resume: Resume = False,
    on: On = "local",
    workers: Workers = 0,
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
    """Count and judge the repetitions in videos and recordings.

    Several clips are spread over the cores of this computer, or over a Ray cluster.
    """
    from posture.cli.clip_batch import BatchPlan

    whose = _kept_for(person, save=save)
    plan = BatchPlan(
        on=on, workers=workers, out=out, resume=resume, json_out=json_out, keep_for=whose, force=force
    )
    _check(plan)
    window = _window(start, end)
    wanted = _wanted(inputs or [], exercise, labels, hold_s=hold)
    model = model_of(model, wanted.paths, every=every)
    options = with_allowed(_options(model, window, every=every, rotate=rotate), plan.keep_for)
    with unwound_by_sigterm():
        if wanted.several or plan.of_many:
            _analyze_many(wanted, options, plan, alone=annotate or record)
        else:
            _analyze_one(wanted, options, plan, annotated=annotate, landmarks=record)


def _check(plan: BatchPlan) -> None:
    """Refuse what makes no sense together, before anything is read."""
    check_place(plan.on)
    if plan.resume and plan.out is None:
        raise typer.BadParameter("--resume goes on with the file of --out; give --out too")
    if plan.out is not None and plan.out.name == "-":
        raise typer.BadParameter("--out writes to a file; --json - prints all sessions at the end")


def _kept_for(person: str, *, save: bool) -> str | None:
    """Return whose set is kept; ``None`` where it is not."""
    if person and not save:
        raise typer.BadParameter("--person says whose the kept session is; give --save too")
    return person if save else None


def _wanted(inputs: list[str], exercise: str, labels: Path | None, *, hold_s: float | None) -> WantedClips:
    """Return the clips with their moves: all of one, or as their labels say."""
    from posture.cli.clip_inputs import WantedClip, WantedClips, expand, labelled

    if labels is not None:
        if exercise or hold_s is not None:
            raise typer.BadParameter("--labels says moves and doses; leave --exercise and --hold out")
        return labelled(found(labels), inputs)
    move = _named(exercise, hold_s)
    if not inputs:
        raise typer.BadParameter("name a video, a recording, a folder or a pattern", param_hint="INPUT")
    paths, several = expand(inputs)
    return WantedClips(tuple(WantedClip(path, move.id, hold_s) for path in paths), several)


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


def _window(start_s: float, end_s: float | None) -> tuple[float, float]:
    """Return the seconds to analyze."""
    if end_s is not None and end_s <= start_s:
        raise typer.BadParameter(f"--end {end_s:g} has to be later than --start {start_s:g}")
    return start_s, math.inf if end_s is None else end_s


def _options(model: str, window: tuple[float, float], *, every: bool, rotate: int) -> Options:
    from posture.pipeline import Options

    start_s, end_s = window
    return Options(model=model, every=every, turn=turn_of(rotate), start_s=start_s, end_s=end_s)


def _analyze_many(wanted: WantedClips, options: Options, plan: BatchPlan, *, alone: Path | None) -> None:
    from posture.cli.clip_batch import analyze_clips

    if alone is not None:
        raise typer.BadParameter("--annotate and --record take one input, without --out, --on and --workers")
    analyze_clips(wanted, options, plan)


def _analyze_one(
    wanted: WantedClips,
    options: Options,
    plan: BatchPlan,
    *,
    annotated: Path | None,
    landmarks: Path | None,
) -> None:
    from posture.exercises import find
    from posture.pipeline import Outputs, follow

    (job,) = wanted.jobs(options)
    outputs = Outputs(
        session=file_of(plan.json_out), annotated=annotated, landmarks=landmarks, force=plan.force
    )
    with progress_bar(job.path.name) as show, ended_between_frames() as end_if_asked:

        def _moment(share: float, _: float) -> None:
            end_if_asked()
            show(share)

        done = follow(job.path, find(job.exercise), options=job.options, outputs=outputs, progress=_moment)
    session = done.session
    if plan.json_out == "-":
        print(json_text(session.as_dict()), end="")
        _warn(session)
    else:
        from posture.cli.session_tables import print_summary

        print_summary(session)
    if plan.keep_for is not None:
        print(kept_as([keep(done, plan.keep_for)]), file=sys.stderr)


def _warn(session: Session) -> None:
    from posture.coach.results.problem_list import listed_problems

    for message in dict.fromkeys(problem.message for problem in listed_problems(session.problems)):
        print(f"posture: {printable(message)}", file=sys.stderr)
