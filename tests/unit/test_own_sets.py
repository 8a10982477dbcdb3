"""Today's coach on a person's own sets, and sets that are given away: what is told, and what never is."""

from __future__ import annotations

import io
import json
import math
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from own_sets_kit import trained
from typer.testing import CliRunner

from posture.body.landmarks import Side
from posture.cli import app
from posture.cli.contribution_words import in_words, nothing_to_give
from posture.coach.session import Attempt, Reason, Session
from posture.errors import PostureError, RecordingUnreadable, UnknownExercise
from posture.evaluate import contribution
from posture.evaluate import own_sets as own
from posture.evaluate.contribution import LeftOut, gather, read
from posture.evaluate.own_sets import (
    AgreementFigures,
    OwnAccuracy,
    Recount,
    count_again,
    markdown,
    own_sets,
    recounted,
)
from posture.evaluate.stated_counts import ListedMovement, StatedMovements
from posture.history.kept_set import Agreement
from posture.history.store import Opinion, Store
from posture.vision import landmark_log
from posture.vision.landmark_log import LandmarkLog

RUN = CliRunner()


def said(*args: str) -> Any:
    return RUN.invoke(app, list(args), catch_exceptions=False)


def recount(said: int | None, then: int, now: int | None, move: str = "wall_angels") -> Recount:
    return Recount(name="set 1", exercise=move, then=then, said=said, now=now)


def attempt(number: int, *, counted: bool = True) -> Attempt:
    """The movement of that number: one every four seconds, its top in the middle."""
    t_s = 4.0 * number
    reason = None if counted else Reason.PARTIAL_RANGE
    return Attempt(number, Side.BOTH, t_s, t_s + 1.5, t_s + 3.0, 0.0, 160.0, "deg", counted, reason)


def listed(*attempts: Attempt) -> list[ListedMovement]:
    return [ListedMovement(one.number, one.peak_s, one.counted) for one in attempts]


# ---- counting again


def test_own_sets_are_counted_again_beside_what_their_person_said() -> None:
    right, corrected, unseen, bare = (
        trained(move, landmarks=move != "chin_tucks")
        for move in ("wall_angels", "wall_angels", "bent_over_rows", "chin_tucks")
    )
    with Store() as store:
        store.corrections.confirm(right)
        store.corrections.add(corrected, None, Opinion.MISSED)
        sets, without = own_sets(store)
        now = {one.name: one for one in recounted(sets)}
        assert store.get(bare).counts.reps > 0
    assert without == 1 and len(sets) == 3
    first = now[f"set {right}"]
    assert (first.said, first.then, first.now) == (4, 4, 4) and now[f"set {corrected}"].said == 5
    assert (now[f"set {unseen}"].said, now[f"set {unseen}"].now) == (None, 4)
    found = OwnAccuracy(tuple(now.values()), without)
    assert (found.now().sets, found.now().exact, found.now().within_one) == (2, 1, 2)
    assert found.now().repetitions == 9 and found.exercises == ["wall_angels"]
    told = markdown(found)
    both = "then 4 of 5 as you counted; today 4 of 5 as you counted"
    assert f"set {corrected}, wall_angels: {both}" in told and f"set {right}, " not in told
    assert "Not looked at: 1. Today's coach counts 1 of them as before" in told
    assert "Without landmarks, and so not counted again: 1." in told


def test_another_coach_of_today_is_told_apart_from_that_of_then(monkeypatch: pytest.MonkeyPatch) -> None:
    number = trained("wall_angels")
    with Store() as store:
        store.corrections.add(number, None, Opinion.MISSED)
        sets, _ = own_sets(store)
    again = count_again(sets[0].path, "wall_angels")

    later = replace(again.attempts[-1], start_s=100.0, peak_s=102.0, end_s=103.0)

    def better(*_: object) -> Session:
        return replace(again, counts=replace(again.counts, reps=5), attempts=(*again.attempts, later))

    monkeypatch.setattr(own, "count_again", better)
    found = OwnAccuracy(tuple(recounted(sets)))
    assert (found.then().exact, found.now().exact) == (0, 1)
    assert found.as_dict()["looked_at"]["wall_angels"]["now"]["exact"] == 1


