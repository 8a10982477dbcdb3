"""The sections of the speed report, in their order: what each measures, and its table."""

from __future__ import annotations

from typing import Any

from benchmarks.performance import Rows, Section


def _models(*, quick: bool) -> Any:
    from benchmarks.model_speed import SIZES, measure

    rows = measure(rounds=1, sizes=SIZES[:1]) if quick else measure()
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

    return {model: stages(model, rounds=1 if quick else 5) for model in ("lite", "full")}


def _stages_rows(found: Any) -> Rows:
    return [[model, *(split[stage] for stage in _STAGES)] for model, split in found.items()]


def _commands(*, quick: bool) -> Any:
    from benchmarks.command_start import measure

    return measure(3 if quick else 15)


SECTIONS = (
    Section(
        name="models",
        title="Model, files and live",
        about="Milliseconds a picture: the bare loop of capture and network, `posture.analyze` over the same "
        "file, and the step of a live worker over the same pictures as JPEGs.",
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
        name="commands",
        title="Start of commands",
        about="Seconds of a whole process, files in the system's memory; a bare Python beside them.",
        head=("command", "median", "least"),
        rows=lambda found: [[f"`{name}`", row["median_s"], row["least_s"]] for name, row in found.items()],
        measure=_commands,
    ),
)
