"""Every kind of run that a worker knows, by its name in ``BEGIN``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from posture.errors import PostureError
from posture.live.check_run import open_check
from posture.live.desk_run import open_watch
from posture.live.rested_set import open_rested
from posture.live.run import CHECK, EXERCISE, WATCH, LiveRun, Memory, Open

RUN_TYPES: Mapping[str, Open] = {EXERCISE: open_rested, CHECK: open_check, WATCH: open_watch}


def open_run(begin: Mapping[str, Any], memory: Memory) -> LiveRun:
    """Open the run that a ``BEGIN`` asks for.

    Args:
        begin: Its ``kind`` and options.
        memory: What earlier runs of the page have learned.

    Raises:
        PostureError: There is no such kind, or it cannot begin; the message says why.
    """
    kind = begin.get("kind", EXERCISE)
    if kind not in RUN_TYPES:
        raise PostureError(f"{kind!r} is nothing that the camera can be watched for; reload the page")
    return RUN_TYPES[kind]({name: value for name, value in begin.items() if name != "kind"}, memory)