def test_a_video_is_judged_as_a_file_and_a_live_set_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    number = trained("wall_angels")
    with Store() as store:
        path = store.landmarks.of(number)
    assert path is not None
    kept = landmark_log.read(path)
    judged = []
    monkeypatch.setattr(own, "analyze", lambda *a, **b: judged.append(b["options"].hold_s))
    assert count_again(path, "wall_angels").counts.reps == 4 and judged == []
    log = LandmarkLog(replace(kept.terms, live=False, hold_s=7.0), with_outline=False)
    for t_s, pose in kept.recording:
        log.add(t_s, pose)
    path.write_bytes(log.to_bytes())
    count_again(path, "wall_angels")
    assert judged == [7.0]
    with pytest.raises(UnknownExercise):
        count_again(path, "dance")


def test_a_set_that_cannot_be_read_is_named_and_the_others_go_on() -> None:
    broken, good = trained("wall_angels"), trained("wall_angels", day=1)
    with Store() as store:
        for number in (broken, good):
            store.corrections.confirm(number)
        path = store.landmarks.of(broken)
        assert path is not None
        path.write_bytes(b"no npz")
        found = OwnAccuracy(tuple(recounted(own_sets(store)[0])))
    assert found.now().sets == 1 and [one.name for one in found.unreadable] == [f"set {broken}"]
    assert f"- set {broken}, wall_angels: " in markdown(found)


@drawn(st.lists(st.tuples(*[st.integers(0, 9)] * 3), max_size=20))
def test_figures_are_those_of_the_slow_way(sets: list[tuple[int, int, int]]) -> None:
    """Each with repetitions that both counted, that were missed, and that were invented."""
    found = AgreementFigures.of(
        Agreement(right, right + missed, invented) for right, missed, invented in sets
    )
    errors = [missed + invented for _, missed, invented in sets]
    assert found.sets == len(sets) and found.repetitions == sum(r + m for r, m, _ in sets)
    assert found.exact == len([1 for error in errors if error == 0])
    assert found.within_one == len([1 for error in errors if error <= 1])
    if sets:
        assert found.mean_abs_error == pytest.approx(sum(errors) / len(sets))
        low, high = found.exact_interval
        assert 0.0 <= low <= found.exact / found.sets <= high <= 1.0
    else:
        assert math.isnan(found.mean_abs_error)


def test_one_invented_and_one_missed_are_two_errors_wherever_they_are_told(tmp_path: Path) -> None:
    number = trained("wall_angels")
    with Store() as store:
        store.corrections.add(number, 2, Opinion.NOT_A_REP)
        store.corrections.add(number, None, Opinion.MISSED)
        kept = store.get(number)
    assert kept.counts.reps == kept.corrected_reps == 4
    assert kept.agreement == Agreement(3, 4, 1)
    words = "3 of 4 as you counted, 1 too many"
    assert words in " ".join(said("history", str(number)).stdout.split())
    figures = json.loads(said("evaluate", "--history", "--json", "-").stdout)
    for when in ("then", "now"):
        found = figures["looked_at"]["all"][when]
        assert (found["exact"], found["within_one"], found["mean_abs_error"]) == (0, 0, 2.0), when
        assert figures["sets"][0][f"{when}_agreed"] == {"right": 3, "of": 4, "too_many": 1}
    file = given_file(tmp_path)
    assert f"4 counted, {words}" in said("contribute", str(file), "--look").stdout
    assert json.loads(said("evaluate", str(file), "--json", "-").stdout)["looked_at"] == figures["looked_at"]
    assert f"then {words}; today {words}" in said("evaluate", str(file)).stdout


