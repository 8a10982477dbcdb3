"""What a set came to, in words, in the table and in the charts."""

from __future__ import annotations

import doctest
import json
from dataclasses import replace
from datetime import datetime, timezone
from html.parser import HTMLParser

import pytest
from app_pages import NAN, attempt, nothing_seen, wall_angels

from posture.app.charts import set_charts
from posture.app.components import search
from posture.app.sections import attempts_table, session_summary
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.results.closing import closing_of
from posture.coach.results.highlights import highlights_of
from posture.coach.results.reading import Scale
from posture.coach.session import Counts, Reason
from posture.exercises import EXERCISES
from posture.locale import formats
from posture.locale.terms import GROUPS, REASONS, SIDES, VIEWS


@pytest.mark.parametrize("module", [formats, search])
def test_examples_in_the_docstrings_run(module):
    result = doctest.testmod(module)
    assert result.attempted and not result.failed


def advised(session):
    return session_summary._advice(session, closing_of(session))


def test_the_advice_is_the_gravest_fault_with_more_words_about_it():
    title, more = advised(wall_angels())
    assert title == "Match both sides"
    assert more == next(r.tip for r in EXERCISES["wall_angels"].all_rules if r.name == "uneven")


def test_where_most_did_not_count_the_advice_says_how_many_and_why():
    missed = tuple(attempt(n, reason=Reason.PARTIAL_RANGE) for n in (1, 2))
    title, more = advised(replace(wall_angels(), findings=(), attempts=(*missed, attempt(3))))
    assert title == "Go a little further, as far as feels good"
    assert more == f"2 not counted: {REASONS[Reason.PARTIAL_RANGE]}"


def test_a_perfect_set_has_a_next_step():
    session = replace(wall_angels(), findings=(), attempts=(attempt(1), attempt(2)))
    assert advised(session) == ("Keep it just like that", "")


def test_a_move_that_no_longer_exists_is_still_shown():
    session = replace(wall_angels(), exercise="old_move")
    assert session_summary.move_title("old_move") == "old_move"
    assert advised(session) == ("Match both sides", "")


@pytest.mark.parametrize(
    ("kept", "move", "words"),
    [
        ((1, 2, 3), "wall_angels", "The only clean one."),
        ((1, 3), "wall_angels", "The one that counted."),
        ((2, 5, 4), "wall_angels", "Clean, and the widest."),
        ((2, 5), "wall_angels", "All alike, as far as a camera can tell."),
        ((2, 5), "neck_tilts", "Clean, and the longest."),
        ((1, 4), "wall_angels", "The widest, with the fewest slips."),
        ((1, 4), "neck_tilts", "The longest, with the fewest slips."),
    ],
)
def test_the_best_repetition_says_what_makes_it_the_best(kept, move, words):
    every = {a.number: a for a in (*wall_angels().attempts, attempt(5))}
    attempts, measured = tuple(every[n] for n in kept), EXERCISES[move]
    counts = Counts(sum(a.counted for a in attempts), sum(a.clean for a in attempts), len(attempts))
    session = replace(wall_angels(), attempts=attempts, counts=counts)
    best = highlights_of(attempts, measured).best
    assert session_summary._why_best(best, session, measured) == words


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_kind_words(reason):
    assert REASONS[reason] in attempts_table.outcome(attempt(1, reason=reason))


def test_an_outcome_is_a_mark_and_words_never_a_color_alone():
    assert attempts_table.outcome(attempt(1)) == "✓ Yes"
    assert attempts_table.outcome(attempt(1, reason=Reason.TOO_FAST)).startswith("✕ No. ")
    assert (
        attempts_table.outcome(attempt(1), "you said: not a repetition")
        == "✓ Yes (you said: not a repetition)"
    )


def test_a_hold_that_was_too_short_says_how_much_of_it_there_was():
    short = replace(attempt(1, reason=Reason.SHORT_HOLD), hold_s=2.0)
    assert attempts_table.outcome(short, asked_s=10.0).endswith("2 of 10 s")
    assert "of" not in attempts_table.outcome(replace(attempt(1), hold_s=10.0)).split()


def test_every_value_of_the_core_has_words():
    assert set(SIDES) == {side.value for side in Side}
    assert set(VIEWS) == {view.value for view in View}
    assert {e.group for e in EXERCISES.values()} <= set(GROUPS)
    units = {f.unit for e in EXERCISES.values() for f in e.features}
    assert {*formats.SYMBOLS, "ratio"} >= units


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_table_is_whole_html_with_a_heading_for_every_cell():
    html = attempts_table.table(wall_angels(), {3: "you said: <rep>"})
    tags = _Tags()
    tags.feed(html)
    assert not tags.open
    heads = [attrs for tag, attrs in tags.seen if tag == "th" and attrs["scope"] == "col"]
    cells = [attrs for tag, attrs in tags.seen if tag == "td" or attrs.get("scope") == "row"]
    assert len(heads) == 6 and len(cells) == 4 * 6, "no side where there is one, no hold where none is asked"
    assert all(attrs["data-head"] for attrs in cells)
    assert (
        "you said: &lt;rep&gt;" in html
        and "158°" in html
        and "0:15.0" in html
        and "3.8 s" in html
        and "100% · 158°" in html
    )


