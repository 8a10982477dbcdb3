"""Tell where the time of a live worker goes: processor time a picture, stage by stage.

The worker's own steps are timed in a process like the worker's, and the bare landmarker beside it, picture
by picture in turn, so that a busy machine slows both alike::

    python benchmarks/live_stages.py --model full
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.live_clients import Film  # noqa: E402

CLIP = ROOT / "samples" / "wall_angels_good_front.mp4"
WARM = 90
"""Pictures before the first that is timed: by then the person is ready, and nobody looks for others."""


class _Watch:
    """Adds up the processor time of this process, all threads, by stage."""

    def __init__(self) -> None:
        self.spent_s: dict[str, float] = {}
        self.on = False

    def around(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call, timed as that stage."""

        def _timed(*given: Any, **named: Any) -> Any:
            begun_s = time.process_time()
            try:
                return call(*given, **named)
            finally:
                if self.on:
                    spent_s = time.process_time() - begun_s
                    self.spent_s[stage] = self.spent_s.get(stage, 0.0) + spent_s

        return _timed


def _bare(model: str, *, mask: bool) -> Callable[[Any, int], Any]:
    """Return the landmarker as its maker's documentation uses it: a picture and milliseconds in."""
    import mediapipe as mp
    from mediapipe.tasks.python import BaseOptions, vision

    from posture.vision.models import find

    landmarker = vision.PoseLandmarker.create_from_options(
        vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(find(model).path)),
            running_mode=vision.RunningMode.VIDEO,
            output_segmentation_masks=mask,
        )
    )

    def _detect(rgb: Any, t_ms: int) -> Any:
        return landmarker.detect_for_video(mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb), t_ms)

    return _detect


def _in_worker(model: str, exercise: str) -> dict[str, float]:
    """Time the steps of a worker. Runs in a process of its own."""
    from posture.vision.network_cutoff import cut_off, keep_quiet

    cut_off()
    keep_quiet()
    from posture.exercises import find
    from posture.live import worker
    from posture.vision import mediapipe_engine, person_tracker

    watch = _Watch()
    jpegs = Film(CLIP).jpegs()
    pictures = [worker.decode_jpeg(jpeg) for jpeg in jpegs]
    bare = watch.around("bare_model", _bare(model, mask=find(exercise).needs_mask))
    worker.decode_jpeg = watch.around("decode", worker.decode_jpeg)  # type: ignore[assignment]
    worker._timed = watch.around("json", worker._timed)  # type: ignore[assignment]
    estimator = mediapipe_engine.MediapipeEngine
    estimator.estimate = watch.around("engine", estimator.estimate)  # type: ignore[method-assign]
    tracking = person_tracker.TrackingEstimator
    tracking.estimate = watch.around("estimate", tracking.estimate)  # type: ignore[method-assign]
    engine = worker.Engine(model)
    engine.begin({"kind": "exercise", "exercise": exercise})
    engine._run.update = watch.around("coach", engine._run.update)  # type: ignore[union-attr, method-assign]
    step = watch.around("step", lambda t_s, jpeg: list(engine.step(t_s, jpeg)))
    for number, (jpeg, picture) in enumerate(zip(jpegs, pictures, strict=True)):
        watch.on = number >= WARM
        bare(picture, round(1000 * number / 30))
        step(number / 30, jpeg)
    per_picture = 1000.0 / (len(jpegs) - WARM)
    return {stage: spent_s * per_picture for stage, spent_s in watch.spent_s.items()}


def stages(model: str = "full", *, exercise: str = "wall_angels", rounds: int = 1) -> dict[str, Any]:
    """Return the milliseconds of processor time that a picture costs, by stage, and beyond the bare model.

    Args:
        model: ``lite``, ``full`` or ``heavy``.
        exercise: The move that is coached.
        rounds: How often the clip is shown to a new worker; the medians count.
    """
    found = []
    for _ in range(rounds):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            found.append(other.submit(_in_worker, model, exercise).result())
    return {"model": model, "exercise": exercise, **_split(found)}


def _split(found: Sequence[dict[str, float]]) -> dict[str, float]:
    spent = {stage: statistics.median(each[stage] for each in found) for stage in found[0]}
    named = spent["decode"] + spent["estimate"] + spent["coach"] + spent["json"]
    split = {
        "bare_model_ms": spent["bare_model"],
        "decode_ms": spent["decode"],
        "engine_ms": spent["engine"],
        "tracking_ms": spent["estimate"] - spent["engine"],
        "coach_ms": spent["coach"],
        "json_ms": spent["json"],
        "rest_ms": spent["step"] - named,
        "step_ms": spent["step"],
        "beyond_bare_ms": statistics.median(each["step"] - each["bare_model"] for each in found),
    }
    return {stage: round(ms, 3) for stage, ms in split.items()}


def main() -> None:
    """Measure and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--model", default="full")
    parser.add_argument("--exercise", default="wall_angels")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    found = stages(asked.model, exercise=asked.exercise, rounds=asked.rounds)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
