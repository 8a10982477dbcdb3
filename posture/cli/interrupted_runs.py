"""Sets, checks and watches that a killed server left behind."""

from __future__ import annotations

from contextlib import suppress

from posture.errors import PostureError


def recover_interrupted() -> None:
    """Keep what killed servers left behind; what cannot be kept now stays for another time."""
    from posture.history import spool
    from posture.history.database import Database, default_url

    with suppress(PostureError, OSError):  # the history itself reports what is wrong with it
        with spool.left_behind(Database(default_url())) as paths:
            there = bool(paths)
        if there:
            from posture.live.recovery import recover

            recover()
