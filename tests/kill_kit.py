"""Servers that are killed at random moments, and a client that remembers what it was told is safe.

A server here is the real one: socket, registry, session, spool and store, in a process of its own. Only the
worker's network is missing: the real folds run over poses from recordings, as fast as they go.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from desk_kit import baseline_of, seen_in
from live_kit import Page, serving
from websockets.exceptions import WebSocketException

from posture.body.landmarks import Pose
from posture.errors import PostureError
from posture.history import kept_checks, watch_log
from posture.history.database import Database, default_url
from posture.history.spool import left_behind
from posture.history.store import Store
from posture.live import spooling, worker_slot
from posture.live.protocol import Answer, Ask
from posture.live.recovery import recover
from posture.live.registry import SessionRegistry
from posture.live.run import CHECK, EXERCISE, WATCH, Look
from posture.live.server_limits import ServerLimits
from posture.live.snapshot import RunChoice
from posture.live.worker import Engine, Reply, answer
from posture.provenance import ModelInfo
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, pose_of
from posture.vision.recording import read
from posture.watch.summary import WatchBlock

DESK = "desk_slouch_front"
CLIP = Path(__file__).parent / "recordings" / "wall_angels_good_front.npz"
JPEG = cv2.imencode(".jpg", np.full((48, 64, 3), 90, np.uint8))[1].tobytes()
STEPS = {EXERCISE: 120, WATCH: 240, CHECK: 700}
"""At most so many pictures a run."""


@cache
def poses(kind: str) -> list[list[Pose | None]]:
    """What is seen in a run, in a step each; of a check a list for every view."""
    if kind == EXERCISE:
        return [[pose for _, pose in read(CLIP)][::3]]
    if kind == WATCH:
        seen = seen_in(DESK)
        upright, slouched = ([p for t, p in seen if a < t < b] for a, b in ((1.0, 2.0), (11.0, 13.0)))
        return [[*(upright * 40)[:60], *(slouched * 40)[:180]]]
    return [[pose_of(Body(knees=0.0, thighs=0.0), camera)] for camera in (FRONT, LEFT_SIDE, RIGHT_SIDE)]


RATES = {EXERCISE: 25.0 / 3, WATCH: 3.0, CHECK: 10.0}
"""Steps a second of the run."""


class Replay:
    """Stands in for the network."""

    model = ModelInfo("replayed", "0")
    others = False

    def __init__(self) -> None:
        self.kind, self.step, self.view = EXERCISE, 0, 0

    def estimate(self, rgb: object, t_s: float) -> Pose | None:
        """The pose of the next step."""
        seen = poses(self.kind)
        series = seen[min(self.view, len(seen) - 1)]
        pose = series[self.step % len(series)]
        self.step += 1
        return None if pose is None else replace(pose, t_s=t_s)

    def keep(self) -> None:
        """There is nobody else."""

    def close(self) -> None:
        """Nothing is open."""


class ReplayEngine(Engine):
    """The worker's engine on recorded poses, in their own time."""

    def _prepare(self, look: Look) -> None:
        self._estimator: Any = Replay()
        self._look = look

    def measure(self) -> None:
        """There is nothing to be measured."""

    def begin(self, asked: Any) -> None:
        super().begin(asked)
        self._estimator.kind = asked["kind"]

    def step(self, t_s: float, jpeg: bytes) -> Iterator[Reply]:
        replay: Replay = self._estimator
        for kind, told in super().step((replay.step + 1) / RATES[replay.kind], jpeg):
            if kind is Answer.VIEW and json.loads(told)["attempt"]:
                replay.view += 1
            yield kind, told


class ReplayWorker:
    """Takes the place of the worker process, in the server's own."""

    pid, alive, heard, awaited = 0, True, 0, False

    def __init__(self, model: str) -> None:
        self._engine = ReplayEngine(model)
        self.warm, self.so_far, self.cost = False, None, None

    def wait_until_warm(self) -> None:
        self.warm = True

    def ask(self, request: Ask, payload: bytes = b"") -> bytes:
        if request is Ask.BEGIN:
            self.so_far = None
        last = b""
        for kind, told in answer(self._engine, request, payload):
            if kind is Answer.FAILED:
                raise PostureError(told.decode())
            if kind is Answer.SO_FAR:
                self.so_far = told
            last = told
        return last

    def asked(self, request: Ask, payload: bytes = b"") -> asyncio.Future[bytes]:
        return asyncio.ensure_future(asyncio.to_thread(self.ask, request, payload))

    def close(self) -> None:
        """Nothing runs by itself."""

    kill = watch = unwatch = close


@dataclass
class Told:
    """What the client of one server was told before that was killed.

    Attributes:
        person: Whose the run was; every run has somebody of its own.
        kind: Of the run.
        safe: The largest number that it was told is safe.
        shown: Attempts that it was shown.
        ended: What it was told of the end, if it heard of that.
        asked: Whether it asked for the end.
        late_s: Seconds from an attempt's view until it was safe, or until the server's end before that.
    """

    person: str
    kind: str
    safe: int = 0
    shown: int = 0
    ended: dict[str, Any] | None = None
    asked: bool = False
    late_s: list[float] = field(default_factory=list)


