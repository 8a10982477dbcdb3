"""Files that grow by whole lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture.files.appended_lines import AppendedLines, lines_of
from posture.files.atomic_file import AtomicFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_a_file_appears_with_its_first_line_and_grows(path: Path) -> None:
    with AtomicFile(path) as file:
        assert not path.exists()
        with AppendedLines.begun(file, b"one\n") as lines:
            assert path.read_bytes() == b"one\n"
            lines.append(b"two\n")
            assert lines.size == 8
    assert list(lines_of(path, longest=100)) == [b"one\n", b"two\n"]


def test_a_file_that_appeared_meanwhile_is_left_alone(path: Path) -> None:
    with AtomicFile(path) as file:
        path.write_bytes(b"other\n")
        with pytest.raises(FileExistsError):
            AppendedLines.begun(file, b"one\n")
    assert path.read_bytes() == b"other\n"


def test_what_is_left_of_a_line_is_cut_away(path: Path) -> None:
    path.write_bytes(b"one\ntw")
    with AppendedLines(path) as lines:
        lines.cut_to(4)
        lines.append(b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("line", [b"", b"no end", b"two\nlines\n"])
def test_what_is_not_one_line_is_refused(path: Path, line: bytes) -> None:
    path.write_bytes(b"")
    with AppendedLines(path) as lines, pytest.raises(ValueError, match="expected one line"):
        lines.append(line)
    assert path.read_bytes() == b""


def test_one_process_writes_at_a_time(path: Path) -> None:
    path.write_bytes(b"")
    with AppendedLines(path), pytest.raises(BlockingIOError):
        AppendedLines(path)
    AppendedLines(path).close()


def test_a_long_line_is_read_in_pieces(path: Path) -> None:
    path.write_bytes(b"x" * 25 + b"\nrest")
    assert list(lines_of(path, longest=10)) == [b"x" * 10, b"x" * 10, b"x" * 5 + b"\n", b"rest"]
