"""Results files: the sessions of many clips, one a line, each line written as soon as its clip is done.

A line is a `posture.cluster.result.Result`. It says which clip it is of, by name and by content, and all
that made the session: so an analysis that was ended goes on where it was, and a clip that was moved or
renamed meanwhile is known by its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from posture.cluster.result import SCHEMA, Result, ResultKey
from posture.coach.session import Session
from posture.errors import OutputUnwritable, PostureError
from posture.files.appended_lines import AppendedLines, is_being_written, lines_of
from posture.files.output_files import OutputFiles
from posture.outside.documents import parse, why
from posture.outside.shapes import Fields, Maybe, Number, Shape, Text, Unfit, brief
from posture.serialize import from_json
from posture.version import __version__

if TYPE_CHECKING:
    from posture.files.atomic_file import AtomicFile

LONGEST_BYTES = 16 << 20
"""Most bytes of a line; a clip of ten minutes has some 50 KB."""
_EVERY = 1000
"""Lines that are read between two words on the progress."""
_SUM = Text(longest=64)
_SHAPE: Shape = Fields(
    {"schema": Text(longest=100)},
    {
        "clip": Text(longest=8192),
        "content_sha256": _SUM,
        "model_sha256": Maybe(_SUM),
        "version": Text(longest=100),
        "options": Fields({}, {"hold_s": Maybe(Number(0, 86_400))}),
    },
)
_ANY_VERSION = SCHEMA.rstrip("0123456789")
_BEGINS = f'{{"schema":"{SCHEMA}"'.encode()
"""How each line begins that was written here."""


def read_results(path: Path | str) -> Iterator[Result]:
    """Read a results file line by line; it may be larger than the memory, and still be written to.

    A last line that is not whole yet is left out.

    Raises:
        PostureError: The file cannot be read, or is no results file of this version's kind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (Path(folder) / "none.jsonl").touch()
    ...     list(read_results(Path(folder) / "none.jsonl"))
    []
    """
    for line in _lines(Path(path)):
        if line.result is not None:
            yield line.result


class ResultsFile:
    """A results file that is being written, by one process at a time.

    A new one appears with its first line, so that an analysis without any result leaves none, and replaces
    none.

    Args:
        path: Its name.
        inputs: Files that are read, and so are not replaced.
        resume: Go on with a file that is there. Only one of this version: two versions may judge one
            movement differently, and nobody would see which line to compare with which.
        force: Replace a file that is there.
        progress: Called with the share that is read of a file that is there, 0 to 1.

    Attributes:
        path: Its name.
        mended: The last line was cut off, and has been taken away.

    Raises:
        OutputUnwritable: It cannot or may not be written, or another process is writing to it.
        PostureError: ``resume``, and the file is no results file, or one of another version.
    """

    def __init__(
        self,
        path: Path,
        *,
        inputs: Sequence[Path] = (),
        resume: bool = False,
        force: bool = False,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self.path = path
        self.mended = False
        self._known: dict[ResultKey, int] = {}
        self._lines: AppendedLines | None = None
        self._new: AtomicFile | None = None
        there = path.exists()
        if there and not path.is_file():
            raise OutputUnwritable(f"{path}: is no ordinary file; give the name of one")
        if there and not (resume or force):
            raise OutputUnwritable(
                f"{path}: is there already; go on with --resume, choose another name, or replace it "
                "with --force"
            )
        if there and is_being_written(path):
            raise OutputUnwritable(
                f"{path}: another analysis is writing to it; wait for it, or choose another name"
            )
        self._outputs = OutputFiles(*(inputs if there else ()), force=force)
        if resume and there:
            self._go_on(progress)
        else:
            self._new = self._outputs.add(path)

    def __enter__(self) -> ResultsFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, key: ResultKey) -> bool:
        return key in self._known

    def add(self, result: Result) -> None:
        """Write a result, and wait until it is on the disk; one that is there already is passed over.

        Args:
            result: Of a clip that is done.

        Raises:
            OutputUnwritable: The disk does not take it; what was written before stays whole.
        """
        if result.key in self._known:
            return
        line = result.to_line()
        try:
            if self._new is not None:
                self._lines, self._new = AppendedLines.begun(self._new, line), None
                self._known[result.key] = 0
            elif self._lines is not None:
                at = self._lines.size
                self._lines.append(line)
                self._known[result.key] = at
        except FileExistsError as error:
            raise OutputUnwritable(f"{self.path}: has appeared meanwhile; choose another name") from error
        except FileNotFoundError as error:
            raise OutputUnwritable(f"{self.path}: was removed or replaced meanwhile; begin anew") from error
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def session(self, key: ResultKey) -> Session:
        """Read the session of a result that is there.

        Raises:
            KeyError: There is none.
            PostureError: It cannot be read any more.
        """
        at = self._known[key]
        try:
            with self.path.open("rb") as file:
                file.seek(at)
                return _read(file.readline(LONGEST_BYTES)).session
        except (OSError, Unfit) as error:
            raise PostureError(f"{self.path}: {why(error)}; somebody has changed it meanwhile") from error

    def close(self) -> None:
        """Let others write to the file; harmless when that was done."""
        self._outputs.discard()
        if self._lines is not None:
            self._lines.close()

    def _go_on(self, progress: Callable[[float], None] | None) -> None:
        """Read what is there, and take away what is left of a line that was cut off."""
        try:
            self._lines = AppendedLines(self.path)
        except OSError as error:
            raise _unwritable(self.path, error) from error
        try:
            last = None
            for last in _lines(self.path):
                self._take(last)
                if progress and not len(self._known) % _EVERY:
                    progress(last.at / self._lines.size)
            if last is not None and not last.ended:
                self._mend(last, self._lines)
        except BaseException:
            self.close()
            raise

    def _take(self, line: _ReadLine) -> None:
        if line.result is None:
            return
        if line.result.version != __version__:
            raise PostureError(
                f"{self.path}: holds results of Posture {line.result.version}, and this is "
                f"{__version__}; two versions are not mixed: choose another name, or replace it with --force "
                "in place of --resume"
            )
        self._known.setdefault(line.result.key, line.at)

    def _mend(self, last: _ReadLine, lines: AppendedLines) -> None:
        """Take a cut line away, and end one that lacks nothing but its line break."""
        try:
            lines.cut_to(last.at)
            if last.result is not None:
                lines.append(last.text + b"\n")
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.mended = last.result is None


class _OtherSchema(Unfit):
    """A line of another version's form, or of another kind of file."""


