"""Breathing, warmth, cold and sittings over time: what the guide asks, what is kept, what is heard."""

from __future__ import annotations

import io
import re
import wave
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture import guide
from posture.app.components import breathing_circle, tones
from posture.guide import timer_patterns
from posture.guide.timer_patterns import BODY_SCAN, BreathPhase
from posture.history.store import Store
from posture.history.timer_notes import Ended, Of, Running, keep_running, note_timer, running, timer_notes

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=timezone.utc)
each_pattern = pytest.mark.parametrize("breathing", guide.BREATHING, ids=lambda b: b.id)


@each_pattern
def test_the_parts_fill_the_round(breathing):
    parts = timer_patterns.beats(breathing)
    assert parts[0].part is BreathPhase.IN and parts[0].from_s == 0
    ends = [b.from_s + b.lasts_s for b in parts]
    assert ends[:-1] == [b.from_s for b in parts[1:]] and ends[-1] == timer_patterns.round_s(breathing)


@each_pattern
def test_every_amount_is_of_whole_rounds_and_near_what_was_chosen(breathing):
    one_s = timer_patterns.round_s(breathing)
    for amount in timer_patterns.amounts(breathing):
        length_s = timer_patterns.lasts_s(breathing, amount)
        assert length_s % one_s == pytest.approx(0, abs=1e-6)
        wanted_s = amount * one_s if timer_patterns.in_rounds(breathing) else 60 * amount
        assert abs(length_s - wanted_s) <= one_s / 2


def test_the_guide_s_figures():
    four_seven_eight = timer_patterns.pattern("four_seven_eight")
    assert timer_patterns.amounts(four_seven_eight) == (4, 5, 6, 7, 8)
    assert timer_patterns.amounts(timer_patterns.pattern("box")) == tuple(range(4, 11))
    assert timer_patterns.pattern("no such thing").id == timer_patterns.GENTLEST == "longer_exhale"
    assert timer_patterns.minutes(timer_patterns.APPLIED["heat"]) == (15, 16, 17, 18, 19, 20)
    assert timer_patterns.minutes(timer_patterns.APPLIED["cold"]) == (10, 11, 12, 13, 14, 15)
    assert timer_patterns.minutes(timer_patterns.SITTING) == tuple(range(3, 11))


@pytest.mark.parametrize(
    ("elapsed_s", "confirmed_s", "due_s"),
    [
        (299.9, (), None),
        (300.0, (), 300.0),
        (599.0, (300.0,), None),
        (600.0, (300.0,), 600.0),
        (600.0, (), 300.0),
        (1199.0, (300.0, 600.0), None),
    ],
)
def test_the_skin_is_looked_at_after_five_and_ten_minutes(elapsed_s, confirmed_s, due_s):
    assert timer_patterns.check_due_s(elapsed_s, confirmed_s) == due_s


@given(st.floats(-10, 10_000), st.floats(0, 600))
def test_the_way_through_the_body_goes_forward_and_stays_inside(elapsed_s, length_s):
    step = timer_patterns.scan_step(elapsed_s, length_s)
    assert 0 <= step < len(BODY_SCAN) and timer_patterns.scan_step(elapsed_s + 1, length_s) >= step


@each_pattern
def test_the_circle_shows_one_word_at_a_time(breathing):
    html = breathing_circle.circle(breathing, 1234.5)
    spans = re.findall(r"@keyframes po-b-(in|hold|out|rest)\{(.*?)\}\.po-b", html)
    assert [name for name, _ in spans] == [b.part.value for b in timer_patterns.beats(breathing)]
    edges = [float(edge) for _, frames in spans for edge in re.findall(r"([\d.]+)%\{opacity:1", frames)]
    assert edges == sorted(edges) and edges[0] == 0
    delay = float(re.search(r"animation-delay:-([\d.]+)s", html)[1])
    assert delay == pytest.approx(1234.5 % timer_patterns.round_s(breathing), abs=0.01)


# ---- what is heard -----------------------------------------------------------------------------


def samples(data: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(data)) as file:
        assert file.getnchannels() == 1 and file.getframerate() == tones.RATE_HZ
        return np.frombuffer(file.readframes(file.getnframes()), np.uint8).astype(float) - 128


def test_a_tone_begins_at_its_moment_also_where_the_page_comes_later():
    heard = samples(tones.sound([(2.0, tones.LOW_HZ)], length_s=5.0))
    assert np.abs(heard[: 2 * tones.RATE_HZ]).max() == 0
    assert np.abs(heard[2 * tones.RATE_HZ : 3 * tones.RATE_HZ]).max() > 20
    later = samples(tones.sound([(2.0, tones.LOW_HZ)], length_s=5.0, from_s=1.5))
    assert np.array_equal(later, heard[round(1.5 * tones.RATE_HZ) :])
    over = samples(tones.sound([(2.0, tones.LOW_HZ)], length_s=5.0, from_s=3.0))
    assert np.abs(over).max() == 0


# ---- what is kept ------------------------------------------------------------------------------


@pytest.fixture
def journal(tmp_path: Path):
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        yield store.journal


def test_a_timer_goes_on_where_it_was_and_is_over_in_time(journal):
    assert running(journal) is None
    heat = Running(of=Of.HEAT, started_at=NOON, length_s=900.0).confirm(300.0)
    keep_running(journal, heat, person="Ana")
    again = running(journal, person="Ana")
    assert again == heat and running(journal) is None
    assert again.elapsed_s(NOON + timedelta(minutes=4)) == 240 and again.elapsed_s(NOON) == 0
    assert again.elapsed_s(NOON + timedelta(hours=4)) == 900
    assert not again.over(NOON + timedelta(seconds=899)) and again.over(NOON + timedelta(seconds=900))
    keep_running(journal, None, person="Ana")
    assert running(journal, person="Ana") is None


def test_what_was_done_is_noted_with_its_real_length(journal):
    timer = Running(of=Of.BREATHING, pattern="box", started_at=NOON, length_s=160.0)
    note_timer(journal, timer, Ended.LIGHT_HEADED, at=NOON + timedelta(seconds=31))
    journal.write("timer", {"of": "sauna"}, at=NOON)
    found = timer_notes(journal)
    assert [(n.of, n.pattern, n.seconds, n.ended) for n in found] == [
        (Of.BREATHING, "box", 31.0, Ended.LIGHT_HEADED)
    ]


def test_what_another_program_left_is_no_timer(journal):
    for wrong in (3, {"of": "sauna"}, {"of": "heat", "pattern": "", "started_at": "noon", "length_s": 1}):
        journal.choose("timer_running", wrong)
        assert running(journal) is None
