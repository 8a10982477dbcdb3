"""Form faults: broken for long enough, in the right phase and view, once an attempt."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from posture.body.features import HEAD_ROLL, KNEE_FLEXION
from posture.body.view import View
from posture.coach.counting.movement import DURATION, Movement
from posture.coach.exercise import ALWAYS, Judge, Phase, Rule
from posture.coach.judging.form import REARM_S, FormChecker, MeasuredPose
from posture.coach.references import TUNING
from posture.coach.session import Finding, Reason, Severity

RULE = Rule(
    name="bent", title="bent",
    feature=KNEE_FLEXION, low=5.0, high=60.0, persist_s=0.5, severity=Severity.MEDIUM,
    cue="Legs longer", tip="Longer.", source=TUNING,
)  # fmt: skip
ENDED = Movement(
    start_s=0.0, peak_s=1.0, release_s=1.2, end_s=2.0, rest=0.0, back=0.0, peak=90.0, floor=60.0, hold_s=0.0
)  # fmt: skip


def moment(t_s: float, value: float, **changes: object) -> MeasuredPose:
    plain = MeasuredPose(t_s, Phase.GOING, View.SIDE, {KNEE_FLEXION: value, HEAD_ROLL: math.nan}, 1)
    return plain._replace(**changes)


def shown(
    checker: FormChecker, seconds: float, value: float, *, start_s: float = 0.0, **changes: object
) -> list:
    """Findings of a stretch of seconds with one value."""
    found: list[Finding] = []
    for i in range(round(seconds * 20)):
        found += checker.update(moment(start_s + i / 20, value, **changes))
    return found


@pytest.mark.parametrize(("value", "limit"), [(70.0, 60.0), (2.0, 5.0)])
def test_a_finding_carries_the_value_and_the_limit_it_broke(value: float, limit: float):
    (finding,) = shown(FormChecker((RULE,)), 1.0, value)
    assert finding.value == value and finding.limit == limit and finding.unit == "deg"
    assert (finding.rule, finding.severity, finding.cue, finding.attempt) == (
        "bent",
        RULE.severity,
        RULE.cue,
        1,
    )
    assert finding.t_s == pytest.approx(0.5, abs=0.06)


def test_a_limit_kept_or_broken_for_a_moment_is_no_fault():
    assert shown(FormChecker((RULE,)), 5.0, 30.0) == []
    checker = FormChecker((RULE,))
    for i in range(10):
        assert shown(checker, 0.4, 70.0, start_s=0.6 * i) == []
        assert shown(checker, 0.2, 30.0, start_s=0.6 * i + 0.4) == []


def test_a_fault_is_found_once_an_attempt():
    checker = FormChecker((RULE,))
    assert len(shown(checker, 3.0, 70.0)) == 1
    assert checker.finish(moment(3.0, 70.0), ENDED) == ()
    assert len(shown(checker, 3.0, 70.0, start_s=3.0, attempt=2)) == 1


def test_at_rest_a_fault_is_found_again_once_it_was_mended():
    checker, rest = FormChecker((replace(RULE, phases=ALWAYS),)), {"attempt": None, "phase": Phase.REST}
    assert len(shown(checker, 2.0, 70.0, **rest)) == 1
    assert shown(checker, REARM_S / 2, 30.0, start_s=2.0, **rest) == []
    assert shown(checker, 2.0, 70.0, start_s=2.5, **rest) == []
    shown(checker, REARM_S + 0.2, 30.0, start_s=4.5, **rest)
    assert len(shown(checker, 2.0, 70.0, start_s=6.0, **rest)) == 1


@pytest.mark.parametrize("changes", [{"phase": Phase.REST}, {"view": View.FRONT}, {"view": None}], ids=str)
def test_a_rule_looks_in_its_phases_and_views_only(changes: dict[str, object]):
    assert shown(FormChecker((RULE,)), 3.0, 70.0, **changes) == []


def test_leaving_the_phase_begins_the_time_anew():
    checker = FormChecker((RULE,))
    for i in range(6):
        assert shown(checker, 0.4, 70.0, start_s=i) == []
        assert shown(checker, 0.1, 70.0, start_s=i + 0.4, phase=Phase.REST) == []


def test_what_is_not_seen_breaks_nothing_and_is_said_to_be_unmeasured():
    checker = FormChecker((RULE, replace(RULE, name="tilt", title="tilt", feature=HEAD_ROLL)))
    assert shown(checker, 3.0, math.nan) == []
    first, second = checker.unmeasured(View.SIDE)
    assert (first.what, first.why) == ("bent", "could not see hip, knee, ankle")
    assert (second.what, second.why) == ("tilt", "needs a front view")
    shown(checker, 0.2, 30.0)
    assert [u.what for u in checker.unmeasured(View.SIDE)] == ["tilt"]


@pytest.mark.parametrize(
    ("judge", "value"), [(Judge.MAX, 80.0), (Judge.MIN, 2.0), (Judge.SPREAD, 78.0)], ids=str
)
def test_rules_of_the_whole_attempt_look_at_its_extremes(judge: Judge, value: float):
    low = {Judge.MIN: 5.0}.get(judge, -math.inf)
    checker = FormChecker((replace(RULE, judge=judge, low=low),))
    for i, knee in enumerate((20.0, 80.0, 2.0, 30.0)):
        assert checker.update(moment(i / 10, knee)) == ()
    (finding,) = checker.finish(moment(0.5, 30.0, attempt=7), ENDED)
    assert finding.value == value and finding.attempt == 7
    checker.update(moment(1.0, 30.0))
    assert checker.finish(moment(2.0, 30.0), ENDED) == ()


def test_rules_of_attempts_look_at_those_that_counted():
    slow = replace(RULE, feature=DURATION, low=-math.inf, high=1.5, judge=Judge.ATTEMPT)
    checker = FormChecker((slow,))
    assert checker.finish(moment(2.0, 0.0), ENDED.with_reason(Reason.PARTIAL_RANGE)) == ()
    (finding,) = checker.finish(moment(2.0, 0.0), ENDED)
    assert (finding.value, finding.limit, finding.unit) == (2.0, 1.5, "s")
    assert checker.unmeasured(View.SIDE) == ()


def test_some_rules_wait_for_attempts_in_a_row():
    slow = replace(RULE, feature=DURATION, low=-math.inf, high=1.5, judge=Judge.ATTEMPT, in_a_row=2)
    checker, quick = FormChecker((slow,)), replace(ENDED, end_s=1.0)
    found = [bool(checker.finish(moment(2.0, 0.0), e)) for e in (ENDED, quick, ENDED, ENDED, ENDED)]
    assert found == [False, False, False, True, True]


def test_a_movement_that_was_none_leaves_no_trace():
    checker = FormChecker((replace(RULE, judge=Judge.MAX),))
    checker.update(moment(0.1, 80.0))
    checker.forget()
    checker.update(moment(0.2, 30.0))
    assert checker.finish(moment(0.5, 30.0), ENDED) == ()


def test_a_reminder_makes_no_finding_and_is_said_among_what_was_not_judged():
    checker = FormChecker((replace(RULE, reminder=True),))
    assert shown(checker, 0.3, 70.0) == [] and checker.unmeasured(View.SIDE) == ()
    assert shown(checker, 1.0, 70.0) == []
    assert checker.finish(moment(1.1, 70.0), ENDED) == ()
    (reminded,) = checker.unmeasured(View.SIDE)
    assert reminded.what == "bent" and "remember: legs longer" in reminded.why


def test_a_reminder_at_the_end_of_an_attempt_makes_no_finding_either():
    rule = replace(
        RULE, name="quick", title="quick", feature=DURATION, low=3.0, judge=Judge.ATTEMPT, reminder=True
    )
    checker = FormChecker((rule,))
    assert checker.finish(moment(2.0, 30.0), ENDED) == ()
    assert [u.what for u in checker.unmeasured(View.SIDE)] == ["quick"]