@dataclass(frozen=True, slots=True)
class _ReadLine:
    """A line as it was read.

    Attributes:
        text: Its bytes, without the line break.
        at: Where it begins, in bytes.
        ended: Its line break is there.
        result: What it says; ``None`` for the beginning of a last line, whose rest is not there.
    """

    text: bytes
    at: int
    ended: bool
    result: Result | None


def _lines(path: Path) -> Iterator[_ReadLine]:
    """Read every line of a results file, the last one even if it is not whole."""
    at, number = 0, 0
    try:
        for number, read in enumerate(lines_of(path, longest=LONGEST_BYTES), 1):
            ended = read.endswith(b"\n")
            try:
                result = _read(read)
            except Unfit:
                if ended or not _is_begun(read, first=number == 1):
                    raise
                result = None
            yield _ReadLine(read.rstrip(b"\r\n"), at, ended, result)
            at += len(read)
    except OSError as error:
        raise PostureError(f"{path}: {why(error)}; check the name") from error
    except _OtherSchema as error:
        raise PostureError(f"{path}: line {number} {error}") from error
    except Unfit as error:
        if number == 1:
            reason = brief(error).partition(" (")[0]
            raise PostureError(f"{path}: is no results file (line 1: {reason}); choose another") from error
        raise PostureError(
            f"{path}: line {number} is no result ({brief(error)}); take that line out, or choose another file"
        ) from error


def _is_begun(text: bytes, *, first: bool) -> bool:
    """Tell whether the last bytes of a file are the beginning of a line; of a first one all must fit."""
    ours = not first or text.startswith(_BEGINS) or _BEGINS.startswith(text)
    return ours and len(text) < LONGEST_BYTES


def _read(text: bytes) -> Result:
    """Read one line.

    Raises:
        Unfit: It is no result.
    """
    if len(text) >= LONGEST_BYTES:
        raise Unfit(f"is longer than {LONGEST_BYTES >> 20} MB")
    data = parse(text)
    _SHAPE.check(data, "")
    if data["schema"] != SCHEMA:
        ours = data["schema"].startswith(_ANY_VERSION)
        of = " of another version of Posture" if ours else ""
        raise _OtherSchema(f"has the schema {data['schema']!r}{of}, not {SCHEMA}; choose another file")
    try:
        return from_json(Result, data)
    except ValueError as error:
        raise Unfit(str(error)) from error


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    reason = error.strerror or error
    return OutputUnwritable(f"{path}: cannot be written ({reason}); make room there, or choose another name")
