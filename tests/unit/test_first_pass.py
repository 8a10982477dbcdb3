"""The first pass over a file: poses that are kept as they were found, part by part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from motions import Frames, nobody, perform, then

from posture import first_pass
from posture.coach.coach import Coach
from posture.exercises import EXERCISES
from posture.first_pass import PackedMoment, parts
from posture.vision.pose_sources import RecordingSource
from posture.vision.pose_stream import SourcePose
from posture.vision.recording import Recording


def source() -> RecordingSource:
    frames = perform("bent_over_rows")
    return RecordingSource(Recording((640, 480), tuple(t for t, _ in frames), tuple(p for _, p in frames)))


def test_a_moment_is_unpacked_as_it_was() -> None:
    pose = perform("bent_over_rows")[3][1]
    assert pose is not None
    pose = replace(pose, mask=np.random.default_rng(1).random((37, 53)) > 0.5)
    again = PackedMoment.of(SourcePose(0.2, pose, None)).pose
    assert again is not None and again.mask is not None and pose.mask is not None
    assert np.array_equal(again.mask, pose.mask)
    for name in ("image_xy", "world_xyz", "visibility"):
        assert np.array_equal(getattr(again, name), getattr(pose, name), equal_nan=True)
    assert PackedMoment.of(SourcePose(0.2, None, None)).pose is None


def test_a_long_source_is_kept_part_by_part_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    whole = list(parts(source(), EXERCISES["bent_over_rows"], tell=told.append))
    monkeypatch.setattr(first_pass, "PART_S", 6.0)
    some = list(parts(source(), EXERCISES["bent_over_rows"], tell=lambda _: None))
    assert len(whole) == 1 and len(some) > 2
    times = [moment.t_s for part in some for moment in part.moments]
    assert times == [moment.t_s for moment in whole[0].moments] == told
    assert all(part.moments[-1].t_s - part.moments[0].t_s <= 6.0 for part in some)
    rest = whole[0].rest_at(1.0)
    assert rest is not None and rest.usable


class Watched(RecordingSource):
    """A source as a video is one: it is told whom to keep."""

    kind = "video"

    def __init__(self, frames: Frames) -> None:
        super().__init__(Recording((640, 480), tuple(t for t, _ in frames), tuple(p for _, p in frames)))
        self.kept = 0

    def keep(self) -> None:
        self.kept += 1


def kept_at(frames: Frames) -> list[float]:
    """When the first pass asks to keep whoever is seen."""
    source, times, before = Watched(frames), [], 0

    def tell(t_s: float) -> None:
        nonlocal before
        if source.kept > before:
            times.append(t_s)
        before = source.kept

    list(parts(source, EXERCISES["bent_over_rows"], tell=tell))
    return times


def test_whoever_gets_ready_is_kept_at_the_moment_at_which_a_set_begins() -> None:
    frames = perform("bent_over_rows")
    coach = Coach(EXERCISES["bent_over_rows"])
    begun_s = next(t_s for t_s, pose in frames if coach.update(pose, t_s).ready)
    assert begun_s > frames[0][0]
    assert kept_at(frames) == [t_s for t_s, _ in frames if t_s >= begun_s]


@pytest.mark.parametrize("between", [nobody(12.0), []], ids=["nobody in the pictures", "no pictures"])
def test_whoever_comes_after_the_person_was_away_is_kept_once_they_are_ready(between: Frames) -> None:
    frames = perform("bent_over_rows")
    ready_after_s = kept_at(frames)[0] - frames[0][0]
    again = then(frames, between, frames, gap_s=0.05 if between else 12.0)
    back_s = again[-len(frames)][0]
    assert next(t_s for t_s in kept_at(again) if t_s >= back_s) == pytest.approx(back_s + ready_after_s)
