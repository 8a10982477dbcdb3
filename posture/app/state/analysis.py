"""The analysis of an uploaded video, in a process of its own so that the page stays quick.

A process rather than a thread: the model would fight the page for the interpreter lock, and a crash in
native code ends one analysis, not the dashboard. The uploaded copy lies in a folder of its own. That folder
goes as soon as the analysis ends, is stopped, or is forgotten. The video that the coach drew moves to
another, which goes with the result.
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
    """How far an analysis has come.

    Attributes:
        t_s: Seconds of the video that are done.
        fraction: The share that is done, 0 to 1; NaN where the video does not state its length.
        left_s: Seconds of work that remain; NaN where they cannot be estimated.
    """

    t_s: float = 0.0
    fraction: float = 0.0
    left_s: float = math.nan


class AnnotatedVideo:
    """The video with what the coach saw, in a folder of its own; dropping the object removes it.

    Args:
        drawn: The file; it is moved.

    Attributes:
        path: Where it is now.
        remove: Removes it; a second call does nothing.

    Raises:
        OSError: It could not be moved.
    """

    def __init__(self, drawn: Path) -> None:
        scratch = ScratchFolder(PURPOSE)
        self.remove = weakref.finalize(self, scratch.remove)
        self.path = drawn.rename(scratch.path / ANNOTATED)


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """The outcome of an analysis.

    Attributes:
        record: The set and what is stored with it; ``None`` after a failure.
        video: The annotated video; ``None`` where there is none.
        problem: One line that says what went wrong, or empty.
        exit_code: How the process ended, where it ended without an answer.
    """

    record: SetRecord | None = None
    video: AnnotatedVideo | None = None
    problem: str = ""
    exit_code: int | None = None

    @property
    def session(self) -> Session | None:
        """Return the measured set; ``None`` after a failure."""
        return self.record.session if self.record else None


class VideoCopy:
    """The copy of an uploaded video that is read, in a folder of its own; dropping the object removes it.

    Args:
        upload: The video, read from its beginning.
        name: The file's own name.

    Attributes:
        name: The file's own name.
        scratch: The folder.
        path: The copy.

    Raises:
        OSError: It could not be written.
    """

    def __init__(self, upload: BinaryIO, name: str) -> None:
        self.name, self.scratch = name, ScratchFolder(PURPOSE)
        weakref.finalize(self, self.scratch.remove)
        self.path = self.scratch.path / f"video{Path(name).suffix.lower()}"
        try:
            with self.path.open("wb") as copy:
                shutil.copyfileobj(upload, copy)
        except BaseException:  # whatever it was, Ctrl-C too: nobody else removes the copy
            self.scratch.remove()
            raise


class Analysis:
    """One video under way. Dropping the object ends the process and removes the files.

    Args:
        video: The copy; it is removed with its folder.
        exercise: Id of the move.
        allowed: What the person allows to be kept: ``pictures``, ``landmarks``.
        turn: Degrees by which the frames are turned clockwise: 0, 90, 180 or 270.

    Raises:
        PostureError: The system has no room for another process.
    """

    def __init__(
        self, video: VideoCopy, *, exercise: str, allowed: Sequence[str] = (), turn: int = 0
    ) -> None:
        self.progress = Progress()
        self.result: AnalysisResult | None = None
        self._video, scratch = video, video.scratch
        self._folder = scratch.path
        try:
            asked = {"video": str(video.path), "name": video.name, "exercise": exercise}
            self._process = start({**asked, "allowed": list(allowed), "turn": turn})
        except BaseException:  # as above
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
        """Read what the process has said since the last call.

        Returns:
            The result once the process is through, ``None`` before.
        """
        ended = not self._listener.is_alive()
        while self._messages and self.result is None:
            self._take(*self._messages.popleft())
        if ended and self.result is None:
            self._finish(AnalysisResult(exit_code=self._process.wait(_END_WAIT_S)))
        return self.result

    def stop(self) -> None:
        """End the process and remove the files. A second call does nothing."""
        self._clean()

    def _take(self, kind: bytes, payload: bytearray) -> None:
        if kind == AnalysisAnswer.PROGRESS:
            said = json.loads(payload)
            self.progress = Progress(**{key: math.nan if v is None else v for key, v in said.items()})
        elif kind == AnalysisAnswer.FAILED:
            self._finish(AnalysisResult(problem=payload.decode()))
        else:
            video = None
            with suppress(OSError):  # the set is worth more than its video
                video = AnnotatedVideo(self._folder / ANNOTATED)
            self._finish(AnalysisResult(record=SetRecord.from_json(bytes(payload)), video=video))

    def _finish(self, result: AnalysisResult) -> None:
        self.result = result
        self._clean()


def start(asked: dict[str, object]) -> ChildProcess:
    """Start the process that analyzes a video and send it the request.

    Args:
        asked: The fields of `posture.app.state.analysis_protocol.ANALYZE`.

    Raises:
        PostureError: The system has no room for another process.
    """
    process = ChildProcess("posture.app.state.analysis_worker", purpose=_PURPOSE)
    with suppress(OSError), process.requests:  # one that has died already is noticed by its answers' end
        send(process.requests, ANALYZE, json.dumps(asked).encode())
    return process


def _listen(answers: FileIO, messages: deque[Message]) -> None:
    """Collect the messages of the process until it ends."""
    with answers, suppress(EOFError):
        while True:
            messages.append(receive(answers))


def _clean(scratch: ScratchFolder, process: ChildProcess) -> None:
    process.kill()
    process.wait(_END_WAIT_S)
    scratch.remove()