@pytest.mark.parametrize(
    ("today", "agreed"),
    [
        ([1, 2, 3], Agreement(2, 4, 1)),  # as it was then: 2 is no repetition, one is missed, one not seen
        ([1, 3], Agreement(2, 4, 0)),
        ([1, 3, 4], Agreement(3, 4, 0)),  # what was listed and missed
        ([1, 3, 4, 8], Agreement(4, 4, 0)),  # 8 was never listed: it may be the other one
        ([1, 3, 8, 9], Agreement(3, 4, 1)),  # but only one was missed
        ([2, 5], Agreement(0, 4, 2)),
        ([], Agreement(0, 4, 0)),
    ],
)
def test_another_count_is_compared_by_the_moments_of_its_movements(
    today: list[int], agreed: Agreement
) -> None:
    then = [attempt(1), attempt(2), attempt(3), attempt(4, counted=False), attempt(5, counted=False)]
    corrections = [(2, Opinion.NOT_A_REP), (4, Opinion.MISSED), (None, Opinion.MISSED)]
    told = StatedMovements.of(listed(*then), corrections)
    assert told.then == told.beside(then) == Agreement(2, 4, 1)
    assert told.beside([attempt(number) for number in today]) == agreed


@drawn(st.lists(st.booleans(), max_size=8), st.data())
def test_the_count_of_then_beside_itself_is_what_the_person_said(
    counted: list[bool], data: st.DataObject
) -> None:
    then = [attempt(i, counted=was) for i, was in enumerate(counted, start=1)]
    wrong = [one for one in then if data.draw(st.booleans())]
    verdicts = {True: Opinion.NOT_A_REP, False: Opinion.MISSED}
    corrections = [(one.number, verdicts[one.counted]) for one in wrong]
    told = StatedMovements.of(
        listed(*then), [*corrections, *[(None, Opinion.MISSED)] * data.draw(st.integers(0, 2))]
    )
    assert told.beside(then) == told.then and told.then.exact == (not told.then.errors)


def test_without_a_set_that_was_looked_at_nothing_is_said_of_right_and_wrong() -> None:
    told = markdown(OwnAccuracy((recount(None, 4, 3), recount(None, 4, 4)), 0))
    assert "nobody knows what is right" in told and "| all" not in told
    assert json.dumps(OwnAccuracy((recount(None, 4, 3),)).as_dict(), allow_nan=False)


def test_the_command_tells_figures_as_json_and_writes_a_report(tmp_path: Path) -> None:
    with Store() as store:
        store.corrections.confirm(trained("wall_angels", person="Ida"))
        trained("wall_angels", person="Bo")
    out = tmp_path / "own.md"
    done = said("evaluate", "--history", "--person", "Ida", "--json", "-", "--markdown", str(out))
    figures = json.loads(done.stdout)
    assert done.exit_code == 0 and figures["schema"] == "posture.own-accuracy/1"
    assert figures["looked_at"]["all"]["now"]["exact"] == 1 and len(figures["sets"]) == 1
    assert "| wall_angels | 1 | 1 | 1 |" in out.read_text("utf-8")
    assert "| all | 1 |" in said("evaluate", "--history").stdout


def test_the_command_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text("[]")
    for words in (["--history", str(labels)], ["--history", "--stress"], ["--person", "Ida"]):
        assert RUN.invoke(app, ["evaluate", *words]).exit_code == 2
    with pytest.raises(PostureError, match="switch them on in Settings"):
        said("evaluate", "--history")


# ---- what is given away


def given_file(tmp_path: Path, *options: str) -> Path:
    file = tmp_path / "mine.npz"
    done = said("contribute", str(file), "--yes", "--force", *options)
    assert done.exit_code == 0
    return file


