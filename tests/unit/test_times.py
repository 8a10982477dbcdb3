"""When movements begin, come to their top and end, against the truth of rendered people."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from posture.coach.coach import Coach
from posture.coach.session import Reason, Session
from posture.exercises import EXERCISES
from posture.vision.recording import read

FOLDER = Path(__file__).parents[1] / "recordings"
TIMES: dict[str, list[tuple[float, float, float]]] = json.loads((FOLDER / "times.json").read_text())
"""Start, top and end of each repetition, as it was animated."""
LABELS = {label["clip"]: label for label in json.loads((FOLDER / "labels.json").read_text())}
RIGHT_S = 0.3
SEEN_S = 0.5
"""The network leaves landmarks where they are for up to a third of a second before they follow."""


def replayed(clip: str, upto_s: float = float("inf")) -> tuple[Session, float]:
    """The session of a recording up to a time, and its last moment."""
    label = LABELS[clip]
    coach, last_s = Coach(EXERCISES[label["analyse_as"]], hold_s=label["hold_s"]), 0.0
    for t_s, pose in read(FOLDER / f"{clip}.npz"):
        if t_s <= upto_s:
            coach.update(pose, t_s)
            last_s = t_s
    return coach.finish(), last_s


@pytest.mark.parametrize("clip", TIMES)
def test_movements_end_when_the_person_is_back(clip: str):
    session, _ = replayed(clip)
    assert session.attempts
    for attempt in session.attempts:
        start_s, top_s, end_s = min(TIMES[clip], key=lambda times: abs(times[1] - attempt.peak_s))
        assert attempt.end_s == pytest.approx(end_s, abs=RIGHT_S)
        assert attempt.peak_s == pytest.approx(top_s, abs=RIGHT_S + 0.02)
        assert attempt.start_s == pytest.approx(start_s, abs=SEEN_S)


@pytest.mark.parametrize("clip", TIMES)
@pytest.mark.parametrize("share", [0.3, 0.5, 0.75, 0.9])
def test_a_recording_that_is_cut_anywhere_has_no_end_later_than_its_own(clip: str, share: float):
    """Within a way back, of which the rest is only expected."""
    _, top_s, end_s = TIMES[clip][-1]
    session, last_s = replayed(clip, end_s - (1.0 - share) * (end_s - top_s) / 2.0)
    assert session.attempts
    assert all(a.start_s <= a.peak_s <= a.end_s <= last_s for a in session.attempts)
    assert all(before.end_s <= after.start_s for before, after in pairwise(session.attempts))
    assert all(a.reason is not Reason.LOST for a in session.attempts[:-1])
