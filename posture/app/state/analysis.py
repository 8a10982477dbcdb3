"""Analyzing an uploaded video in a process of its own, so that the page stays quick meanwhile.

A process rather than a thread: the model would fight the page for the interpreter lock, and a crash in
native code ends one analysis, not the dashboard. The uploaded copy lies in a folder of its own that goes
as soon as the analysis ends, is stopped, or is forgotten with its browser session.
"""

from __future__ import annotations

import json
import math
import shutil
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from posture.app.state.analysis_protocol import ANALYZE, ANNOTATED, PURPOSE, AnalysisAnswer
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import PostureError
from posture.files.scratch import ScratchFolder
from posture.processes.child_process import ChildProcess, Purpose
from posture.processes.framing import receive, send

_PURPOSE = Purpose("the process that analyzes the video", "try again", PostureError)
_END_WAIT_S = 3.0
Message = tuple[bytes, bytearray]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an analysis is.

    Attributes:
        t_s: Seconds of the video that are done.
        fraction: The share that is done, 0 to 1; NaN where the video does not tell its length.
        left_s: Seconds that it will still take; NaN where nobody can tell.
    """

    t_s: float = 0.0
    fraction: float = 0.0
    left_s: float = math.nan


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What an analysis came to.

    Attributes:
        record: The set and what stands beside it; ``None`` where something went wrong.
        video: The annotated video as a file's bytes, empty where there is none.
        problem: The one line that says what went wrong, or empty.
        exit_code: How the process ended, if it ended without a word.
    """

    record: SetRecord | None = None
    video: bytes = b""
    problem: str = ""
    exit_code: int | None = None

    @property
    def session(self) -> Session | None:
        """The set; ``None`` where something went wrong."""
        return self.record.session if self.record else None


class Analysis:
    """One video under way. It may be dropped at any time: the process and the files go with it.

    Args:
        upload: The video, at its beginning; it is copied.
        name: The file's own name.
        exercise: Id of the move.
        allowed: What the person allows to be kept: ``pictures``, ``landmarks``.
        turn: By how many degrees the pictures are turned, clockwise: quarters.

    Raises:
        OSError: The copy could not be written.
        PostureError: The system has no room for another process.
    """

    def __init__(
        self, upload: BinaryIO, *, name: str, exercise: str, allowed: Sequence[str] = (), turn: int = 0
    ) -> None:
        self.name, self.exercise = name, exercise
        self.progress = Progress()
        self.result: AnalysisResult | None = None
        scratch = ScratchFolder(PURPOSE)
        self._folder = scratch.path
        try:
            video = self._folder / f"video{Path(name).suffix.lower()}"
            with video.open("wb") as copy:
                shutil.copyfileobj(upload, copy)
            asked = {"video": str(video), "name": name, "exercise": exercise}
            self._process = start({**asked, "allowed": list(allowed), "turn": turn})
        except BaseException:
            scratch.remove()
            raise
        # The thread knows the pipe and the messages, not this object, which may be forgotten before it.
        self._messages: deque[Message] = deque()
        self._listener = threading.Thread(
            target=_listen, args=(self._process.answers, self._messages), daemon=True
        )
        self._listener.start()
        self._clean = weakref.finalize(self, _clean, scratch, self._process)

    def poll(self) -> AnalysisResult | None:
        """Take in what the process has said since; the result once it is through."""
        ended = not self._listener.is_alive()
        while self._messages and self.result is None:
            self._take(*self._messages.popleft())
        if ended and self.result is None:
            self._finish(AnalysisResult(exit_code=self._process.wait(_END_WAIT_S)))
        return self.result

    def stop(self) -> None:
        """End the process and remove the files; harmless when they are gone."""
        self._clean()

    def _take(self, kind: bytes, payload: bytearray) -> None:
        if kind == AnalysisAnswer.PROGRESS:
            said = json.loads(payload)
            self.progress = Progress(**{key: math.nan if v is None else v for key, v in said.items()})
        elif kind == AnalysisAnswer.FAILED:
            self._finish(AnalysisResult(problem=payload.decode()))
        else:
            annotated = self._folder / ANNOTATED
            video = annotated.read_bytes() if annotated.exists() else b""
            self._finish(AnalysisResult(record=SetRecord.from_json(bytes(payload)), video=video))

    def _finish(self, result: AnalysisResult) -> None:
        self.result = result
        self._clean()


def start(asked: dict[str, object]) -> ChildProcess:
    """Start the process that analyzes a video, and ask it to.

    Args:
        asked: What `posture.app.state.analysis_protocol.ANALYZE` needs.

    Raises:
        PostureError: The system has no room for another process.
    """
    process = ChildProcess("posture.app.state.analysis_worker", purpose=_PURPOSE)
    with suppress(OSError), process.requests:  # one that has died already is noticed by its answers' end
        send(process.requests, ANALYZE, json.dumps(asked).encode())
    return process


def _listen(answers: FileIO, messages: deque[Message]) -> None:
    """Take in what the process says until it ends."""
    with answers, suppress(EOFError):
        while True:
            messages.append(receive(answers))


def _clean(scratch: ScratchFolder, process: ChildProcess) -> None:
    process.kill()
    process.wait(_END_WAIT_S)
    scratch.remove()
