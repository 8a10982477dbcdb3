"""The closing words of a set: praise that the set bears out, and advice that fits it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import attempt, sessions

from posture.body.landmarks import Side
from posture.coach.exercise import Cycle, Sides
from posture.coach.judging.session_builder import KIN, REFUSED
from posture.coach.results import closing
from posture.coach.results.closing import SENTENCES, closing_of, gravest
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity
from posture.exercises import EXERCISES
from posture.locale.declarations import spoken
from posture.locale.extraction import declared
from posture.provenance import SourceInfo


def a_set(exercise: str, *attempts: Attempt, **changes: Any) -> Session:
    """A set with the counts that its attempts add up to."""
    numbered = tuple(replace(a, number=n) for n, a in enumerate(attempts, 1))
    counted = [a for a in numbered if a.counted]
    each = EXERCISES[exercise].motion.sides is Sides.EACH
    left = sum(a.side is Side.LEFT for a in counted)
    counts = Counts(
        len(counted),
        sum(a.clean for a in counted),
        len(numbered),
        left if each else None,
        len(counted) - left if each else None,
    )
    values: dict[str, Any] = {"view": "front", "ready_at_s": 1.0, "seen_s": 30.0, "measured_s": 30.0}
    return Session(exercise, **(values | {"counts": counts, "attempts": numbered} | changes))


def finding(rule: str, number: int | None = 1, **changes: Any) -> Finding:
    values: dict[str, Any] = {
        "severity": Severity.MEDIUM,
        "t_s": 3.0,
        "value": 2.0,
        "limit": 1.0,
        "cue": "Do so",
    }
    return Finding(rule, attempt=number, unit="deg", **(values | changes))


def missed(reason: Reason, **changes: Any) -> Attempt:
    return attempt(1, counted=False, clean=False, reason=reason, **changes)


SHORT = attempt(1, range=130.0)
FULL = attempt(1, range=155.0)
FAULTY = attempt(1, range=130.0, clean=False, faults=("trunk_side",))
TRUNK = finding("trunk_side")
LEFT, RIGHT = (attempt(1, side=side, hold_s=20.0) for side in (Side.LEFT, Side.RIGHT))


def stretched(number: int) -> Attempt:
    """A repetition of another length than its neighbours."""
    return replace(FAULTY, start_s=0.0, end_s=2.0 + 3 * (number % 2))


@pytest.mark.parametrize(
    ("made", "praise"),
    [
        (a_set("wall_angels", SHORT, SHORT), "Every repetition was clean"),
        (a_set("sphinx", SHORT, SHORT), "Every hold was clean"),
        (a_set("wall_angels", SHORT), "That was a clean repetition"),
        (a_set("sphinx", SHORT), "That was a clean hold"),
        (
            a_set("wall_angels", FAULTY, SHORT, SHORT, SHORT, findings=(TRUNK,)),
            "You got better as you went on",
        ),
        (
            a_set("sphinx", replace(FAULTY, hold_s=50.0), findings=(finding("head_back"),)),
            "You held longer than the guide asks",
        ),
        (
            a_set("wall_angels", *[replace(FULL, clean=False)] * 2, findings=(TRUNK,)),
            "You went the whole way every time",
        ),
        (
            a_set("wall_angels", FULL, FULL, findings=(finding("half_range", severity=Severity.LOW),)),
            "Every repetition counted",
        ),
        (
            a_set("cat_cow", *[replace(FAULTY, range=0.2)] * 10, findings=(finding("elbows"),)),
            "You did the whole set",
        ),
        (
            a_set("neck_tilts", *[replace(s, clean=False) for s in (LEFT, RIGHT)], findings=(TRUNK,)),
            "Both sides got the same work",
        ),
        (a_set("wall_angels", *[FAULTY] * 4, findings=(TRUNK,)), "You kept an even pace"),
        (
            a_set("wall_angels", *[stretched(n) for n in range(4)], findings=(TRUNK,)),
            "Every repetition counted",
        ),
        (a_set("sphinx", FAULTY, FAULTY, findings=(TRUNK,)), "Every hold counted"),
        (
            a_set("wall_angels", SHORT, SHORT, missed(Reason.PARTIAL_RANGE)),
            "Most of it was clean",
        ),
        (a_set("wall_angels", missed(Reason.PARTIAL_RANGE), SHORT), "Your last one was clean"),
        (
            a_set("wall_angels", FAULTY, FAULTY, missed(Reason.TOO_FAST), findings=(TRUNK,)),
            "Most of them counted",
        ),
        (
            a_set("wall_angels", FAULTY, missed(Reason.PARTIAL_RANGE), findings=(TRUNK,)),
            "Some is always better than none",
        ),
        (a_set("wall_angels", *[missed(Reason.PARTIAL_RANGE)] * 3), "You kept at it"),
        (a_set("wall_angels"), "You made time for it"),
        (a_set("wall_angels", seen_s=2.0), closing.TRIED),
    ],
)
def test_each_sentence_of_praise_has_its_set(made: Session, praise: str) -> None:
    assert closing_of(made).praise == praise


def test_a_set_whose_holds_were_too_short_was_not_the_whole_set() -> None:
    whole = a_set("chin_tucks", *[replace(SHORT, hold_s=5.0, range=0.0)] * 10, findings=(finding("shrug"),))
    assert closing_of(whole).praise == "You did the whole set"
    short = replace(SHORT, hold_s=1.0, range=0.0, faults=("short_hold",))
    made = a_set("chin_tucks", *[short] * 10, findings=(finding("short_hold", severity=Severity.LOW),))
    assert closing_of(made).praise == "Every repetition counted"


@pytest.mark.parametrize(
    ("fps", "praise"), [(2.0, "Every repetition counted"), (30.0, "Every repetition was clean")]
)
def test_nothing_is_called_clean_of_which_few_frames_were_looked_at(fps: float, praise: str) -> None:
    source = SourceInfo("camera", "camera", 30.0, round(30.0 * fps), fps, (640, 480))
    assert closing_of(a_set("wall_angels", SHORT, SHORT, source=source)).praise == praise


UNCLEAR = Problem("hidden", 0.0, 9.0, "Step back to show your feet")


@pytest.mark.parametrize(
    ("made", "advice"),
    [
        (a_set("wall_angels", FULL, FULL), closing.KEEP),
        (a_set("wall_angels", FULL, missed(Reason.LOST)), closing.KEEP),
        (a_set("wall_angels", missed(Reason.LOST)), closing.MORE),
        (a_set("wall_angels", missed(Reason.LOST), FULL), closing.INSTEAD[Reason.LOST]),
        (a_set("cat_cow", FULL, FULL), closing.MORE),
        (a_set("sphinx", attempt(1, hold_s=25.0)), closing.LONGER),
        (a_set("sphinx", attempt(1, hold_s=45.0)), closing.KEEP),
        (a_set("neck_tilts", LEFT, LEFT), closing.OTHER_SIDE),
        (a_set("neck_tilts", LEFT, RIGHT), closing.LONGER),
        (a_set("wall_angels"), closing.BEGIN),
        (a_set("wall_angels", problems=(replace(UNCLEAR, to_s=1.0, message="x"), UNCLEAR)), UNCLEAR.message),
        (a_set("wall_angels", FULL, problems=(replace(UNCLEAR, code=KIN),)), closing.LOOK_UP),
        (a_set("wall_angels", FAULTY, findings=(TRUNK,)), TRUNK.cue),
        (a_set("wall_angels", FAULTY, missed(Reason.TOO_FAST), findings=(TRUNK,)), TRUNK.cue),
        (
            a_set("wall_angels", FAULTY, *[missed(Reason.TOO_FAST)] * 2, findings=(TRUNK,)),
            closing.INSTEAD[Reason.TOO_FAST],
        ),
        (
            a_set("wall_angels", missed(Reason.WRONG_POSTURE), problems=(replace(UNCLEAR, code=REFUSED),)),
            UNCLEAR.message,
        ),
        (
            a_set(
                "wall_angels",
                missed(Reason.WRONG_POSTURE),
                problems=(Problem(REFUSED, 0.0, 1.0, "Not counted: that is a push-up"),),
            ),
            closing.INSTEAD[Reason.WRONG_POSTURE],
        ),
    ],
)
def test_the_one_advice_is_the_one_that_matters_most(made: Session, advice: str) -> None:
    assert closing_of(made).advice == advice


def test_where_only_the_clock_measured_breathing_is_the_advice() -> None:
    clock = next(way for way in EXERCISES["shoulder_blade_squeeze"].methods if way.timed)
    made = a_set("shoulder_blade_squeeze", method=clock.method_name)
    assert closing_of(made).advice == closing.BREATHE


def test_the_gravest_fault_comes_first_then_the_most_frequent_then_the_earliest() -> None:
    often, once, grave = (
        finding(rule, t_s=t_s) for rule, t_s in (("often", 5.0), ("once", 1.0), ("grave", 9.0))
    )
    grave = replace(grave, severity=Severity.HIGH)
    assert gravest(a_set("wall_angels", findings=(once, often, often, grave))) == grave
    assert gravest(a_set("wall_angels", findings=(once, often, often))) == often
    assert gravest(a_set("wall_angels", findings=(often, once))) == once
    assert gravest(a_set("wall_angels")) is None


# ---- whatever the set --------------------------------------------------------------------------


@st.composite
def sets(draw: st.DrawFn) -> Session:
    """A set of any move, with any of its faults and reasons."""
    exercise = EXERCISES[draw(st.sampled_from(sorted(EXERCISES)))]
    way = draw(st.sampled_from(exercise.methods))
    rules = {rule.name: rule for rule in way.rules}
    made, found = [], []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        reason = draw(st.none() | st.none() | st.sampled_from(Reason))
        names = draw(
            st.just(()) | st.lists(st.sampled_from(sorted(rules)), max_size=2, unique=True).map(tuple)
        )
        found += [finding(name, number, severity=rules[name].severity, cue=rules[name].cue) for name in names]
        small = all(rules[name].severity is Severity.LOW for name in names)
        made.append(
            attempt(
                number,
                side=draw(st.sampled_from(Side)),
                range=draw(st.sampled_from([math.nan, 0.5 * way.motion.full, 1.5 * abs(way.motion.full)])),
                hold_s=draw(st.sampled_from([0.0, 5.0, 20.0, 60.0])),
                counted=reason is None,
                reason=reason,
                clean=reason is None and small,
                faults=names,
            )
        )
    return a_set(exercise.id, *made, findings=tuple(found), method=way.method_name)


@cache
def said_in(exercise: str) -> frozenset[str]:
    return frozenset(spoken(EXERCISES[exercise]))


def says(praise: str, *words: str) -> bool:
    return any(word in praise for word in words)


@given(sets())
def test_praise_never_contradicts_the_findings(made: Session) -> None:
    praise, attempts = closing_of(made).praise, made.attempts
    unclean = [a for a in attempts if not (a.counted and a.clean)]
    if says(praise, "Every", "Both sides"):
        assert attempts and all(a.counted for a in attempts)
    if says(praise, "was clean") and says(praise, "Every", "That was"):
        assert not unclean and not made.findings
    if says(praise, "Most of it"):
        assert 2 * len(unclean) < len(attempts)
    if says(praise, "Most of them", "the whole set", "Some is"):
        assert any(a.counted for a in attempts)
    if says(praise, "last one", "got better"):
        assert attempts[-1] not in unclean and not any(f.attempt == len(attempts) for f in made.findings)
    if says(praise, "whole way", "longer than"):
        assert not any(a.reason is Reason.PARTIAL_RANGE for a in attempts)
        assert not any(f.rule in ("short_top", "short_bottom", "short_hold") for f in made.findings)
    if says(praise, "even pace"):
        assert not {"too_fast", "fast_up", "down_fast"} & {f.rule for f in made.findings}


@given(sets())
def test_keeping_it_so_is_the_advice_only_where_nothing_was_wrong(made: Session) -> None:
    found = closing_of(made)
    if found.advice in (closing.KEEP, closing.MORE, closing.LONGER, closing.OTHER_SIDE):
        whole = (
            made.attempts[:-1] if made.attempts and made.attempts[-1].reason is Reason.LOST else made.attempts
        )
        assert not made.findings and all(a.counted for a in whole)
    assert not found.fault or found.fault in {f.rule for f in made.findings}
    assert found.reason is None or found.reason in {a.reason for a in made.attempts}


@given(sets())
def test_both_sentences_are_among_those_that_are_translated(made: Session) -> None:
    known, found = said_in(made.exercise), closing_of(made)
    assert found.praise in known and found.advice in known


@given(sets(), st.data())
def test_a_fault_more_never_makes_the_praise_greater(made: Session, data: st.DataObject) -> None:
    """A clean set with one fault is praised for something else."""
    if made.findings or not made.attempts or made.counts.clean < len(made.attempts):
        return
    number = data.draw(st.integers(1, len(made.attempts)))
    spoiled = list(made.attempts)
    spoiled[number - 1] = replace(spoiled[number - 1], clean=False, faults=("shrug",))
    worse = a_set(made.exercise, *spoiled, findings=(finding("shrug", number),))
    assert not says(closing_of(worse).praise, "Every repetition was", "Every hold was", "That was")


@given(sessions())
def test_any_session_at_all_has_closing_words(made: Session) -> None:
    found = closing_of(made)
    assert found == closing_of(made) and found.praise in SENTENCES


def test_every_sentence_is_known_to_translators_and_stands_alone() -> None:
    assert set(SENTENCES) <= declared()
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert all("{" not in words and words[0].isupper() and words[-1].isalpha() for words in SENTENCES)


def test_hints_of_mistaken_movements_are_spoken_in_every_language() -> None:
    for exercise in EXERCISES.values():
        hints = {motion.instead for way in exercise.methods for motion in way.mistaken}
        assert hints - {""} <= set(spoken(exercise)), exercise.id
        assert all(isinstance(motion, Cycle) for way in exercise.methods for motion in way.mistaken)
