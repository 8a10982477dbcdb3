"""Clips that are asked for twice, under one name or several, and clips that were analyzed before."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from posture.cluster.clips import ClipJob
from posture.cluster.parcels import FilePlaces, Parcels, carried_out
from posture.cluster.result import ResultKey, ResultOptions
from posture.cluster.spreading import LOCAL, Workplace, outcomes
from posture.files.checksums import known_sha256
from posture.vision import models
from posture.vision.pose_sources import is_recording

T = TypeVar("T")

MOST_READ_HERE_BYTES = 8 << 30
"""Up to so much is read by this machine alone: the time in which a cluster is joined is enough for that."""
_READERS = 8
"""Files that are read at once: their checksums wait for the disk."""
_HERE = Workplace()
Progress = Callable[[int], None]
"""Called with the number of files that are read."""


def without_repeats(jobs: Sequence[ClipJob]) -> tuple[list[ClipJob], list[tuple[Path, Path]]]:
    """Leave out what would be analyzed twice: one clip in one move, with the same options.

    Args:
        jobs: The clips as they were asked for.

    Returns:
        The first of each in their order, and for each other its path and the first one's.
    """
    same = identities(job.path for job in jobs)
    first: dict[tuple[str, str, str, ResultOptions], ClipJob] = {}
    again = []
    for job in jobs:
        key = (same[job.path], job.exercise, job.options.model, ResultOptions.of(job.options))
        known = first.setdefault(key, job)
        if known is not job:
            again.append((job.path, known.path))
    return list(first.values()), again


def identities(paths: Iterable[Path]) -> dict[Path, str]:
    """Return for each file a text that it has in common with its copies alone.

    Only files of one size are read, as others cannot be the same. What cannot be read is only itself.
    """
    listed = list(dict.fromkeys(paths))
    places = {path: os.path.realpath(path) for path in listed}
    sizes = dict(zip(listed, _each(_size, listed), strict=True))
    alike: dict[int, set[str]] = defaultdict(set)
    for path, size in sizes.items():
        alike[size].add(places[path])
    sums = checksums(path for path, size in sizes.items() if size and len(alike[size]) > 1)
    return {path: sums.get(path, places[path]) for path in listed}


def _size(path: Path) -> int:
    """Return the size of a file; 0 for what is none."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def checksums(
    paths: Iterable[Path], *, place: Workplace = _HERE, progress: Progress | None = None
) -> dict[Path, str]:
    """Read files and return their checksums; what cannot be read has none.

    Args:
        paths: The files.
        place: Where they are read if they are many; those that are not there are read here.
        progress: Called after each.
    """
    listed = list(dict.fromkeys(paths))
    found: dict[Path, str] = {}
    for path, content in _read(listed, place):
        found[path] = content
        if progress:
            progress(len(found))
    return {path: content for path, content in found.items() if content}


def _read(paths: Sequence[Path], place: Workplace) -> Iterator[tuple[Path, str]]:
    """Read each file, on the nodes where this machine alone would take longer than joining them does."""
    left = dict.fromkeys(paths)
    if place.on != LOCAL and sum(_each(_size, paths)) > MOST_READ_HERE_BYTES:
        parcels = Parcels(_sum, paths, files=_itself, elsewhere=True)
        for outcome in outcomes(carried_out, parcels, place):
            if isinstance(outcome.result, str):
                del left[paths[outcome.position]]
                yield paths[outcome.position], outcome.result
    yield from zip(left, _each(known_sha256, list(left)), strict=True)


def _sum(path: Path, _: FilePlaces) -> str:
    return known_sha256(path)


def _itself(path: Path) -> tuple[Path]:
    return (path,)


def _each(function: Callable[[Path], T], paths: Sequence[Path]) -> Iterator[T]:
    """Call a function for each of many files, for some of them at once."""
    pool = ThreadPoolExecutor(_READERS, thread_name_prefix="files")
    try:
        yield from pool.map(function, paths)
    finally:
        pool.shutdown(cancel_futures=True)


def keys_of(
    jobs: Sequence[ClipJob], *, place: Workplace = _HERE, progress: Progress | None = None
) -> list[ResultKey | None]:
    """Return under which key the result of each clip would stand; ``None`` where it cannot be read.

    Args:
        jobs: The clips.
        place: Where they are read if they are many.
        progress: Called after each clip that was read.

    Raises:
        ModelMissing: The pose model is absent or damaged.
    """
    named = {job.options.model for job in jobs if not is_recording(job.path)}
    model_sums = {model: models.find(model).info.sha256 for model in named}
    sums = checksums((job.path for job in jobs), place=place, progress=progress)
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
