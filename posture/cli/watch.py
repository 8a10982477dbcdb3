"""``posture watch``: run the desk watch without a page, on a camera or on a video."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posture.cli.shared_options import Force, file_of
from posture.cli.terminal_progress import progress_bar
from posture.cli.terminal_text import printable
from posture.files.output_files import OutputFiles, json_text, write_json

if TYPE_CHECKING:
    from posture.body.view import View
    from posture.cli.watch_desk import WatchPlan
    from posture.vision.pose_sources import SampledSource
    from posture.watch.desk import Seen

UNNAMED = (
    "posture: this system gives cameras no names; they are numbered from 0: try --camera 0, "
    "--camera 1 and so on"
)
UNJUDGED = (
    "nobody sits where they can be judged in the first seconds; show head and shoulders from the front "
    "or straight from the side"
)

CameraNumber = Annotated[
    int | None,
    typer.Option(
        "--camera", metavar="N", min=0, show_default="0", help="0 for the first camera; see --cameras."
    ),
]
VideoFile = Annotated[
    Path | None,
    typer.Option("--video", metavar="FILE", help="Watch a video or a recording (.npz) instead of a camera."),
]
JsonOut = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Write the changes and the summary; - prints them alone."),
]
AlertAfter = Annotated[
    float,
    typer.Option("--alert", metavar="SECONDS", min=1.0, max=120.0, help="Speak up after this long in red."),
]
SeenFrom = Annotated[
    str, typer.Option("--view", metavar="front|side", help="From where the camera sees you; else found out.")
]
Seat = Annotated[
    str, typer.Option(metavar="NAME", help="Which seat: each has its own idea of how you like to sit.")
]
NewBaseline = Annotated[bool, typer.Option("--new-baseline", help="Learn again how you like to sit.")]
Rate = Annotated[float, typer.Option(metavar="N", min=2.0, max=4.0, help="Pictures a second.")]
Save = Annotated[
    bool | None,
    typer.Option(
        "--save/--no-save", help="Keep the summary for the plan; done for a camera, not for a video."
    ),
]
Whose = Annotated[
    str,
    typer.Option("--person", metavar="NAME", help="Whose watch it is, by profile."),
]


def _list_cameras(*, asked: bool) -> None:
    """List the cameras, and end the command."""
    if not asked:
        return
    from posture.vision.cameras import known_cameras

    for camera in known_cameras():
        print(f"{camera.number}  {printable(camera.name)}")
    if not known_cameras():
        print(UNNAMED, file=sys.stderr)
    raise typer.Exit


ListCameras = Annotated[
    bool,
    typer.Option(
        "--cameras",
        callback=lambda asked: _list_cameras(asked=asked),
        is_eager=True,
        help="List the cameras, by name where the system gives one, and end.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add ``watch``."""
    app.command("watch")(watch)


def watch(
    *,
    camera: CameraNumber = None,
    video: VideoFile = None,
    json_out: JsonOut = None,
    alert: AlertAfter = 30.0,
    view: SeenFrom = "",
    seat: Seat = "",
    new_baseline: NewBaseline = False,
    rate: Rate = 3.0,
    save: Save = None,
    person: Whose = "",
    force: Force = False,
    _cameras: ListCameras = False,
) -> None:
    """Watch quietly how you sit, and say so when it is time to move.

    First sit the way you would like to sit: that is what you are compared with. No picture is kept.
    Ctrl-C ends the watch and keeps its summary. Meanwhile, s and Enter is quiet for a quarter of an
    hour, m and Enter until the meeting is over.
    """
    seen_from = _seen_from(view)
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")  # our own message says that a camera is missing

    keep = save if save is not None else video is None
    if video is not None:
        _only_of_cameras(camera, seat, new_baseline=new_baseline, person="" if keep else person)
    from posture.cli.watch_desk import WatchPlan

    plan = WatchPlan(
        alert, seen_from, seat, 1.0 / rate, new_baseline=new_baseline, keep=keep, person=person.strip()
    )
    written = file_of(json_out)
    with OutputFiles(*([video] if video else []), force=force) as files:
        file = None if written is None else files.add(written)
        result = _watch_file(video, plan) if video else _watch_camera(camera or 0, plan)
        if file is not None:
            write_json(result, file)
            files.commit()
    if json_out == "-":
        print(json_text(result), end="")


def _only_of_cameras(camera: int | None, seat: str, *, new_baseline: bool, person: str) -> None:
    """Refuse what a video would ignore: it is judged by its own first seconds, and kept only if asked."""
    given = {
        "--camera": camera is not None,
        "--seat": seat,
        "--new-baseline": new_baseline,
        "--person without --save": person,
    }
    stray = [name for name, value in given.items() if value]
    if stray:
        raise typer.BadParameter(f"--video takes no {', no '.join(stray)}; leave it out")


def _seen_from(view: str) -> View | None:
    """Return the view that was named, or ``None``."""
    from posture.body.view import View

    if view not in ("", "front", "side"):
        raise typer.BadParameter(f"--view takes front or side, not {view!r}")
    return View(view) if view else None


def _watch_camera(number: int, plan: WatchPlan) -> dict[str, Any]:
    """Watch a camera until Ctrl-C."""
    from posture.cli.watch_desk import watch_live
    from posture.vision.pose_sources import SampledSource

    with SampledSource(number, step_s=plan.step_s) as source:
        return watch_live(source, plan)


def _watch_file(path: Path, plan: WatchPlan) -> dict[str, Any]:
    """Watch a whole video, as fast as it can be read."""
    from posture.cli.watch_desk import document, finish
    from posture.vision.pose_sources import SampledSource
    from posture.watch.activity import Activity
    from posture.watch.desk import first_seconds, watched
    from posture.watch.log import WatchLog
    from posture.watch.summary import WatchBlock
    from posture.watch.watcher import WatchUpdate

    log = WatchLog()
    with SampledSource(path, step_s=plan.step_s) as source, progress_bar(source.name) as show:
        seen = _shown(source, show)
        baseline, taken = first_seconds(seen, plan.view)
        if baseline is None:
            print(f"posture: {printable(source.name)}: {UNJUDGED}", file=sys.stderr)
            return document(source, log.as_dict(None, WatchBlock(), UNJUDGED))

        def _tell(update: WatchUpdate) -> None:
            log.add(update)
            if update.doing is Activity.SITTING:
                source.keep()

        seen = chain(taken, seen)
        block = watched(baseline, seen, alert_after_s=plan.alert_after_s, tell=_tell)
    finish(block, plan)
    return document(source, log.as_dict(baseline, block))


def _shown(source: SampledSource, show: Callable[[float], None]) -> Iterator[Seen]:
    for sight in source:
        show(sight.t_s / source.until_s if source.until_s > 0.0 else math.nan)
        yield sight.t_s, sight.pose