def test_what_is_given_counts_the_same_and_keeps_what_was_said(tmp_path: Path) -> None:
    one, other = trained("wall_angels", from_s=3.5), trained("bent_over_rows", day=1)
    with Store() as store:
        store.corrections.add(one, 2, Opinion.NOT_A_REP)
        store.corrections.add(one, None, Opinion.MISSED)
        store.corrections.add(one, None, Opinion.MISSED)
        store.corrections.confirm(other)
        begun_s = store.get(one).session.attempts[0].start_s  # type: ignore[union-attr]
    by_move = {given.about["exercise"]: given for given in read(given_file(tmp_path))}
    angels = by_move["wall_angels"]
    assert (angels.about["counted"], angels.said.then.of, angels.about["confirmed"]) == (4, 5, False)
    assert angels.about["corrections"] == [
        {"attempt": 2, "verdict": "not_a_rep"},
        {"attempt": None, "verdict": "missed"},
        {"attempt": None, "verdict": "missed"},
    ]
    assert by_move["bent_over_rows"].about["confirmed"]
    assert angels.poses.recording.times_s[0] == 0.0
    assert angels.about["attempts"][0]["start_s"] == round(begun_s - 3.5, 2)
    figures = json.loads(said("evaluate", str(tmp_path / "mine.npz"), "--json", "-").stdout)
    assert {s["exercise"]: (s["then"], s["said"], s["now"]) for s in figures["sets"]} == {
        "wall_angels": (4, 5, 4),
        "bent_over_rows": (4, 4, 4),
    }


def test_a_file_that_is_given_says_nothing_of_who_and_when(tmp_path: Path) -> None:
    with Store() as store:
        for day in range(3):
            number = trained("wall_angels", person="Ida Löf", day=day, reps=day + 2)
            store.corrections.confirm(number)
        store.journal.write("pain", {"note": "knee hurts"}, at=store.get(number).started_at, person="Ida Löf")
    file = given_file(tmp_path, "--person", "Ida Löf")
    with zipfile.ZipFile(file) as members:
        assert {info.date_time[0] for info in members.infolist()} == {1980}
        everything = b"".join(members.read(name) for name in members.namelist())
        about = "".join(np.load(io.BytesIO(members.read("about.npy"))).tolist())
        names = {name.removesuffix(".npy") for name in members.namelist()}
    assert names == {"schema", "about", "t_s", "image_xy", "world_xyz", "visibility"}
    for word in ("Ida", "Löf", "knee", "camera", "2026", "08:30", str(tmp_path), "0" * 64, "run"):
        assert word not in about and word.encode() not in everything
        assert word.encode("utf-32-le") not in everything, word
    keys = set(re.findall(r'"(\w+)":', about))
    assert keys == {
        "version", "sets", "exercise", "view", "model", "hold_s", "live", "count_in_s", "width_px",
        "height_px", "frames", "counted", "confirmed", "attempts", "corrections", "number", "side",
        "start_s", "peak_s", "end_s", "reason", "rest", "shown_before",
    }  # fmt: skip
    before = file.read_bytes()
    with Store() as store:  # the same sets on other days, kept in another order
        for kept in store.sets():
            store.delete(kept.id)
        for day in (9, 5, 7):
            trained("wall_angels", day=day, reps={5: 2, 7: 3, 9: 4}[day])
        for kept in store.sets():
            store.corrections.confirm(kept.id)
    assert given_file(tmp_path, "--person", "").read_bytes() == before


def test_only_what_was_looked_at_and_can_be_counted_is_given(tmp_path: Path) -> None:
    numbers = [trained("wall_angels", day=day, landmarks=day != 1) for day in range(5)]
    with Store() as store:
        for number in (numbers[0], numbers[1], numbers[3], numbers[4]):
            store.corrections.confirm(number)
        path = store.landmarks.of(numbers[3])
        assert path is not None
        path.write_bytes(path.read_bytes()[:-100])
        given, out = gather(store)
        assert len(given) == 2 and out == LeftOut(without=1, unseen=1, unreadable=1)
        told = in_words(given, out)
    assert "2 sets" in told and "Left out: 1 have no landmarks, 1 were never looked at, 1 cannot be" in told
    for word in ("name or profile", "time of day", "Nothing is sent anywhere", "proportions of your body"):
        assert word in told


