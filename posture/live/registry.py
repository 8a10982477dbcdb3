"""The registry of a server's live sessions, by their tokens."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache

from posture.live.frame_cost import FrameCost
from posture.live.places import Places
from posture.live.recovery import Recovery
from posture.live.server_limits import ServerLimits, set_limit
from posture.live.session import LiveSession
from posture.live.snapshot import Snapshot

_RECOVERY_WAIT_S = 3.0
"""How long a page that comes back waits for its run to be recovered."""
_TAKEN_WAIT_S = 2.0
"""How long a reloaded page waits for the server to notice that the page before it is gone."""


class SessionRegistry:
    """Hands out sessions and keeps them within the server's limits. Safe to use from any thread.

    Args:
        limits: What the server takes on.
    """

    def __init__(self, limits: ServerLimits | None = None) -> None:
        self.limits = limits or ServerLimits(max_sets=set_limit())
        self._sessions: dict[str, LiveSession] = {}
        self._lock = threading.Lock()
        self._places = Places(self.limits, self._all)
        self.recovery = Recovery()
        self._looking: asyncio.Task[None] | None = None

    def _all(self) -> list[LiveSession]:
        with self._lock:
            return list(self._sessions.values())

    @property
    def measured(self) -> bool:
        """Tell whether it is known what a frame costs on this computer."""
        return self._places.measured

    @property
    def spares(self) -> bool:
        """Tell whether this computer is too slow for the full network."""
        return self._places.spares

    def learn(self, cost: FrameCost) -> None:
        """Take what a frame costs on this computer, where somebody knows it before the first worker."""
        self._places.learn(cost)

    def open(self, *, owner: str = "") -> LiveSession:
        """Open a session for a new page, with a token that lives as long as it is used.

        Args:
            owner: The profile of who has signed in on the page; empty where nobody signs in.
        """
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._forget_unused()
            session = LiveSession(token, limits=self.limits, places=self._places, owner=owner)
            self._sessions[token] = session
        return session

    def get(self, token: str, *, owner: str = "") -> LiveSession | None:
        """Return the session of that token, if it lives.

        Args:
            token: The token, or anything else.
            owner: Who has signed in; a session of anybody else is not there for them.
        """
        with self._lock:
            self._forget_unused()
            session = self._sessions.get(token)
            if session is None or session.owner != owner:
                return None
            session.used_s = time.monotonic()
            return session

    async def claim(self, token: str, *, earlier: str = "", owner: str = "") -> LiveSession | None:
        """Return the session of a browser's token.

        A page that was reloaded comes with a new token and the one it had before. If the session
        of that is still there and no other window uses it, it goes on under the new token. If the server
        was killed meanwhile, the page gets to see what was saved of its run.

        Args:
            token: The page's token.
            earlier: The token of the page before, or "".
            owner: Who has signed in in that browser; "" where nobody signs in.

        Returns:
            The session, or ``None`` where nobody knows the token, or it is somebody else's.
        """
        session = self.get(token, owner=owner)
        if session is None or not earlier or earlier == token:
            return session
        before = self.get(earlier, owner=owner)
        if session.has_worker or session.snapshot.under_way:
            return session
        if before is None:
            return await self._came_back(session, earlier)
        if not await _let_go(before):
            return session
        with self._lock:
            self._sessions.pop(earlier, None)
            self._sessions[token] = before
            before.token = token
        if before.choice is not None:  # a rest is not counted down on a page that was only just opened
            before.choice = replace(before.choice, begin_in_s=None)
        return before

    async def _came_back(self, fresh: LiveSession, earlier: str) -> LiveSession:
        """Return a session for a page whose own is gone, with what a killed server left of its run."""
        now = await self._left_of(earlier, owner=fresh.owner)
        if now is None:
            return fresh
        session = LiveSession(fresh.token, limits=self.limits, places=self._places, owner=fresh.owner)
        session.take_up(now)
        with self._lock:
            self._sessions[fresh.token] = session
        return session

    async def _left_of(self, token: str, *, owner: str) -> Snapshot | None:
        if self._looking is not None and not self._looking.done():
            await asyncio.wait({self._looking}, timeout=_RECOVERY_WAIT_S)
        now = self.recovery.take(token, owner=owner)
        if now is None:  # another server of this computer's was killed, or it could not be kept before
            await asyncio.wait({self._look()}, timeout=_RECOVERY_WAIT_S)
            now = self.recovery.take(token, owner=owner)
        return now

    def _look(self) -> asyncio.Task[None]:
        """Look for what killed servers left, without waiting for it."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(asyncio.to_thread(self.recovery.look))
        return self._looking

    @asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[None]:
        """Recover what a killed server left; in the end, keep what is under way and end every process."""
        looking = self._look()
        try:
            yield
        finally:
            self._places.close()
            with self._lock:
                sessions = list(self._sessions.values())
                self._sessions.clear()
            await asyncio.gather(*(session.close() for session in sessions))
            await asyncio.wait({looking}, timeout=_RECOVERY_WAIT_S)

    def _forget_unused(self) -> None:
        now_s = time.monotonic()
        for token, session in list(self._sessions.items()):
            idle = not (session.snapshot.connected or session.snapshot.under_way or session.has_worker)
            if idle and now_s - session.used_s > self.limits.unused_s:
                del self._sessions[token]


async def _let_go(session: LiveSession) -> bool:
    until_s = time.monotonic() + _TAKEN_WAIT_S
    while session.snapshot.connected and time.monotonic() < until_s:
        await asyncio.sleep(0.05)
    return not session.snapshot.connected


@cache
def session_registry() -> SessionRegistry:
    """Return the one registry of this process."""
    return SessionRegistry()
