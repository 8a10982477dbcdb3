"""The Review page on real databases: empty, full, corrected, deleted, broken."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from app_pages import NOW, attempt, button, html_of, nothing_seen, open_page, wall_angels
from kept_samples import a_trace

from posture.app.state import kept_sets
from posture.coach.judging.session_builder import KIN
from posture.coach.session import Counts, Finding, Problem, Severity
from posture.exercises import EXERCISES
from posture.guide.pain_light import judge
from posture.history.exporter import Content
from posture.history.kept_set import KeptSet, Opinion
from posture.history.pain_notes import PainNote, When, note_pain
from posture.history.store import Store
from posture.locale.formats import day
from posture.provenance import SourceInfo
from posture.vision.jpeg import encode_jpeg


@pytest.fixture
def store():
    yield Store()
    kept_sets.store().close()


def press_in_dialog(app, opener, label):
    """A dialog is a fragment, which a test cannot run by itself: its opener is pressed along with it."""
    button(app, opener).click()
    button(app, label).click()
    app.run()


def sets_on(app):
    return [
        link.proto.query_string for link in app.get("page_link") if link.proto.query_string.startswith("set=")
    ]


def test_without_sets_it_says_what_to_do(store):
    app = open_page("review")
    assert "No sets yet" in headers(app)
    assert "Train your first set" in [link.proto.label for link in app.get("page_link")]


def test_sets_are_listed_newest_first_with_date_and_counts(store):
    old = store.save(wall_angels(), started_at=NOW - timedelta(days=9))
    new = store.save(nothing_seen(), started_at=NOW)
    app = open_page("review")
    assert sets_on(app) == [f"set={new}", f"set={old}"]
    assert "3 of 4 counted" in html_of(app)
    assert day((NOW - timedelta(days=9)).date()) in html_of(app)


def test_a_set_without_attempts_is_listed_with_its_time(store):
    clock_only = replace(nothing_seen(), exercise="shoulder_blade_squeeze", seen_s=65.0)
    store.save(clock_only, started_at=NOW)
    text = html_of(open_page("review"))
    assert "1 min 5 s" in text and "0 of 0" not in text


def test_what_was_no_repetition_is_not_the_best_one(store):
    number = store.save(wall_angels(), started_at=NOW)
    assert "Best repetition: number 2" in html_of(open_page("review", set=str(number)))
    store.corrections.add(number, 2, Opinion.NOT_A_REP)
    text = html_of(open_page("review", set=str(number)))
    assert "Best repetition: number" in text and "number 2" not in text


@pytest.mark.parametrize("fps", [2.0, 30.0])
def test_a_set_of_few_pictures_says_that_slips_may_be_missed(store, fps):
    source = SourceInfo("camera", "camera", 30.0, round(30 * fps), fps, (640, 480))
    number = store.save(replace(wall_angels(), source=source), started_at=NOW)
    text = html_of(open_page("review", set=str(number)))
    assert ("slips may have been missed" in text) == (fps == 2.0)
    assert ("clean one" in text) == (fps == 30.0)


def test_the_list_can_show_one_move_alone(store):
    store.save(wall_angels(), started_at=NOW)
    tuck = store.save(nothing_seen(), started_at=NOW)
    app = open_page("review")
    app.button_group(key="review_move").set_value("chin_tucks").run()
    assert sets_on(app) == [f"set={tuck}"]


def test_a_long_list_comes_in_parts(store):
    for hours in range(23):
        store.save(nothing_seen(), started_at=NOW - timedelta(hours=hours))
    app = open_page("review")
    assert len(sets_on(app)) == 8
    button(app, "Show more").click().run()
    assert len(sets_on(app)) == 16


def charts_on(app):
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def headers(app):
    return [h.value for h in app.header]


def test_the_last_weeks_stand_beside_the_sets(store):
    for days in (0, 0, 2, 400):
        store.save(wall_angels(), started_at=NOW - timedelta(days=days))
    app = open_page("review")
    assert "<dt>sets in 12 weeks</dt><dd>3</dd>" in html_of(app)
    assert charts_on(app) == [], "two days make no calendar, and sets that are alike no chart"
    store.save(wall_angels(), started_at=NOW - timedelta(days=3))
    app = open_page("review")
    assert headers(app) == ["Sets a day"] and len(charts_on(app)) == 1


def told_pain(store, *scores):
    for days, score in enumerate(scores):
        at = NOW - timedelta(days=days)
        note_pain(store.journal, PainNote(written_at=at, when=When.AFTER, score=score, judged=judge(score)))


def test_pain_is_said_at_first_and_drawn_from_the_third_score_on(store):
    told_pain(store, 4)
    app = open_page("review")
    assert {"Pain over time", "No sets yet"} <= set(headers(app))
    assert charts_on(app) == [] and "4 out of 10, " in said(app)
    told_pain(store, 3, 2)
    (chart,) = charts_on(open_page("review"))
    assert chart["config"]["locale"]["number"]["decimal"] == ".", "axes are written in the person's language"


def reaching(degrees):
    attempts = tuple(replace(a, range=degrees) for a in wall_angels().attempts)
    return replace(wall_angels(), attempts=attempts)


def test_a_move_has_no_chart_before_its_third_set(store):
    for days in range(2):
        store.save(reaching(120.0 + 9 * days), started_at=NOW - timedelta(days=days))
    app = open_page("review")
    assert charts_on(app) == [] and "2 sets so far. A chart comes with the third." in said(app)


def test_a_move_shows_how_far_it_goes_where_a_camera_can_tell(store):
    for days in range(5):
        store.save(reaching(144.0 - 8 * days), started_at=NOW - timedelta(days=days))
    store.save(nothing_seen(), started_at=NOW)
    app = open_page("review")
    assert "How far you go" not in headers(app)
    app.button_group(key="review_move").set_value("wall_angels").run()
    assert "How far you go" in headers(app) and "Repetitions" not in headers(app), "all had as many"
    assert "From 52% · 112° to 92% · 144°: further than at first." in html_of(app)


def test_what_a_camera_cannot_tell_apart_is_no_chart(store):
    for days in range(4):
        store.save(reaching(120.0 - days), started_at=NOW - timedelta(days=days))
    app = open_page("review")
    assert "About as far as at first." in said(app) and "How far you go" not in headers(app)


def test_more_sets_than_a_chart_can_show_are_drawn_as_means(store):
    store.bring_in(
        KeptSet.of(reaching(100.0 + n % 40), started_at=NOW - timedelta(hours=11 * n), person="")
        for n in range(170)
    )
    app = open_page("review")
    assert "How far you go" in headers(app)
    assert "Each mark is the mean of a day." in html_of(app)


def test_how_far_back_is_asked_where_there_is_something_further_back(store):
    for days in range(3):
        store.save(wall_angels(), started_at=NOW - timedelta(days=100 + days))
    app = open_page("review")
    assert "No set of this move in that time." in said(app)
    app.button_group(key="review_span").set_value(0).run()
    assert not app.exception and "You go all the way, set after set." in said(app)


def test_everybody_sees_their_own_sets_alone(store):
    mine = store.save(wall_angels(), started_at=NOW)
    hers = store.save(wall_angels(), started_at=NOW, person="Ada")
    assert sets_on(open_page("review")) == [f"set={mine}"]
    app = open_page("review", set=str(hers))
    assert str(hers) in app.warning[0].value and sets_on(app) == [f"set={mine}"]


def test_a_set_with_its_signal_can_be_looked_at_closely(store):
    trace = a_trace(wall_angels(), until_s=30.0)
    with_it = store.save(wall_angels(), started_at=NOW, trace=trace)
    without = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(with_it))
    assert "The movement over time" in [s.value for s in app.subheader]
    closer = next(box for box in app.selectbox if box.label == "Look closer")
    assert closer.options[0] == "The whole set" and len(closer.options) == 5
    closer.set_value(4).run()
    assert not app.exception
    assert "Uneven: 18°, where the limit is 15°. “Match both sides”" in html_of(app)
    other = open_page("review", set=str(without))
    assert "The movement over time" not in [s.value for s in other.subheader]


def test_a_set_of_which_nothing_could_be_measured_says_so(store):
    trace = a_trace(nothing_seen(), until_s=0.0)
    number = store.save(wall_angels(), started_at=NOW, trace=trace)
    app = open_page("review", set=str(number))
    assert any(
        m.value == "The movement itself was not visible in this set, so there is no line."
        for m in app.markdown
    )


def test_pictures_are_shown_where_they_were_kept(store):
    jpeg = encode_jpeg(np.full((30, 40, 3), 90, np.uint8))
    number = store.save(wall_angels(), started_at=NOW, stills={2: jpeg, 3: jpeg})
    app = open_page("review", set=str(number))
    html = html_of(app)
    assert "Best repetition: number 2" in html and "The only clean one." in html
    assert len(app.get("image")) == 2
    bare = store.save(wall_angels(), started_at=NOW)
    assert not open_page("review", set=str(bare)).get("image")


def test_a_set_opens_with_every_attempt(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    assert app.title[0].value == "Wall angels"
    html = html_of(app)
    assert html.count('<th scope="row"') == 4
    assert "✕ No. Not quite far enough" in html and "Low-back arch: needs a side view" in html
    assert "0:00.0 to 0:00.6: Turn to face the camera" in html


def test_a_set_that_may_be_of_another_move_asks_once_and_does_not_praise(store):
    """Two moves that are one for a camera: what tells is asked about, beside the count, which stands."""
    asked = Problem(KIN, 5.0, 23.0, "Is this lat pulldowns?")
    plain = replace(wall_angels(), findings=(), unmeasured=(), attempts=tuple(attempt(n) for n in (1, 2, 3)))
    number = store.save(replace(plain, problems=(*plain.problems, asked)), started_at=NOW)
    app = open_page("review", set=str(number))
    said = [block.value for block in app.markdown]
    assert [text for text in said if "Is this lat pulldowns?" in text] == ["**Is this lat pulldowns?**"]
    links = [link.proto.query_string for link in app.get("page_link")]
    assert "move=lat_pulldowns" in links
    assert "Every repetition was clean" not in headers(app)
    assert "Is this lat pulldowns?" not in html_of(app), "it is no trouble with the view"
    other = open_page("review", set=str(store.save(plain, started_at=NOW)))
    assert "Every repetition was clean" in headers(other)


def test_where_there_is_nothing_to_try_that_is_a_line_and_no_card_of_its_own(store):
    plain = replace(wall_angels(), findings=(), problems=())
    sets = [wall_angels(), *(replace(plain, attempts=tuple(map(attempt, n))) for n in ((1, 2, 3), (1,)))]
    advised, several, one = (
        html_of(open_page("review", set=str(store.save(made, started_at=NOW)))) for made in sets
    )
    assert re.search(r"<h3[^>]*>Next time: Match both sides</h3>", advised)
    for page in (several, one):
        assert re.search(r"<p[^>]*>Next time: Keep it just like that</p>", page)
    assert "Best repetition" in several and "Best repetition" not in one


def test_short_holds_are_counted_beside_the_count(store):
    """In a chin tuck the movement counts, and the summary says how many were held."""
    short = Finding("short_hold", Severity.LOW, 7.0, 1, 2.0, 4.5, "s", "Stay a little longer")
    attempts = (replace(attempt(1, faults=("short_hold",)), hold_s=2.0), replace(attempt(2), hold_s=5.0))
    session = replace(
        wall_angels(), exercise="chin_tucks", counts=Counts(2, 2, 2, hold_s=7.0), findings=(short,),
        attempts=attempts,
    )  # fmt: skip
    html = html_of(open_page("review", set=str(store.save(session, started_at=NOW))))
    assert "2 counted, 1 held for 5 s" in html and "✓ Yes, 2 of 5 s" in html


def test_a_set_without_movement_says_what_to_do(store):
    number = store.save(nothing_seen(), started_at=NOW)
    app = open_page("review", set=str(number))
    assert "No movement was found in this set." in app.info[0].value


@pytest.mark.parametrize("number", ["77", "x", "-1", "99999999999999999999999"])
def test_a_set_that_is_not_there_says_so(store, number):
    app = open_page("review", set=number)
    assert number[:9] in app.warning[0].value and app.title[0].value == "Your sets"


def said(app):
    return " ".join(m.value for m in app.markdown)


def test_that_a_count_is_right_is_said_with_one_tap(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    assert "as you counted" not in said(app)
    assert "as you counted" not in html_of(open_page("review"))
    button(app, "The count is right").click().run()
    assert store.get(number).confirmed_at is not None
    assert "3 of 3 as you counted" in said(app)
    assert "The count is right" not in [b.label for b in app.button]
    assert "3 of 3 as you counted" in html_of(open_page("review"))
    button(app, "Undo: {what}".format(what="you said: the count is right")).click().run()
    assert store.get(number).confirmed_at is None
    assert "The count is right" in [b.label for b in app.button]


def test_what_was_corrected_tells_how_many_were_right(store):
    number = store.save(wall_angels(), started_at=NOW)
    store.corrections.add(number, 1, Opinion.NOT_A_REP)
    store.corrections.add(number, 3, Opinion.MISSED)
    app = open_page("review", set=str(number))
    assert "2 of 3 as you counted, 1 too many" in said(app)
    assert "The count is right" not in [b.label for b in app.button], "it is not right as it was counted"
    button(app, "Right with my corrections").click().run()
    assert store.get(number).confirmed_at is not None and "2 of 3 as you counted, 1 too many" in said(app)
    button(app, "Undo: {what}".format(what="you said: right with your corrections")).click().run()
    assert store.get(number).confirmed_at is None


def test_a_set_that_is_timed_has_no_count_to_agree_with(store):
    way = next(way for way in EXERCISES["shoulder_blade_retraction"].methods if way.pace is not None)
    timed = replace(nothing_seen(), exercise="shoulder_blade_retraction", method=way.method_name)
    app = open_page("review", set=str(store.save(timed, started_at=NOW)))
    assert "The count is right" not in [b.label for b in app.button]
    assert "by the clock, not counted" in html_of(app) and "of them clean" not in html_of(app)


def test_a_correction_stands_beside_the_count(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    button(app, "That was not a repetition").click().run()
    assert app.radio[0].options == [
        "Attempt 1, at 0:05.0",
        "Attempt 2, at 0:10.0",
        "Attempt 4, at 0:20.0",
    ]
    app.radio[0].set_value(2)
    press_in_dialog(app, "That was not a repetition", "Correct it")
    assert not app.exception
    (said,) = store.get(number).corrections
    assert (said.attempt, said.verdict) == (2, Opinion.NOT_A_REP)
    assert store.get(number).counts.reps == 3
    app = open_page("review", set=str(number))
    assert "✓ Yes (you said: not a repetition)" in html_of(app)
    assert any("With your corrections: 2" in m.value for m in app.markdown)


def test_a_missed_repetition_need_not_be_in_the_list_and_can_be_taken_back(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    button(app, "You missed one").click().run()
    assert app.radio[0].options == ["Attempt 3, at 0:15.0", "One that is not in the list"]
    app.radio[0].set_value(0)
    press_in_dialog(app, "You missed one", "Correct it")
    assert store.get(number).corrected_reps == 4
    store.corrections.add(number, 1, Opinion.NOT_A_REP)
    app = open_page("review", set=str(number))
    button(app, "Undo: {what}".format(what="One more, not in the list")).click().run()
    assert [c.attempt for c in store.get(number).corrections] == [1]


def test_deleting_asks_first(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    button(app, "Delete this set").click().run()
    assert store.sets()
    press_in_dialog(app, "Delete this set", "Delete for good")
    assert not app.exception and store.sets() == []


def test_a_set_can_be_taken_away_as_a_file(store):
    number = store.save(wall_angels(), started_at=NOW)
    app = open_page("review", set=str(number))
    assert len(app.get("download_button")) == 2
    whole = store.get(number)
    assert (
        json.loads(kept_sets.file_of(Content([whole]), "json"))["sets"][0]["session"]["exercise"]
        == "wall_angels"
    )
    rows = list(csv.DictReader(io.StringIO(kept_sets.file_of(Content([whole]), "csv").decode("utf-8-sig"))))
    assert [row["counted"] for row in rows] == ["true", "true", "false", "true"]


def test_a_store_that_fails_speaks_plainly(data_folder):
    (data_folder / "posture.db").write_bytes(b"no database at all, but long enough to look like one " * 40)
    app = open_page("review")
    assert len(app.error) == 1 and "posture.db" in app.error[0].value
    assert "\n" not in app.error[0].value and "Traceback" not in app.error[0].value
