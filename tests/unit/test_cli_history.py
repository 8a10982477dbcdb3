"""``posture history`` and ``posture export`` as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from click.testing import Result
from kept_samples import MORNING, a_session
from typer.testing import CliRunner

from posture.cli import export, history
from posture.cli.history import EMPTY
from posture.coach.session import Counts, Problem, Reason
from posture.errors import StoreError, UnknownExercise
from posture.exercises import EXERCISES
from posture.history.store import Opinion, Store
from posture.locale.terms import REASONS

app = typer.Typer()
history.register(app)
export.register(app)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("POSTURE_DATABASE_URL", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def three_sets() -> None:
    with Store() as store:
        store.save(a_session(), started_at=MORNING, person="[bold]Ada")
        store.save(a_session(exercise="chin_tucks"), started_at=MORNING + timedelta(days=1))
        last = store.save(
            a_session(exercise="neck_tilts", counts=Counts(2, 1, 3, left=1, right=1, hold_s=75.0)),
            started_at=MORNING + timedelta(days=2),
        )
        store.corrections.add(last, 1, Opinion.NOT_A_REP)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts this computer into a time zone."""

    def go(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()


def run(*words: str, answer: str | None = None, code: int = 0) -> Result:
    result = CliRunner().invoke(app, words, input=answer)
    assert result.exit_code == code, result.output
    return result


def ids() -> list[int]:
    with Store() as store:
        return [kept.id for kept in store.sets()]


def test_an_empty_history_says_what_to_do() -> None:
    assert run("history").stdout.split() == EMPTY.split()
    assert json.loads(run("history", "--json").stdout) == []


@pytest.mark.usefixtures("three_sets")
def test_sets_are_listed_newest_first() -> None:
    lines = run("history").stdout.splitlines()
    assert lines[0].split() == ["Set", "Begun", "Who", "Move", "Reps", "Clean", "Attempts", "Held", "Time"]
    assert [line.split()[0] for line in lines[1:]] == ["3", "2", "1"]
    assert "2 → 1" in lines[1]
    assert "1:15 min" in lines[1]
    assert "[bold]Ada" in lines[3]
    assert len(run("history", "--limit", "1").stdout.splitlines()) == 2


@pytest.mark.usefixtures("three_sets")
def test_lists_can_be_narrowed_and_read_by_programs() -> None:
    listed = json.loads(run("history", "--json", "--exercise", "wall_angels").stdout)
    assert [(one["id"], one["person"]) for one in listed] == [(1, "[bold]Ada")]
    assert "session" not in listed[0]
    assert [one["id"] for one in json.loads(run("history", "--json", "--person", "").stdout)] == [3, 2]
    assert "No such sets are kept." in run("history", "--exercise", "bent_over_rows").stdout
    wrong = run("history", "--exercise", "wall_angel", code=1)
    assert isinstance(wrong.exception, UnknownExercise)
    assert "did you mean wall_angels?" in str(wrong.exception)


@pytest.mark.usefixtures("three_sets")
def test_one_set_shows_every_attempt() -> None:
    shown = run("history", "3").stdout
    assert f"Set 3: {EXERCISES['neck_tilts'].title}, 2026-03-03" in shown
    counted = "2 → 1 counted, 1 clean, 3 attempts; 1 of 1 as you counted, 1 too many; left 1, right 1"
    assert f"{counted}; held 1:15 min; seen from the front" in " ".join(shown.split())
    table = shown[shown.index("#") :].splitlines()[1:4]
    assert [line.split()[0] for line in table] == ["1", "2", "3"]
    for part in (
        "not a repetition, you said",
        "uneven, tilted too far",
        f"no: {REASONS[Reason.PARTIAL_RANGE].lower()}",
        "86°",
        "From 0.0 s to 0.6 s: Turn to face the camera",
        "Not judged: low-back arch (needs a side view)",
    ):
        assert part in shown, part
    whole = json.loads(run("history", "3", "--json").stdout)
    assert whole["session"]["schema"] == "posture.session/1"


def test_a_set_without_attempts_and_with_markup_is_shown() -> None:
    with Store() as store:
        problems = (Problem("view", 0.0, 1.0, "[red]Turn[/]"),)
        store.save(a_session(0, counts=Counts(), problems=problems, view=None), started_at=MORNING)
    shown = run("history", "1").stdout
    assert "No attempt was made." in shown
    assert "[red]Turn[/]" in shown


def test_a_set_that_is_not_kept_is_named() -> None:
    for words in (["history", "7"], ["history", "--delete", "7"]):
        wrong = run(*words, code=1)
        assert isinstance(wrong.exception, StoreError)
        assert "no set 7 is kept" in str(wrong.exception)


@pytest.mark.usefixtures("three_sets")
def test_deleting_asks_first() -> None:
    asked = run("history", "--delete", "1", answer="n\n", code=1)
    assert "Delete set 1 (Wall angels, 2026-03-01" in asked.output
    assert ids() == [3, 2, 1]
    run("history", "--delete", "1", answer="y\n")
    assert ids() == [3, 2]
    assert (
        "Delete all that is kept of everybody (2 sets) for good?"
        in run("history", "--delete-all", answer="n\n", code=1).output
    )
    run("history", "--delete-all", code=1)  # nobody there to answer
    assert ids() == [3, 2]
    assert "2 sets deleted" in run("history", "--delete-all", "--yes").output
    assert ids() == []


@pytest.mark.usefixtures("three_sets")
def test_export_and_import_are_a_way_there_and_back(tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    with Store() as store:
        store.journal.write("pain", {"score": 3}, at=MORNING, person="Ana")
        store.journal.choose("voice", "off", person="Ana")
        store.journal.choose("units", "cm", person="Ana")
    assert "3 sets written to" in run("export", str(out)).stderr
    deleted = run("history", "--delete-all", "--yes").stderr
    assert "3 sets, 1 note, 2 settings deleted" in deleted
    assert "3 sets, 1 note, 2 settings imported from" in run("history", "--import", str(out)).stderr
    again = run("history", "--import", str(out)).stderr
    assert "0 sets imported" in again and "6 already kept" in again
    assert len(ids()) == 3


@pytest.mark.usefixtures("three_sets")
def test_one_person_is_deleted_after_asking() -> None:
    asked = run("history", "--delete-person", "[bold]Ada", answer="n\n", code=1)
    assert "Delete all that is kept of [bold]Ada (1 set) for good?" in asked.output
    assert ids() == [3, 2, 1]
    assert "1 set deleted" in run("history", "--delete-person", "[bold]Ada", answer="y\n").output
    assert ids() == [3, 2]
    wrong = run("history", "--delete-person", "Ada", code=1)
    assert str(wrong.exception) == "nothing is kept of 'Ada'; there are no profiles"
    assert "without a profile (2 sets)" in run("history", "--delete-person", "", code=1).output
    assert "2 sets deleted" in run("history", "--delete-person", "", "--yes").output


@pytest.mark.usefixtures("three_sets")
def test_exports_can_be_narrowed(tmp_path: Path) -> None:
    out = tmp_path / "some.csv"
    assert "1 set written" in run("export", str(out), "--exercise", "chin_tucks").stderr
    assert len(out.read_text().splitlines()) == 4
    for number, narrowed in (
        ("2 sets", ("--since", "2026-03-02")),
        ("1 set", ("--since", "2026-03-02T12:00:00")),
        ("2 sets", ("--person", "")),
    ):
        assert f"{number} written" in run("export", str(out), *narrowed, "--force").stderr
    wrong = run("export", str(out), "--exercise", "chin_tuck", code=1)
    assert isinstance(wrong.exception, UnknownExercise)


@pytest.mark.usefixtures("three_sets")
@pytest.mark.parametrize("form", ["csv", "json", "fhir", "html"])
def test_an_export_writes_over_nothing_unless_it_is_told_to(tmp_path: Path, form: str) -> None:
    narrowed = ("--format", form, *(("--person", "") if form == "html" else ()))
    for force in ((), ("--force",)):
        own = run("export", str(tmp_path / "data" / "posture.db"), *narrowed, *force, code=1)
        assert "Posture keeps its own data there" in str(own.exception)
    assert ids() == [3, 2, 1]
    out = tmp_path / "mine"
    out.write_text("before")
    asked = run("export", str(out), *narrowed, code=1)
    assert str(asked.exception).endswith("is there already; choose another name, or replace it with --force")
    assert out.read_text() == "before"
    run("export", str(out), *narrowed, "--force")
    assert out.read_text() != "before"


@pytest.mark.parametrize("name", ["all.json", "all.csv", "all.fhir.json", "all.html"])
def test_an_export_of_nothing_says_so_and_writes_nothing(tmp_path: Path, name: str) -> None:
    said = run("export", str(tmp_path / name), code=1)
    assert isinstance(said.exception, StoreError)
    assert f"{tmp_path / name} was not written; see: posture history" in str(said.exception)
    assert not (tmp_path / name).exists()


@pytest.mark.usefixtures("three_sets")
@pytest.mark.parametrize(
    ("given", "asked", "row"),
    [
        ({}, (), "1,2026-03-01 08:30:15,[bold]Ada,wall_angels"),
        ({"LANG": "de_DE.UTF-8", "TZ": "Europe/Berlin"}, (), "1;2026-03-01 09:30:15;[bold]Ada;wall_angels"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, (), "1,2026-03-01 08:30:15"),
        ({"LANG": "de_DE.UTF-8"}, ("--locale", "en"), "1,2026-03-01 08:30:15"),
        ({}, ("--locale", "de"), "1;2026-03-01 08:30:15"),
    ],
)
def test_a_table_is_written_as_this_system_or_the_person_says(
    tmp_path: Path,
    here: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    *,
    given: dict[str, str],
    asked: tuple[str, ...],
    row: str,
) -> None:
    for name in ("LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.setenv(name, given.get(name, ""))
    here(given.get("TZ", "UTC"))
    run("export", str(tmp_path / "all.csv"), *asked)
    content = (tmp_path / "all.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfset_id")
    assert content.decode("utf-8-sig").splitlines()[1].startswith(row)


@pytest.mark.usefixtures("three_sets")
def test_the_ending_or_the_format_chooses_the_form(tmp_path: Path) -> None:
    run("export", str(tmp_path / "all.fhir.json"))
    assert json.loads((tmp_path / "all.fhir.json").read_text())["resourceType"] == "Bundle"
    run("export", str(tmp_path / "bundle.json"), "--format", "fhir")
    assert (tmp_path / "bundle.json").read_text() == (tmp_path / "all.fhir.json").read_text()
    assert "report written to" in run("export", str(tmp_path / "report.html"), "--person", "[bold]Ada").stderr
    assert "Wall angels" in (tmp_path / "report.html").read_text()
    assert "2 sets" in run("history", "--delete-person", "", "--yes").stderr
    run("export", str(tmp_path / "only.html"))
    assert (tmp_path / "only.html").read_text() == (tmp_path / "report.html").read_text()


@pytest.mark.usefixtures("three_sets")
def test_a_report_is_of_what_is_kept_without_a_profile_unless_one_is_named(tmp_path: Path) -> None:
    out = str(tmp_path / "report.html")
    told = " ".join(run("export", out).stderr.split())
    assert "a report is of one person: this is what is kept without a profile" in told
    assert "with --person choose one of: [bold]Ada" in told
    assert "Chin tucks" in (tmp_path / "report.html").read_text()
    assert run("export", out, "--person", "", "--force").stderr.count("\n") == 1
    run("export", out, "--person", "[bold]Ada", "--force")
    assert "Chin tucks" not in (tmp_path / "report.html").read_text()
    with Store() as store:
        store.save(a_session(), started_at=MORNING, person="Bo")
        store.delete_person("")
    asked = run("export", str(tmp_path / "other.html"), code=2)
    told = " ".join(asked.output.replace("│", "").split())
    assert "choose one of: [bold]Ada, Bo" in told and "''" not in told
    assert not (tmp_path / "other.html").exists()


@pytest.mark.usefixtures("three_sets")
@pytest.mark.parametrize("name", ["all.html", "all.json", "all.csv"])
def test_a_profile_that_is_not_there_is_no_empty_one(tmp_path: Path, name: str) -> None:
    asked = run("export", str(tmp_path / name), "--person", "Nobdy", code=2)
    assert "no profile called 'Nobdy'" in asked.stderr and "choose one of: [bold]Ada" in asked.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    "words",
    [
        ["history", "1", "--delete-all"],
        ["history", "--delete", "1", "--import", "x.json"],
        ["history", "--delete-person", "Ada", "--delete-all"],
        ["history", "--limit", "0"],
        ["history", "first"],
        ["export", "all.xlsx"],
        ["export"],
        ["export", "all.json", "--format", "xlsx"],
        ["export", "all.html", "--exercise", "chin_tucks"],
        ["export", "all.json", "--since", "yesterday"],
        ["export", "all.csv", "--locale", "Klingon"],
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    run(*words, code=2)


def test_the_real_command_keeps_results_and_remarks_apart(tmp_path: Path) -> None:
    """One real process: exit code 1 with one line, and JSON alone on standard output."""
    root = str(Path(__file__).parents[2])
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])}

    def posture(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-W", "error", "-m", "posture", *words]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    failed = posture("export", str(tmp_path / "none" / "all.json"))
    assert (failed.returncode, failed.stdout) == (1, "")
    assert (
        failed.stderr
        == f"posture: {tmp_path}/none/all.json: the folder {tmp_path}/none does not exist; make it first\n"
    )
    listed = posture("history", "--json")
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "[]\n", "")


@pytest.mark.usefixtures("three_sets")
@pytest.mark.parametrize("named", [("1",), ("--delete", "1", "--yes"), ("--delete-all", "--yes")])
@pytest.mark.parametrize("narrowed", [("--person", "Bo"), ("--exercise", "superman"), ("--limit", "1")])
def test_what_narrows_the_list_is_refused_elsewhere_and_nothing_is_done(
    named: tuple[str, ...], narrowed: tuple[str, ...]
) -> None:
    result = run("history", *named, *narrowed, code=2)
    assert narrowed[0] in result.output
    assert len(ids()) == 3
