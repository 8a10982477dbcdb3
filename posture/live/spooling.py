"""Puts a run under way on disk as it grows.

A run (set, check, watch) has a file of its own (`posture.history.spool`) from its beginning until the
database has it. No frame waits for anything here: the newest result is written while the next frames
are looked at.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import uuid4

from posture.errors import PostureError, StoreError
from posture.history import spool
from posture.history.database import Database, default_url
from posture.history.profile_changes import owner
from posture.live.run import CHECK, EXERCISE
from posture.live.snapshot import Ending, Snapshot
from posture.serialize import to_json

_LOG = logging.getLogger(__name__)
_DISK = ThreadPoolExecutor(max_workers=4, thread_name_prefix="spool")
"""Threads of their own: a disk that hangs must not take those that wait for the workers."""
_ASKING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spool-asking")
"""One more for the database, which may be what hangs: no file waits for it."""
_CLOSE_WAIT_S = 1.0

Tell = Callable[[Mapping[str, Any]], Awaitable[None]]


def new_key() -> str:
    """Make a key for a run that begins."""
    return uuid4().hex


class RunFile:
    """The file of one run under way. It lives in the server's event loop.

    Whenever a result is on disk, the browser hears ``{"type": "safe", "number": …}``: the number of attempts
    of a set, measured views of a check, or judged seconds of a watch. Nothing shows that; it is for programs
    that want to know what cannot be lost any more.

    Args:
        now: The run as it begins.
        token: What its page proves itself with: the page that comes back after a crash gets its run.
        tell: Tells the browser.
    """

    def __init__(self, now: Snapshot, *, token: str, tell: Tell) -> None:
        assert now.choice is not None and now.started_at is not None
        self._choice, self._tell = now.choice, tell
        choice = replace(now.choice, begin_in_s=None)
        about = {"token": token, "kind": now.choice.kind, "choice": to_json(choice), "ending": None}
        self._entry = spool.RunEntry(now.run, now.choice.person, now.started_at, about)
        self._next: spool.RunEntry | None = None
        self._last: bytes | None = None
        self._writing: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._safe: int | None = None
        self._failed = self._ended = False
        self._deletion: _Deletion | None = None
        self._offer(self._entry)

    def grow(self, result: bytes | None) -> None:
        """Have the result so far written soon; one that is there already, or ``None``, changes nothing.

        After `end` the whole result is known, and nothing takes its place.
        """
        if result is not None and result is not self._last and not self._ended:
            self._last = result
            self._offer(replace(self._entry, result=result))

    def belong(self, token: str) -> None:
        """Have the file belong to the page of that token: the one of before was reloaded."""
        if not self._ended and token != self._entry.about["token"]:
            self._entry = replace(self._entry, about={**self._entry.about, "token": token})
            self._offer(replace(self._entry, result=self._last))

    async def end(self, result: bytes | None, ending: Ending) -> None:
        """Have the whole result on disk, before anybody tries to keep it.

        Args:
            result: The whole result; ``None`` for the last one so far.
            ending: Why the run ended.
        """
        self._ended = True
        whole = self._last if result is None else result
        about = {**self._entry.about, "ending": ending.value}
        self._offer(replace(self._entry, about=about, result=whole))
        if self._writing is not None:
            await self._writing
        if self._deletion is not None:
            await asyncio.wait([asyncio.wrap_future(self._deletion.close())], timeout=_CLOSE_WAIT_S)

    def _offer(self, entry: spool.RunEntry) -> None:
        self._next = entry
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        """Write until nothing newer waits."""
        while (entry := self._next) is not None:
            self._next = None
            try:
                number = await asyncio.get_running_loop().run_in_executor(_DISK, self._written, entry)
            except (OSError, PostureError) as error:
                self._fail("the run under way cannot be put on disk: %s", error)
            except Exception as error:  # noqa: BLE001 no failure may end the run, which is kept at its end
                self._fail("the run under way cannot be put on disk: %r", error)
            else:
                self._say_safe(number)

    def _fail(self, words: str, error: Exception) -> None:
        if not self._failed:
            _LOG.warning(words, error)
        self._failed = True

    def _say_safe(self, number: int | None) -> None:
        """Tell the browser, without waiting for one that does not listen."""
        self._safe = number if number is not None else self._safe
        if self._safe is not None and (self._telling is None or self._telling.done()):
            self._telling = asyncio.get_running_loop().create_task(self._tell_safe())

    async def _tell_safe(self) -> None:
        while (number := self._safe) is not None:
            self._safe = None
            await self._tell({"type": "safe", "number": number})

    def _written(self, entry: spool.RunEntry) -> int | None:
        """Write an entry and return how much of the run is on disk now; ``None`` where nothing is."""
        if self._deletion is None:
            self._deletion = _Deletion(entry, Database(default_url()))
        database = self._deletion.database
        if database.is_memory:  # what is kept there is gone with the program in any case
            return None
        result = None if entry.result is None else json.loads(entry.result)
        if result is not None and self._choice.kind == CHECK and not self._choice.options.get("pictures"):
            bare = {"checks": [{**told, "jpeg": None} for told in result["checks"]]}
            entry = replace(entry, result=json.dumps(bare, allow_nan=False).encode())
        written = spool.write(entry, database)
        if self._deletion.found:  # also while it was written
            spool.remove(entry.key, database)
            return None
        self._deletion.look()
        return _amount(self._choice.kind, result) if written and result else None


class _Deletion:
    """Finds out whether everything of a run's person was deleted meanwhile, perhaps at another process.

    Args:
        entry: The run as it began.
        database: Where it will be kept.
    """

    def __init__(self, entry: spool.RunEntry, database: Database) -> None:
        self._entry, self.database = entry, database
        self.found = self._closed = False
        self._looking: Future[None] | None = None

    def look(self) -> None:
        """Look once more, unless that is being done; the file of what was deleted is removed."""
        if self._looking is None or self._looking.done():
            self._looking = _ASKING.submit(self._look)

    def _look(self) -> None:
        if self._closed:
            return
        with suppress(StoreError, OSError):  # the next look may find out
            with self.database.rows() as rows:
                whose = owner(rows, self._entry.person, since=self._entry.started_at)
            if whose is None:
                self.found = True
                spool.remove(self._entry.key, self.database)

    def close(self) -> Future[None]:
        """Look no more, and let go of the database after a look under way."""
        self._closed = True
        return _ASKING.submit(self.database.close)


def _amount(kind: str, result: Mapping[str, Any] | None) -> int:
    """Return how much of a run is in a result: attempts, measured views, or judged seconds."""
    if not result:
        return 0
    if kind == EXERCISE:
        return len(result["session"]["attempts"])
    if kind == CHECK:
        return sum(told["check"]["refused"] is None for told in result["checks"])
    return int((result.get("summary") or {}).get("judged_s", 0.0))
