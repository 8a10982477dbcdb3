"""The socket between a browser and its live session: ``/live?token=…``.

Text messages are JSON with a ``type``. From the browser: ``start`` (also after a pause or a
reload; with ``count_in_s``, how long to count down once the person is in place, or ``rest_s``, how long the
rest before it still lasts, and ``camera``, which one it is, and ``hands_free``, whether crossed forearms are
minded), ``hands_free`` (with ``on``, the same from now on), ``skip`` (the rest), ``pause``, ``hurts`` (pauses
until the page has asked), ``stop`` (with ``why`` ``camera_lost`` where that is so), ``warm``, ``leave`` (the
line for a place, or a place that is kept). To it: ``hello`` (with its number in the ``line``, or 0),
``setup``, ``warm``, ``pace`` (the ``fps`` that its camera may send), ``began``, ``paused``, ``hurts``,
``answered``, ``view``, ``drop``, ``goal`` (the guide's dose is done, and the set paused: with what was
``done``, ``praise`` and ``advice``), ``finished``, ``broken``, ``replacing`` (the worker was lost, another
takes over), ``replaced``, and ``safe``: what was finished of the run is on disk, with its ``number`` of
attempts, views or seconds.

Where every place is taken, ``warm`` is answered by ``full``, with how many are ``waiting``, and ``start``
has the page wait in line: ``line`` tells its ``number``, again whenever that has changed, and ``place`` that
one is kept for it, so that ``start`` begins. A page that is gone loses its number. Where people sign in,
``elsewhere`` answers a ``start`` of somebody who has a set under way in another window.

The bare text ``ping`` is answered at once by a ``pong``, whatever else is being done: so a browser knows that
the server is there. A binary message is a frame: the capture time in microseconds (8 bytes, little endian),
then a JPEG; each is answered by one ``view`` or ``drop`` with the same ``t``; a drop says ``why``: ``late``,
``passed`` over for a newer one, ``unreadable``, or ``stopped``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from posture.errors import PostureError
from posture.live.places import RunsElsewhere, ServerFull
from posture.live.registry import SessionRegistry, session_registry
from posture.live.server_limits import RateCap
from posture.live.session import LiveSession
from posture.live.snapshot import Ending
from posture.outside.documents import parse
from posture.outside.shapes import Fields, Text, Unfit
from posture.server.known_hosts import is_own_page
from posture.server.signed_in_only import person_of

PATH = "/live"
_LOG = logging.getLogger(__name__)

UNKNOWN_TOKEN = 4401
TAKEN_OVER = 4409
NOT_UNDERSTOOD = 4400
TOO_LARGE = 1009
TOO_MANY = 4429
BROKEN = 1011

PING = "ping"
_TIME_BYTES = 8
_LATEST_US = 2**53
"""The latest time of a browser's clock, in microseconds."""
_MOST_WAITING = 64
"""Messages that may wait while one is obeyed, which may take as long as a worker takes to come up."""
_LONGEST_COUNT_IN_S = 60.0
_LONGEST_REST_S = 600.0
_MESSAGE = Fields({"type": Text()})
_LONGEST_CAMERA = 200
"""Letters of a camera's name that are enough to tell it from others."""

_warming: set[asyncio.Task[None]] = set()
"""Workers that come up even if their page goes meanwhile: it may be back in a moment."""


def route(of: SessionRegistry | None = None, *, prefix: str = "") -> WebSocketRoute:
    """Return the route to mount.

    Args:
        of: The registry of sessions; the process's own where none is given.
        prefix: The server's base path.
    """

    async def _live(socket: WebSocket) -> None:
        await _serve(socket, of or session_registry())

    return WebSocketRoute(f"{prefix.rstrip('/')}{PATH}", _live)


