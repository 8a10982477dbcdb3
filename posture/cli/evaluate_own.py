"""``posture evaluate`` of a person's own sets (``--history``, or a contribution) by today's coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posture.cli.amounts import in_numbers
from posture.cli.person_choice import check_person
from posture.cli.shared_options import file_of
from posture.cli.terminal_progress import progress_bar
from posture.errors import PostureError
from posture.files.output_files import OutputFiles, json_text, write_all

if TYPE_CHECKING:
    from posture.evaluate.own_sets import OwnSet


@dataclass(frozen=True, slots=True)
class OwnSetsChosen:
    """The sets that are counted again.

    Attributes:
        files: Contributions.
        history: Count the sets that are kept here, too.
        person: Of the kept sets, only those of this profile.
    """

    files: Sequence[Path]
    history: bool = False
    person: str | None = None


def evaluate_own(
    wanted: OwnSetsChosen, *, json_out: str | None, markdown_out: Path | None, force: bool
) -> tuple[str, str | None]:
    """Count a person's own sets again and write what is asked for.

    Args:
        wanted: The sets.
        json_out: File for the figures; ``-`` returns them for standard output.
        markdown_out: File for the report.
        force: Replace files that are there already.

    Returns:
        The report, and the figures as JSON if standard output is to have them.

    Raises:
        PostureError: There is no set with landmarks, or a file is none.
    """
    from posture.evaluate.own_sets import OwnAccuracy, markdown, recounted
    from posture.files.scratch import ScratchFolder

    with ScratchFolder("evaluate") as scratch, OutputFiles(*wanted.files, force=force) as written:
        targets = written.add_each(file_of(json_out), markdown_out)
        sets, without = _sets(wanted, scratch.path)
        with progress_bar(in_numbers(len(sets))) as show:
            show(0.0)
            done = recounted(sets, progress=lambda number: show(number / len(sets)))
            own = OwnAccuracy(tuple(done), without)
        report, figures = markdown(own), json_text(own.as_dict())
        write_all(targets, (figures, report))
        written.commit()
    return report, figures if json_out == "-" else None


def _sets(wanted: OwnSetsChosen, scratch: Path) -> tuple[list[OwnSet], int]:
    """Return the sets that can be counted again, and how many have no landmarks."""
    from posture.evaluate.contribution import read, unpacked
    from posture.evaluate.own_sets import own_sets
    from posture.history.store import Store

    sets: list[OwnSet] = []
    without = 0
    if wanted.history:
        with Store() as store:
            check_person(store, wanted.person)
            sets, without = own_sets(store, person=wanted.person)
    for number, file in enumerate(wanted.files):
        folder = scratch / str(number)
        folder.mkdir()
        sets += unpacked(read(file), folder)
    if not sets:
        raise PostureError(
            f"no landmarks are kept ({in_numbers(without)}); switch them on in Settings for the next ones"
        )
    return sets, without
