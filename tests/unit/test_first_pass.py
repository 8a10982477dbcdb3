"""The first pass over a file: poses that are kept as they were found, part by part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from motions import perform

from posture import first_pass
from posture.exercises import EXERCISES
from posture.first_pass import Kept, parts
from posture.vision.recording import Recording
from posture.vision.sources import RecordingSource, Sight


def source() -> RecordingSource:
    frames = perform("bent_over_rows")
    return RecordingSource(Recording((640, 480), tuple(t for t, _ in frames), tuple(p for _, p in frames)))


def test_a_moment_is_unpacked_as_it_was() -> None:
    pose = perform("bent_over_rows")[3][1]
    assert pose is not None
    pose = replace(pose, mask=np.random.default_rng(1).random((37, 53)) > 0.5)
    again = Kept.of(Sight(0.2, pose, None)).pose
    assert again is not None and again.mask is not None and pose.mask is not None
    assert np.array_equal(again.mask, pose.mask)
    for name in ("image_xy", "world_xyz", "visibility"):
        assert np.array_equal(getattr(again, name), getattr(pose, name), equal_nan=True)
    assert Kept.of(Sight(0.2, None, None)).pose is None


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