def test_counts_per_side_and_held_seconds_are_told():
    counts = Counts(3, 1, 4, left=1, right=2, hold_s=72.8)
    html = session_summary._score(replace(wall_angels(), counts=counts))
    assert "Left 1, right 2" in html and "1 min 13 s held" in html


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_a_chart_shades_what_counted_and_nothing_that_fell_short(exercise):
    motion = exercise.motion
    short = motion.floor - motion.attempt
    reaches = (motion.full, motion.floor, short, motion.full)
    session = replace(
        wall_angels(),
        exercise=exercise.id,
        attempts=tuple(
            replace(made, range=reached, unit=motion.signal.unit)
            for made, reached in zip(wall_angels().attempts, reaches, strict=True)
        ),
    )
    plots = set_charts.plots(session, exercise)
    assert any(plot.unit == "ratio" for plot in plots) == (Scale.of(exercise) is not None)
    for plot in plots:
        drawn = set_charts.draw(plot, session)
        json.dumps(drawn, allow_nan=False)
        bars = drawn["data"]["values"]
        assert [b["counted"] for b in bars] == [a.counted for a in session.attempts]
        assert "✕" in bars[2]["name"] and "✕" not in bars[0]["name"]
        low, high = drawn["encoding"]["y"]["scale"]["domain"]
        assert low == 0.0 and all(0.0 <= bar["value"] < high for bar in bars)
        assert "Shaded: " in set_charts.in_words(plot) and "guide" not in set_charts.in_words(plot)
        if plot.unit == "ratio":
            counts = [bar["value"] >= bar["low"] for bar in bars]
            assert counts == [True, True, False, True]


def test_a_chart_that_says_nothing_is_left_out():
    alike = tuple(replace(attempt(n), range=155.0, start_s=9.0 * n, end_s=9.0 * n + 8.0) for n in range(1, 5))
    session = replace(wall_angels(), attempts=alike)
    assert set_charts.plots(session, EXERCISES["wall_angels"]) == ()
    shorter = replace(session, attempts=(*alike[:3], replace(alike[3], range=130.0)))
    assert [plot.axis for plot in set_charts.plots(shorter, EXERCISES["wall_angels"])] == ["Range"]
    assert set_charts.plots(replace(shorter, attempts=shorter.attempts[2:]), EXERCISES["wall_angels"]) == ()


def test_an_attempt_without_a_value_is_left_out_of_the_chart():
    attempts = (replace(attempt(1), range=NAN), attempt(2), attempt(3), replace(attempt(4), range=130.0))
    session = replace(wall_angels(), attempts=attempts)
    plot = set_charts.plots(session, EXERCISES["wall_angels"])[0]
    assert [b["name"][0] for b in set_charts.draw(plot, session)["data"]["values"]] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("exercise", "reached", "said"),
    [
        ("wall_angels", 160.0, "A full movement in 3.8 s. It reached 160°."),
        ("lat_pulldowns", -0.5, "50% of a full movement in 3.8 s."),
        ("superman", 9.0, "75% of a full movement, held for 0.4 s."),
        ("cobra", 1.0, "Held for 0.4 s."),
        ("wall_angels", NAN, "It took 3.8 s."),
    ],
)
def test_how_far_an_attempt_went_is_a_sentence(exercise, reached, said):
    move = EXERCISES[exercise]
    made = replace(attempt(1), range=reached, unit=move.motion.signal.unit)
    assert attempts_table.how_far(made, move) == said


def test_what_is_not_known_is_a_dash():
    for text in (formats.clock(NAN), formats.seconds(NAN), formats.lasting(NAN), formats.amount(NAN, "deg")):
        assert text == "–"
    assert advised(nothing_seen()) == ("Come into the picture", "")


def test_times_are_those_of_the_reader():
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=timezone.utc)
    assert formats.local(moment, zone="Europe/Vienna", offset_min=None).hour == 0
    assert formats.local(moment, zone="No/Where", offset_min=-330).hour == 4
    now = datetime(2026, 7, 2, 9, 0, tzinfo=timezone.utc)
    assert formats.when(moment, now=now) == "Yesterday, 22:30"
    assert formats.when(moment, now=moment) == "Today, 22:30"
    assert (
        formats.when(datetime(2026, 6, 5, 8, 5, tzinfo=timezone.utc), now=now) == "Friday, 5 June 2026, 08:05"
    )