def choice_of(kind: str, person: str) -> RunChoice:
    """What is run."""
    if kind == EXERCISE:
        return RunChoice("wall_angels", person=person)
    desk = {"baseline": baseline_of(DESK).as_dict(), "camera": "browser", "seat": "", "view": ""}
    return RunChoice("", kind=kind, title=kind, options=desk if kind == WATCH else {}, person=person)


def start_server(choice: RunChoice, *, replayed: bool = True) -> tuple[int, str, str]:
    """A server as a process of its own: its number, address, and the token of its page."""
    reading, writing = os.pipe()
    parent = os.getpid()
    number = os.fork()
    if number == 0:
        try:
            if replayed:
                worker_slot.WorkerClient = ReplayWorker  # type: ignore[misc,assignment]
            # Threads do not come along: those of a test before would be waited for in vain.
            spooling._DISK = ThreadPoolExecutor(max_workers=4)
            registry = SessionRegistry(ServerLimits(max_sets=2, messages_per_s=1e6))
            with serving(registry) as address:
                session = registry.open()
                session.choose(choice)
                os.write(writing, f"{address} {session.token}\n".encode())
                while os.getppid() == parent:  # nobody else would end it
                    time.sleep(0.5)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        address, _, token = told.readline().strip().partition(" ")
    return number, address, token


def live_and_die(person: str, chance: random.Random) -> Told:
    """One server with one run, killed at some moment: coming up, in the run, at its end or after."""
    kind = chance.choice((EXERCISE, EXERCISE, WATCH, CHECK))
    told = Told(person, kind)
    at, end_at = chance.randrange(STEPS[kind]), chance.randrange(1, STEPS[kind])
    early = chance.random() < 0.1
    delay_s = chance.uniform(0.0, 0.25)
    number, address, token = start_server(choice_of(kind, person))
    killing = threading.Timer(delay_s, os.kill, (number, signal.SIGKILL))
    if early:
        killing.start()
    try:
        with Page(address, token) as page:
            page.start()
            for step in range(STEPS[kind]):
                if step == min(at, end_at) and not early:
                    killing.start()
                if step == end_at:
                    break
                _look(page, step, told)
            told.asked = True
            page.tell("stop")
            while True:
                _hear(page, told)
    except (WebSocketException, OSError, EOFError):
        if killing.ident is None:  # nobody has killed it yet
            raise
    finally:
        told.late_s = [s + time.monotonic() if s < 0 else s for s in told.late_s]
        if killing.ident is None:
            os.kill(number, signal.SIGKILL)
        else:
            killing.join()
        os.waitpid(number, 0)
    return told


def _look(page: Page, step: int, told: Told) -> None:
    page.post(step / 30, JPEG)
    while _hear(page, told) not in ("view", "drop"):
        pass


def _hear(page: Page, told: Told) -> str:
    message = json.loads(page.socket.recv(timeout=60))
    kind: str = message["type"]
    if kind == "view" and message["view"]["attempt"]:
        told.shown += 1
        told.late_s.append(-time.monotonic())
    elif kind == "safe":
        told.safe = max(told.safe, message["number"])
        told.late_s = [s + time.monotonic() if s < 0 else s for s in told.late_s]
    elif kind == "finished":
        told.ended = message
    return kind


def kills(number: int, *, seed: int) -> list[Told]:
    """So many servers, one after the other on the same database, each killed; at last one more looks."""
    os.environ["no_proxy"] = "127.0.0.1"  # the pose engine's module closed this process's proxies
    for kind in STEPS:
        poses(kind)
    chance = random.Random(seed)
    told = [live_and_die(f"run {n}", chance) for n in range(number)]
    recover()
    return told


def faults(told: list[Told]) -> list[str]:
    """What is missing or there twice, in words."""
    with Store() as store:
        found = [f"{one}: {fault}" for one in told for fault in _faults(store, one)]
    with left_behind(Database(default_url())) as paths:
        return found + [f"{path} is left" for path in paths]


def _faults(store: Store, told: Told) -> Iterator[str]:
    saved = bool(told.ended and told.ended["saved"])
    if told.kind == EXERCISE:
        sets = list(store.whole_sets(person=told.person))
        there = [kept.counts.attempts for kept in sets]
        least = told.ended["counts"]["attempts"] if saved and told.ended else told.safe
        if saved and any(kept.interrupted for kept in sets):
            yield "ended and kept, but marked interrupted"
        if not told.asked and not all(kept.interrupted for kept in sets):
            yield "interrupted, but not marked so"
    elif told.kind == WATCH:
        notes = store.journal.notes(watch_log.KIND, person=told.person)
        there = [round(WatchBlock.from_dict(note.content).judged_s) for note in notes]
        least = told.safe if told.safe > watch_log.LEAST_S else 0
    else:
        kept = kept_checks.kept_checks(store.journal, person=told.person)
        there = [len(kept)] if kept else []
        least = told.safe
        if len({one.check.side for one in kept}) < len(kept):
            yield f"{len(kept)} views of {sorted({one.check.side for one in kept})}"
    if len(there) > 1:
        yield f"{len(there)} times there"
    if (least or saved) and (not there or there[0] < least):
        yield f"{there} is there, {least} was safe"
