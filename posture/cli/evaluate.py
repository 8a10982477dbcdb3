"""``posture evaluate``: judge labelled clips and report how accurate the coach is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.amounts import many
from posture.cli.interruption import unwound_by_sigterm
from posture.cli.person_choice import Person
from posture.cli.shared_options import Force, On, Workers, check_place, file_of, found
from posture.cli.terminal_progress import progress_bar
from posture.cli.terminal_text import printable
from posture.errors import OutputUnwritable
from posture.files.data_folder import cache_folder
from posture.files.output_files import OutputFiles, json_text, write_all

if TYPE_CHECKING:
    from posture.evaluate.accuracy import Accuracy
    from posture.evaluate.clip_runs import Case, EvaluationParts, Progress, Skipped

SAMPLES = Path("samples/labels.json")

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="LABELS.json",
        help="Labels beside their clips, or .npz that posture contribute wrote; else the samples.",
    ),
]
JsonOut = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE|-", help="Write all figures as JSON; - prints them alone."),
]
MarkdownOut = Annotated[
    Path | None, typer.Option("--markdown", metavar="FILE", help="Write the report as Markdown.")
]
Stress = Annotated[
    bool,
    typer.Option("--stress", help="Also on worse landmarks: frame rate, gaps, size, jitter."),
]
Pictures = Annotated[
    bool, typer.Option("--pictures", help="Also on worse pictures; takes ten times as long.")
]
Quick = Annotated[
    bool,
    typer.Option("--quick", help="No cut starts, no noise, one clip of each move in others."),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Where landmarks of clips are kept; else your cache folder. No pictures."
    ),
]
Network = Annotated[
    str | None, typer.Option(metavar="lite|full|heavy|PATH", show_default="full", help="The pose model.")
]
Beside = Annotated[
    str | None,
    typer.Option(metavar="lite|full|heavy|PATH", help="Counts and faults with another model, beside these."),
]
Gate = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Fail if a clip of this list no longer passes.")
]
WriteGate = Annotated[
    Path | None, typer.Option("--write-gate", metavar="FILE", help="Write the list of what passes now.")
]
History = Annotated[
    bool, typer.Option("--history", help="Count your own kept sets again, beside what you corrected.")
]


def register(app: typer.Typer) -> None:
    """Add ``evaluate``."""
    app.command("evaluate")(evaluate)


def evaluate(
    labels: Files = None,
    *,
    history: History = False,
    person: Person = None,
    json_out: JsonOut = None,
    markdown: MarkdownOut = None,
    stress: Stress = False,
    pictures: Pictures = False,
    quick: Quick = False,
    cache: Cache = None,
    model: Network = None,
    beside: Beside = None,
    gate: Gate = None,
    write_gate: WriteGate = None,
    on: On = "local",
    workers: Workers = 0,
    force: Force = False,
) -> None:
    """Analyze labelled clips and report how right the counts, faults and measurements are.

    With --history, or given what `posture contribute` wrote: how right today's coach is on those sets.
    """
    check_place(on)
    other = any((stress, pictures, quick, cache, model, beside, gate, write_gate, on != "local", workers))
    if _of_own_sets(labels, history=history, person=person, other=other):
        from posture.cli.evaluate_own import OwnSetsChosen, evaluate_own

        own = OwnSetsChosen(labels or [], history=history, person=person)
        _print(*evaluate_own(own, json_out=json_out, markdown_out=markdown, force=force))
        return
    from posture.evaluate import gate as gates

    lists = [found(path) for path in labels or [SAMPLES]]
    parts = _parts(quick=quick, stress=stress)
    before = gates.read(found(gate)) if gate else []
    with unwound_by_sigterm(), OutputFiles(*lists, force=force) as outputs:
        files = outputs.add_each(file_of(json_out), markdown, write_gate)
        runs = _Runs(model or "", beside or "", cache, pictures=pictures, on=on, workers=workers)
        figures = runs.figures(lists, parts)
        write_all(files, texts := _texts(figures, rules=not labels))
        outputs.commit()
    _print(texts[1], texts[0] if json_out == "-" else None)
    _fail_for(gates.broken(before, figures))


def _parts(*, quick: bool, stress: bool) -> EvaluationParts:
    """Choose what is measured beside counts, faults and angles."""
    from posture.evaluate.clip_runs import EvaluationParts

    return EvaluationParts(sparse=quick, cuts=not quick, noise=not quick, stress=stress)


def _texts(figures: Accuracy, *, rules: bool) -> tuple[str, str, str]:
    """Return all figures as JSON, the report, with the rules' curves or without, and what passes now."""
    from posture.evaluate.gate import passing
    from posture.evaluate.report import markdown
    from posture.evaluate.rule_report import kept

    report = f"{markdown(figures)}\n{kept()}" if rules else markdown(figures)
    return json_text(figures.as_dict()), report, json_text(passing(figures))


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs that are asked for.

    Attributes:
        model: The pose model; "" for the usual one.
        beside: Another one, whose counts and faults stand beside; "" for none.
        cache: Where landmarks of clips are kept; ``None`` for the usual folder.
        pictures: Whether clips are also run on worse pictures.
        on: Where the clips are run.
        workers: Most clips at once; 0 for one a core.
    """

    model: str
    beside: str
    cache: Path | None
    pictures: bool
    on: str
    workers: int

    def figures(self, lists: list[Path], parts: EvaluationParts) -> Accuracy:
        """Run all clips that the files name and add the figures up."""
        from posture.evaluate.clip_runs import plan
        from posture.evaluate.labels import read
        from posture.vision.models import DEFAULT

        known = [label for path in lists for label in read(path)]
        cases, skipped = plan(known, model=self.model or DEFAULT, parts=parts, kept=self._cache())
        with progress_bar(many(len(known), "labelled clip")) as show:
            show(0.0)  # the first clip takes minutes, and the longest ones are the first
            return self._run(cases, skipped, show)

    def _cache(self) -> Path | None:
        """Return the folder of the landmark cache; ``None`` where the usual one cannot be used."""
        from posture.evaluate.landmark_cache import made

        try:
            return made((self.cache or cache_folder() / "landmarks").absolute())
        except OutputUnwritable:
            if self.cache is not None:
                raise
            return None

    def _run(self, cases: list[Case], skipped: list[Skipped], show: Progress) -> Accuracy:
        from posture.evaluate.accuracy import accuracy
        from posture.evaluate.clip_runs import beside, run_all
        from posture.evaluate.stability import stability, variants

        run_them = partial(run_all, on=self.on, workers=self.workers)
        share = self._shares(show)
        runs = run_them(cases, progress=next(share))
        other = None
        if self.beside:
            again, left_out = beside(cases, self.beside)
            other = accuracy(run_them(again, progress=next(share)), [])
            skipped = [*skipped, *left_out]
        if not self.pictures:
            return replace(accuracy(runs, skipped), beside=other)
        more, not_varied = variants(runs)
        changed = run_them(more, progress=next(share))
        return replace(accuracy(runs, skipped, stability(runs, changed, not_varied)), beside=other)

    def _shares(self, show: Progress) -> Iterator[Progress]:
        """Yield how far each of the runs is, as a part of all of them."""
        weights = [1.0, *([1.0] if self.beside else []), *([10.0] if self.pictures else [])]
        done = 0.0
        for weight in weights:
            yield partial(_show_part, show, done / sum(weights), weight / sum(weights))
            done += weight


def _show_part(show: Progress, before: float, part: float, share: float) -> None:
    show(before + part * share)


def _fail_for(lines: list[str]) -> None:
    """Say what no longer passes, and fail if there is anything."""
    for line in lines:
        print(f"posture: {printable(line)}", file=sys.stderr)
    if lines:
        raise typer.Exit(1)


def _of_own_sets(labels: list[Path] | None, *, history: bool, person: str | None, other: bool) -> bool:
    """Return whether a person's own sets are asked for: kept ones, or those of contributions."""
    given = [path for path in labels or [] if path.suffix.lower() == ".npz"]
    if person is not None and not history:
        raise typer.BadParameter("--person chooses among kept sets; give --history too")
    if not (history or given):
        return False
    if len(given) < len(labels or []) or other:
        raise typer.BadParameter(
            "own sets are counted by themselves: with --person, --json and --markdown alone, without labels"
        )
    return True


def _print(report: str, figures: str | None) -> None:
    """Print the report, formatted on a terminal, or the figures alone."""
    if figures is not None or not sys.stdout.isatty():
        print(figures or report, end="")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown("\n".join(map(printable, report.splitlines()))))
