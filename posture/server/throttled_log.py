"""A log that strangers cannot fill: the same line comes once a minute, with the number of times it came."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

EVERY_S = 60.0
_MOST = 200
"""Most different lines that are remembered; the oldest are forgotten."""
_LOGGERS = (
    "uvicorn.error",
    "asyncio",
    "posture.server.descriptor_limit",
    "posture.live.socket",
    "streamlit.auth_util",
    "streamlit.runtime.app_session",
    "streamlit.runtime.backend_operation_handler",
    "streamlit.runtime.websocket_session_manager",
    "streamlit.web.server.starlette.starlette_auth_routes",
    "streamlit.web.server.starlette.starlette_websocket",
)
"""Loggers that write a line for what a stranger's program sends."""


@dataclass(slots=True)
class _Line:
    said_s: float
    unsaid: int = 0


class OnceAMinute(logging.Filter):
    """Lets a line pass that was not written within the last minute; others are counted."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[tuple[str, str], _Line] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether to write a line; one that passes after others did not says how many those were."""
        now_s = time.monotonic()
        key = (str(record.msg), repr(record.exc_info[1]) if record.exc_info else "")
        line = self._lines.get(key)
        if line is not None and now_s - line.said_s < EVERY_S:
            line.unsaid += 1
            return False
        if line is not None and line.unsaid:
            record.msg, record.args = f"{record.getMessage()} (and {line.unsaid} times before)", None
        self._lines.pop(key, None)
        self._lines[key] = _Line(now_s)
        while len(self._lines) > _MOST:
            del self._lines[next(iter(self._lines))]
        return True


def hush() -> None:
    """Put the filter before every log of the server that could be filled from outside."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(there, OnceAMinute) for there in logger.filters):
            logger.addFilter(OnceAMinute())
