"""Many clips, each analyzed as `posture.pipeline` does, spread over processes or a cluster."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from posture.cluster.parcels import FilePlaces, as_named, carried
from posture.cluster.spreading import LOCAL, Outcome, Workplace
from posture.coach.exercise import Exercise
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import ClipFailed, PostureError
from posture.exercises import find, resolve
from posture.files.checksums import known_sha256
from posture.pipeline import Options, follow
from posture.vision import models
from posture.vision.pose_sources import is_recording


@dataclass(frozen=True, slots=True)
class ClipJob:
    """A clip to be analyzed.

    Attributes:
        path: A video, or a recording of landmarks (``.npz``).
        exercise: Id of the move.
        options: How it is analyzed.
    """

    path: Path
    exercise: str
    options: Options = field(default_factory=Options)


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
class _Done:
    """What a worker tells of a clip."""

    content_sha256: str
    result: SetRecord | PostureError


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
    place = Workplace(on=on, workers=workers, models=models_needed)
    for outcome in carried(_follow, jobs, place, files=_file):
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


def _file(job: ClipJob) -> tuple[Path]:
    return (job.path,)


def _follow(job: ClipJob, places: FilePlaces) -> _Done:
    """Analyze a clip, in the worker; who reads it takes its checksum as well."""
    path = places.get(job.path, job.path)
    result = _result(replace(job, path=path))
    if isinstance(result, PostureError):  # it names the file that the person knows
        result = type(result)(as_named(str(result), places))
    return _Done(known_sha256(path), result)


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


def _told(job: ClipJob, outcome: Outcome[_Done]) -> ClipResult:
    done = outcome.result if isinstance(outcome.result, _Done) else _Done("", outcome.result)
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
