"""Set the bare model beside `posture.analyze` and the live worker: two models, two sizes of picture.

All three see the same pictures in the same run, in turn and each in a process of its own; the least of the
rounds counts, as other programs only slow a round down. The bare loop is `bench_analyze.bare`: OpenCV
decodes, the network runs, one after the other, and nobody reads the landmarks. `posture.analyze` decodes the
next pictures meanwhile, and its network has a process of its own.

Run: python -m benchmarks --only models
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SAMPLE = Path(__file__).parents[1] / "samples" / "wall_angels_good_front.mp4"
EXERCISE = "wall_angels"
SIZES = ((640, 480), (1280, 720))
MODELS = ("lite", "full")
_RATE = 30
_QUALITY = 80


def measure(*, rounds: int = 3, sizes: tuple[tuple[int, int], ...] = SIZES) -> list[dict[str, Any]]:
    """Return for each size and model the milliseconds a picture costs, and the ratios to the bare loop.

    Args:
        rounds: How often each of the three sees the clip.
        sizes: Width and height of the pictures.
    """
    rows = []
    with TemporaryDirectory() as folder:
        for size_px in sizes:
            clip = _resized(Path(folder) / "{}x{}.mp4".format(*size_px), size_px)
            rows += [{"size": "{}×{}".format(*size_px), "model": m, **_row(clip, m, rounds)} for m in MODELS]
    return rows


def _row(clip: Path, model: str, rounds: int) -> dict[str, Any]:
    ways: dict[str, Callable[[Path, str], tuple[int, float]]] = {
        "bare": _bare,
        "analyze": _analyze,
        "live": _live,
    }
    context = get_context("spawn")
    pools = {name: ProcessPoolExecutor(1, mp_context=context) for name in ways}
    took_ms: dict[str, list[float]] = {name: [] for name in ways}
    try:
        for number in range(rounds + 1):
            for name, way in ways.items():
                count, spent_s = pools[name].submit(way, clip, model).result()
                if number:  # the first round loads what is loaded once
                    took_ms[name].append(1000.0 * spent_s / count)
    finally:
        for pool in pools.values():
            pool.shutdown()
    least = {name: min(some) for name, some in took_ms.items()}
    return {
        **{f"{name}_ms": round(ms, 2) for name, ms in least.items()},
        "analyze_ratio": round(least["bare"] / least["analyze"], 3),
        "live_beyond_ms": round(least["live"] - least["bare"], 2),
    }


def _bare(clip: Path, model: str) -> tuple[int, float]:
    from benchmarks.bench_analyze import bare

    return bare(model, clip)


def _analyze(clip: Path, model: str) -> tuple[int, float]:
    from posture.pipeline import Options, analyze

    begun_s = time.perf_counter()
    session = analyze(clip, EXERCISE, options=Options(model=model))
    assert session.source is not None
    return session.source.frames, time.perf_counter() - begun_s


def _live(clip: Path, model: str) -> tuple[int, float]:
    """Take the pictures one after the other, as a live worker does, JPEGs as a browser sends them."""
    from posture.vision.network_cutoff import cut_off, keep_quiet

    cut_off()
    keep_quiet()
    import cv2

    from posture.live.worker import Engine

    jpegs, capture = [], cv2.VideoCapture(str(clip))
    while (read := capture.read())[0]:
        jpegs.append(cv2.imencode(".jpg", read[1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes())
    engine = Engine(model)
    engine.begin({"kind": "exercise", "exercise": EXERCISE})
    begun_s = time.perf_counter()
    for number, jpeg in enumerate(jpegs):
        for _ in engine.step(number / _RATE, jpeg):
            pass
    spent_s = time.perf_counter() - begun_s
    engine.finish()
    return len(jpegs), spent_s


def _resized(path: Path, size_px: tuple[int, int]) -> Path:
    """Write the sample in another size, with its edges drawn out where the shape differs."""
    import av
    import cv2

    width, height = size_px
    with av.open(str(SAMPLE)) as source, av.open(str(path), "w") as target:
        stream: Any = target.add_stream("libx264", rate=_RATE)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for frame in source.decode(video=0):
            scale = min(width / frame.width, height / frame.height)
            inner = (round(frame.width * scale), round(frame.height * scale))
            left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
            rgb = cv2.resize(frame.to_ndarray(format="rgb24"), inner)
            rgb = cv2.copyMakeBorder(
                rgb, top, height - inner[1] - top, left, width - inner[0] - left, cv2.BORDER_REPLICATE
            )
            target.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        target.mux(stream.encode())
    return path
