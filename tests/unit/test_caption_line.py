"""The line on the picture: each attempt has one outcome on it, and the next movement clears it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from motions import MOVES, perform, plan_of, updates

from posture.coach import wording
from posture.coach.cues.caption_line import STANDS_S, Caption, CaptionLine
from posture.coach.cues.cue_budget import MISSES, Cue
from posture.coach.cues.steady_notice import KEPT_S
from posture.coach.session import Reason
from posture.coach.update import Update

MISSED = Cue(wording.MISSED[Reason.PARTIAL_RANGE], "missed")
FAULT = Cue("Elbows wide", "fault")


def texts(line: CaptionLine, from_s: float, to_s: float, *, moving: bool = False) -> list[str]:
    moments = [from_s + i / 10 for i in range(round(10 * (to_s - from_s)))]
    return [now.text if (now := line.update(t, None, moving=moving)) else "" for t in moments]


def test_that_it_did_not_count_comes_before_all_else_and_its_reason_is_written():
    line = CaptionLine()
    line.update(0.0, FAULT)
    assert line.update(0.5, Cue(wording.NOT_COUNTED, "uncounted"), outcome=MISSED) == Caption(
        MISSED.text, "missed", 0.5
    )
    assert line.update(1.0, FAULT) == Caption(MISSED.text, "missed", 0.5)


def test_the_next_movement_clears_it_once_it_could_be_read():
    line = CaptionLine()
    line.update(0.0, MISSED, outcome=MISSED)
    shown = texts(line, 0.1, 4.0, moving=True)
    assert shown.index("") == pytest.approx(10 * KEPT_S, abs=1) and not any(shown[shown.index("") :])


def test_a_repetition_that_counts_clears_it_at_once():
    line = CaptionLine()
    line.update(0.0, MISSED, outcome=MISSED)
    assert line.update(0.3, Cue("1", "count"), outcome=Cue("1", "count")) is None


def test_a_repetition_that_counts_leaves_what_is_to_be_mended():
    line = CaptionLine()
    line.update(0.0, FAULT)
    assert line.update(0.3, Cue("1", "count"), outcome=Cue("1", "count")) == Caption(
        "Elbows wide", "fault", 0.0
    )


def test_no_line_stands_for_ever():
    line = CaptionLine()
    line.update(0.0, FAULT)
    assert texts(line, 0.1, 8.0).index("") == pytest.approx(10 * STANDS_S, abs=1)


@pytest.mark.parametrize("cue", [Cue("3", "hold"), Cue("7", "count"), Cue("Move back a little", "problem")])
def test_numbers_and_problems_are_written_elsewhere(cue: Cue):
    assert CaptionLine().update(0.0, cue) is None


@pytest.mark.parametrize("exercise_id", MOVES)
def test_every_attempt_of_a_set_has_one_outcome_in_words_and_in_sound(exercise_id: str):
    plan = plan_of(exercise_id, [1.0, 0.45, 1.0, 0.45, 0.45, 1.0, 1.0])
    made = [update for _, update in updates(exercise_id, perform(exercise_id, plan))]
    ended = [update for update in made if update.attempt]
    assert {bool(u.attempt and u.attempt.counted) for u in ended} == {True, False}
    for update in ended:
        assert update.attempt is not None and update.cue is not None
        if update.attempt.counted:
            assert update.cue == Cue(str(update.counts.reps), "count")
            assert update.caption is None or update.caption.kind not in MISSES
        else:
            assert update.cue.kind in MISSES and update.caption is not None
            assert update.caption.kind in MISSES and update.caption.since_s == update.t_s
    for before, after in pairwise(ended):
        assert not [u for u in made if before.t_s < u.t_s < after.t_s and _of_another(u, before)]


def _of_another(update: Update, ended: Update) -> bool:
    """Return whether the line tells how another attempt came out than the one that ended last."""
    caption = update.caption
    return caption is not None and caption.kind in MISSES and caption.since_s != ended.t_s