def test_sets_that_are_counted_by_the_outline_are_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    number = trained("wall_angels")
    with Store() as store:
        store.corrections.confirm(number)
        way = contribution.EXERCISES["cat_cow"]
        assert way.needs_mask
        monkeypatch.setattr(contribution, "EXERCISES", {"wall_angels": way})
        given, out = gather(store)
    assert given == [] and out == LeftOut(outlined=1)
    assert "counted by the outline" in str(nothing_to_give(out))


def test_more_than_one_file_takes_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = [trained("wall_angels", day=day) for day in range(3)][-1]
    with Store() as store:
        for kept in store.sets():
            store.corrections.confirm(kept.id)
        monkeypatch.setattr(contribution, "MOST_FRAMES", 700)
        given, out = gather(store)
        assert store.get(newest).counts.reps == given[0].about["counted"]
    assert (len(given), out.room) == (2, 1)


def test_it_says_what_goes_in_and_asks_before_it_writes(tmp_path: Path) -> None:
    with Store() as store:
        store.corrections.confirm(trained("wall_angels"))
    file = tmp_path / "mine.npz"
    asked = RUN.invoke(app, ["contribute", str(file)], input="n\n")
    assert asked.exit_code == 1 and not file.exists() and list(tmp_path.iterdir()) == []
    assert "1 set" in asked.stderr and "Not in it: your name" in asked.stderr
    assert RUN.invoke(app, ["contribute", str(file)], input="y\n").exit_code == 0
    looked = said("contribute", "--look", str(file))
    assert "wall_angels (front): 1 set, 4 counted, 4 of 4 as you counted" in looked.stdout


def test_everybody_gives_their_own_and_nothing_is_a_plain_word(tmp_path: Path) -> None:
    file = tmp_path / "mine.npz"
    with pytest.raises(PostureError, match="there is nothing to give: no sets are kept"):
        said("contribute", str(file), "--yes")
    for who in ("Ida", "Bo"):
        trained("wall_angels", person=who)
    for words in ([], ["--person", "Eve"], ["--look", "--yes"]):
        assert RUN.invoke(app, ["contribute", str(file), "--yes", *words]).exit_code == 2
    with pytest.raises(PostureError, match="1 were never looked at"):
        said("contribute", str(file), "--yes", "--person", "Ida")
    assert not file.exists()


@pytest.mark.parametrize(
    "broken", ["nothing", "no npz", "cut", "frames", "about", "verdict", "rises", "a recording"]
)
def test_a_file_that_is_no_contribution_is_refused_in_one_line(broken: str, tmp_path: Path) -> None:
    number = trained("wall_angels")
    with Store() as store:
        store.corrections.confirm(number)
        recording = store.landmarks.of(number)
    assert recording is not None
    file = given_file(tmp_path)
    arrays = dict(np.load(file))
    about = json.loads(str(arrays["about"]))
    if broken == "frames":
        about["sets"][0]["frames"] += 1
    if broken == "verdict":
        about["sets"][0]["corrections"] = [{"attempt": 1, "verdict": "perhaps"}]
    arrays["about"] = np.array("{" if broken == "about" else json.dumps(about))
    if broken == "rises":
        arrays["t_s"] = arrays["t_s"][::-1]
    if broken == "nothing":
        file.unlink()
    elif broken == "no npz":
        file.write_bytes(b"nothing of the kind")
    elif broken == "cut":
        file.write_bytes(file.read_bytes()[:-3000])
    elif broken == "a recording":
        file.write_bytes(recording.read_bytes())
    else:
        np.savez_compressed(file, **arrays)
    with pytest.raises(RecordingUnreadable) as error:
        read(file)
    assert "\n" not in str(error.value) and len(str(error.value)) < 400
