"""The same line is written once a minute."""

from __future__ import annotations

import logging

import pytest
from streamlit.runtime import app_session, websocket_session_manager
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket

from posture.server import throttled_log
from posture.server.throttled_log import OnceAMinute


@pytest.fixture
def now_s(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [100.0]
    monkeypatch.setattr(throttled_log.time, "monotonic", lambda: clock[0])
    return clock


def test_what_repeats_is_written_once_a_minute_with_its_number(
    now_s: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("posture.live.once")
    log.addFilter(OnceAMinute())
    for _ in range(5000):
        log.warning("refused %s", "x")
    log.warning("another")
    now_s[0] += 61.0
    log.warning("refused %s", "y")
    said = ["refused x", "another", "refused y (and 4999 times before)"]
    assert [record.getMessage() for record in caplog.records] == said


def test_two_faults_are_two_lines_though_their_words_are_the_same(
    now_s: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("posture.live.faults")
    log.addFilter(OnceAMinute())
    for fault in (ValueError("a"), ValueError("b"), ValueError("a")):
        log.error("failed", exc_info=fault)
    assert [str(record.exc_info[1]) for record in caplog.records if record.exc_info] == ["a", "b"]


def test_few_lines_are_remembered(now_s: list[float]) -> None:
    once = OnceAMinute()
    for number in range(1000):
        assert once.filter(logging.makeLogRecord({"msg": f"line {number}"}))
    assert len(once._lines) <= 200


def test_what_strangers_can_have_streamlit_say_is_filtered_too() -> None:
    for module in (starlette_auth_routes, starlette_websocket, websocket_session_manager, app_session):
        assert module._LOGGER.name in throttled_log._LOGGERS


def test_the_servers_logs_are_filtered_once() -> None:
    throttled_log.hush()
    throttled_log.hush()
    for name in throttled_log._LOGGERS:
        there = [f for f in logging.getLogger(name).filters if isinstance(f, OnceAMinute)]
        assert len(there) == 1
        logging.getLogger(name).removeFilter(there[0])
