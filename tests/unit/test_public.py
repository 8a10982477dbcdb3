"""``import posture`` as a program of somebody else sees it: few names, quick, typed, in any order."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

import posture
from posture.coach.exercise import Exercise
from posture.coach.results.attempts_frame import COLUMNS
from posture.vision.recording import Recording, write

NAMES = {
    *("analyze", "analyze_many", "check", "exercises", "simulate"),
    *("Coach", "Exercise", "Options", "Pose", "PostureError", "Session", "Store", "Update"),
}


def outside(code: str, folder: Path) -> str:
    """What a fresh Python prints that runs the code far from the checkout's folder."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_public_names_are_few_and_all_there() -> None:
    assert set(posture.__all__) == NAMES
    assert len(posture.__all__) <= 13  # twelve, and the call for many clips, which is no option of another
    assert list(posture.__all__) == sorted(posture.__all__)
    seen = {name for name in dir(posture) if not name.startswith("__")}
    assert seen >= NAMES
    assert {name for name in seen - NAMES if f"posture.{name}" not in sys.modules} == set()
    for name in NAMES:
        assert callable(getattr(posture, name)), name
    assert issubclass(posture.PostureError, Exception)


def test_any_other_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'posture' has no attribute 'analyse'"):
        posture.analyse  # noqa: B018  # the look-up is the test


def test_the_package_says_that_it_is_typed() -> None:
    assert files("posture").joinpath("py.typed").is_file()


def test_import_loads_nothing_but_the_version(tmp_path: Path) -> None:
    code = "import sys, posture; print(*sorted(m for m in sys.modules if m.partition('.')[0] in {names}))"
    ours = {"posture", "numpy", "cv2", "mediapipe", "streamlit", "pandas", "sqlalchemy", "altair"}
    assert outside(code.format(names=ours), tmp_path).split() == ["posture", "posture.version"]


def test_simulating_and_coaching_load_nothing_heavy(tmp_path: Path) -> None:
    code = """
import sys, posture
coach = posture.Coach("wall_angels")
for pose in posture.simulate("wall_angels", reps=1, fps=10):
    coach.update(pose, pose.t_s)
coach.finish(), posture.exercises(), posture.PostureError
print({"cv2", "av", "mediapipe", "streamlit", "pandas", "sqlalchemy", "altair"} & set(sys.modules))
"""
    assert outside(code, tmp_path) == "set()\n"


ORDERS = {
    "function, then module": "import posture; posture.exercises(); from posture.exercises import find",
    "module, then function": "import posture.exercises; assert posture.exercises.find('cobra')",
    "one exercise first": "import posture.exercises.cobra, posture",
    "both by from": "from posture import exercises; from posture.exercises import EXERCISES; import posture",
    "everything": "from posture import *; import posture; assert exercises() == posture.exercises()",
    "the check first": "import posture.check_pipeline, posture, posture.posture_check.checker",
    "the coach first": "from posture.coach.coach import Coach; import posture; posture.Coach('cobra')",
    "the simulation first": "import posture.simulation.simulate, posture; posture.simulate('cobra', reps=0)",
}


@pytest.mark.parametrize("order", ORDERS)
def test_names_work_in_every_order_of_imports(order: str, tmp_path: Path) -> None:
    used = "print(len(posture.exercises()), callable(posture.check), callable(posture.simulate))"
    code = f"{ORDERS[order]}\n{used}"
    assert outside(code, tmp_path) == f"{len(posture.exercises())} True True\n"


def test_exercises_are_given_in_the_order_of_their_ids() -> None:
    given = posture.exercises()
    assert all(isinstance(exercise, Exercise) for exercise in given)
    assert [exercise.id for exercise in given] == sorted(exercise.id for exercise in given)


def test_a_coach_takes_an_exercise_or_its_id() -> None:
    poses = posture.simulate("chin_tucks", reps=2, hold_s=1.0, fps=10.0)
    sessions = []
    for exercise in ("chin_tucks", posture.exercises.find("chin_tucks")):
        coach = posture.Coach(exercise, hold_s=1.0)
        for pose in poses:
            coach.update(pose, pose.t_s)
        sessions.append(coach.finish())
    assert sessions[0] == sessions[1]
    assert sessions[0].counts.reps == 2


def test_an_unknown_id_is_a_posture_error_that_suggests_the_nearest() -> None:
    for call in (posture.Coach, posture.simulate, lambda name: posture.analyze("set.npz", name)):
        with pytest.raises(posture.PostureError, match="did you mean chin_tucks"):
            call("chin-tuck")


