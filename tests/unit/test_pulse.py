"""Signs of life: who hangs is told from who is slow, and from nobody having listened."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from posture.live.pulse import LOOK_S, Beating, Patience


@given(st.lists(st.floats(0.0, 3600.0), min_size=1, max_size=30))
def test_of_a_time_in_which_nobody_listened_little_counts(steps_s: list[float]) -> None:
    patience, now_s = Patience(now_s=0.0), 0.0
    for step_s in steps_s:
        now_s += step_s
        patience.turn(0, expected=True, now_s=now_s)
    assert patience.waited_s <= 2 * LOOK_S * len(steps_s) + 1e-9
    assert patience.silent_s <= patience.waited_s


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_silence_lasts_since_the_last_sign_of_life(signs: list[bool]) -> None:
    patience, heard = Patience(now_s=0.0), 0
    for k, sign in enumerate(signs, 1):
        heard += sign
        patience.turn(heard, expected=True, now_s=k * LOOK_S)
    quiet = next((k for k, sign in enumerate(reversed(signs)) if sign), len(signs) - 1)
    assert abs(patience.silent_s - quiet * LOOK_S) < 1e-9
    assert abs(patience.waited_s - len(signs) * LOOK_S) < 1e-9


def test_who_was_not_asked_is_not_silent() -> None:
    patience = Patience(now_s=0.0)
    for k in range(1, 50):
        patience.turn(0, expected=False, now_s=k * LOOK_S)
    assert patience.silent_s == 0.0


def test_it_beats_while_there_is_work_and_not_in_between() -> None:
    beats, beaten = [0], threading.Event()

    def beat() -> None:
        beats[0] += 1
        beaten.set()

    beating = Beating(beat)
    assert not beaten.wait(0.6)
    with beating.working():
        assert beaten.wait(30.0)
    beaten.clear()
    assert not beaten.wait(0.6)


def test_it_ends_where_nobody_hears_it() -> None:
    tried = threading.Event()

    def beat() -> None:
        tried.set()
        raise BrokenPipeError

    before = set(threading.enumerate())
    beating = Beating(beat)
    (pulse,) = set(threading.enumerate()) - before
    with beating.working():
        assert tried.wait(30.0)
        pulse.join(timeout=30.0)
    assert not pulse.is_alive()
