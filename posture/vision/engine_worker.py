"""The process that holds the pose network for another one.

Run as ``python -m posture.vision.engine_worker`` with the messages of `posture.vision.engine_protocol`
on standard input and output; whatever the engine and Python write goes to standard error, which the other
process reads. It holds one landmarker at a time, reads the next frame while that looks at one, and ends when
its input does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from posture.errors import ModelMissing
from posture.processes.framing import Readable, Writable, receive, send
from posture.vision.engine_protocol import EngineAnswer, EngineAsk, read_frame, read_question, send_pose
from posture.vision.estimator import Landmarker
from posture.vision.frame_part import cover_around
from posture.vision.network_cutoff import serve_cut_off
from posture.vision.orientation import Rgb
from posture.vision.prefetch import prefetched


def serve(requests: Readable, answers: Writable) -> None:
    """Answer requests until the pipe closes.

    Args:
        requests: Where requests come from.
        answers: Where answers go.
    """
    engine: Landmarker | None = None
    frame: Rgb | None = None
    coming = prefetched(_asked(requests), depth=1, endless=True)
    with suppress(EOFError, BrokenPipeError), coming as asked:
        for kind, payload in asked:
            if kind == EngineAsk.OPEN:
                engine = _open(Path(payload[1:].decode()), answers, with_mask=bool(payload[0]))
            elif kind == EngineAsk.FRAME:
                frame = read_frame(payload)
            elif kind == EngineAsk.SEE and engine is not None and frame is not None:
                t_s, part = read_question(payload)
                cover_around(frame, part)
                send_pose(answers, engine.estimate(frame, t_s))
            else:
                if engine is not None:
                    engine.close()
                engine = frame = None
                send(answers, EngineAnswer.DONE)


def _asked(requests: Readable) -> Iterator[tuple[bytes, bytearray]]:
    while True:
        yield receive(requests)


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
