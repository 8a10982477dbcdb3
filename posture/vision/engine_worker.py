"""The process that holds the pose network for another one.

Run as ``python -m posture.vision.engine_worker`` with the messages of `posture.vision.engine_protocol`
on standard input and output; what the engine and Python write goes to standard error, which is the other
process's to read. It holds one landmarker at a time, and ends when its input does.
"""

from __future__ import annotations

import os
import signal
import sys
from io import FileIO, RawIOBase
from pathlib import Path

from posture.errors import ModelMissing
from posture.vision.engine_protocol import (
    EngineAnswer,
    EngineAsk,
    Message,
    receive,
    receive_bytes,
    receive_picture,
    send,
    send_pose,
)
from posture.vision.estimator import Landmarker
from posture.vision.network_cutoff import cut_off


def serve(requests: RawIOBase, answers: RawIOBase) -> None:
    """Answer requests until the pipe closes."""
    engine: Landmarker | None = None
    try:
        while True:
            asked = receive(requests)
            if asked.kind == EngineAsk.OPEN:
                path = Path(receive_bytes(requests, asked.second).decode())
                engine = _open(path, answers, with_mask=bool(asked.first))
            elif asked.kind == EngineAsk.SEE and engine is not None:
                send_pose(answers, engine.estimate(receive_picture(requests, asked), asked.t_s))
            else:
                if engine is not None:
                    engine.close()
                engine = None
                send(answers, Message(EngineAnswer.DONE))
    except (EOFError, BrokenPipeError):
        return


def _open(path: Path, answers: RawIOBase, *, with_mask: bool) -> Landmarker | None:
    try:
        from posture.vision.mediapipe_engine import MediapipeEngine  # loads mediapipe

        engine = MediapipeEngine(path, with_mask=with_mask)
    except (ModelMissing, ImportError, OSError) as error:
        kind = EngineAnswer.NO_MODEL if isinstance(error, ModelMissing) else EngineAnswer.NO_ENGINE
        reason = str(error).encode()
        send(answers, Message(kind, 0, len(reason)), reason)
        return None
    send(answers, Message(EngineAnswer.DONE))
    return engine


def main() -> None:
    """Serve the pipe on standard input and output."""
    # Ctrl-C reaches every process of the terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cut_off()
    answers = FileIO(os.dup(1), "w")
    os.dup2(2, 1)  # what a native library prints must not get between the answers
    serve(FileIO(os.dup(0)), answers)
    sys.stderr.flush()
    os._exit(0)  # nothing is left to be done, and the engine's own threads may take their time


if __name__ == "__main__":
    main()
