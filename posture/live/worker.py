"""The worker: a process of its own that decodes, estimates and judges for one browser page.

Run as ``python -m posture.live.worker MODEL`` with the messages of `posture.live.protocol` on
standard input and output. It holds the only estimator of its page, built and warm before the
first run, and one `posture.live.run.LiveRun` a run. It ends when its input does.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from posture.errors import PostureError
from posture.live.frame_cost import CostMeter, FrameCost
from posture.live.frame_trial import try_frames
from posture.live.heartbeat import Beating
from posture.live.protocol import Answer, Ask, unpack_frame
from posture.live.run import About, Glances, Hears, LiveRun, Look, Memory
from posture.live.run_types import open_run
from posture.processes.child_process import take_pipes
from posture.processes.framing import Readable, Writable, receive, send
from posture.provenance import CAMERA, SourceInfo
from posture.version import __version__
from posture.vision.flip_average import FlipAverageEstimator
from posture.vision.jpeg import decode_jpeg
from posture.vision.network_cutoff import cut_off, keep_quiet
from posture.vision.person_tracker import TrackingEstimator
from posture.vision.pose_stream import PoseEstimator, SourcePose

_WARM_SIZE = (480, 640, 3)
_AHEAD_S = 5.0
"""Greatest age of the result so far: longer holds, and what is not counted, are not lost either."""
_FIRST_T_S = 0.001
"""The warm-up frame has time 0 and times must rise."""

Reply = tuple[Answer, bytes]


class Engine:
    """One estimator, ready before it is needed, and the run under way.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._run: LiveRun | None = None
        self._meter: CostMeter | None = None
        self._memory: Memory = {}
        self._look: Look | None = None
        self._untold: FrameCost | None = None
        self._prepare(Look(model))

    def begin(self, asked: Mapping[str, Any]) -> None:
        """Start a run of the kind that is asked for, with the ``model`` that is named or its kind's own."""
        options = dict(asked)
        self._model = options.pop("model", self._model)
        run = open_run(options, self._memory)
        look = replace(run.look, model=run.look.model or self._model)
        if look != self._look:
            self._estimator.close()
            self._look = None  # closed: should the other one not open, the next run must not use it
            self._prepare(look)
        self._run = run
        own = run.look.model or look.twice  # its frames tell nothing of those of a set
        self._meter = None if own else CostMeter(self._model)
        self._frames, self._last_s, self._width_px = 0, 0.0, 0
        self._ahead_s = 0.0
        self._size_px = (0, 0)

    def step(self, t_s: float, jpeg: bytes) -> Iterator[Reply]:
        """Look at one frame.

        Args:
            t_s: Seconds of the run.
            jpeg: The frame.

        Yields:
            The result so far where something was finished or it is old, then the view.

        Raises:
            PostureError: No run is under way, or the frame cannot be decoded.
        """
        run = self._under_way()
        begun = time.perf_counter(), time.process_time()
        moment, marks = self._seen(t_s, jpeg)
        view = run.update(moment)
        if view["ready"]:
            self._estimator.keep()
        self._frames += 1
        news = view["attempt"] or view.get("taken_back") or view.get("ahead")
        if news or self._last_s - self._ahead_s >= _AHEAD_S:
            self._ahead_s = self._last_s
            yield Answer.SO_FAR, _json(run.so_far(self._about()))
        timed = _timed(view, marks)
        if self._meter:
            now = time.perf_counter(), time.process_time()
            self._untold = self._meter.take(now[0] - begun[0], now[1] - begun[1])
        yield from self.costs()
        yield Answer.VIEW, timed

    def measure(self) -> None:
        """Measure what a frame costs."""
        self._untold = try_frames(self._model).cost

    def costs(self) -> Iterator[Reply]:
        """Yield what a frame costs, where it was measured and not told yet."""
        cost, self._untold = self._untold, None
        if cost is not None:
            yield Answer.COST, cost.to_bytes()

    def glance(self, t_s: float, jpeg: bytes) -> Iterator[Reply]:
        """Look at a frame of a pause.

        Args:
            t_s: Seconds of the run.
            jpeg: The frame.

        Yields:
            What the run sees in it; nothing where it does not look.

        Raises:
            PostureError: No run is under way, or the frame cannot be decoded.
        """
        run = self._under_way()
        if not isinstance(run, Glances):
            yield Answer.DONE, b""
            return
        moment, marks = self._seen(t_s, jpeg)
        yield Answer.VIEW, _timed(run.glance(moment), marks)

    def _seen(self, t_s: float, jpeg: bytes) -> tuple[SourcePose, tuple[float, ...]]:
        """Find the person in a frame; return also when that began, the frame was decoded, and it ended."""
        begun = time.perf_counter()
        # Baselines are lengths in pixels, so a frame that a slow link made smaller is put back.
        rgb = decode_jpeg(jpeg, width_px=self._width_px or None)
        decoded = time.perf_counter()
        self._last_s = max(t_s, self._last_s + _FIRST_T_S)
        pose = self._estimator.estimate(rgb, self._last_s)
        self._size_px = (rgb.shape[1], rgb.shape[0])
        self._width_px = self._width_px or rgb.shape[1]
        moment = SourcePose(self._last_s, pose, rgb, self._estimator.others)
        return moment, (begun, decoded, time.perf_counter())

    def hear(self, words: Mapping[str, Any]) -> None:
        """Hand on what the page says; a run that does not listen goes on as it was."""
        run = self._under_way()
        if isinstance(run, Hears):
            run.hear(words)

    def finish(self) -> dict[str, Any]:
        """End the run under way; what it learned of the person serves the next one."""
        run, self._run = self._under_way(), None
        return run.finish(self._about())

    def renew(self) -> None:
        """Get ready for the next run: another person, and times from the start again."""
        self._estimator.close()
        self._prepare(self._look or Look(self._model))

    def _prepare(self, look: Look) -> None:
        model, mask = look.model, look.mask
        self._estimator: PoseEstimator = (
            FlipAverageEstimator(model, with_mask=mask)
            if look.twice
            else TrackingEstimator(model, with_mask=mask, mind_others=True)
        )
        # The first frame costs several times as much as the rest: let it be an empty one.
        self._estimator.estimate(np.full(_WARM_SIZE, 128, np.uint8), 0.0)
        self._look = look

    def _under_way(self) -> LiveRun:
        if self._run is None:
            raise PostureError("no set is under way; press Start")
        return self._run

    def _about(self) -> About:
        source = SourceInfo(
            name="camera",
            kind=CAMERA,
            duration_s=self._last_s,
            frames=self._frames,
            fps=self._frames / self._last_s if self._last_s else 0.0,
            size_px=self._size_px,
        )
        return About(source, self._estimator.model, __version__)


