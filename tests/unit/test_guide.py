"""The guide's figures, exactly, and its content whole."""

from __future__ import annotations

import pytest

from posture import guide
from posture.coach import references
from posture.guide import sources
from posture.guide.content_types import Fact, Figure, Urgency


def figures(topic, source=references.GUIDE):
    return [f for fact in topic.facts if fact.source == source for f in fact.figures]


def test_heat_and_cold_are_the_guides():
    assert figures(guide.HEAT_COLD) == [Figure(15, 20, "minutes"), Figure(10, 15, "minutes")]


def test_how_often_is_the_guides():
    assert figures(guide.ROUTINE) == [Figure(2, 3, "times")]
    assert guide.QUESTIONS[1].answer.figures == (Figure(2, 3, "times"),)


def test_how_long_to_stretch_is_the_guides():
    assert guide.QUESTIONS[3].answer.figures == (Figure(15, 30, "seconds"),)


def test_results_come_in_weeks_and_months():
    assert "few weeks" in guide.QUESTIONS[5].answer.text and "few months" in guide.QUESTIONS[5].answer.text


def test_the_ten_questions_are_numbered():
    assert [q.number for q in guide.QUESTIONS] == list(range(1, 11))
    assert all(q.question.endswith("?") and q.answer.source is references.GUIDE for q in guide.QUESTIONS)


def test_the_four_causes_of_the_guide():
    words = " ".join(fact.text for fact in guide.CAUSES.facts if fact.source is references.GUIDE).lower()
    assert all(cause in words for cause in ("posture", "strain", "disc", "stress"))


@pytest.mark.parametrize("topic", guide.TOPICS, ids=lambda t: t.id)
def test_every_fact_takes_its_figures(topic):
    for fact in topic.facts:
        assert fact.words.count("{}") == len(fact.figures)
        assert all(str(figure) in fact.text for figure in fact.figures)
        assert fact.source.supports in {"guideline", "literature", "measured", "tuning"}


def test_topics_have_names_of_their_own():
    ids = [topic.id for topic in guide.TOPICS]
    assert len(ids) == len(set(ids)) == 8


@pytest.mark.parametrize("pattern", guide.BREATHING, ids=lambda b: b.id)
def test_breaths_a_minute_follow_from_the_counts(pattern):
    cycle_s = pattern.in_s + pattern.hold_s + pattern.out_s + pattern.rest_s
    assert pattern.per_minute == pytest.approx(60 / cycle_s, abs=0.05)


def test_patterns_that_hold_the_breath_warn():
    held = [b for b in guide.BREATHING if b.hold_s]
    assert [b.id for b in held] == ["box", "four_seven_eight"]
    assert all("pregnancy" in b.note for b in held)


def test_the_day_keeps_the_guides_doses():
    content = {block.title: block.content for block in guide.DAY}
    assert "rows 3 sets of 12 to 15" in content["Strength"]
    assert "pulldowns 3 sets of 10 to 12" in content["Strength"]
    assert "superman 3 times 10 to 15 seconds" in content["Strength"]
    assert "Wall angels 2 to 3 minutes" in content["Posture"]
    assert "chin tucks 10 times 5 seconds" in content["Posture"]
    assert "retraction 10 times 5 to 10 seconds" in content["Posture"]
    assert "Cat-cow 10 times" in content["Stretch"]


def test_the_pain_lights_cover_the_scale_once():
    spans = [range(light.score[0], light.score[1] + 1) for light in guide.PAIN_LIGHTS_TABLE]
    assert [n for span in spans for n in span] == list(range(11))


def test_emergencies_come_first():
    levels = [flag.urgency for flag in guide.RED_FLAGS]
    assert levels == sorted(levels, key=list(Urgency).index) and set(levels) == set(Urgency)


def test_a_source_means_the_same_everywhere():
    every = [
        s
        for module in (references, sources)
        for s in vars(module).values()
        if isinstance(s, references.Source)
    ]
    by_key = {}
    for source in every:
        assert by_key.setdefault(source.key, source) == source


def test_a_fact_with_too_few_figures_is_a_mistake():
    with pytest.raises(IndexError):
        _ = Fact("{} and {}", references.GUIDE, (Figure(1, 1, "minute"),)).text
