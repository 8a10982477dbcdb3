"""The pose network in a process of its own: the end that asks, one process for each open landmarker.

A process whose landmarker was closed is kept for the next one, as loading the engine takes a second: two
of them, as many as a video opens.
What such a process writes to its standard error is not shown; the last of it is quoted where it crashes.
"""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from posture.body.landmarks import Pose
from posture.errors import EngineFailed, ModelMissing
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send
from posture.processes.last_words import LastWords
from posture.vision.engine_protocol import (
    LIBRARIES,
    EngineAnswer,
    EngineAsk,
    ask_pose,
    read_pose,
    send_frame,
)
from posture.vision.frame_part import Part, whole
from posture.vision.orientation import Rgb

_PURPOSE = Purpose("the process of the pose engine", "try again", EngineFailed)
_END_WAIT_S = 3.0
_SPARE = 2
"""Processes kept without a landmarker: in a video one follows, one looks for others."""

T = TypeVar("T")


class _EngineProcess(ChildProcess):
    """The engine's process, and the last lines that it wrote."""

    def __init__(self) -> None:
        super().__init__("posture.vision.engine_worker", purpose=_PURPOSE, with_errors=True)
        self._last_words = LastWords(self.errors, thread="pose-engine")

    def end(self, *, wait_s: float = _END_WAIT_S) -> None:
        super().end(wait_s=wait_s)
        self._last_words.join(_END_WAIT_S)

    def failure(self) -> EngineFailed:
        """End the process and return what to say of its crash."""
        self.end()
        how = self._last_words.how_ended(self.wait(0.0))
        return EngineFailed(
            f"the pose engine crashed {how}; try again, or with another model or a shorter part"
        )


class EngineClient:
    """One landmarker in a process of its own. Threads that share it take turns, a frame at a time.

    Args:
        model: The ``.task`` file.
        with_mask: Give each pose a person mask.

    Raises:
        ModelMissing: The file is damaged or of another kind.
        EngineFailed: The engine does not load, or crashes.
    """

    def __init__(self, model: Path, *, with_mask: bool) -> None:
        self._owner, self._turn = os.getpid(), threading.Lock()
        self._owed = False  # an answer that nobody has taken yet
        self._ahead: Rgb | None = None  # the frame that the process has and was not asked about
        asked = bytes([with_mask]) + str(model).encode()
        spare = _spare()
        try:
            kind, reason = self._open(spare or _EngineProcess(), asked)
        except EngineFailed:
            if spare is None:
                raise
            # It had ended while nobody used it, and that was not known yet.
            kind, reason = self._open(_EngineProcess(), asked)
        if kind != EngineAnswer.DONE:
            self._give_back()
            if kind == EngineAnswer.NO_MODEL:
                raise ModelMissing(reason.decode())
            raise EngineFailed(f"the pose engine does not load: {reason.decode()}; {LIBRARIES}")

    def _open(self, process: _EngineProcess, asked: bytes) -> tuple[bytes, bytearray]:
        self._process = process
        # One that is forgotten without being closed, wherever that happens, takes its process with it.
        self._forgotten = weakref.finalize(self, process.end, wait_s=0.0)

        def _open_it() -> tuple[bytes, bytearray]:
            send(process.requests, EngineAsk.OPEN, asked)
            return receive(process.answers)

        return self._guarded(_open_it)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds, rising.

        Returns:
            The pose, or ``None`` for nobody.

        Raises:
            EngineFailed: The engine crashed.
        """

        def _see() -> Pose | None:
            self._ask(rgb, t_s, whole(rgb))
            return self._take(rgb, t_s)

        return self._guarded(_see)

    def begin(self, rgb: Rgb, t_s: float, part: Part | None = None) -> Callable[[], Pose | None]:
        """Have the process look at a frame; meanwhile this one does something else.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds, rising.
            part: The part to look at; all of it if ``None``.

        Returns:
            What waits for the pose, to be called once, before the next frame.

        Raises:
            EngineFailed: The engine crashed.
        """
        self._guarded(lambda: self._ask(rgb, t_s, part or whole(rgb)))
        return lambda: self._guarded(lambda: self._take(rgb, t_s))

    def send_ahead(self, rgb: Rgb) -> None:
        """Have the process read a frame while it looks at the one before.

        Args:
            rgb: (H, W, 3) uint8, the frame that is begun next.

        Raises:
            EngineFailed: The engine crashed.
        """

        def _send() -> None:
            send_frame(self._process.requests, rgb)
            self._ahead = rgb

        self._guarded(_send)

    def _ask(self, rgb: Rgb, t_s: float, part: Part) -> None:
        if self._owed:
            raise ValueError("expected the pose of the frame before to be taken first")
        if rgb is not self._ahead:
            send_frame(self._process.requests, rgb)
        self._ahead = None
        ask_pose(self._process.requests, t_s, part)
        self._owed = True

    def _take(self, rgb: Rgb, t_s: float) -> Pose | None:
        kind, payload = self._answer()
        return read_pose(payload, t_s, rgb.shape[1::-1]) if kind == EngineAnswer.POSE else None

    def _answer(self) -> tuple[bytes, bytearray]:
        answered = receive(self._process.answers)
        self._owed = False
        return answered

    def close(self) -> None:
        """Release the network; a second call does nothing."""

        def _close_it() -> None:
            if self._owed:
                self._answer()
            send(self._process.requests, EngineAsk.CLOSE)
            receive(self._process.answers)
            self._give_back()

        with suppress(EngineFailed):
            self._guarded(_close_it)

    def _give_back(self) -> None:
        """Keep the process for the next landmarker; those of one video are enough to keep."""
        self._forgotten.detach()
        _idle.append(self._process)
        while len(_idle) > _SPARE and (surplus := _taken(_idle.popleft)):
            surplus.end()

    def _guarded(self, talk: Callable[[], T]) -> T:
        """Talk to the process, in turn, and end it where its answer was not awaited or it is gone."""
        if self._owner != os.getpid():  # where the lock, too, may be held by a thread that was not forked
            raise EngineFailed("the pose engine was started by another process; begin anew in this one")
        with self._turn:
            if not self._forgotten.alive:
                raise EngineFailed(
                    "the pose engine was closed, or ended in the middle of a picture; begin anew"
                )
            try:
                return talk()
            except (EOFError, OSError) as error:
                self._forgotten.detach()
                raise self._process.failure() from error
            except BaseException:
                self._forgotten()
                raise


_idle: deque[_EngineProcess] = deque()
"""Threads take from both ends without a lock, which a forked process could find held for ever."""


def _taken(take: Callable[[], _EngineProcess]) -> _EngineProcess | None:
    """Take a process that was kept, unless another thread was quicker: looking first would be too late."""
    try:
        return take()
    except IndexError:
        return None


def _spare() -> _EngineProcess | None:
    """Take a process that was kept, if one still runs."""
    while process := _taken(_idle.pop):
        if process.alive:
            return process
        process.end()
    return None


@atexit.register
def _end_spare() -> None:
    while process := _taken(_idle.pop):
        process.end()


if hasattr(os, "register_at_fork"):  # two processes must not talk through one pipe
    os.register_at_fork(after_in_child=_idle.clear)
