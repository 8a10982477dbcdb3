"""The confusion matrix on stick people, and how its pairs are told."""

from __future__ import annotations

import numpy as np
import pytest
from evaluate_kit import attempt, label, run_of, session
from everyday_movements import every, may_count, moments
from motions import follow, perform, plan_of

from posture.coach.coach import Coach
from posture.coach.session import Session
from posture.evaluate import confusion_matrix, gate
from posture.evaluate.accuracy import accuracy
from posture.evaluate.clip_runs import Case, ClipRun, EvaluationParts, plan
from posture.evaluate.report import markdown
from posture.exercises import EXERCISES
from posture.simulation.everyday import EVERYDAY

MOVES = ("wall_angels", "bent_over_rows")


def judged(exercise_id: str, frames: list) -> Session:
    coach = Coach(EXERCISES[exercise_id])
    for t_s, pose in frames:
        coach.update(pose, t_s)
    return coach.finish()


@pytest.mark.parametrize("made", MOVES)
def test_a_stick_person_counts_in_its_own_move_and_kin_alone(made: str) -> None:
    frames = perform(made, plan_of(made))
    assert follow(made, frames).counts.reps == 4
    sessions = [judged(other, frames) for other in EXERCISES if other != made]
    pairs = confusion_matrix.elsewhere(label(analyse_as=made), {made}, sessions)
    assert len(pairs) == len(EXERCISES) - 1
    assert [(pair.exercise, pair.reps) for pair in pairs if pair.invented] == []
    assert {pair.exercise for pair in pairs if pair.kin} == {
        other for other in EXERCISES if other != made and confusion_matrix.are_kin(made, other)
    }


def test_kin_and_own_moves_are_no_invention() -> None:
    one, two = session([attempt(3.0)], exercise="lat_pulldowns"), session([attempt(3.0)], exercise="cat_cow")
    own = session([attempt(3.0)])
    pairs = confusion_matrix.elsewhere(label(kin=("swan",)), {"wall_angels"}, [own, one, two])
    assert [(p.exercise, p.kin, p.reps, p.invented) for p in pairs] == [
        ("lat_pulldowns", True, 1, 0),
        ("cat_cow", False, 1, 1),
    ]
    figures = confusion_matrix.together(pairs)
    assert (figures.pairs, figures.quiet, figures.reps, figures.kin, figures.kin_reps) == (1, 0, 1, 1, 1)
    assert confusion_matrix.rows(pairs, kin=False) == [("wall_angels", "cat_cow", 1, 1, 1)]
    assert confusion_matrix.rows(pairs, kin=True) == [("wall_angels", "lat_pulldowns", 1, 1, 1)]
    (named,) = confusion_matrix.elsewhere(
        label(kin=("swan",)), {"any"}, [session([attempt(3.0)], exercise="swan")]
    )
    assert (named.of, named.kin) == ((), True)


def test_a_clip_of_two_labels_is_of_both_moves_and_run_once_in_others() -> None:
    cases, skipped = plan(
        [
            label(),
            label(analyse_as="cobra", counted_reps=0),
            label(),
            label(clip="idle.mp4", analyse_as="any"),
        ],
        parts=EvaluationParts(),
    )
    assert [case.of for case in cases[:2]] == [{"wall_angels", "cobra"}] * 2
    assert set(cases[0].others) == set(EXERCISES) - {"wall_angels", "cobra"}
    assert cases[1].others == cases[2].others == ()
    assert [skip.why for skip in skipped] == ["it is clip.mp4, which is labelled already"]


def test_the_report_and_the_gate_speak_of_it() -> None:
    quiet, loud = session(exercise="chin_tucks"), session([attempt(3.0)], exercise="cat_cow")
    known, own = label(), session([attempt(3.0), attempt(7.0)])
    case = Case(label=known, exercises=("wall_angels",), of=frozenset({"wall_angels"}))

    def figures(*others: Session) -> object:
        pairs = confusion_matrix.elsewhere(known, {"wall_angels"}, others)
        return accuracy([ClipRun(case=case, sessions=(own,), elsewhere=tuple(pairs))], [])

    good, bad = figures(quiet), figures(quiet, loud)
    assert gate.passing(good) == ["clip.mp4", "clip.mp4 elsewhere", "clip.mp4 faults"]
    assert gate.broken(["clip.mp4 elsewhere"], bad) == [
        "clip.mp4 elsewhere: passed before, counts 1 as cat_cow"
    ]
    plain = accuracy([run_of(known, own)], [])
    assert gate.broken(["clip.mp4 elsewhere"], plain) == [
        "clip.mp4 elsewhere: passed before, was not run in other moves now"
    ]
    told = markdown(bad)
    assert "1 of 2 pairs count nothing (9–91 %), 1 repetitions are invented" in told
    assert "| wall_angels | cat_cow | 1 of 1 | 1 |" in told
    assert "- clip.mp4 as cat_cow: 1" in told
    assert "lat_pulldowns and wall_angels" in told
    assert bad.as_dict()["matrix"]["reps"] == 1


@pytest.mark.parametrize(("name", "view"), [(name, view) for name, view, _ in every(1)])
def test_negatives_are_poses_of_somebody_within_the_picture(name: str, view: str) -> None:
    frames = moments(name, view, 1, fps=5.0)
    xy = np.array([pose.image_xy for _, pose in frames if pose is not None])
    assert len(xy) == len(frames) > 20
    assert np.isfinite(xy).all()
    assert (xy[:, :, 0] > -10.0).all()
    assert (xy[:, :, 0] < 650.0).all()
    assert np.ptp(xy, axis=0).max() > (1.0 if name == "plank" else 5.0)


def test_negatives_differ_by_seed_and_are_the_same_by_it() -> None:
    one, again, other = (moments("squats", "side", seed, fps=5.0) for seed in (1, 1, 2))
    first = [np.array(frames[0][1].image_xy) for frames in (one, again, other)]
    assert np.array_equal(first[0], first[1])
    assert not np.array_equal(first[0], first[2])
    assert EVERYDAY["presses"].kin == {"wall_angels", "lat_pulldowns"}
    assert may_count("presses", "wall_angels")
    assert not may_count("push_ups", "bent_over_rows")


def test_hands_and_toes_of_push_ups_stay() -> None:
    frames = moments("push_ups", "side", 1)
    xy = np.array([pose.image_xy for _, pose in frames])
    travel = np.ptp(xy, axis=0).max(axis=1)
    wrists, shoulders, toes = (travel[[a, a + 1]].max() for a in (15, 11, 31))
    assert wrists < 0.25 * shoulders
    assert toes < 0.25 * shoulders