async def _serve(socket: WebSocket, of: SessionRegistry) -> None:
    if not is_own_page(socket.headers, socket.scope["scheme"]):
        await socket.close()  # before accept: the browser of another site gets a plain 403
        return
    await socket.accept()
    asked = socket.query_params
    owner = person_of(socket.scope)
    session = await of.claim(asked.get("token", ""), earlier=asked.get("earlier", ""), owner=owner)
    if session is None:
        await socket.close(UNKNOWN_TOKEN, "this page is not known any more; reload it")
        return
    await _Connection(socket, session, of).run()


class _Connection:
    """One browser's socket, from its greeting to its end."""

    def __init__(self, socket: WebSocket, session: LiveSession, of: SessionRegistry) -> None:
        self._socket = socket
        self._session = session
        self._limits = of.limits
        self._cap = RateCap(of.limits.messages_per_s)
        self._frame: bytes | None = None
        self._newest_us = -1
        self._arrived = asyncio.Event()
        self._orders: asyncio.Queue[str | None] = asyncio.Queue()
        self._open = True

    async def run(self) -> None:
        """Serve until the browser goes or misbehaves."""
        stepping = asyncio.create_task(self._or_close(self._answer_frames))
        obeying = asyncio.create_task(self._or_close(self._obey_orders))
        warming = asyncio.create_task(self._warm())
        _warming.add(warming)
        warming.add_done_callback(_warming.discard)
        try:
            await self._session.attach(self)
            await self._read()
        finally:
            self._open = False
            self._arrived.set()
            self._orders.put_nowait(None)
            await obeying  # what was asked before the browser went is done
            self._session.detach(self)
            await stepping

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message; nothing happens where the browser is gone."""
        await self._send(json.dumps(message, separators=(",", ":")))

    async def drop(self) -> None:
        """Close, because the session goes on elsewhere."""
        await self._close(TAKEN_OVER, "this set goes on in another window")

    async def _read(self) -> None:
        while self._open:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            data = message.get("bytes") or message.get("text") or ""
            if len(data) > self._limits.message_bytes:
                await self._refuse(TOO_LARGE, "that message is too large")
            elif not self._cap.allows_one_more():
                await self._refuse(TOO_MANY, "too many messages")
            elif isinstance(data, bytes):
                if not await self._take(data):
                    await self._refuse(NOT_UNDERSTOOD, "that message was not understood")
            elif data == PING:
                await self.tell({"type": "pong"})
            elif self._orders.qsize() >= _MOST_WAITING:
                await self._refuse(TOO_MANY, "too many messages")
            else:
                self._orders.put_nowait(data)

    async def _obey_orders(self) -> None:
        """Do what text messages ask, one after the other, until the browser is gone."""
        while (text := await self._orders.get()) is not None:
            if not await self._obey(text):
                await self._refuse(NOT_UNDERSTOOD, "that message was not understood")
                return

    async def _take(self, frame: bytes) -> bool:
        """Keep the newest frame for the worker; one that still waits, or comes late, is passed over.

        Return ``False`` for a time that no clock shows: every frame after it would come late.
        """
        if _micros(frame) > _LATEST_US:
            return False
        if _micros(frame) <= self._newest_us:
            await self._dropped(frame, "late")
            return True
        self._newest_us = _micros(frame)
        passed, self._frame = self._frame, frame
        self._arrived.set()
        if passed is not None:
            await self._dropped(passed, "passed")
        return True

    async def _dropped(self, frame: bytes, why: str) -> None:
        await self.tell({"type": "drop", "t": _micros(frame), "why": why})

    async def _or_close(self, serve: Callable[[], Awaitable[None]]) -> None:
        """Serve until the end; should that fail, the browser comes back to a new connection."""
        try:
            await serve()
        except Exception:  # noqa: BLE001 no failure may leave a page waiting for ever
            _LOG.exception("a page could not be answered any more")
            await self._close(BROKEN, "something went wrong; the connection is made anew")

    async def _answer_frames(self) -> None:
        while True:
            await self._arrived.wait()
            if not self._open:
                return
            self._arrived.clear()
            frame, self._frame = self._frame, None
            if frame is None:
                continue
            t_us = _micros(frame)
            try:
                supervisor = self._session.supervisor
                look = supervisor.glance if supervisor.paused else supervisor.step
                view = await look(t_us / 1e6, frame[_TIME_BYTES:])
            except PostureError:
                await self._dropped(frame, "unreadable")  # the next one may be better
                continue
            if view is None:
                await self._dropped(frame, "stopped")
            else:
                await self._send(f'{{"type":"view","t":{t_us},"view":{view.decode()}}}')
                await self._session.supervisor.end_where_reached()

    async def _obey(self, text: str) -> bool:
        """Do what a text message asks; False if it asks nothing that is known."""
        try:
            message = parse(text)
            _MESSAGE.check(message, "")
        except Unfit:
            return False
        kind = message["type"]
        if kind == "start":
            minded = self._session.hands_free = message.get("hands_free") is True
            await self._begin(message)  # at once: a rest goes on while a worker comes up
            await self._session.mind_sign(on=minded)
        elif kind == "skip":
            await self._session.supervisor.say({"skip": True})
        elif kind == "hands_free":
            await self._session.mind_sign(on=message.get("on") is True)
        elif kind in ("pause", "hurts"):
            await self._halt(kind)
        elif kind == "stop":
            lost = message.get("why") == Ending.CAMERA_LOST
            await self._session.supervisor.end(Ending.CAMERA_LOST if lost else Ending.STOPPED)
        elif kind == "warm":
            await self._warm()
        elif kind == "leave":
            self._session.leave_line()
        else:
            return False
        return True

    async def _halt(self, kind: str) -> None:
        """Pause the run, because the person wishes it or because something ``hurts``."""
        if kind == "pause":
            await self._session.supervisor.pause()
            await self.tell({"type": "paused"})
            return
        await self._session.supervisor.hurt()
        if self._session.snapshot.hurts:
            await self.tell({"type": "hurts"})

    async def _begin(self, message: Mapping[str, Any]) -> None:
        if self._session.snapshot.hurts:  # the page asks first
            await self.tell({"type": "hurts"})
            return
        camera = message.get("camera")
        try:
            await self._session.begin(
                count_in_s=_seconds(message.get("count_in_s"), most=_LONGEST_COUNT_IN_S),
                rest_s=_seconds(message.get("rest_s"), most=_LONGEST_REST_S),
                camera=camera[:_LONGEST_CAMERA] if isinstance(camera, str) else "",
            )
        except RunsElsewhere:
            await self.tell({"type": "elsewhere"})
        except ServerFull:
            await self._session.wait_in_line()
        except PostureError as error:
            await self._explain(error)
        else:
            if self._session.snapshot.under_way:  # else it was ended, and the browser knows
                await self.tell({"type": "began"})

    async def _warm(self) -> None:
        try:
            await self._session.supervisor.warm()
        except ServerFull:
            await self.tell({"type": "full", "waiting": self._session.waiting})
        except PostureError as error:
            await self._explain(error)
        else:
            await self.tell({"type": "warm"})
            await self._session.supervisor.measure()
            await self._session.tell_pace()

    async def _explain(self, error: PostureError) -> None:
        await self.tell({"type": "broken", "message": str(error)})

    async def _send(self, text: str) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError):
                await self._socket.send_text(text)

    async def _refuse(self, code: int, reason: str) -> None:
        """Close because of what the browser sent, and say so once."""
        _LOG.warning(f"a page's live connection was closed ({code}): {reason}")  # another line for each code
        await self._close(code, reason)

    async def _close(self, code: int, reason: str) -> None:
        self._open = False
        if self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError):
                await self._socket.close(code, reason)


def _seconds(asked: object, *, most: float) -> float:
    """Return how many seconds a browser asks for; 0 for what nobody would wait for."""
    asked_s = float(asked) if isinstance(asked, int | float) else 0.0
    return asked_s if 0.0 < asked_s <= most else 0.0


def _micros(frame: bytes) -> int:
    return int.from_bytes(frame[:_TIME_BYTES], "little")
