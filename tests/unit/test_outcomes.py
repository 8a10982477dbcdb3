"""What ended in a set, over every move of the guide: in its time, told once, and heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripted_signals import Course, coached, scripted

from posture.coach.cues.cue_budget import MISSES
from posture.coach.session import Session
from posture.coach.update import Update
from posture.exercises import EXERCISES

every = pytest.mark.parametrize("exercise_id", EXERCISES)
legs = st.tuples(st.floats(0.3, 4.0), st.sampled_from([-1.0, -0.4, 0.0, 0.0, 0.5, 0.88, 1.0, 1.2]))
spans = st.tuples(st.floats(2.0, 30.0), st.floats(0.2, 6.0)).map(lambda s: (s[0], s[0] + s[1]))
courses = st.builds(
    Course,
    legs=st.lists(legs, min_size=2, max_size=12).map(tuple),
    unseen=st.lists(spans, max_size=2).map(tuple),
    noise=st.sampled_from([0.0, 0.02, 0.05]),
)
CUT = Course(((1.0, 1.0), (1.0, 1.0), (0.8, 0.2)))
"""Ends on the way back."""
AT_ONCE = Course(((1.0, 1.0), (0.7, 0.1), (0.7, 1.0), (0.7, 0.1), (0.7, 1.0), (1.0, 0.0)))
"""No rest between repetitions."""
GONE = Course(((1.0, 1.0), (6.0, 1.0), (2.0, 1.0)), unseen=((7.0, 12.0),))
"""Leaves in a hold that was long enough for some."""
DIPS = Course(((1.0, -1.0), (1.0, -1.0)))
TWICE_DOWN = Course(((1.0, -1.0), (1.0, 0.0), (1.0, -1.0)))
"""The wrong way: of some moves it is told what to do instead."""


def check_times(session: Session, last_s: float) -> None:
    for number, attempt in enumerate(session.attempts, 1):
        assert attempt.number == number and attempt.counted == (attempt.reason is None)
        assert 0.0 <= attempt.start_s <= attempt.peak_s <= attempt.end_s <= last_s
    for before, after in pairwise(session.attempts):
        assert before.end_s <= after.start_s


def check_told(updates: list[Update], session: Session) -> None:
    """Every attempt but one that ends with the set has an update of its own, and words with it."""
    told = [u for u in updates if u.attempt]
    numbers = [u.attempt.number for u in told if u.attempt]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(session.attempts) - len(numbers) <= 2, "only what is under way ends with the set"
    counted = 0
    for update in told:
        assert update.attempt is not None and update.cue is not None
        counted += update.attempt.counted
        if update.attempt.counted:
            assert (update.cue.kind, update.cue.text) == ("count", str(counted))
        else:
            assert update.cue.kind in MISSES and not update.cue.text.isdigit()
    assert max((u.counts.attempts for u in updates), default=0) == len(numbers)


@every
@settings(max_examples=10)
@given(
    course=courses, mistaken=courses, hold_s=st.sampled_from([None, 1.0]), fps=st.sampled_from([8.0, 15.0])
)
@example(course=CUT, mistaken=Course(()), hold_s=None, fps=15.0)
@example(course=AT_ONCE, mistaken=Course(()), hold_s=1.0, fps=15.0)
@example(course=GONE, mistaken=Course(()), hold_s=1.0, fps=15.0)
@example(course=GONE, mistaken=AT_ONCE, hold_s=1.0, fps=8.0)
@example(course=TWICE_DOWN, mistaken=DIPS, hold_s=None, fps=8.0)
def test_attempts_lie_in_the_source_one_after_the_other_and_each_is_heard(
    exercise_id: str, course: Course, mistaken: Course, hold_s: float | None, fps: float
):
    updates, session = coached(scripted(exercise_id, course, mistaken), course, fps=fps, hold_s=hold_s)
    check_times(session, updates[-1].t_s)
    check_told(updates, session)
