"""What killed servers left of sets, checks and watches, taken in before a history is told."""

from __future__ import annotations

from contextlib import suppress

from posture.errors import PostureError


def recover_interrupted() -> None:
    """Keep what killed servers left; what cannot be kept now is left for another time."""
    from posture.history import spool
    from posture.history.database import Database, default_url

    with suppress(PostureError, OSError):  # whoever asks the history for something hears of it there
        with spool.left_behind(Database(default_url())) as paths:
            there = bool(paths)
        if there:
            from posture.live.spooling import recover

            recover()
