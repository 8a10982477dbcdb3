"""The files that a person asks a command to write, and the one rule of what they may replace."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from posture.errors import OutputUnwritable
from posture.files.atomic_file import AtomicFile, followed
from posture.files.data_folder import is_own


class OutputFiles:
    """The files that one command writes, under temporary names until all of them are whole.

    Three kinds of files are never replaced, under any name or link: what the command reads, what it has
    written already, and what the program keeps. Any other file is replaced only with ``force``.

    Args:
        inputs: The files that the command reads.
        force: Replace files that are there.
    """

    def __init__(self, *inputs: Path, force: bool = False) -> None:
        self._inputs = inputs
        self._force = force
        self._files: list[AtomicFile] = []

    def __enter__(self) -> OutputFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def add(self, path: Path, *, suffix: str = "") -> AtomicFile:
        """Add a file, and find out now whether it can be written.

        Args:
            path: The name that it will have.
            suffix: The ending that the name must have, such as ``.npz``; empty for any.

        Raises:
            OutputUnwritable: It cannot or may not be written.
        """
        if suffix and path.suffix.lower() != suffix:
            raise OutputUnwritable(f"{path}: expected a name that ends in {suffix}")
        with _said(path, "folder"):
            target = followed(path)
            self._check(path, target)
            file = AtomicFile(path, force=self._force)
        self._files.append(file)
        return file

    def add_each(self, *paths: Path | None) -> list[AtomicFile | None]:
        """Add those files that are asked for; ``None`` stays ``None``.

        Raises:
            OutputUnwritable: One of them cannot or may not be written.
        """
        return [None if path is None else self.add(path) for path in paths]

    def _check(self, path: Path, target: Path) -> None:
        if target.is_dir():
            raise OutputUnwritable(f"{path}: is a folder; give the name of a file")
        if not target.parent.is_dir():
            raise OutputUnwritable(f"{path}: the folder {target.parent} does not exist; make it first")
        if is_own(target):
            raise OutputUnwritable(f"{path}: Posture keeps its own data there; choose another name")
        taken = (*self._inputs, *(file.path for file in self._files))
        if any(_same(target, other) for other in taken):
            raise OutputUnwritable(f"{path}: is the input or another output already; choose another name")
        if not target.exists():
            return
        if not target.is_file():
            raise OutputUnwritable(f"{path}: is no ordinary file; give another name, or - to print JSON")
        if not self._force:
            raise _there(path)
        if not os.access(target, os.W_OK):
            raise OutputUnwritable(f"{path}: is write-protected; choose another name")

    def commit(self) -> None:
        """Give every file its own name.

        Raises:
            OutputUnwritable: One cannot stand there, or another file has appeared there meanwhile.
        """
        for file in self._files:
            with _said(file.path, "name"):
                file.commit()

    def discard(self) -> None:
        """Remove the files that are not finished; harmless where all of them are."""
        for file in self._files:
            file.discard()


@contextmanager
def text_of(file: AtomicFile) -> Iterator[TextIO]:
    """Open the temporary file as a text; line ends are written as they are given.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    with _said(file.path, "folder"), file.temporary.open("w", encoding="utf-8", newline="") as text:
        yield text


def write_text(words: str, file: AtomicFile) -> None:
    """Write a whole text under the temporary name.

    Args:
        words: The text.
        file: Where to.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    with text_of(file) as text:
        text.write(words)


def write_all(files: Iterable[AtomicFile | None], texts: Iterable[str]) -> None:
    """Write each text to its file; a file that is ``None`` was not asked for.

    Args:
        files: As `OutputFiles.add_each` gives them.
        texts: As many texts, in the same order.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    for file, words in zip(files, texts, strict=True):
        if file is not None:
            write_text(words, file)


def json_text(value: Any) -> str:
    """Return plain values as JSON that people can read, with a line break at its end.

    Raises:
        ValueError: A number is NaN or infinite, which JSON cannot hold.
    """
    import json

    return json.dumps(value, indent=2, allow_nan=False) + "\n"


def write_json(value: Any, file: AtomicFile) -> None:
    """Write plain values as JSON.

    Args:
        value: Plain JSON values (`posture.serialize.to_json`).
        file: Where to.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    write_text(json_text(value), file)


@contextmanager
def _said(path: Path, other: str) -> Iterator[None]:
    """Turn what the system refuses into an error with the name that the person gave."""
    try:
        yield
    except FileExistsError as error:
        raise _there(path) from error
    except OSError as error:
        reason = error.strerror or error
        raise OutputUnwritable(f"{path}: cannot be written ({reason}); choose another {other}") from error


def _there(path: Path) -> OutputUnwritable:
    return OutputUnwritable(f"{path}: is there already; choose another name, or replace it with --force")


def _same(target: Path, other: Path) -> bool:
    """Return whether two names are of one file: also by a hard link, or where case makes no difference."""
    try:
        return target == followed(other) or target.samefile(other)
    except OSError:
        return False
