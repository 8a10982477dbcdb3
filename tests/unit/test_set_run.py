"""A coached set as a worker runs it: it ends with what it was to come to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from posture.live.run import About
from posture.live.set_run import SetRun, open_set
from posture.provenance import ModelInfo, SourceInfo
from posture.vision import recording
from posture.vision.pose_stream import SourcePose

RECORDINGS = Path(__file__).parents[1] / "recordings"
STEP_S = 1 / 18
FROM = 18
"""Number of the first picture that may be the first to be seen: the person is about to move by then."""
ABOUT = About(
    SourceInfo("camera", "camera", duration_s=0.0, frames=0, fps=0.0, size_px=(640, 480)),
    ModelInfo("full", "0" * 64),
    "0",
)


def ended(every: int, first: int, target: int) -> tuple[int, int]:
    """The repetitions at the picture that ended the set, and those of its result.

    Args:
        every: One picture of so many was seen, as on a busy machine.
        first: The first of them.
        target: What the set is to come to.
    """
    run: SetRun = open_set(
        {"exercise": "wall_angels", "target": {"reps": target, "side": "both"}, "landmarks": True}, {}
    )
    shown = 0
    poses = recording.read(RECORDINGS / "wall_angels_good_front.npz").poses
    for i, pose in list(enumerate(poses))[first::every]:
        t_s = i * STEP_S
        shown = run.update(SourcePose(t_s, pose and replace(pose, t_s=t_s), None))["counts"]["reps"]
        if shown >= target:
            break
    return shown, run.finish(ABOUT)["session"]["counts"]["reps"]


@pytest.mark.parametrize("target", [1, 2])
@pytest.mark.parametrize("every", [1, 4, 9, 10, 11, 13])
def test_a_set_ends_with_what_it_was_to_come_to_however_few_pictures_were_seen(
    every: int, target: int
) -> None:
    ends = {ended(every, first, target) for first in range(FROM, FROM + every)}
    assert {shown for shown, _ in ends} <= set(range(target + 1))
    assert all(shown == whole for shown, whole in ends if shown == target), ends
    assert every > 4 or ends == {(target, target)}
