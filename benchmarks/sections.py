"""The sections of the speed report, in their order: what each measures, and its table."""

from __future__ import annotations

from typing import Any

from benchmarks.performance import Rows, Section


def _models(*, quick: bool) -> Any:
    from benchmarks.model_speed import SIZES, measure

    rows = measure(rounds=1, sizes=SIZES[:1]) if quick else measure(rounds=1)
    return {f"{row['model']} {row['size']}": row for row in rows}


def _models_rows(found: Any) -> Rows:
    keys = ("bare_ms", "analyze_ms", "analyze_ratio", "live_ms", "live_beyond_ms")
    return [[name, *(row[key] for key in keys)] for name, row in found.items()]


_STAGES = tuple(
    f"{stage}_ms"
    for stage in ("bare_model", "decode", "engine", "tracking", "coach", "json", "step", "beyond_bare")
)


def _stages(*, quick: bool) -> Any:
    from benchmarks.live_stages import stages

    return {model: stages(model, rounds=1 if quick else 3) for model in ("lite", "full")}


def _stages_rows(found: Any) -> Rows:
    return [[model, *(split[stage] for stage in _STAGES)] for model, split in found.items()]


def _coach(*, quick: bool) -> Any:
    from benchmarks.coach_stages import measure

    return measure(rounds=1, end_s=4.0) if quick else measure()


def _coach_rows(found: Any) -> Rows:
    return [
        [f"`{move}`", *map(round, (row["update_us"], *row["stages"].values(), row["json_us"]))]
        for move, row in found["moves"].items()
    ]


def _commands(*, quick: bool) -> Any:
    from benchmarks.command_start import measure

    return measure(3 if quick else 15)


def _live(*, quick: bool) -> Any:
    from benchmarks.bench_live import Camera, measure

    large = (1280, 720)
    ways: dict[str, tuple[Camera, str]] = {
        "30 a second": (Camera(), "full"),
        "30 a second, lite": (Camera(), "lite"),
        "30 a second, 1280×720": (Camera(size_px=large), "full"),
        "60 a second": (Camera(fps=60), "full"),
        "60 a second, lite": (Camera(fps=60), "lite"),
    }
    seconds = 8.0 if quick else 20.0
    chosen = list(ways.items())[: 1 if quick else None]
    return {name: measure(seconds, camera=camera, model=model) for name, (camera, model) in chosen}


_LIVE = (
    "model", "pictures_per_s", "processed_per_s", "delay_median_ms", "delay_95_ms", "encode_median_ms",
    "worker_median_ms", "rest_median_ms",
)  # fmt: skip


def _live_rows(found: Any) -> Rows:
    return [[name, *(row[key] for key in _LIVE)] for name, row in found.items()]


def _load(*, quick: bool) -> Any:
    from benchmarks.load_live import measure

    found = measure(5.0 if quick else 12.0, most=2 if quick else 8)
    return {**found, "cores_per_set": found["steps"][0]["cores_per_set"] if found["steps"] else None}


_LOAD = (
    "sets", "processed_per_s", "delay_median_ms", "delay_95_ms", "cores_per_set", "worker_cpu_ms",
    "server_cpu_ms", "worker_mb", "server_mb", "mbit_per_s",
)  # fmt: skip


def _load_rows(found: Any) -> Rows:
    return [[step[key] for key in _LOAD] for step in found["steps"]]


def _pages(*, quick: bool) -> Any:
    from benchmarks.bench_start import measure

    return measure(2 if quick else 7)


_PAGES = {
    "warm_worker_s": "a worker, from the start of its process until it is warm",
    "server_answers_s": "a server, from its start to its first answer",
    "first_page_s": "its first page, from when it is asked for until it stands drawn",
    "page_s": "that page again; the browser has kept nothing either time",
}


def _pages_rows(found: Any) -> Rows:
    return [[said, found[key]] for key, said in _PAGES.items()]


def _clips(*, quick: bool) -> Any:
    from benchmarks.clips import measure

    return measure(clips=3, rounds=1, ray=False) if quick else measure(clips=4, rounds=1)


def _clips_rows(found: Any) -> Rows:
    rows = [["bare loop, 1 process", found["bare_clips_an_hour"], 1.0, None]]
    rows.append(["bare loop, 2 processes", found["two_bare_clips_an_hour"], None, None])
    for name, row in found["rows"].items():
        on, _, workers = name.partition(" ")
        said = f"`--on {on}`, {workers} worker{'s' * (workers != '1')}"
        rows.append([said, row["clips_an_hour"], row["bare_ratio"], row["start_s"]])
    return rows


def _clips_note(found: Any) -> str:
    memory = ", ".join(f"{used:.0f} MB after {number}" for number, used in found["memory_mb"].items())
    hours = ", ".join(f"{hours:,.1f} h on {cores} cores" for cores, hours in found["hours_for_many"].items())
    ratio = found["ray_to_local"]
    beside = f" Ray has {ratio:.2f} of the speed of plain processes." if ratio else ""
    return (
        f"A worker's memory by its number of clips: {memory}.{beside} A hundred thousand such clips, "
        f"reckoned from two processes: {hours}."
    )


