"""Signs of life: who hangs is told from who is slow, and from nobody having listened."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.live.heartbeat import LOOK_S, Beating, Patience
from posture.live.protocol import Answer, Ask
from posture.live.worker import serve
from posture.processes.framing import receive, send


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


def test_a_worker_that_takes_long_over_a_request_gives_signs_of_life_all_the_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enough = threading.Event()

    def slowly(*_: object) -> Iterator[tuple[Answer, bytes]]:
        assert enough.wait(60.0)
        yield Answer.VIEW, b"{}"

    monkeypatch.setattr("posture.live.worker.Engine", lambda model: model)
    monkeypatch.setattr("posture.live.worker.answer", slowly)
    asked, says = os.pipe(), os.pipe()
    with ExitStack() as stack:
        requests, ask, say, answers = (
            stack.enter_context(os.fdopen(end, mode))
            for end, mode in ((asked[0], "rb"), (asked[1], "wb"), (says[1], "wb"), (says[0], "rb"))
        )
        worker = threading.Thread(target=serve, args=(requests, say), kwargs={"model": "none"})
        worker.start()
        assert receive(answers) == (Answer.DONE, b"")
        send(ask, Ask.FRAME)
        assert [receive(answers) for _ in range(4)] == [(Answer.BEAT, b"")] * 4
        enough.set()
        kinds = []
        while not kinds or kinds[-1] != Answer.VIEW:
            kinds.append(receive(answers)[0])
        assert set(kinds) <= {Answer.BEAT, Answer.VIEW}
        ask.close()
        worker.join(timeout=60.0)
        assert not worker.is_alive()
