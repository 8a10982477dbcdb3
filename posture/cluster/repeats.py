"""Clips that are asked for twice, under one name or several, and clips that were analyzed before."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from posture.cluster.clips import ClipJob
from posture.cluster.result import ResultKey, ResultOptions
from posture.files.checksums import content_sha256
from posture.vision import models
from posture.vision.pose_sources import is_recording

_READERS = 8
"""Files that are read at once: their checksums wait for the disk."""
Progress = Callable[[int], None]
"""Called with the number of files that are read."""


def without_repeats(jobs: Sequence[ClipJob]) -> tuple[list[ClipJob], list[tuple[Path, Path]]]:
    """Leave out what would be analyzed twice: one clip in one move, with the same options.

    Only files of one size are read, as others cannot be the same.

    Args:
        jobs: The clips as they were asked for.

    Returns:
        The first of each in their order, and for each other its path and the first one's.
    """
    sizes: dict[Path, int] = {job.path: size for job in jobs if (size := _size(job.path)) is not None}
    alike: dict[int, set[str]] = defaultdict(set)
    for path, size in sizes.items():
        alike[size].add(os.path.realpath(path))
    sums = checksums(path for path, size in sizes.items() if len(alike[size]) > 1)
    first: dict[tuple[str, str, str, ResultOptions], ClipJob] = {}
    again = []
    for job in jobs:
        content = sums.get(job.path) or os.path.realpath(job.path)
        key = (content, job.exercise, job.options.model, ResultOptions.of(job.options))
        known = first.setdefault(key, job)
        if known is not job:
            again.append((job.path, known.path))
    return list(first.values()), again


def _size(path: Path) -> int | None:
    """Return the size of a file; ``None`` for what is none, or has nothing in it."""
    try:
        return path.stat().st_size or None if path.is_file() else None
    except OSError:
        return None


def checksums(paths: Iterable[Path], *, progress: Progress | None = None) -> dict[Path, str]:
    """Read files and return their checksums; what cannot be read has none.

    Args:
        paths: The files.
        progress: Called after each.
    """
    listed = list(dict.fromkeys(paths))
    found: dict[Path, str] = {}
    pool = ThreadPoolExecutor(_READERS, thread_name_prefix="checksums")
    try:
        for number, (path, content) in enumerate(zip(listed, pool.map(_sum, listed), strict=True), 1):
            if content:
                found[path] = content
            if progress:
                progress(number)
    finally:
        pool.shutdown(cancel_futures=True)
    return found


def _sum(path: Path) -> str:
    try:
        return content_sha256(path) if path.is_file() else ""
    except OSError:
        return ""


def keys_of(jobs: Sequence[ClipJob], *, progress: Progress | None = None) -> list[ResultKey | None]:
    """Return under which key the result of each clip would stand; ``None`` where it cannot be read.

    Args:
        jobs: The clips.
        progress: Called after each clip that was read.

    Raises:
        ModelMissing: The pose model is absent or damaged.
    """
    sums = checksums((job.path for job in jobs), progress=progress)
    named = {job.options.model for job in jobs if not is_recording(job.path)}
    model_sums = {model: models.find(model).info.sha256 for model in named}
    return [
        ResultKey(
            content_sha256=sums[job.path],
            model_sha256="" if is_recording(job.path) else model_sums[job.options.model],
            exercise=job.exercise,
            options=ResultOptions.of(job.options),
        )
        if job.path in sums
        else None
        for job in jobs
    ]
