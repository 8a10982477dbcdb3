"""The Guide page: all moves, one move, the rest of the guide, and the search over it."""

from __future__ import annotations

import re

import pytest
from app_pages import html_of, open_page

from posture import guide
from posture.app.components import drawings, move_picture
from posture.app.components.search import matches, strings
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.locale.terms import VIEWS


def links(app):
    """Label and query of every link to a page."""
    return [(link.proto.label, link.proto.query_string) for link in app.get("page_link")]


def headings(app):
    return [h.value for h in (*app.title, *app.header, *app.subheader)]


def test_the_guide_shows_every_move_with_its_dose_and_links():
    app = open_page("guide")
    for exercise in EXERCISES.values():
        assert exercise.title in headings(app)
        assert exercise.dose.words in html_of(app)
        assert ("Train this", f"move={exercise.id}") in links(app)
        assert ("How to do it", f"move={exercise.id}") in links(app)


def test_the_guide_shows_all_the_rest():
    app = open_page("guide")
    titles = [e.label for e in app.expander]
    assert {topic.title for topic in guide.TOPICS} <= set(titles)
    assert {q.question for q in guide.QUESTIONS} <= set(titles)
    html = html_of(app)
    for topic in guide.TOPICS:
        assert all(fact.text.replace("'", "&#x27;") in html for fact in topic.facts)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_a_move_has_everything_on_its_page(exercise):
    app = open_page("guide", move=exercise.id)
    assert app.title[0].value == exercise.title
    html = html_of(app) + "\n".join(m.value for m in app.markdown)
    html = html.replace("&#x27;", "'")
    assert all(step in html for step in exercise.instructions.steps)
    assert exercise.instructions.camera in html
    assert all(rule.cue in html and rule.tip in html for rule in exercise.rules)
    assert all(m.why in html for m in exercise.cannot_measure)
    assert all(sign[1:] in html for sign in exercise.stop_signs)
    assert all(rule.source.citation in html for rule in exercise.rules)
    assert ("Train this", f"move={exercise.id}") in links(app)


def test_a_move_that_does_not_exist_opens_the_guide():
    assert open_page("guide", move="moonwalk").title[0].value == "The guide"


def test_the_search_finds_moves_topics_and_questions():
    app = open_page("guide")
    app.text_input(key="guide_search").input("heat").run()
    titles = [e.label for e in app.expander]
    assert "Heat and cold" in titles and "When to stop" not in titles
    assert all(e.proto.expanded for e in app.expander)
    app.text_input(key="guide_search").input("wall angel").run()
    assert "Wall angels" in headings(app) and "Chin tucks" not in headings(app)


WORDS = """herniated physiotherapist slouch desk muscle imbalance discs stress arching squeezing dumbbell
waist cable machine holistic flexibility core alignment heating ice inflammation meditation breathing
mindfulness diagnosis therapy medication frequency equipment props weeks results prevention sharp worsening
discomfort"""
"""What readers of the guide that this one follows may look for."""


def test_the_words_of_the_guide_that_it_follows_are_found() -> None:
    app, missing = open_page("guide"), []
    for word in re.findall(r"\w+", WORDS):
        app.text_input(key="guide_search").input(word).run()
        missing += [] if app.expander or app.subheader else [word]
    assert missing == []


def test_the_chin_tuck_says_why_it_goes_straight_back() -> None:
    assert "towards the chest" in html_of(open_page("guide", move="chin_tucks"))


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_each_move_has_a_picture(exercise: Exercise) -> None:
    assert move_picture.picture(exercise).startswith("<img")


def test_a_move_that_a_trouble_speaks_against_is_no_answer_to_train():
    app = open_page("guide")
    app.text_input(key="guide_search").input("glaucoma").run()
    links = [link.proto.label for link in app.get("page_link")]
    assert "Downward dog" in links and "Train this" not in links
    assert "Ask first about some moves" in [h.value for h in app.header]


def test_a_search_without_a_hit_says_so():
    app = open_page("guide")
    app.text_input(key="guide_search").input("xylophone").run()
    assert "Nothing in the guide matches “xylophone”. Try a shorter word." in [m.value for m in app.markdown]
    assert not app.expander and not app.header


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("SHOUL", "shoulders", True),
        ("resume", "a résumé", True),
        ("arm", "charm", False),
        ("neck heat", "heat for the neck", True),
        ("neck heat", "heat", False),
        ("", "anything", True),
        ("  . ", "anything", True),
    ],
)
def test_words_match_by_their_beginning(query, text, found):
    assert matches(query, text) is found


def test_all_text_of_a_declaration_is_found():
    exercise = next(iter(EXERCISES.values()))
    found = set(strings(exercise.instructions))
    assert exercise.instructions.setup in found and set(exercise.instructions.steps) <= found


def test_the_drawing_says_from_where_the_camera_sees() -> None:
    sides = {e.views[0]: drawings.camera_picture(e) for e in EXERCISES.values()}
    assert len(set(sides.values())) == len(sides) > 1
    assert all(VIEWS[view.value] in drawing for view, drawing in sides.items())
