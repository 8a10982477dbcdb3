"""``posture analyze`` of many clips: on all cores or a cluster, each result written as it comes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from posture.cli.amounts import many
from posture.cli.clip_inputs import repeated
from posture.cli.clip_tables import ClipRow, print_tables, short_names
from posture.cli.interruption import held_back
from posture.cli.set_keeping import keep, kept_as
from posture.cli.shared_options import file_of
from posture.cli.terminal_progress import counting_bar, progress_bar
from posture.cli.terminal_text import printable
from posture.errors import PostureError
from posture.files.output_files import OutputFiles, json_text, write_json

if TYPE_CHECKING:
    from posture.cli.clip_inputs import WantedClips
    from posture.cluster.clips import ClipJob, ClipResult
    from posture.cluster.results_file import ResultsFile
    from posture.coach.session import Session
    from posture.pipeline import Options

LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlan:
    """What is done with many clips.

    Attributes:
        on: Where they are analyzed: ``local``, ``ray`` or ``ray://host:port``.
        workers: Most clips at once; 0 for one a core.
        out: The results file; ``None`` for none.
        resume: Go on with a results file that is there.
        json_out: File for a list of all sessions; ``-`` for standard output.
        keep_for: Whose sets are kept in the history; ``None`` keeps none.
        force: Replace files that are there already.
    """

    on: str = LOCAL
    workers: int = 0
    out: Path | None = None
    resume: bool = False
    json_out: str | None = None
    keep_for: str | None = None
    force: bool = False

    @property
    def of_many(self) -> bool:
        """Return whether something is asked for that one clip alone would not need."""
        return self.out is not None or self.workers > 0 or self.on != LOCAL


def analyze_clips(wanted: WantedClips, options: Options, plan: BatchPlan) -> None:
    """Analyze clips and print a table of what was found; results are written while the others go on.

    Args:
        wanted: The clips.
        options: How each is analyzed.
        plan: What is done with them.

    Raises:
        PostureError: An output cannot be written, or the workers cannot be had.
        Exit: Some clips failed; each was named.
    """
    from posture.cluster.repeats import without_repeats
    from posture.cluster.results_file import ResultsFile

    tell(wanted.left_out)
    with ExitStack() as stack:
        results = None
        if plan.out is not None:
            with progress_bar(plan.out.name) as share:
                results = ResultsFile(
                    plan.out, inputs=wanted.reads, resume=plan.resume, force=plan.force, progress=share
                )
            stack.enter_context(results)
        beside = () if plan.out is None else (plan.out,)
        files = stack.enter_context(OutputFiles(*wanted.reads, *beside, force=plan.force))
        (json_file,) = files.add_each(file_of(plan.json_out))
        once, again = without_repeats(wanted.jobs(options))
        tell(repeated(again))
        batch = _Batch(once, plan, results)
        batch.run()
        if json_file is not None:
            write_json(batch.listed(), json_file)
            files.commit()
    batch.report()
    if batch.errors:
        raise typer.Exit(1)


def tell(lines: Sequence[str]) -> None:
    """Print lines about clips on standard error."""
    for line in lines:
        print(f"posture: {printable(line)}", file=sys.stderr)


class _Batch:
    """The clips, what came of each, and where it is written.

    Args:
        jobs: The clips, none of them twice.
        plan: What is done with them.
        results: The results file, if there is one.
    """

    def __init__(self, jobs: Sequence[ClipJob], plan: BatchPlan, results: ResultsFile | None) -> None:
        self._jobs, self._plan, self._results = jobs, plan, results
        self._names = short_names([job.path for job in jobs])
        self.errors: dict[int, PostureError] = {}
        self._rows: dict[int, ClipRow] = {}
        self._sessions: dict[int, dict[str, Any]] = {}
        self._known = 0
        self._kept: list[int] = []

    def run(self) -> None:
        """Analyze what is not there yet; say how far it came where it is ended before."""
        try:
            self._take_known()
            self._analyze()
        except (KeyboardInterrupt, SystemExit, PostureError):
            self._tell_stopped()
            raise

    def _take_known(self) -> None:
        """Take the results that the file has from before: a clip is known by its content."""
        if self._results is None or not len(self._results):
            return
        from posture.cluster.repeats import keys_of
        from posture.cluster.spreading import Workplace

        if self._results.mended:
            tell([f"{self._results.path}: its last line was cut off; that clip is analyzed again"])
        place = Workplace(on=self._plan.on, workers=self._plan.workers)
        with counting_bar("Reading the clips", total=len(self._jobs)) as count:
            keys = keys_of(self._jobs, place=place, progress=count)
        with counting_bar("Reading the results", total=len(keys)) as count:
            for position, key in enumerate(keys):
                if key is not None and key in self._results:
                    self._note(position, self._results.session(key))
                count(position + 1)
        self._known = len(self._rows)

    def _analyze(self) -> None:
        from posture.cluster.clips import run_clips

        left = [position for position in range(len(self._jobs)) if position not in self._rows]
        jobs = [self._jobs[position] for position in left]
        with (
            counting_bar("Clips", total=len(self._jobs)) as count,
            closing(run_clips(jobs, on=self._plan.on, workers=self._plan.workers)) as analyzed,
        ):
            count(len(self._rows))
            for done in analyzed:
                with held_back():
                    self._take(left[done.position], done)
                count(len(self._rows) + len(self.errors))

    def _take(self, position: int, done: ClipResult) -> None:
        """Keep and write what came of a clip: both or, where one fails, at most the first."""
        from posture.cluster.result import Result

        found = done.result
        if isinstance(found, PostureError):
            self.errors[position] = found
            return
        session, options = found.session, done.job.options
        if self._plan.keep_for is not None:
            self._kept.append(keep(found, self._plan.keep_for))
        if self._results is not None:
            self._results.add(
                Result.of(done.path, session, content_sha256=done.content_sha256, options=options)
            )
        self._note(position, session)

    def _note(self, position: int, session: Session) -> None:
        """Remember what the tables and the list of sessions need, and no more: clips may be many."""
        self._rows[position] = ClipRow.of(session, name=self._names[position])
        if self._plan.json_out is not None:
            self._sessions[position] = session.as_dict()

    def listed(self) -> list[dict[str, Any]]:
        """Return all sessions in the order of the clips."""
        return [self._sessions[position] for position in sorted(self._sessions)]

    def report(self) -> None:
        """Print all sessions or a table of them, and on standard error what failed and where all is."""
        if self._plan.json_out == "-":
            print(json_text(self.listed()), end="")
        else:
            self._print_tables()
        self._tell_kept_and_failed()
        if self._results is not None:
            before = f", {self._known} of them from before" if self._known else ""
            more = "; --resume tries the others again" if self.errors else ""
            print(f"{self._results.path} has {self._done()}{before}{more}.", file=sys.stderr)

    def _done(self) -> str:
        return f"{len(self._rows)} of {many(len(self._jobs), 'clip')}"

    def _print_tables(self) -> None:
        rows = [self._rows[position] for position in sorted(self._rows)]
        elsewhere = self._results is not None or self._plan.json_out is not None
        print_tables(rows, short=elsewhere)

    def _tell_kept_and_failed(self) -> None:
        if self._kept:
            print(kept_as(self._kept), file=sys.stderr)
        tell([str(self.errors[position]) for position in sorted(self.errors)])

    def _tell_stopped(self) -> None:
        """Say what is there of an analysis that was ended, and how it goes on."""
        if self._results is None and self._plan.json_out != "-":
            self._print_tables()
        self._tell_kept_and_failed()
        if not self._rows:
            return
        if self._results is not None:
            tell([f"stopped: {self._results.path} has {self._done()}; --resume goes on"])
        else:
            tell([f"stopped with {self._done()} done; with --out they stay, and --resume goes on"])