def _renew(engine: Engine) -> None:
    """Get ready for the next set, or end: each request gets one answer, and this one has it already."""
    try:
        engine.renew()
    except PostureError as error:
        raise SystemExit(str(error)) from error


def answer(engine: Engine, kind: bytes, payload: bytes | bytearray) -> Iterator[Reply]:
    """Handle one request and yield the answers.

    Args:
        engine: The worker's one engine.
        kind: An `Ask`.
        payload: What goes with it.
    """
    try:
        if kind == Ask.FRAME:
            yield from engine.step(*unpack_frame(payload))
        elif kind == Ask.GLANCE:
            yield from engine.glance(*unpack_frame(payload))
        elif kind == Ask.TELL:
            engine.hear(json.loads(payload))
            yield Answer.DONE, b""
        elif kind == Ask.BEGIN:
            engine.begin(json.loads(payload))
            yield Answer.DONE, b""
        elif kind == Ask.MEASURE:
            engine.measure()
            yield from engine.costs()
            yield Answer.DONE, b""
        else:
            yield Answer.RESULT, _json(engine.finish())
            _renew(engine)
    except PostureError as error:
        yield Answer.FAILED, str(error).encode()


def serve(requests: Readable, answers: Writable, *, model: str) -> None:
    """Answer requests until the pipe closes; the first answer says that the engine is warm.

    Args:
        requests: Where requests come from.
        answers: Where answers go.
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
    """
    try:
        engine = Engine(model)
    except PostureError as error:
        send(answers, Answer.FAILED, str(error).encode())
        return
    gc.freeze()  # what is loaded by now stays: looking through it for garbage takes 20 ms, and delays a frame
    send(answers, Answer.DONE)
    writing = threading.Lock()  # two messages at once would be none

    def _say(kind: Answer, payload: bytes = b"") -> None:
        with writing:
            send(answers, kind, payload)

    beating = Beating(lambda: _say(Answer.BEAT))
    while True:
        try:
            kind, payload = receive(requests)
            with beating.working():
                for reply in answer(engine, kind, payload):
                    _say(*reply)
        except (EOFError, BrokenPipeError):
            return


def _timed(view: Mapping[str, Any], marks: Sequence[float]) -> bytes:
    """Return a view with the milliseconds that went by from mark to mark, and until now."""
    spent = [round(1000 * (b - a), 1) for a, b in pairwise((*marks, time.perf_counter()))]
    return _json({**view, "spent_ms": spent})


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def main() -> None:
    """Serve the pipe on standard input and output."""
    cut_off()
    keep_quiet()  # before the pipes are taken: what native libraries print is thrown away, too
    requests, answers = take_pipes()
    serve(requests, answers, model=sys.argv[1])


if __name__ == "__main__":
    main()
