"""Analyzing an uploaded video in a process of its own, so that the page stays quick meanwhile.

A process rather than a thread: the model would fight the page for the interpreter lock, and a crash in
native code ends one analysis, not the dashboard. The uploaded copy lies in a folder of its own that goes
as soon as the analysis ends, is stopped, or is forgotten with its browser session.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.files.scratch import ScratchFolder

_ROOT = Path(__file__).parents[3]
"""Where ``posture`` is imported from: a checkout, or the environment's packages."""
_ANNOTATED, _PURPOSE, _TURN = "annotated.mp4", "upload", "turn="
"""As in `posture.app.state.analysis_worker`, which the page does not import for the sake of what it loads."""
_END_WAIT_S = 3.0


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
    """

    def __init__(
        self, upload: BinaryIO, *, name: str, exercise: str, allowed: Sequence[str] = (), turn: int = 0
    ) -> None:
        self.name, self.exercise = name, exercise
        self.progress = Progress()
        self.result: AnalysisResult | None = None
        scratch = ScratchFolder(_PURPOSE)
        self._folder = scratch.path
        try:
            video = self._folder / f"video{Path(name).suffix.lower()}"
            with video.open("wb") as copy:
                shutil.copyfileobj(upload, copy)
            self._process = _start(video, name, exercise, f"{_TURN}{turn}", *allowed)
        except BaseException:
            scratch.remove()
            raise
        # The thread knows the pipe and the lines, not this object, which may be forgotten before it.
        self._lines: deque[str] = deque()
        self._listener = threading.Thread(
            target=_listen, args=(self._process.stdout, self._lines), daemon=True
        )
        self._listener.start()
        self._clean = weakref.finalize(self, _clean, scratch, self._process)

    def poll(self) -> AnalysisResult | None:
        """Take in what the process has said since; the result once it is through."""
        ended = not self._listener.is_alive()
        while self._lines and self.result is None:
            self._take(json.loads(self._lines.popleft()))
        if ended and self.result is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_WAIT_S)
            self._finish(AnalysisResult(exit_code=self._process.returncode))
        return self.result

    def stop(self) -> None:
        """End the process and remove the files; harmless when they are gone."""
        self._clean()

    def _take(self, said: dict[str, Any]) -> None:
        if "fraction" in said:
            known = {key: math.nan if value is None else value for key, value in said.items()}
            self.progress = Progress(**known)
        elif "problem" in said:
            self._finish(AnalysisResult(problem=said["problem"]))
        elif "record" in said:
            annotated = self._folder / _ANNOTATED
            video = annotated.read_bytes() if annotated.exists() else b""
            self._finish(AnalysisResult(record=SetRecord.from_dict(said["record"]), video=video))

    def _finish(self, result: AnalysisResult) -> None:
        self.result = result
        self._clean()


def _start(video: Path, name: str, exercise: str, *flags: str) -> subprocess.Popen[str]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "posture.app.state.analysis_worker", str(video), name, exercise, *flags],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path},
    )


def _listen(pipe: IO[str], lines: deque[str]) -> None:
    with pipe:
        lines.extend(pipe)


def _clean(scratch: ScratchFolder, process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_END_WAIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_END_WAIT_S)
    scratch.remove()