def test_what_is_no_exercise_is_refused() -> None:
    for call in (posture.Coach, posture.simulate, lambda given: posture.analyze("set.npz", given)):
        with pytest.raises(ValueError, match="exercise: expected an Exercise or the id of one, got None"):
            call(None)


@pytest.mark.parametrize("name", ["options", "outputs"])
def test_options_of_another_kind_are_refused(name: str) -> None:
    with pytest.raises(
        ValueError, match=rf"{name}: expected posture.pipeline.O\w+\(…\), got {{'model': 'lite'}}"
    ):
        posture.analyze("set.npz", "chin_tucks", **{name: {"model": "lite"}})


def test_options_with_a_dose_that_is_none_are_refused() -> None:
    with pytest.raises(ValueError, match="hold_s: expected finite seconds, 0 or more, got -1"):
        posture.Options(hold_s=-1)


@pytest.mark.parametrize("name", ["no.jpg", "no.mp4", "no.npz"])
def test_a_file_that_is_not_there_is_said_with_what_to_do(name: str, tmp_path: Path) -> None:
    with pytest.raises(posture.PostureError, match=rf"{name}: no such file; check the name and the folder"):
        posture.check(tmp_path / name, "side")


def recorded(folder: Path, exercise_id: str) -> Path:
    """A recording of two repetitions, the second half of a second of nobody."""
    poses = posture.simulate(exercise_id, reps=2, hold_s=1.0, fps=12.0)
    times = (*(pose.t_s for pose in poses), poses[-1].t_s + 0.5)
    path = folder / "set.npz"
    write(Recording((640, 480), times, (*poses, None)), path)
    return path


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_analyzed_by_its_name_or_path(kind: type, tmp_path: Path) -> None:
    path = recorded(tmp_path, "chin_tucks")
    result = posture.analyze(kind(path), "chin_tucks", options=posture.Options(hold_s=1.0))
    assert isinstance(result, posture.Session)
    assert result.counts.reps == 2 and result.source is not None and result.source.name == "set.npz"


def test_a_session_becomes_a_table_of_its_attempts(tmp_path: Path) -> None:
    result = posture.analyze(recorded(tmp_path, "chin_tucks"), "chin_tucks")  # the guide holds five seconds
    table = result.to_frame()
    assert tuple(table.columns) == COLUMNS
    assert list(table["attempt"]) == [1, 2] and list(table["counted"]) == [True, True]
    assert list(table["faults"]) == ["short_hold", "short_hold"] and list(table["reason"]) == ["", ""]
    assert np.allclose(table["end_s"] - table["start_s"], table["duration_s"])


def test_a_table_of_no_attempts_has_its_columns() -> None:
    assert tuple(posture.Coach("cobra").finish().to_frame().columns) == COLUMNS


@pytest.mark.parametrize("exercise_id", ["chin_tucks", "bent_over_rows"])
def test_a_table_of_no_attempts_has_the_types_of_a_filled_one(exercise_id: str) -> None:
    empty, filled = posture.Coach(exercise_id).finish().to_frame(), coached(exercise_id, reps=1).to_frame()
    assert len(empty) == 0 and len(filled) == 1
    assert dict(empty.dtypes) == dict(filled.dtypes)
    assert str(empty.dtypes["attempt"]) == "int64" and str(empty.dtypes["range"]) == "float64"


def test_a_coach_is_printed_in_a_few_words() -> None:
    coach = posture.Coach("wall_angels")
    assert repr(coach) == "<Coach wall_angels: waiting, 0 of 0 attempts counted>"
    for pose in posture.simulate("wall_angels", reps=2, fps=12.0):
        coach.update(pose, pose.t_s)
    assert repr(coach) == "<Coach wall_angels: under way, 2 of 2 attempts counted>"
    coach.finish()
    assert repr(coach) == "<Coach wall_angels: finished, 2 of 2 attempts counted>"


def test_a_fault_of_low_severity_costs_no_clean_attempt() -> None:
    (attempt,) = coached("chin_tucks", reps=1, faults="short_hold").attempts
    assert attempt.counted and attempt.clean and attempt.faults == ("short_hold",)


def test_a_store_is_opened_and_keeps_nothing_yet(data_folder: Path) -> None:
    with posture.Store.open() as store:
        assert list(store.sets()) == []
    assert any(data_folder.iterdir())


