"""The process that analyzes an uploaded video for the page.

Run as ``python -m posture.app.state.analysis_worker`` with the messages of
`posture.app.state.analysis_protocol` on standard input and output. It ends after its one request.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from posture.app.state.analysis_protocol import ANNOTATED, PURPOSE, AnalysisAnswer
from posture.errors import PostureError
from posture.exercises import find
from posture.files.scratch import CLAIMED, named_for
from posture.pipeline import Options, Outputs, follow
from posture.processes.child_process import take_pipes
from posture.processes.framing import Writable, receive, send
from posture.vision.rotation import Turn

_EVERY_S = 0.2


class Reporter:
    """Reports the progress of the analysis a few times a second."""

    def __init__(self, answers: Writable) -> None:
        self._answers = answers
        self._began_s = math.nan
        self._said_s = -math.inf

    def progress(self, share: float, t_s: float) -> None:
        """Report progress, with the time left estimated from the pace so far.

        Args:
            share: The share that is done, 0 to 1; NaN where it is not known.
            t_s: Seconds of the video that are done.
        """
        now_s = time.monotonic()
        if math.isnan(self._began_s):
            self._began_s = now_s
        if now_s - self._said_s < _EVERY_S:
            return
        self._said_s = now_s
        known = math.isfinite(share)
        left_s = (now_s - self._began_s) * (1.0 - share) / share if known and share > 0.0 else None
        said = {"t_s": t_s, "fraction": share if known else None, "left_s": left_s}
        self.say(AnalysisAnswer.PROGRESS, json.dumps(said, allow_nan=False).encode())

    def say(self, kind: AnalysisAnswer, payload: bytes) -> None:
        """Send one answer.

        Args:
            kind: What it says.
            payload: What that kind carries.
        """
        send(self._answers, kind, payload)


def main() -> None:
    """Analyze the video of the request."""
    requests, answers = take_pipes()
    _, payload = receive(requests)
    asked = json.loads(payload)
    video = Path(asked["video"])
    try:
        _analyze(video, asked, Reporter(answers))
    except BrokenPipeError:  # the dashboard is gone, and nobody else would tidy up
        _tidy(video)
        os._exit(1)


def _analyze(video: Path, asked: Mapping[str, Any], reporter: Reporter) -> None:
    name = asked["name"]
    options = Options(
        name=name,
        pictures="pictures" in asked["allowed"],
        landmarks="landmarks" in asked["allowed"],
        turn=Turn(asked["turn"]),
    )
    outputs = Outputs(annotated=video.with_name(ANNOTATED))
    try:
        move = find(asked["exercise"])
        record = follow(video, move, options=options, outputs=outputs, progress=reporter.progress)
    except PostureError as error:
        problem = str(error).replace(str(video), name).replace(video.name, name)
        reporter.say(AnalysisAnswer.FAILED, problem.encode())
    else:
        reporter.say(AnalysisAnswer.RECORD, record.to_json())


def _tidy(video: Path) -> None:
    """Remove the copy. A video that somebody passed by hand stays."""
    if named_for(video.parent, PURPOSE):
        for file in (video, video.with_name(ANNOTATED), video.with_name(CLAIMED)):
            file.unlink(missing_ok=True)
        with suppress(OSError):
            video.parent.rmdir()


if __name__ == "__main__":
    main()