def _history(*, quick: bool) -> Any:
    from benchmarks.history_growth import SIZES, measure

    return measure(SIZES[:2], rounds=1) if quick else measure()


def _history_head(found: Any) -> list[str]:
    sizes = [f"{int(size):,} sets".replace(",", " ") for size in _history_sizes(found)]
    return ["page", *sizes, "longest: database ms", "statements", "tables read through"]


def _history_sizes(found: Any) -> list[str]:
    first = next(iter(next(iter(found.values())).values()))
    return [size for size in first if size != "read_through"]


def _history_rows(found: Any) -> Rows:
    *_, longest = sizes = _history_sizes(found)
    return [
        [
            f"{page}, {kind}",
            *(round(of[size]["wall_ms"]) for size in sizes),
            of[longest]["sql_ms"],
            of[longest]["statements"],
            ", ".join(of["read_through"]) or "none",
        ]
        for kind, pages in found.items()
        for page, of in pages.items()
    ]


SECTIONS = (
    Section(
        name="models",
        title="Model, files and live",
        about="Milliseconds a picture: the bare loop of capture and network, one after the other in one "
        "process; `posture.analyze` over the same file, which decodes and hands over the next picture while "
        "the network looks at one; and the step of a live worker over the same pictures as JPEGs. Opening "
        "the network is part of the first two.",
        head=("model, picture", "bare", "analyze", "bare / analyze", "live step", "live beyond bare"),
        rows=_models_rows,
        measure=_models,
    ),
    Section(
        name="stages",
        title="A live picture, stage by stage",
        about="Milliseconds of processor time a picture of 640×480 in a worker. “Engine” is the network with "
        "everything of ours around it, “bare” the network alone, beside it in the same process.",
        head=("model", "bare", "decode", "engine", "tracking", "coach", "JSON", "whole step", "beyond bare"),
        rows=_stages_rows,
        measure=_stages,
    ),
    Section(
        name="coach",
        title="The coach, move by move",
        about="Microseconds of processor time a pose, on a sample clip of each move: the whole update, its "
        "stages, and what describing it to the browser takes.",
        head=(
            "move",
            "update",
            "look",
            "set-up",
            "features",
            "counting",
            "judging",
            "rejudging",
            "cues",
            "rest",
            "JSON",
        ),
        rows=_coach_rows,
        measure=_coach,
    ),
    Section(
        name="commands",
        title="Start of commands",
        about="Seconds of a whole process, files in the system's memory; a bare Python beside them.",
        head=("command", "median", "least"),
        rows=lambda found: [[f"`{name}`", row["median_s"], row["least_s"]] for name, row in found.items()],
        measure=_commands,
    ),
    Section(
        name="pages",
        title="Start of the dashboard",
        about="Seconds, medians; the browser runs already, and Python has kept what it compiled.",
        head=("what", "s"),
        rows=_pages_rows,
        measure=_pages,
    ),
    Section(
        name="live",
        title="One person before the camera",
        about="A real Chromium on this same machine plays a clip as its camera, with the model as a person "
        "would choose it. The delay is from a picture's capture to its result in the browser; beside it the "
        "parts of it: the browser's JPEG, the worker, and all the rest. Chromium draws without a graphics "
        "card here and takes much of a core itself.",
        head=(
            "camera",
            "model",
            "pictures a second",
            "processed",
            "delay, median ms",
            "95 %",
            "JPEG ms",
            "worker ms",
            "rest ms",
        ),
        rows=_live_rows,
        measure=_live,
    ),
    Section(
        name="load",
        title="Many people on one server",
        about="Sets begin one after the other, each with pictures of 640×480 at 30 a second, sent by the "
        "rules of the browser from a process of their own, until the delay leaves 100 ms or the server takes "
        "on no more.",
        head=(
            "sets",
            "processed a second, each",
            "delay, median ms",
            "95 %",
            "cores a set",
            "worker, CPU ms a picture",
            "server, CPU ms a picture",
            "worker MB",
            "server MB",
            "Mbit/s a set",
        ),
        rows=_load_rows,
        measure=_load,
        note=lambda found: f"Why it ended: {found['ended']}.",
    ),
    Section(
        name="clips",
        title="Many clips",
        about="Clips an hour, of a clip of 20 s and 365 pictures, once the workers are warm; the full model. "
        "The ratio is to as many times the bare loop of one process. The start is what passes before the "
        "first clip begins.",
        head=("who", "clips an hour", "ratio to bare", "start, s"),
        rows=_clips_rows,
        measure=_clips,
        note=_clips_note,
    ),
    Section(
        name="history",
        title="A growing history",
        about="Milliseconds to draw a page whole, without a browser, with so many sets kept of one person, "
        "twenty a day: medians. Of the longest history also the database's share, and which tables its "
        "plans read from end to end.",
        head=_history_head,
        rows=_history_rows,
        measure=_history,
    ),
)
