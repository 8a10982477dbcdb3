"""The process that analyzes an uploaded video; it says how far it is as lines of JSON.

Start it as ``python -m posture.app.state.analysis_worker VIDEO NAME EXERCISE``, then ``turn=90``,
``pictures`` and ``landmarks`` where they are wanted.
While it works the lines hold ``t_s``, ``fraction`` and ``left_s`` (``null`` where nobody can tell); the last
one holds ``record`` (a `SetRecord`) or ``problem``. The annotated video comes to lie beside the given one.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from posture.errors import PostureError
from posture.exercises import find
from posture.files.scratch import CLAIMED
from posture.pipeline import Options, Outputs, follow
from posture.vision.rotation import Turn

ANNOTATED = "annotated.mp4"
PICTURES, LANDMARKS, TURN = "pictures", "landmarks", "turn="
"""The words that say that stills and landmarks may be kept, and the beginning of the one that says how to
turn pictures."""
FOLDER_PREFIX = "posture-upload-"
"""Begins the name of the folder of a copy."""
_EVERY_S = 0.2


class Reporter:
    """Writes how far the analysis is, a few times a second."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._began_s = math.nan
        self._said_s = -math.inf

    def progress(self, share: float, t_s: float) -> None:
        """As `posture.pipeline.Progress`; the time left comes from the pace so far."""
        now_s = time.monotonic()
        if math.isnan(self._began_s):
            self._began_s = now_s
        if now_s - self._said_s < _EVERY_S:
            return
        self._said_s = now_s
        known = math.isfinite(share)
        left_s = (now_s - self._began_s) * (1.0 - share) / share if known and share > 0.0 else None
        self.say(t_s=t_s, fraction=share if known else None, left_s=left_s)

    def say(self, **what: object) -> None:
        """One line."""
        self._out.write(json.dumps(what, allow_nan=False) + "\n")
        self._out.flush()


def main() -> None:
    """Analyze the video of the command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the dashboard that is stopped ends this process too
    video, name, exercise = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    reporter = Reporter(_own_output())
    try:
        try:
            record = follow(
                video,
                find(exercise),
                options=Options(
                    name=name,
                    pictures=PICTURES in sys.argv[4:],
                    landmarks=LANDMARKS in sys.argv[4:],
                    turn=_turn(sys.argv[4:]),
                ),
                outputs=Outputs(annotated=video.with_name(ANNOTATED)),
                progress=reporter.progress,
            )
        except PostureError as error:
            reporter.say(problem=str(error).replace(str(video), name).replace(video.name, name))
            return
        reporter.say(record=record.as_dict())
    except BrokenPipeError:  # the dashboard is gone, and nobody else would tidy up
        _tidy(video)
        os._exit(1)


def _turn(flags: list[str]) -> Turn:
    return next((Turn(int(flag.removeprefix(TURN))) for flag in flags if flag.startswith(TURN)), Turn.NONE)


def _tidy(video: Path) -> None:
    """Remove the copy, if it is one: whoever starts this process by hand keeps their video."""
    if video.parent.name.startswith(FOLDER_PREFIX):
        for file in (video, video.with_name(ANNOTATED), video.with_name(CLAIMED)):
            file.unlink(missing_ok=True)
        with suppress(OSError):
            video.parent.rmdir()


def _own_output() -> TextIO:
    """Standard output for us alone: what native libraries print there goes to standard error."""
    sys.stdout.flush()
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return own


if __name__ == "__main__":
    main()
