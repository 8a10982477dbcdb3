"""Ctrl-C and SIGTERM, held back until what was begun is whole."""

from __future__ import annotations

import signal

import pytest

from posture.cli.interruption import held_back, unwound_by_sigterm


def held(*signals: signal.Signals, done: list[str], fails: bool = False) -> None:
    with unwound_by_sigterm(), held_back():
        for one in signals:
            signal.raise_signal(one)
        if fails:
            raise ValueError("went wrong")
        done.append("whole")


def test_ctrl_c_comes_when_the_block_is_done() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        held(signal.SIGINT, signal.SIGINT, done=done)
    assert done == ["whole"]


def test_sigterm_comes_when_the_block_is_done() -> None:
    done: list[str] = []
    with pytest.raises(SystemExit) as end:
        held(signal.SIGTERM, done=done)
    assert (done, end.value.code) == (["whole"], 143)


def test_what_goes_wrong_in_the_block_is_not_hidden() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="went wrong"):
        held(done=[], fails=True)
    with pytest.raises(KeyboardInterrupt) as end:
        held(signal.SIGINT, done=[], fails=True)
    assert isinstance(end.value.__context__, ValueError)
    assert signal.getsignal(signal.SIGINT) is before
