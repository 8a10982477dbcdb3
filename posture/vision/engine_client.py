"""The other process's end: the pose network in a process of its own, one for each open landmarker.

A process whose landmarker was closed is kept for the next one, as loading the engine takes a second: two
of them, as many as a video opens.
What it writes is not shown: the last of it is told where it crashes.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import subprocess
import threading
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from io import RawIOBase
from pathlib import Path
from typing import TypeVar, cast

from posture.body.landmarks import Pose
from posture.errors import EngineFailed, ModelMissing
from posture.vision.child_process import start
from posture.vision.engine_protocol import (
    EngineAnswer,
    EngineAsk,
    Message,
    receive,
    receive_bytes,
    receive_pose,
    send,
    send_picture,
)
from posture.vision.orientation import Rgb

_END_WAIT_S = 3.0
_SPARE = 2
"""So many processes are kept without a landmarker: in a video one follows, one looks for others."""
_LINES, _CHUNK = 50, 4096
"""How much of what the engine writes is remembered: lines, and bytes of one that does not end."""
_CHATTER = re.compile(r"\s*$|INFO|WARNING|[IW]\d{4}|\*\*\*|\s+@")
"""Begins lines that say nothing of a crash."""
_LIBRARIES = "install the system library that it names (on Debian: apt-get install libgl1 libegl1 libgles2)"
_TOLD = 200
"""So many characters of the engine's last words go into one line for people."""

T = TypeVar("T")


class _Process:
    """The process and its pipes."""

    def __init__(self) -> None:
        self._popen = start(
            "posture.vision.engine_worker",
            refused=EngineFailed,
            told=("the process of the pose engine", "try again"),
            raw=True,
        )
        self.requests = cast("RawIOBase", self._popen.stdin)
        self.answers = cast("RawIOBase", self._popen.stdout)
        self._written: deque[str] = deque(maxlen=_LINES)
        errors = cast("RawIOBase", self._popen.stderr)
        # The thread knows the pipe and the lines, not this object, which may be forgotten before it.
        self._listener = threading.Thread(
            target=_listen, args=(errors, self._written), name="pose-engine", daemon=True
        )
        self._listener.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._popen.poll() is None

    def end(self, *, wait_s: float = _END_WAIT_S) -> None:
        """Let the process end, by force where it does not in time; a second call does nothing."""
        for pipe in (self.requests, self.answers):
            with suppress(OSError):
                pipe.close()
        try:
            self._popen.wait(wait_s)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._listener.join(_END_WAIT_S)

    def failure(self) -> EngineFailed:
        """What is to be said of its end."""
        self.end()
        code = self._popen.returncode
        how = f"exit code {code}" if code >= 0 else _signal(-code)
        words = [line for line in self._written if not _CHATTER.match(line)]
        last = f": {words[-1].strip()[:_TOLD]}" if words else ""
        return EngineFailed(
            f"the pose engine crashed ({how}){last}; try again, or with another model or a shorter part"
        )


class EngineClient:
    """One landmarker in a process of its own. Threads that share it take turns, a picture at a time.

    Args:
        model: The ``.task`` file.
        with_mask: Give each pose a person mask.

    Raises:
        ModelMissing: The file is damaged or of another kind.
        EngineFailed: The engine does not load, or crashes.
    """

    def __init__(self, model: Path, *, with_mask: bool) -> None:
        self._owner, self._turn = os.getpid(), threading.Lock()
        spare = _spare()
        try:
            answer = self._open(spare or _Process(), str(model).encode(), with_mask=with_mask)
        except EngineFailed:
            if spare is None:
                raise
            # It had ended while nobody used it, and that was not known yet.
            answer = self._open(_Process(), str(model).encode(), with_mask=with_mask)
        if answer.kind != EngineAnswer.DONE:
            reason = receive_bytes(self._process.answers, answer.second).decode()
            self._give_back()
            if answer.kind == EngineAnswer.NO_MODEL:
                raise ModelMissing(reason)
            raise EngineFailed(f"the pose engine does not load: {reason}; {_LIBRARIES}")

    def _open(self, process: _Process, model: bytes, *, with_mask: bool) -> Message:
        self._process = process
        # Whoever forgets to close it may do so anywhere: the process just goes then.
        self._forgotten = weakref.finalize(self, process.end, wait_s=0.0)

        def open_it() -> Message:
            send(process.requests, Message(EngineAsk.OPEN, int(with_mask), len(model)), model)
            return receive(process.answers)

        return self._guarded(open_it)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """The person in an (H, W, 3) uint8 picture, or ``None``.

        Raises:
            EngineFailed: The engine crashed.
        """

        def see() -> Pose | None:
            send_picture(self._process.requests, rgb, t_s)
            answers = self._process.answers
            return receive_pose(answers, receive(answers), t_s, (rgb.shape[1], rgb.shape[0]))

        return self._guarded(see)

    def close(self) -> None:
        """Let the network go; a second call does nothing."""

        def close_it() -> None:
            send(self._process.requests, Message(EngineAsk.CLOSE))
            receive(self._process.answers)
            self._give_back()

        with suppress(EngineFailed):
            self._guarded(close_it)

    def _give_back(self) -> None:
        """Keep the process for the next landmarker; those of one video are enough to be kept."""
        self._forgotten.detach()
        _idle.append(self._process)
        while len(_idle) > _SPARE and (surplus := _taken(_idle.popleft)):
            surplus.end()

    def _guarded(self, talk: Callable[[], T]) -> T:
        """Talk to the process, in turn; one whose answer was not awaited, or that is gone, is done with."""
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


_idle: deque[_Process] = deque()
"""Threads take from both ends without a lock, which a forked process could find held for ever."""


def _taken(take: Callable[[], _Process]) -> _Process | None:
    """A process that was kept, unless another thread was quicker: it is looked at when it is taken."""
    try:
        return take()
    except IndexError:
        return None


def _spare() -> _Process | None:
    """A process that was kept, if one still runs."""
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


def _listen(pipe: RawIOBase, written: deque[str]) -> None:
    """Remember the last lines of what the process writes, until it ends."""
    rest = b""
    with pipe:
        while chunk := pipe.read(_CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            written.extend(line.decode(errors="replace") for line in lines)
            rest = rest[-_CHUNK:]
    written.append(rest.decode(errors="replace"))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
