"""What is heard of an attempt: always its number or that it did not count, and what goes with it after."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from posture.body.landmarks import Side
from posture.coach import wording
from posture.coach.cues.cue_budget import GAP_S, SAME_S, TICKS, Cue, CueBudget
from posture.coach.cues.cue_generator import HEARD_S, CueEvent, CueGenerator
from posture.coach.judging.attempt_log import JudgedAttempt
from posture.coach.judging.hold_dose import SHORT_HOLD
from posture.coach.session import Attempt, Finding, Reason, Severity
from posture.coach.setup.readiness import Obstacle

STEP_S = 0.1
SEVERITIES = st.sampled_from(Severity)
RULES = st.sampled_from(["Elbows wide", "Long neck", "Slower", "Hips level"])


def finding(cue: str, severity: Severity = Severity.MEDIUM) -> Finding:
    return Finding("rule", severity, 0.0, 1, 1.0, 0.0, "deg", cue)


def outcome(reason: Reason | None, reps: int, *found: Finding, hint: str = "") -> JudgedAttempt:
    clean = reason is None and not found
    ended = Attempt(1, Side.BOTH, 0.0, 1.0, 2.0, 0.0, 1.0, "deg", reason is None, reason, clean)
    return JudgedAttempt(ended, found, reps, hint)


def told(script: CueGenerator, ended: JudgedAttempt, t_s: float) -> Cue | None:
    return script.moving(t_s, None, event=CueEvent(ended.findings, ended), held_s=0.0)


moments = st.lists(
    st.tuples(
        st.integers(1, 60),  # steps until it ends
        st.one_of(st.none(), st.sampled_from(Reason)),
        st.lists(st.builds(finding, RULES, SEVERITIES), max_size=2),
        st.sampled_from(["", "Bend the elbows"]),
        st.booleans(),  # a problem stands in the way
        st.lists(st.builds(finding, RULES, SEVERITIES), max_size=1),  # while it goes on
    ),
    max_size=20,
)


@given(moments, st.booleans())
def test_a_repetition_that_counted_is_heard_and_one_that_did_not_has_words(made: list, waiting: bool):
    script, t_s, reps = CueGenerator(CueBudget(), hold_s=0.0), 0.0, 0
    said: list[tuple[float, Cue]] = []
    for steps, reason, found, hint, blocked, under_way in made:
        problem = Obstacle("view", "Turn to face the camera") if blocked else None
        for i in range(steps):
            t_s += STEP_S
            event = CueEvent(tuple(under_way) if i == steps // 2 else ())
            cue = script.moving(t_s, problem, event=event, held_s=0.0)
            said += [(t_s, cue)] if cue else []
        t_s, reps = t_s + STEP_S, reps + (reason is None)
        ended = outcome(reason, reps, *found, hint=hint if reason else "")
        if waiting:
            cue = script.waiting(t_s, problem, outcome=ended)
        else:
            cue = script.moving(t_s, problem, event=CueEvent(ended.findings, ended), held_s=0.0)
        assert cue is not None
        said.append((t_s, cue))
        if reason is None:
            assert cue == Cue(str(reps), "count")
        else:
            assert cue.text in (hint or wording.MISSED[reason], wording.NOT_COUNTED)
    for (before_s, before), (after_s, after) in pairwise(said):
        heard = before.kind not in HEARD_S or after_s - before_s >= HEARD_S[before.kind] - 1e-9
        assert heard or after.kind in HEARD_S, (
            "what tells of one attempt is cut off by that of the next alone"
        )
    talk = [(t, cue) for t, cue in said if cue.kind not in TICKS]
    assert all(after - before >= GAP_S - 1e-9 for (before, _), (after, _) in pairwise(talk))
    for i, (t, cue) in enumerate(talk):
        assert all(t - earlier >= SAME_S - 1e-9 for earlier, other in talk[:i] if other.text == cue.text)


def test_a_fault_of_the_attempt_is_said_once_its_number_was_heard():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    assert told(script, outcome(None, 1, finding("Lower slowly")), 0.0) == Cue("1", "count")
    later = {t: script.moving(t / 10, None, event=CueEvent(), held_s=0.0) for t in range(1, 40)}
    assert {t: cue.text for t, cue in later.items() if cue} == {10: "Lower slowly"}


def test_praise_is_said_once_the_number_was_heard():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    told(script, outcome(None, 1, finding("Lower slowly", Severity.LOW)), 0.0)
    assert told(script, outcome(None, 2), 10.0) == Cue("2", "count")
    later = [script.moving(10.0 + t / 10, None, event=CueEvent(), held_s=0.0) for t in range(1, 40)]
    assert [cue.text for cue in later if cue] == [wording.BETTER]


def test_a_hold_that_counted_and_was_too_short_is_said_though_it_weighs_little():
    script = CueGenerator(CueBudget(), hold_s=5.0)
    short = replace(finding("Stay a little longer", Severity.LOW), rule=SHORT_HOLD)
    assert told(script, outcome(None, 1, short), 0.0) == Cue("1", "count")
    later = [script.moving(t / 10, None, event=CueEvent(), held_s=0.0) for t in range(1, 40)]
    assert [cue.text for cue in later if cue] == ["Stay a little longer"]


def test_whether_it_is_another_move_is_asked_once_in_place_of_praise():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    told(script, outcome(None, 1, finding("Lower slowly", Severity.LOW)), 0.0)
    heard: list[tuple[str, str]] = []
    for number in range(2, 6):
        asking = replace(outcome(None, number), question="Is this lat pulldowns?")
        begun_s = 10.0 * number
        cues = [told(script, asking, begun_s)]
        cues += [script.moving(begun_s + t / 10, None, event=CueEvent(), held_s=0.0) for t in range(1, 60)]
        heard += [(cue.kind, cue.text) for cue in cues if cue]
    assert heard == [("count", "2"), ("question", "Is this lat pulldowns?"), *[("count", n) for n in "345"]]


def test_the_reason_is_not_repeated_over_and_over_but_something_is_said():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    said = [told(script, outcome(Reason.PARTIAL_RANGE, 0), 3.0 * i) for i in range(5)]
    long, short = wording.MISSED[Reason.PARTIAL_RANGE], wording.NOT_COUNTED
    assert [cue.text for cue in said if cue] == [long, short, short, short, long]


def test_of_a_repetition_that_did_not_count_nothing_else_is_said():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    missed = outcome(Reason.PARTIAL_RANGE, 0, finding("Lower slowly", Severity.HIGH))
    assert told(script, missed, 0.0) == Cue(wording.MISSED[Reason.PARTIAL_RANGE], "missed")
    assert not [cue for t in range(1, 60) if (cue := script.moving(t / 10, None, event=CueEvent(), held_s=0))]


def test_what_to_do_instead_tells_as_well_that_it_did_not_count():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    hinted = outcome(Reason.WRONG_POSTURE, 0, hint="Bend the elbows")
    assert told(script, hinted, 0.0) == Cue("Bend the elbows", "instead")
    whole = outcome(Reason.WRONG_POSTURE, 0, hint="Not counted: that is a push-up")
    assert told(script, whole, 20.0) == Cue("Not counted: that is a push-up", "missed")


def test_nothing_but_its_numbers_is_said_under_a_count_in():
    script = CueGenerator(CueBudget(), hold_s=0.0)
    told(script, outcome(None, 1, finding("Lower slowly")), 0.0)
    said = [script.waiting(t / 10, None, left_s=5.0 - t / 10) for t in range(1, 50)]
    assert [cue.text for cue in said if cue] == ["5", "4", "3", "2", "1"]


def test_every_reason_has_words_that_can_be_listened_to():
    assert set(wording.MISSED) == set(Reason)
    assert all(1 <= len(words.split()) <= 6 for words in (*wording.MISSED.values(), wording.NOT_COUNTED))
