"""What a terminal shows of many clips."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from kept_samples import a_session
from rich.console import Console, RenderableType

from posture.cli.clip_tables import ClipRow, odd_ones, overview, print_tables, short_names, sums


def shown(table: RenderableType, width: int = 100) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(table)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def rows(number: int, move: str = "Wall angels", reps: int = 5) -> list[ClipRow]:
    return [ClipRow(move, f"{n}.mp4", reps, reps - 1, reps + 1, 60.0, "Step back") for n in range(number)]


def test_a_row_says_what_came_of_a_clip() -> None:
    row = ClipRow.of(a_session(3), name="ann/1.mp4")
    assert row == ClipRow("Wall angels", "ann/1.mp4", 2, 1, 3, 13.0, "Turn to face the camera")
    (_, line) = shown(overview([row]))
    assert re.fullmatch(r"ann/1\.mp4 +2 +1 +3 +13\.0 s +Turn to face the camera", line)


def test_the_move_is_named_where_there_are_several() -> None:
    assert "Move" not in shown(overview(rows(2)))[0]
    several = shown(overview([*rows(1), *rows(1, "Chin tucks")]))
    assert "Move" in several[0]
    assert "Chin tucks" in several[2]


def test_many_clips_are_summed_up_for_each_move_and_all() -> None:
    many = [*rows(900), *rows(99, "Chin tucks"), *rows(1, "Chin tucks", 0)]
    heading, *lines = shown(sums(many))
    assert heading.split() == ["Move", "Clips", "No", "reps", "Reps", "Clean", "Attempts", "Seen"]
    assert [" ".join(line.split()) for line in lines if line] == [
        "Chin tucks 100 1 495 395 595 1 h 40 min",
        "Wall angels 900 0 4500 3600 5400 15 h 0 min",
        "All 1000 1 4995 3995 5995 16 h 40 min",
    ]
    assert len(shown(sums(rows(900)))) == 2


def test_clips_in_which_nothing_counted_are_named_the_first_ones() -> None:
    assert odd_ones(rows(3)) is None
    odd = odd_ones([*rows(3), *rows(25, reps=0)])
    assert odd is not None
    _, *lines = shown(odd)
    assert len(lines) == 11
    assert "Step back" in lines[0]
    assert lines[-1] == "and 15 more clips"


@pytest.mark.parametrize("width", [40, 60])
def test_names_and_numbers_stay_readable_on_a_narrow_terminal(width: int) -> None:
    lines = shown(overview(rows(3), narrow=True), width)
    assert max(map(len, lines)) <= width
    assert [line.split() for line in lines[1:3]] == [["0.mp4", "5", "4"], ["Step", "back"]]
    lines = shown(sums([*rows(900), *rows(1, "Chin tucks")], narrow=True), width)
    assert max(map(len, lines)) <= width
    assert lines[-1].split() == ["All", "901", "0", "4505", "3604"]


def test_a_program_reads_a_line_for_each_clip(capsys: pytest.CaptureFixture[str]) -> None:
    long = [ClipRow("Wall angels", "x" * 90 + ".mp4", 1, 1, 1, 1.0, "words " * 30)]
    print_tables(long, short=False)
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_many_clips_have_a_row_each_where_nothing_else_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    for short, lines in ((False, 101), (True, 2)):
        print_tables(rows(100), short=short)
        assert len(capsys.readouterr().out.splitlines()) == lines
    print_tables(rows(99) + rows(1, reps=0), short=True)
    assert "Nothing counted" in capsys.readouterr().out
    print_tables([], short=False)
    assert capsys.readouterr().out == ""


def test_names_tell_clips_apart_whatever_they_are_given_as(tmp_path: Path) -> None:
    assert short_names([]) == []
    assert short_names([Path("a/1.mp4"), tmp_path / "2.mp4"]) == ["1.mp4", "2.mp4"]
    mixed = short_names([Path("1.mp4"), tmp_path / "1.mp4"])
    assert len(set(mixed)) == 2
