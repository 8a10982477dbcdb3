"""A few of many frames, evenly, whatever the rate they come at."""

from __future__ import annotations

from itertools import pairwise

import pytest
from clip_kit import ANGELS
from hypothesis import given
from hypothesis import strategies as st
from motions import follow, perform

from posture.vision.capture import VideoFile
from posture.vision.frame_sampler import FrameSampler


@given(fps=st.floats(3.0, 120.0), step_s=st.floats(0.25, 0.5))
def test_the_rate_is_kept_on_average_and_no_frame_comes_early(fps: float, step_s: float) -> None:
    times = [i / fps for i in range(int(fps * 20))]
    pace = FrameSampler(step_s)
    taken = [t_s for t_s in times if pace.due(t_s)]
    least = max(step_s, 1.0 / fps)
    assert all(b - a >= step_s - 1.0 / fps - 0.003 for a, b in pairwise(taken))
    assert len(taken) <= 20.0 / least + 2
    assert len(taken) >= 20.0 / (step_s + 1.0 / fps) - 2


def test_without_a_step_every_frame_is_due() -> None:
    pace = FrameSampler(0.0)
    assert all(pace.due(i / 30) for i in range(100))


def test_after_a_gap_the_frames_do_not_hurry() -> None:
    pace = FrameSampler(1.0)
    assert [t for t in (0.0, 10.0, 10.1, 10.2, 11.0) if pace.due(t)] == [0.0, 10.0, 11.0]


def test_a_video_gives_three_pictures_a_second() -> None:
    with VideoFile(ANGELS, step_s=1 / 3) as video:
        frames = list(video)
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert len(frames) == 61
    assert all(abs(b.t_s - a.t_s - 1 / 3) < 0.06 for a, b in pairwise(frames))


@pytest.mark.parametrize("exercise_id", ["wall_angels", "chin_tucks"])
def test_a_quarter_of_fast_frames_counts_what_all_of_them_count(exercise_id: str) -> None:
    fast = perform(exercise_id, fps=120.0, noise=0.004)
    pace = FrameSampler(1 / 30)
    some = [(t_s, pose) for t_s, pose in fast if pace.due(t_s)]
    assert len(some) == pytest.approx(len(fast) / 4, abs=1)
    counted, expected = (follow(exercise_id, frames) for frames in (some, fast))
    for session in (counted, expected):
        assert (session.counts.reps, session.counts.clean, session.counts.attempts) == (4, 4, 4)
    for one, other in zip(counted.attempts, expected.attempts, strict=True):
        assert one.end_s == pytest.approx(other.end_s, abs=0.3)
