"""Many clips, each analyzed as `posture.pipeline` does, spread over processes or a cluster."""

from __future__ import annotations

import platform
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import overload

from posture.cluster.spreading import LOCAL, Outcome, Workplace, outcomes
from posture.coach.exercise import Exercise
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import ClipFailed, PostureError, VideoUnreadable, WorkerCrashed
from posture.exercises import find, resolve
from posture.files.checksums import content_sha256
from posture.files.scratch import ScratchFolder
from posture.pipeline import Options, follow
from posture.vision import models
from posture.vision.pose_sources import is_recording

LARGEST_SENT_BYTES = 100 << 20
"""Largest file that is sent to a node that does not have it: minutes of a phone's video."""


@dataclass(frozen=True, slots=True)
class ClipJob:
    """A clip to be analyzed.

    Attributes:
        path: A video, or a recording of landmarks (``.npz``).
        exercise: Id of the move.
        options: How it is analyzed.
        content_sha256: Checksum of its content, if known.
    """

    path: Path
    exercise: str
    options: Options = field(default_factory=Options)
    content_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipResult:
    """What came of a clip: a record, or the reason why there is none.

    Attributes:
        position: Place of the job among all jobs.
        job: The clip.
        result: The set, with all that may be kept beside it, or why there is none.
        content_sha256: Checksum of what was analyzed; empty where the file cannot be read.
        tries: How often it was begun; 2 where a worker crashed.
        worker: Who did it: ``host:process``.
    """

    position: int
    job: ClipJob
    result: SetRecord | PostureError
    content_sha256: str = ""
    tries: int = 1
    worker: str = ""

    @property
    def path(self) -> Path:
        """Return the clip's path as it was given."""
        return self.job.path

    @property
    def record(self) -> SetRecord | None:
        """Return the set with all that may be kept beside it, ``None`` where it failed."""
        return None if isinstance(self.result, PostureError) else self.result

    @property
    def error(self) -> PostureError | None:
        """Return why there is no set."""
        return self.result if isinstance(self.result, PostureError) else None

    @property
    def session(self) -> Session | None:
        """Return the set, ``None`` where it failed."""
        return None if self.record is None else self.record.session


@dataclass(frozen=True, slots=True)
class _Parcel:
    """A clip on its way to a worker.

    Attributes:
        job: The clip.
        elsewhere: The worker may be on another machine.
        content: The file itself, for a machine that does not have it.
        too_large: It is not sent there.
    """

    job: ClipJob
    elsewhere: bool = False
    content: bytes | None = None
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class _Done:
    """What a worker tells of a clip; ``None`` where its machine does not have the file."""

    content_sha256: str
    result: SetRecord | PostureError | None


def analyze_many(
    paths: Iterable[Path | str],
    exercise: Exercise | str,
    *,
    on: str = LOCAL,
    options: Options | None = None,
    workers: int = 0,
) -> Iterator[ClipResult]:
    """Coach the people in many videos or recordings through one exercise.

    A clip that cannot be read gives a result with its error, and the others go on.

    Args:
        paths: Videos in any common format, and recordings (``.npz``).
        exercise: The exercise in all of them, or its id.
        on: ``local`` for processes of this machine, ``ray`` for a Ray cluster that runs here or is named by
            ``RAY_ADDRESS``, ``ray://host:port`` for one elsewhere.
        options: How they are analyzed; the guide's dose and the full model by default.
        workers: Most clips at once; 0 for one a core.

    Returns:
        An iterator of `posture.cluster.clips.ClipResult`, in the order in which they are done. Closing it
        ends the work.

    Raises:
        PostureError: One of `posture.errors`: no such exercise or model, or the cluster cannot be used.
        ValueError: ``options`` cannot be sent to other processes.
    """
    move, given = resolve(exercise), Options() if options is None else options
    jobs = [ClipJob(Path(path), move.id, given) for path in paths]
    return run_clips(jobs, on=on, workers=workers)


def run_clips(
    jobs: Sequence[ClipJob], *, on: str = LOCAL, workers: int = 0
) -> Generator[ClipResult, None, None]:
    """Analyze clips of any moves, each worker one at a time.

    Args:
        jobs: The clips.
        on: ``local``, ``ray`` or ``ray://host:port``.
        workers: Most clips at once; 0 for one a core.

    Yields:
        What came of each, in the order in which they are done.

    Raises:
        PostureError: No such exercise or model, or the workers cannot be had.
        ValueError: The options of a job cannot be sent to other processes.
    """
    models_needed = _check(jobs)
    parcels = _Parcels(jobs, elsewhere=on != LOCAL)
    place = Workplace(on=on, workers=workers, models=models_needed)
    for outcome in outcomes(_follow, parcels, place, again=parcels.with_content):
        yield _told(jobs[outcome.position], outcome)


