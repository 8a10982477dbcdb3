"""What was shown of a move serves the same person before the same camera, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from shoulder_blades_kit import ARMS_ONLY, FPS, squeezed

from posture.body.landmarks import Landmark, Pose
from posture.exercises import EXERCISES
from posture.live.run import About, Memory
from posture.live.set_run import SetRun, open_set
from posture.live.snapshot import RunChoice
from posture.provenance import ModelInfo, SourceInfo
from posture.vision.orientation import Rgb
from posture.vision.pose_stream import SourcePose

MOVE = EXERCISES["shoulder_blade_retraction"]
RED, BLUE = (190, 30, 40), (30, 60, 190)
ABOUT = About(SourceInfo("camera", "camera", 1.0, 1, 15.0, (640, 480)), ModelInfo("lite", ""), "0")
TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
ASKED, KNOWN = "asked", "known"


@dataclass(frozen=True)
class Somebody:
    """A person of one color who does what the screen asks for."""

    shirt: tuple[int, int, int] = RED
    seconds: float = 25.0

    def sight(self, t_s: float, depth: float) -> SourcePose:
        pose = squeezed(t_s, depth, ARMS_ONLY)
        return SourcePose(t_s, pose, self._picture(pose))

    def _picture(self, pose: Pose) -> Rgb:
        rgb = np.full((480, 640, 3), 128, np.uint8)
        left, top = pose.image_xy[TRUNK].min(axis=0).astype(int) - 30
        right, bottom = pose.image_xy[TRUNK].max(axis=0).astype(int) + 30
        rgb[max(top, 0) : bottom, max(left, 0) : right] = self.shirt
        return rgb

    def get_ready(self, fold: SetRun, from_s: float = 0.0) -> str:
        """Whether they are asked to show the movement until the set has begun, or known."""
        asked, depth = False, 0.0
        view: dict[str, Any] = {}
        for i in range(round(self.seconds * FPS)):
            wanted = 1.0 if view.get("problem") == "Now squeeze and hold" else 0.0
            depth += float(np.clip(wanted - depth, -2.0 / FPS, 2.0 / FPS))
            view = fold.update(self.sight(from_s + i / FPS, depth))
            # The first pictures of somebody tell whether they were seen before.
            asked |= view["problem"] == "Now squeeze and hold"
            if view["ready"]:
                return ASKED if asked else KNOWN
        pytest.fail("the set did not begin")

    def rest(self, fold: SetRun, from_s: float, seconds: float) -> list[dict[str, Any]]:
        return [fold.update(self.sight(from_s + i / FPS, 0.0)) for i in range(round(seconds * FPS))]


def begun(memory: Memory, who: Somebody, *, person: str = "", camera: str = "") -> tuple[SetRun, str]:
    """A set of theirs, and whether they were asked before it began."""
    choice = RunChoice(MOVE.id, person=person)
    fold = open_set(choice.asked(camera=camera), memory)
    return fold, who.get_ready(fold)


def whole_set(memory: Memory, who: Somebody, *, person: str = "", camera: str = "") -> str:
    fold, how = begun(memory, who, person=person, camera=camera)
    who.rest(fold, 30.0, 1.0)
    fold.finish(ABOUT)
    return how


def test_the_same_person_is_asked_once():
    memory: Memory = {}
    assert [whole_set(memory, Somebody()) for _ in range(3)] == [ASKED, KNOWN, KNOWN]


@pytest.mark.parametrize(
    ("other", "person", "camera"),
    [(Somebody(), "other", "one"), (Somebody(), "one", "other"), (Somebody(BLUE), "one", "one")],
    ids=["another person of the page", "another camera", "other looks"],
)
def test_another_person_and_another_camera_are_asked_for_themselves(
    other: Somebody, person: str, camera: str
):
    memory: Memory = {}
    assert whole_set(memory, Somebody(), person="one", camera="one") == ASKED
    assert whole_set(memory, other, person=person, camera=camera) == ASKED
    assert whole_set(memory, other, person=person, camera=camera) == KNOWN


def test_pictures_of_another_size_are_of_another_camera():
    memory: Memory = {}
    assert whole_set(memory, Somebody()) == ASKED
    fold = open_set(RunChoice(MOVE.id).asked(), memory)
    small = Somebody().sight(0.0, 0.0)
    assert small.rgb is not None
    fold.update(SourcePose(0.0, None, small.rgb[::2, ::2]))
    assert Somebody().get_ready(fold, 0.1) == ASKED


def test_whoever_comes_in_their_place_in_the_middle_of_a_set_is_asked_anew():
    fold, _ = begun({}, Somebody())
    for i in range(round(12.0 * FPS)):
        fold.update(SourcePose(30.0 + i / FPS, None, None))
    assert Somebody(BLUE).get_ready(fold, 45.0) == ASKED


def test_whoever_comes_back_to_the_same_set_is_known():
    fold, _ = begun({}, Somebody())
    Somebody().rest(fold, 30.0, 1.0)
    for i in range(round(5.0 * FPS)):
        fold.update(SourcePose(31.0 + i / FPS, None, None))
    assert Somebody().get_ready(fold, 40.0) == KNOWN


def test_another_camera_in_the_middle_of_a_set_begins_anew_and_the_first_one_is_remembered():
    memory: Memory = {}
    fold, _ = begun(memory, Somebody(), camera="one")
    Somebody().rest(fold, 30.0, 1.0)
    fold.hear({"camera": "other"})
    assert Somebody().get_ready(fold, 32.0) == ASKED
    fold.finish(ABOUT)
    assert whole_set(memory, Somebody(), camera="one") == KNOWN
    assert whole_set(memory, Somebody(), camera="other") == KNOWN
