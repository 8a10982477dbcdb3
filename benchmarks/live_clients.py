"""Browsers without a browser: each opens the Train page, follows its sockets and sends a clip at 30 a second.

They speak what the page's own scripts speak (Streamlit's messages for the page, which it draws anew twice a
second while a set is under way, and `posture.live.socket` for the picture), in a process of their own,
so that what they cost is not the server's. `benchmarks/load_live.py` drives them.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cv2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

ON_THEIR_WAY = 2
"""Pictures of a browser that may wait for their answers; another one is not sent (`lens.js`)."""
QUALITY = 80
_WAIT_S = 90.0


class Refused(Exception):
    """The server takes on no more sets, or its worker could not start; says what it said."""


@dataclass(frozen=True)
class Film:
    """What the camera films: a clip's pictures, there and back again and again, so that nobody jumps.

    Attributes:
        clip: The video.
        size_px: Width and height of a picture.
        rate: Pictures a second.
        most: The most pictures that are taken of it.
    """

    clip: Path
    size_px: tuple[int, int] = (640, 480)
    rate: float = 30.0
    most: int = 400

    def jpegs(self) -> list[bytes]:
        """Return the pictures as a browser compresses them."""
        capture, found = cv2.VideoCapture(str(self.clip)), []
        while len(found) < self.most and (read := capture.read())[0]:
            picture = cv2.resize(read[1], self.size_px)
            found.append(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())
        return found + found[-2:0:-1]


class Browser:
    """One page with its live picture.

    Args:
        address: ``host:port`` of the server.
        film: What its camera films.
        jpegs: The same as pictures.
    """

    def __init__(self, address: str, film: Film, jpegs: Sequence[bytes]) -> None:
        self._address, self._film, self._jpegs = address, film, jpegs
        self._tasks: list[asyncio.Task[None]] = []
        self._polls: dict[str, asyncio.Task[None]] = {}
        self._due_s: dict[int, float] = {}
        self.forget()

    def forget(self) -> None:
        """Begin to count anew."""
        self.filmed = self.sent = self.drops = self.bytes_out = self.bytes_in = 0
        self.delays_ms: list[float] = []
        self.spent_ms: list[float] = []
        self.worst_ms = 0.0

    async def open(self, *, polls: bool) -> None:
        """Open the page and begin a set.

        Args:
            polls: Draw the page's numbers anew as often as it asks for.

        Raises:
            Refused: The server has no room.
        """
        self._page = await self._connect("/_stcore/stream", subprotocols=["streamlit"])
        self._polling = polls
        message = BackMsg()
        message.rerun_script.query_string = "move=wall_angels"
        await self._page.send(message.SerializeToString())
        token: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._follow(self._read_page(token))
        self._live = await self._connect(f"/live?token={await asyncio.wait_for(token, _WAIT_S)}")
        await self._hear("warm")
        await self._tell("start", count_in_s=0)
        await self._hear("began")
        self._follow(self._read_live())
        self._follow(self._film_on())

    async def close(self) -> None:
        """End the set and leave."""
        with suppress(ConnectionClosed):
            await self._tell("stop")
        for task in (*self._tasks, *self._polls.values()):
            task.cancel()
        for socket in (self._live, self._page):
            await socket.close()

    async def _connect(self, path: str, **more: Any) -> ClientConnection:
        origin: Any = f"http://{self._address}"
        return await connect(f"ws://{self._address}{path}", origin=origin, max_size=None, **more)

    def _follow(self, work: Any) -> None:
        self._tasks.append(asyncio.create_task(work))

    # ---- the page ------------------------------------------------------------------------------

    async def _read_page(self, token: asyncio.Future[str]) -> None:
        async for data in self._page:
            message = ForwardMsg()
            message.ParseFromString(data)  # type: ignore[arg-type]  # the server sends bytes alone
            kind = message.WhichOneof("type")
            if kind == "delta" and not token.done():
                component = message.delta.new_element.bidi_component
                if component.component_name == "posture_live_picture":
                    (told,) = json.loads(component.json)  # the page sends it as the one entry of a list
                    token.set_result(told["token"])
            elif kind == "auto_rerun" and self._polling:
                self._poll(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            elif kind == "stop_auto_rerun":
                self._stop_polls(message.stop_auto_rerun.fragment_ids)

    def _poll(self, fragment: str, every_s: float) -> None:
        if fragment not in self._polls:
            self._polls[fragment] = asyncio.create_task(self._draw_anew(fragment, every_s))

    def _stop_polls(self, fragments: Iterable[str]) -> None:
        for fragment in fragments:
            if (task := self._polls.pop(fragment, None)) is not None:
                task.cancel()

    async def _draw_anew(self, fragment: str, every_s: float) -> None:
        message = BackMsg()
        message.rerun_script.query_string = "move=wall_angels"
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = True
        while True:
            await asyncio.sleep(every_s)
            await self._page.send(message.SerializeToString())

    # ---- the live picture ----------------------------------------------------------------------

    async def _tell(self, kind: str, **more: Any) -> None:
        await self._live.send(json.dumps({"type": kind, **more}))

    async def _hear(self, kind: str) -> None:
        while True:
            message = json.loads(await asyncio.wait_for(self._live.recv(), _WAIT_S))
            if message["type"] in ("full", "line", "broken"):
                raise Refused(message.get("message") or message["type"])
            if message["type"] == kind:
                return

    async def _film_on(self) -> None:
        """Send each picture at its own time, unless two are on their way: never wait for an answer."""
        begun_s, step_s = time.monotonic(), 1.0 / self._film.rate
        number = 0
        while True:
            due_s = begun_s + number * step_s
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            self.filmed += 1
            if len(self._due_s) < ON_THEIR_WAY:
                t_us = round(due_s * 1e6)
                self._due_s[t_us] = due_s
                packet = t_us.to_bytes(8, "little") + self._jpegs[number % len(self._jpegs)]
                self.sent += 1
                self.bytes_out += len(packet)
                await self._live.send(packet)
            number += 1

    async def _read_live(self) -> None:
        async for text in self._live:
            now_s = time.monotonic()
            self.bytes_in += len(text)
            message = json.loads(text)
            if message["type"] == "view" and (due_s := self._due_s.pop(message["t"], None)) is not None:
                self.delays_ms.append(1000.0 * (now_s - due_s))
                self.spent_ms.append(sum(message["view"]["spent_ms"]))
            elif message["type"] == "drop":
                self._due_s.pop(message["t"], None)
                self.drops += 1
            elif message["type"] in ("goal", "replaced"):
                await self._tell("start", count_in_s=0)  # as somebody who goes on


async def _serve(pipe: Connection, address: str, film: Film) -> None:
    """Do what the driver asks: ``("open", polls)``, ``("count", seconds)``, ``("close",)``."""
    jpegs = film.jpegs()
    pipe.send({"jpeg_bytes": round(statistics.mean(map(len, jpegs)))})
    browsers: list[Browser] = []
    loop = asyncio.get_running_loop()
    while True:
        asked, *more = await loop.run_in_executor(None, pipe.recv)
        if asked == "open":
            browser = Browser(address, film, jpegs)
            try:
                await browser.open(polls=more[0])
            except (Refused, ConnectionClosed, asyncio.TimeoutError) as error:
                pipe.send({"refused": str(error) or "no answer"})
            else:
                browsers.append(browser)
                pipe.send({"sets": len(browsers)})
        elif asked == "count":
            for browser in browsers:
                browser.forget()
            begun_s, cpu_s = time.monotonic(), _cpu_s()
            await asyncio.sleep(more[0])
            pipe.send(_figures(browsers, time.monotonic() - begun_s, _cpu_s() - cpu_s))
        else:
            await asyncio.gather(*(browser.close() for browser in browsers), return_exceptions=True)
            return


def _figures(browsers: Sequence[Browser], lasted_s: float, cpu_s: float) -> dict[str, Any]:
    views = [len(browser.delays_ms) for browser in browsers]
    moved = sum(browser.bytes_in + browser.bytes_out for browser in browsers)
    return {
        "seconds": lasted_s,
        "filmed": sum(browser.filmed for browser in browsers),
        "drops": sum(browser.drops for browser in browsers),
        "views": views,
        "delays_ms": [delay for browser in browsers for delay in browser.delays_ms],
        "spent_ms": [spent for browser in browsers for spent in browser.spent_ms],
        "mbit_per_s": 8e-6 * moved / lasted_s,
        "client_cores": cpu_s / lasted_s,
    }


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def run(pipe: Connection, address: str, film: Film) -> None:
    """Serve the driver in this process until it asks to close."""
    asyncio.run(_serve(pipe, address, film))
