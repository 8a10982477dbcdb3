"""The process that holds the pose network for another one.

Run as ``python -m posture.vision.engine_worker`` with the messages of `posture.vision.engine_protocol`
on standard input and output; whatever the engine and Python write goes to standard error, which the other
process reads. It holds one landmarker at a time, and ends when its input does.
"""

from __future__ import annotations

from pathlib import Path

from posture.errors import ModelMissing
from posture.processes.framing import Readable, Writable, receive, send
from posture.vision.engine_protocol import EngineAnswer, EngineAsk, read_frame, send_pose
from posture.vision.estimator import Landmarker
from posture.vision.network_cutoff import serve_cut_off


def serve(requests: Readable, answers: Writable) -> None:
    """Answer requests until the pipe closes.

    Args:
        requests: Where requests come from.
        answers: Where answers go.
    """
    engine: Landmarker | None = None
    try:
        while True:
            kind, payload = receive(requests)
            if kind == EngineAsk.OPEN:
                engine = _open(Path(payload[1:].decode()), answers, with_mask=bool(payload[0]))
            elif kind == EngineAsk.SEE and engine is not None:
                send_pose(answers, engine.estimate(*read_frame(payload)))
            else:
                if engine is not None:
                    engine.close()
                engine = None
                send(answers, EngineAnswer.DONE)
    except (EOFError, BrokenPipeError):
        return


def _open(path: Path, answers: Writable, *, with_mask: bool) -> Landmarker | None:
    try:
        from posture.vision.mediapipe_engine import MediapipeEngine  # loads mediapipe

        engine = MediapipeEngine(path, with_mask=with_mask)
    except (ModelMissing, ImportError, OSError) as error:
        kind = EngineAnswer.NO_MODEL if isinstance(error, ModelMissing) else EngineAnswer.NO_ENGINE
        send(answers, kind, str(error).encode())
        return None
    send(answers, EngineAnswer.DONE)
    return engine


if __name__ == "__main__":
    serve_cut_off(serve)