def _check(jobs: Sequence[ClipJob]) -> tuple[str, ...]:
    """Find out before the first clip what would be wrong with every one of them; return their models."""
    for exercise in {job.exercise for job in jobs}:
        find(exercise)
    if any(job.options.observe is not None for job in jobs):
        raise ValueError("options.observe: expected None, as clips are analyzed in other processes")
    seen = [job for job in jobs if job.options.found is None and not is_recording(job.path)]
    needed = tuple(sorted({job.options.model for job in seen}))
    for model in needed:
        models.find(model)
    return needed


class _Parcels(Sequence[_Parcel]):
    """The clips as they are handed out.

    Files are read where they lie: a cluster's nodes share their storage, and a thousand of them read it at
    once, where everything else would go through this one machine. So a worker on a cluster is told which
    content it has to find, and looks. Where it does not, the file is sent along, through Ray's object
    store, if it is small: it is in the memory of two machines then, for as long as the clip takes.

    Args:
        jobs: The clips.
        elsewhere: They go to other machines.
    """

    def __init__(self, jobs: Sequence[ClipJob], *, elsewhere: bool) -> None:
        self._jobs, self._elsewhere = jobs, elsewhere

    def __len__(self) -> int:
        return len(self._jobs)

    @overload
    def __getitem__(self, position: int) -> _Parcel: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[_Parcel]: ...

    def __getitem__(self, position: int | slice) -> _Parcel | Sequence[_Parcel]:
        if isinstance(position, slice):
            return _Parcels(self._jobs[position], elsewhere=self._elsewhere)
        job = self._jobs[position]
        if not self._elsewhere:
            return _Parcel(job)
        return _Parcel(replace(job, content_sha256=_content_sum(job)), elsewhere=True)

    def with_content(self, position: int, done: _Done | PostureError) -> _Parcel | None:
        """Return the parcel with the file in it, where a worker did not have that.

        Args:
            position: Place of the job.
            done: What the worker told.
        """
        if isinstance(done, PostureError) or done.result is not None:
            return None
        job = replace(self._jobs[position], content_sha256=done.content_sha256)
        try:
            with job.path.open("rb") as file:
                content = file.read(LARGEST_SENT_BYTES + 1)
        except OSError:
            return _Parcel(job)  # it is gone from here too: the worker says so
        if len(content) > LARGEST_SENT_BYTES:
            return _Parcel(job, elsewhere=True, too_large=True)
        return _Parcel(job, elsewhere=True, content=content)


def _follow(parcel: _Parcel) -> _Done:
    """Analyze a clip, in the worker."""
    job = parcel.job
    if parcel.too_large:
        return _Done(job.content_sha256, VideoUnreadable(_too_large(job)))
    if parcel.content is not None:
        return _follow_sent(job, parcel.content)
    found = _content_sum(replace(job, content_sha256="")) if parcel.elsewhere else ""
    if parcel.elsewhere and job.content_sha256 and found != job.content_sha256:
        return _Done(job.content_sha256, None)
    return _Done(found or _content_sum(job), _result(job))


def _follow_sent(job: ClipJob, content: bytes) -> _Done:
    with ScratchFolder("clip") as scratch:
        copy = scratch.path / job.path.name
        copy.write_bytes(content)
        result = _result(replace(job, path=copy))
    if isinstance(result, PostureError):  # it names the file that the person knows
        result = type(result)(str(result).replace(str(copy), str(job.path)))
    return _Done(job.content_sha256, result)


def _too_large(job: ClipJob) -> str:
    return (
        f"{job.path}: is not on node {platform.node()}, and too large to be sent there; "
        "put it where all nodes can read it"
    )


def _result(job: ClipJob) -> SetRecord | PostureError:
    try:
        return follow(job.path, find(job.exercise), options=job.options)
    except PostureError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001  one clip in a hundred thousand, and the others are to go on
        return ClipFailed(
            f"{job.path}: could not be analyzed ({type(error).__name__}: {error}); "
            "analyze it alone to see more"
        )


def _content_sum(job: ClipJob) -> str:
    if job.content_sha256:
        return job.content_sha256
    try:
        return content_sha256(job.path) if job.path.is_file() else ""
    except OSError:
        return ""


def _told(job: ClipJob, outcome: Outcome[_Done]) -> ClipResult:
    done = outcome.result
    if isinstance(done, PostureError) or done.result is None:
        done = _Done("", WorkerCrashed(str(done)))
    assert done.result is not None
    return ClipResult(
        position=outcome.position,
        job=job,
        result=_placed(job, done.result) if isinstance(done.result, PostureError) else done.result,
        content_sha256=done.content_sha256,
        tries=outcome.tries,
        worker=outcome.worker,
    )


def _placed(job: ClipJob, error: PostureError) -> PostureError:
    """Name the clip with its folder, as in two folders one name may stand for two of them."""
    text, path = str(error), str(job.path)
    if path in text:
        return error
    return type(error)(f"{path}: {text.removeprefix(f'{job.path.name}: ')}")
