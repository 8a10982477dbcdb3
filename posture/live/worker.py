"""The worker: a process of its own that decodes, estimates and coaches for one browser page.

Run as ``python -m posture.live.worker MODEL`` with the messages of `posture.live.protocol` on
standard input and output. It holds the only estimator of its page, built and warm before the
first set, and one coach a set. It ends when its input does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, BinaryIO

import numpy as np

from posture import __version__
from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.session import Session, SourceInfo
from posture.errors import PostureError
from posture.exercises import find
from posture.live.protocol import Answer, Ask, receive, send, unpack_frame
from posture.live.view import describe
from posture.vision.person import LockedEstimator
from posture.vision.still import decode_jpeg

_WARM_SIZE = (480, 640, 3)
_FIRST_T_S = 0.001
"""The warm-up picture has time 0 and times must rise."""

Reply = tuple[Answer, bytes]


class Engine:
    """One estimator, ready before it is needed, and the coach of the set under way."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._coach: Coach | None = None
        self._learned: dict[str, Exercise] = {}
        self._prepare()

    def begin(self, *, exercise: str, hold_s: float | None) -> None:
        """Start a set of the move with that id."""
        move = find(exercise)
        if move.needs_mask is not self._with_mask:
            self._estimator.close()
            self._prepare(with_mask=move.needs_mask)
        self._coach = Coach(self._learned.get(exercise, move), hold_s=hold_s, calibrate=True)
        self._frames, self._last_s, self._width_px = 0, 0.0, 0
        self._size_px = (0, 0)

    def step(self, t_s: float, jpeg: bytes) -> Iterator[Reply]:
        """Look at one picture; after an attempt, the session so far comes first."""
        coach = self._under_way()
        begun = time.perf_counter()
        # Baselines are lengths in pixels, so a picture that a slow link made smaller is put back.
        rgb = decode_jpeg(jpeg, width_px=self._width_px or None)
        decoded = time.perf_counter()
        self._last_s = max(t_s, self._last_s + _FIRST_T_S)
        pose = self._estimator.estimate(rgb, self._last_s)
        estimated = time.perf_counter()
        update = coach.update(pose, self._last_s)
        if update.ready:
            self._estimator.keep()
        self._frames += 1
        self._size_px = (rgb.shape[1], rgb.shape[0])
        self._width_px = self._width_px or rgb.shape[1]
        if update.attempt:
            yield Answer.SO_FAR, _json(self._described(coach.so_far()).as_dict())
        marks = (begun, decoded, estimated, time.perf_counter())
        spent = [round(1000 * (b - a), 1) for a, b in pairwise(marks)]
        yield Answer.VIEW, _json({**describe(update), "spent_ms": spent})

    def finish(self) -> Session:
        """End the set under way; what was learned of the person serves the next one."""
        coach, self._coach = self._under_way(), None
        self._learned[coach.learned.id] = coach.learned
        return self._described(coach.finish())

    def renew(self) -> None:
        """Get ready for the next set: another person, and times from the start again."""
        self._estimator.close()
        self._prepare()

    def _prepare(self, *, with_mask: bool = False) -> None:
        self._with_mask = with_mask
        self._estimator = LockedEstimator(model=self._model, with_mask=with_mask)
        # The first picture costs several times as much as the rest: let it be an empty one.
        self._estimator.estimate(np.full(_WARM_SIZE, 128, np.uint8), 0.0)

    def _under_way(self) -> Coach:
        if self._coach is None:
            raise PostureError("no set is under way; press Start")
        return self._coach

    def _described(self, session: Session) -> Session:
        source = SourceInfo(
            name="camera",
            kind="camera",
            duration_s=self._last_s,
            frames=self._frames,
            fps=self._frames / self._last_s if self._last_s else 0.0,
            size_px=self._size_px,
        )
        return replace(session, source=source, model=self._estimator.model, version=__version__)


def _renew(engine: Engine) -> None:
    """Get ready for the next set, or end: one request has one answer, and this one was given."""
    try:
        engine.renew()
    except PostureError as error:
        raise SystemExit(str(error)) from error


def answer(engine: Engine, kind: bytes, payload: bytes) -> Iterator[Reply]:
    """What the worker says to one request."""
    try:
        if kind == Ask.FRAME:
            yield from engine.step(*unpack_frame(payload))
        elif kind == Ask.BEGIN:
            engine.begin(**json.loads(payload))
            yield Answer.DONE, b""
        else:
            yield Answer.SESSION, _json(engine.finish().as_dict())
            _renew(engine)
    except PostureError as error:
        yield Answer.FAILED, str(error).encode()


def serve(requests: BinaryIO, answers: BinaryIO, *, model: str) -> None:
    """Answer requests until the pipe closes; the first answer says that the engine is warm."""
    try:
        engine = Engine(model)
    except PostureError as error:
        send(answers, Answer.FAILED, str(error).encode())
        return
    send(answers, Answer.DONE)
    while True:
        try:
            kind, payload = receive(requests)
            for said, told in answer(engine, kind, payload):
                send(answers, said, told)
        except (EOFError, BrokenPipeError):
            return


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def main() -> None:
    """Serve the pipe on standard input and output."""
    # Ctrl-C reaches every process of the terminal; the server still needs this one to finish a set.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A native library that writes to standard output must not write into the protocol.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers, model=sys.argv[1])


if __name__ == "__main__":
    main()
