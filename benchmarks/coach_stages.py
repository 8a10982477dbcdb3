"""Tell where the time of the coach goes: processor time a pose, for every move and stage by stage.

The poses are those of a sample clip of each move, found once by the lite model; then the fold runs over them
alone. Stages are timed in a second pass, as shares, so that the watch itself costs the figures nothing::

    python benchmarks/coach_stages.py
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from posture.body.landmarks import Pose  # noqa: E402
from posture.coach.coach import Coach  # noqa: E402
from posture.coach.cues.caption_line import CaptionLine  # noqa: E402
from posture.coach.cues.cue_generator import CueGenerator  # noqa: E402
from posture.coach.cues.steady_notice import SteadyNotice  # noqa: E402
from posture.coach.judging.attempt_log import AttemptLog  # noqa: E402
from posture.coach.rejudging.rejudging import Rejudging  # noqa: E402
from posture.coach.running.running_set import RunningSet  # noqa: E402
from posture.coach.running.side_counters import SideCounter  # noqa: E402
from posture.coach.setup.setup import SetUp  # noqa: E402
from posture.exercises import EXERCISES, find  # noqa: E402
from posture.live.message import describe  # noqa: E402
from posture.vision.pose_sources import SourcePart, open_source  # noqa: E402

SAMPLES = ROOT / "samples"
STAGES: dict[str, tuple[tuple[type, str], ...]] = {
    "look": ((SetUp, "look"),),
    "set_up": ((SetUp, "begin"), (RunningSet, "see")),
    "features": ((RunningSet, "measure"), (RunningSet, "drift")),
    "counting": ((SideCounter, "update"),),
    "judging": ((AttemptLog, "moment"), (AttemptLog, "look"), (AttemptLog, "end")),
    "rejudging": ((Rejudging, "observe"), (Rejudging, "take"), (Rejudging, "review")),
    "cues": (
        (CueGenerator, "moving"), (CueGenerator, "waiting"),
        (CaptionLine, "update"), (SteadyNotice, "update"),
    ),
    "other": ((Coach, "update"),),
}  # fmt: skip
"""What belongs to each stage; what a method calls of another stage belongs to that one."""
Moments = Sequence[tuple[float, Pose | None]]


def clips() -> dict[str, Path]:
    """Return a sample clip of each move, the first that its labels name."""
    labels = json.loads((SAMPLES / "labels.json").read_text(encoding="utf-8"))
    first = {label["analyse_as"]: SAMPLES / label["clip"] for label in reversed(labels)}
    return {move: first[move] for move in EXERCISES if move in first}


def moments_of(move: str, clip: Path, *, end_s: float = math.inf) -> Moments:
    """Find the poses of a clip, with masks where the move looks at the outline.

    Args:
        move: Id of the exercise.
        clip: A video.
        end_s: Seconds of it that are enough.
    """
    part = SourcePart(end_s=end_s)
    with open_source(clip, model="lite", part=part, with_mask=find(move).needs_mask) as source:
        return [(sight.t_s, sight.pose) for sight in source]


def measure(*, rounds: int = 5, end_s: float = math.inf) -> dict[str, Any]:
    """Return microseconds of processor time a pose.

    Args:
        rounds: How often each clip is coached; the least of them counts.
        end_s: Seconds of each clip that are enough.

    Returns:
        ``moves``: for each move ``update_us``, its ``stages``, and ``json_us``, in which a moment is
        described to the browser; ``stages``: their means over all moves; ``slowest_us`` and ``median_us`` of
        the moves.
    """
    moves = {
        move: _of_move(move, moments_of(move, clip, end_s=end_s), rounds) for move, clip in clips().items()
    }
    updates_us = [found["update_us"] for found in moves.values()]
    means = {stage: statistics.fmean(found["stages"][stage] for found in moves.values()) for stage in STAGES}
    return {
        "moves": moves,
        "stages": {**means, "json": statistics.fmean(found["json_us"] for found in moves.values())},
        "slowest_us": max(updates_us),
        "median_us": statistics.median(updates_us),
    }


def _of_move(move: str, moments: Moments, rounds: int) -> dict[str, Any]:
    """Measure one move. The stages are shares of a watched pass of what a pass without a watch takes."""
    count = max(len(moments), 1)
    spent_s = [_spent_s(lambda: coached(move, moments)) for _ in range(rounds)]
    update_us = 1e6 * min(spent_s) / count
    updates = coached(move, moments)
    json_s = [_spent_s(lambda: [json.dumps(describe(update)) for update in updates]) for _ in range(rounds)]
    watched = [_stages_s(move, moments) for _ in range(rounds)]
    watched_s = {stage: min(seconds[stage] for seconds in watched) for stage in STAGES}
    whole_s = sum(watched_s.values())
    stages = {stage: update_us * watched_s[stage] / whole_s for stage in STAGES}
    return {"update_us": update_us, "stages": stages, "json_us": 1e6 * min(json_s) / count, "poses": count}


def coached(move: str, moments: Moments) -> list[Any]:
    """Coach the poses of a clip.

    Args:
        move: Id of the exercise.
        moments: Its poses.

    Returns:
        The update of each.
    """
    coach = Coach(find(move))
    return [coach.update(pose, t_s) for t_s, pose in moments]


def _stages_s(move: str, moments: Moments) -> dict[str, float]:
    with _watched() as spent_s:
        coached(move, moments)
    return spent_s


def _spent_s(work: Callable[[], object]) -> float:
    begun_s = time.thread_time()
    work()
    return time.thread_time() - begun_s


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Add up the seconds of each stage, without what it calls of others, as long as this lasts."""
    spent_s: dict[str, float] = defaultdict(float)
    inner_s = [0.0]

    def _around(stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def _timed(*given: Any, **named: Any) -> Any:
            inner_s.append(0.0)
            begun_s = time.thread_time()
            try:
                return call(*given, **named)
            finally:
                lasted_s = time.thread_time() - begun_s
                spent_s[stage] += lasted_s - inner_s.pop()
                inner_s[-1] += lasted_s

        return _timed

    plain = [(kind, name, getattr(kind, name)) for stage in STAGES.values() for kind, name in stage]
    for stage, methods in STAGES.items():
        for kind, name in methods:
            setattr(kind, name, _around(stage, getattr(kind, name)))
    try:
        yield spent_s
    finally:
        for kind, name, call in plain:
            setattr(kind, name, call)


def main() -> None:
    """Measure every move and print a line for each."""
    found = measure()
    print(f"{'µs a pose':28s}{'update':>8s}" + "".join(f"{stage:>10s}" for stage in (*STAGES, "json")))
    for move, of in found["moves"].items():
        parts = (*of["stages"].values(), of["json_us"])
        print(f"{move:28s}{of['update_us']:8.0f}" + "".join(f"{us:10.1f}" for us in parts))
    print(f"slowest {found['slowest_us']:.0f}, median {found['median_us']:.0f}")


if __name__ == "__main__":
    main()
