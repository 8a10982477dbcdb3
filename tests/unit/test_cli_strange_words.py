"""What comes from elsewhere is text in the terminal, too: no link, no style, no order to the terminal."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
import typer
from rich.console import Console, RenderableType
from strange_words_kit import ELSEWHERE, STRANGE, fill, strange_set

from posture import cli
from posture.body.landmarks import Side
from posture.body.view import View
from posture.cli import check_tables, clip_tables, history_tables, session_tables
from posture.cli.clip_tables import ClipRow
from posture.coach.session import Unmeasured
from posture.errors import StoreError
from posture.history.store import Store
from posture.posture_check.check_result import Check, Measured

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def kept_list() -> RenderableType:
    with Store() as store:
        fill(store)
        return history_tables.list_of(store.sets())


def kept_set() -> RenderableType:
    with Store() as store:
        return history_tables.one_set(store.get(fill(store)[0]))


def check() -> RenderableType:
    measured = (Measured(STRANGE, 3.0, 1.0, STRANGE, None, STRANGE),)
    found = Check(View.SIDE, 4.0, measured, None, (Unmeasured(STRANGE, STRANGE),), Side.LEFT)
    return check_tables.table(found, {})


MADE: dict[str, Callable[[], RenderableType]] = {
    "list": kept_list,
    "set": kept_set,
    "summary": lambda: session_tables.summary(strange_set(STRANGE)),
    "overview": lambda: clip_tables.overview([ClipRow.of(strange_set("wall_angels"), name=STRANGE)]),
    "odd clips": lambda: clip_tables.odd_ones(
        [replace(ClipRow.of(strange_set("wall_angels"), name=STRANGE), reps=0)]
    ),
    "check": check,
}


@pytest.mark.parametrize("made", MADE)
def test_tables_show_text_as_text(made: str) -> None:
    out = io.StringIO()
    table = MADE[made]()
    Console(file=out, force_terminal=True, width=2000, highlight=False, emoji=False).print(table)
    said = STYLE.sub("", out.getvalue())
    assert ELSEWHERE in said and f"[link=http://{ELSEWHERE}]k[/]" in said and "[bold]" in said
    assert "\x1b" not in said and "\x07" not in said and "\u202e" not in said


def test_errors_give_no_orders_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise StoreError(f"no {STRANGE}\nposture: all is well")

    app = typer.Typer()
    app.command()(fail)
    monkeypatch.setattr(cli, "app", app)
    monkeypatch.setattr(sys, "argv", ["posture"])
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    said = capsys.readouterr().err
    assert ELSEWHERE in said and said.count("\n") == 1
    assert "\x1b" not in said and "\u202e" not in said