def test_a_store_that_cannot_be_opened_says_so_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(posture.PostureError):
        posture.Store.open(f"sqlite:///{tmp_path}/file/posture.sqlite")


def test_an_address_that_is_none_is_named_by_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(posture.PostureError, match=r"^the url given is no database address; use sqlite"):
        posture.Store("junk")
    monkeypatch.setenv("POSTURE_DATABASE_URL", "junk")
    with pytest.raises(posture.PostureError, match=r"^POSTURE_DATABASE_URL is no database address"):
        posture.Store()


def test_a_set_is_kept_with_a_moment_alone() -> None:
    session = posture.Coach("cobra").finish()
    with (
        posture.Store.open("sqlite://") as store,
        pytest.raises(ValueError, match="started_at: expected a datetime with a time zone, got 'now'"),
    ):
        store.save(session, started_at="now")  # type: ignore[arg-type]  # the wrong value is the test


@pytest.mark.parametrize("view", ["back", "oblique", "above"])
def test_a_check_names_the_views_that_it_can_be_made_from(view: str) -> None:
    with pytest.raises(ValueError, match=f"view: expected front or side, got '{view}'"):
        posture.check("photo.jpg", view=view)


def coached(exercise_id: str, **asked: object) -> posture.Session:
    """The session of a coach that followed a simulated set."""
    coach = posture.Coach(exercise_id)
    for pose in posture.simulate(exercise_id, fps=12.0, **asked):  # type: ignore[arg-type]
        coach.update(pose, pose.t_s)
    return coach.finish()


def values_of(chart: dict[str, object], mark: str) -> list[dict[str, object]]:
    """The rows behind the marks of that kind; Altair keeps them apart from the layers."""
    layers = [layer for layer in chart["layer"] if layer["mark"]["type"] == mark]  # type: ignore[attr-defined, index]
    return [row for layer in layers for row in layer["data"]["values"]]


def test_a_session_is_plotted_with_its_signal_attempts_findings_and_target() -> None:
    session = coached("bent_over_rows", reps=3, faults=["trunk_swing"])
    chart = session.plot().to_dict()
    assert [row["label"] for row in values_of(chart, "text")] == ["1 ✓", "2 ✓", "3 ✓"]
    assert session.trace is not None
    known = int(np.isfinite(session.trace.value).sum())
    assert len(values_of(chart, "line")) == known > 100
    triangles = [layer for layer in chart["layer"] if layer["mark"].get("shape") == "triangle-up"]
    assert len(triangles[0]["data"]["values"]) == len(session.findings) == 3
    reached = [row["v"] for row in values_of(chart, "line") if math.isfinite(row["v"])]
    counts_from = [row["v"] for row in values_of(chart, "rule")]  # what counts in each attempt
    assert len(counts_from) == 3 and all(0.0 < level <= max(reached) for level in counts_from)
    assert [chart["encoding"][axis]["title"] for axis in "xy"] == ["Time", "Range"]


def test_a_session_without_its_signal_is_plotted_with_its_attempts_alone() -> None:
    session = coached("wall_angels", reps=2)
    read = posture.Session.from_dict(session.as_dict())
    assert read.trace is None and read == posture.Session.from_dict(read.as_dict())
    chart = read.plot().to_dict()
    assert [row["label"] for row in values_of(chart, "text")] == ["1 ✓", "2 ✓"]
    assert values_of(chart, "line") == []
    titles = [shown.plot().to_dict()["encoding"]["y"]["title"] for shown in (session, read)]
    assert titles == ["Range", "Range"]


def test_an_analyzed_file_has_its_signal(tmp_path: Path) -> None:
    result = posture.analyze(recorded(tmp_path, "chin_tucks"), "chin_tucks")
    assert len(values_of(result.plot().to_dict(), "line")) > 50


def test_the_signal_is_no_part_of_what_is_kept_or_compared() -> None:
    session = coached("wall_angels", reps=1)
    assert "trace" not in session.as_dict() and "trace" not in repr(session)
    assert session == replace(session, trace=None)


def test_the_selection_of_a_plot_is_made_in_one_of_its_layers() -> None:
    chart = coached("wall_angels", reps=1).plot().to_dict()
    layers = {layer["name"] for layer in chart["layer"]}
    assert [
        set(selection["views"]) <= layers and len(selection["views"]) for selection in chart["params"]
    ] == [1]
