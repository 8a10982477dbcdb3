"""What the tests of the live path share: real frames, a real server, a browser's side of the socket."""

from __future__ import annotations

import json
import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import cv2
import uvicorn
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from posture.live.registry import SessionRegistry
from posture.live.socket import route

SAMPLES = Path(__file__).parents[1] / "samples"


@cache
def jpegs(clip: str = "wall_angels_good_front", *, until_s: float = 12.0) -> tuple[tuple[float, bytes], ...]:
    """Times and JPEGs of a sample's pictures, as a browser would send them."""
    found = []
    with av.open(str(SAMPLES / f"{clip}.mp4")) as container:
        for frame in container.decode(video=0):
            if frame.time > until_s:
                break
            done, jpeg = cv2.imencode(
                ".jpg", frame.to_ndarray(format="bgr24"), [cv2.IMWRITE_JPEG_QUALITY, 80]
            )
            assert done
            found.append((frame.time, jpeg.tobytes()))
    return tuple(found)


@contextmanager
def serving(registry: SessionRegistry) -> Iterator[str]:
    """A real server with the live socket; gives ``host:port``. Leaving it is its orderly end."""
    app = Starlette(routes=[route(registry)], lifespan=registry.lifespan)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, ws="websockets-sansio", log_level="warning")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        assert not thread.is_alive()


class Page:
    """A browser page's side of the socket."""

    def __init__(
        self,
        address: str,
        token: str,
        *,
        earlier: str = "",
        origin: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._connecting = connect(
            f"ws://{address}/live?token={token}&earlier={earlier}",
            origin=f"http://{address}" if origin is None else origin,  # type: ignore[arg-type]
            max_size=None,
            additional_headers=headers,
        )
        self.heard: list[dict[str, Any]] = []

    def __enter__(self) -> Page:
        self.socket: ClientConnection = self._connecting.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._connecting.__exit__(None, None, None)

    def tell(self, kind: str, **more: Any) -> None:
        """Send a text message."""
        self.socket.send(json.dumps({"type": kind, **more}))

    def hear(self, *kinds: str, within_s: float = 60.0) -> dict[str, Any]:
        """The next message of one of these kinds; the others are kept in `heard`."""
        until_s = time.monotonic() + within_s
        while True:
            message = json.loads(self.socket.recv(timeout=max(0.0, until_s - time.monotonic())))
            self.heard.append(message)
            if message["type"] in kinds:
                return message

    def post(self, t_s: float, jpeg: bytes) -> None:
        """Send a picture."""
        self.socket.send(round(t_s * 1e6).to_bytes(8, "little") + jpeg)

    def show(self, t_s: float, jpeg: bytes) -> dict[str, Any]:
        """Send a picture and wait for what comes of it."""
        self.post(t_s, jpeg)
        return self.hear("view", "drop", "finished")

    def start(self) -> None:
        """Begin a set."""
        self.hear("warm")
        self.tell("start")
        self.hear("began")

    def filmed(self, *, from_s: float = 0.0, later_s: float = 0.0) -> Iterator[dict[str, Any]]:
        """What comes of the sample's pictures, sent as a camera films them.

        Each has its own moment: none is sent before it, and none that a newer one has taken the place of
        while the machine was busy. So the server sees the same movement on a fast machine and on a slow one.

        Args:
            from_s: Where in the sample to begin.
            later_s: What is added to its times: the camera's clock goes on when the sample is shown again.
        """
        begun_s = time.monotonic() - from_s
        pictures = [(t_s, jpeg) for t_s, jpeg in jpegs() if t_s >= from_s]
        for (t_s, jpeg), (newer_s, _) in pairwise([*pictures, (math.inf, b"")]):
            here_s = time.monotonic() - begun_s
            if newer_s > here_s:
                time.sleep(max(0.0, t_s - here_s))
                yield self.show(t_s + later_s, jpeg)

    def play(
        self, until: Callable[[dict[str, Any]], bool], *, from_s: float = 0.0, later_s: float = 0.0
    ) -> dict[str, Any]:
        """Show the sample at its own pace until a view fulfills ``until``; see `filmed`."""
        for answer in self.filmed(from_s=from_s, later_s=later_s):
            if answer["type"] == "view" and until(answer["view"]):
                return answer["view"]  # type: ignore[no-any-return]  # it came as JSON
        raise AssertionError("the sample ended before")

    def play_to_the_end(self) -> dict[str, Any]:
        """Show the sample at its own pace until the set has ended by itself."""
        return next(answer for answer in self.filmed() if answer["type"] == "finished")

    def closed(self, within_s: float = 10.0) -> int:
        """Wait for the server to close and give its code."""
        with suppress(ConnectionClosed):
            while True:
                self.heard.append(json.loads(self.socket.recv(timeout=within_s)))
        assert self.socket.close_code is not None
        return self.socket.close_code


def reps(count: int) -> Callable[[dict[str, Any]], bool]:
    """A view that shows so many repetitions."""
    return lambda view: view["counts"]["reps"] >= count


def wait_for(done: Callable[[], object], *, within_s: float = 20.0) -> None:
    """Wait until something is so."""
    until_s = time.monotonic() + within_s
    while not done():
        if time.monotonic() > until_s:
            raise AssertionError(f"not within {within_s:g} s")
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """Whether a process is there and not a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
