"""Every kind of run that a worker knows, by the name that ``BEGIN`` calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from posture.errors import PostureError
from posture.live.check_run import open_check
from posture.live.desk_run import open_watch
from posture.live.run import CHECK, EXERCISE, WATCH, LiveRun, Memory, Open
from posture.live.set_run import open_set

FOLDS: Mapping[str, Open] = {EXERCISE: open_set, CHECK: open_check, WATCH: open_watch}


def open_fold(begin: Mapping[str, Any], memory: Memory) -> LiveRun:
    """The fold that a ``BEGIN`` asks for.

    Raises:
        PostureError: There is no such kind, or it cannot begin; the message says why.
    """
    kind = begin.get("kind", EXERCISE)
    if kind not in FOLDS:
        raise PostureError(f"{kind!r} is nothing that the camera can be watched for; reload the page")
    return FOLDS[kind]({name: value for name, value in begin.items() if name != "kind"}, memory)
