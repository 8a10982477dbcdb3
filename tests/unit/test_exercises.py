"""Every move that is declared: whole, sourced, speakable, and with the guide's very doses."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import posture.exercises
from posture.body.features import Feature
from posture.body.view import View
from posture.coach.counting.movement import HOLD_TIME
from posture.coach.exercise import Cycle, Dose, Exercise, Hold, Judge
from posture.errors import UnknownExercise
from posture.exercises import EXERCISES, find, rule_title

FOLDER = Path(posture.exercises.__file__).parent
MODULES = sorted(p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_"))
every = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)

GUIDE_DOSES = {
    "neck_tilts": {"hold_s": (15, 30)},
    "shoulder_blade_squeeze": {"hold_s": (10, 15)},
    "cat_cow": {"reps": (10, 10)},
    "bent_over_rows": {"sets": 3, "reps": (12, 15)},
    "lat_pulldowns": {"sets": 3, "reps": (10, 12)},
    "superman": {"hold_s": (10, 15), "reps": (3, 3)},
    "wall_angels": {"duration_s": (120, 180)},
    "chin_tucks": {"hold_s": (5, 5), "reps": (10, 10)},
    "shoulder_blade_retraction": {"hold_s": (5, 10), "reps": (10, 10)},
}
"""What the guide says, in its numbers; what it does not say is free."""


@pytest.mark.parametrize("module", MODULES)
def test_each_module_declares_one_move_under_its_own_name(module: str):
    loaded = vars(import_module(f"posture.exercises.{module}"))
    declared = [name for name, value in loaded.items() if isinstance(value, Exercise)]
    assert declared == ["EXERCISE"]
    assert loaded["EXERCISE"].id == module
    assert EXERCISES[module] is loaded["EXERCISE"]


@pytest.mark.parametrize(
    ("copied", "text", "named"),
    [
        ("chin_slides.py", None, "chin_slides.py (id 'chin_tucks')"),
        ("abc.py", "", "abc.py (no EXERCISE)"),
    ],
)
def test_a_module_with_the_id_of_another_is_refused_by_name(
    copied: str, text: str | None, named: str, tmp_path: Path
):
    shutil.copytree(FOLDER, tmp_path / "exercises", ignore=shutil.ignore_patterns("__pycache__"))
    body = (FOLDER / "chin_tucks.py").read_text("utf-8") if text is None else text
    (tmp_path / "exercises" / copied).write_text(body, "utf-8")
    code = f"import posture; posture.__path__.insert(0, {str(tmp_path)!r}); posture.exercises()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == (
        f"ValueError: posture.exercises: expected an EXERCISE whose id is the name of its file, got {named}"
    )


def test_the_first_four_moves_are_there():
    assert {"wall_angels", "chin_tucks", "bent_over_rows", "neck_tilts"} <= set(EXERCISES) == set(MODULES)


@pytest.mark.parametrize("exercise_id", sorted(set(GUIDE_DOSES) & set(EXERCISES)))
def test_the_dose_is_the_guides(exercise_id: str):
    dose: Dose = EXERCISES[exercise_id].dose
    for name, value in GUIDE_DOSES[exercise_id].items():
        assert getattr(dose, name) == value, name
    said = {int(number) for number in re.findall(r"[0-9]+", dose.words)}
    for value in GUIDE_DOSES[exercise_id].values():
        for number in value if isinstance(value, tuple) else (value,):
            assert (number if number < 60 else number // 60) in said  # minutes


@every
def test_the_motion_is_possible(exercise: Exercise):
    motion = exercise.motion
    assert motion.attempt > 0.0 and motion.floor <= motion.full
    assert motion.rest[0] < motion.rest[1]
    assert motion.still_per_s > 0.0
    if isinstance(motion, Cycle):
        assert 0.0 < motion.min_s < motion.max_s
        assert motion.attempt <= motion.floor or not motion.relative
    else:
        assert isinstance(motion, Hold) and motion.hold_s > 0.0
    low, high = exercise.dose.hold_s
    assert not motion.hold_s or low <= motion.hold_s <= high


@every
def test_it_is_seen_where_its_signal_is_true(exercise: Exercise):
    assert exercise.views and set(exercise.views) <= set(View)
    assert set(exercise.views) & exercise.motion.signal.views
    assert exercise.needs
    assert exercise.motion.signal in exercise.features
    assert len(exercise.features) == len(set(exercise.features)) == len({f.name for f in exercise.features})


@every
def test_every_rule_is_sourced_speakable_and_can_break(exercise: Exercise):
    assert exercise.rules and len({rule.name for rule in exercise.rules}) == len(exercise.rules)
    for rule in exercise.rules:
        assert 1 <= len(rule.cue.split()) <= 6, rule.name
        assert rule.cue[0].isupper() and not rule.cue.endswith("."), rule.name
        assert rule.tip.endswith(".") and len(rule.tip.split()) >= 3, rule.name
        assert rule.source.key and rule.source.citation, rule.name
        assert rule.low < rule.high and (rule.low, rule.high) != (float("-inf"), float("inf")), rule.name
        assert (rule.judge is Judge.ATTEMPT) == (not isinstance(rule.feature, Feature)), rule.name
        assert rule.persist_s > 0.0 and rule.in_a_row >= 1, rule.name
        if isinstance(rule.feature, Feature):
            assert set(rule.views or rule.feature.views) & set(exercise.views), (
                f"{rule.name} can never be seen"
            )
        assert rule.feature is not HOLD_TIME or exercise.motion.hold_s, rule.name


@every
def test_its_words_are_whole(exercise: Exercise):
    words = exercise.instructions
    assert exercise.title and exercise.summary.endswith(".") and exercise.dose.words
    assert exercise.group in {"stretch", "strength", "posture", "yoga"}
    assert words.setup and words.camera and len(words.steps) >= 2 and words.good_form
    assert all(sentence.endswith(".") for sentence in (words.setup, words.camera, *words.steps))
    assert exercise.contraindications and exercise.stop_signs and exercise.measures
    assert exercise.cannot_measure and all(u.what and u.why for u in exercise.cannot_measure)
    assert any(source.key == "guide" for source in exercise.sources)


def test_a_source_key_means_one_source_everywhere():
    sources = [s for e in EXERCISES.values() for s in (*e.sources, *(rule.source for rule in e.rules))]
    assert len({s.key for s in sources}) == len(set(sources))
    for source in sources:
        assert source.supports in {"measured", "guideline", "literature", "tuning"}
        assert source.url.startswith("https://") or source.key in {"guide", "clips", "tuning"}


def test_a_feature_name_means_one_measurement_everywhere():
    features = {feature for exercise in EXERCISES.values() for feature in exercise.features}
    assert len({feature.name for feature in features}) == len(features)


def test_a_rule_has_one_title_in_every_move():
    titles = {(rule.name, rule.title) for exercise in EXERCISES.values() for rule in exercise.all_rules}
    assert all(title and rule_title(name) == title for name, title in titles)
    assert len(dict(titles)) == len(titles)


def test_a_rule_that_no_move_knows_is_called_by_its_id():
    assert rule_title("gone_by_now") == "gone_by_now"
    assert rule_title("lean front proxy") == "seems to lean back"


def test_a_move_is_found_by_its_id():
    assert all(find(exercise_id) is exercise for exercise_id, exercise in EXERCISES.items())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("wall_angel", "wall_angels"),
        ("Chin-Tucks", "chin_tucks"),
        ("rows", "bent_over_rows"),
        ("necktilt", "neck_tilts"),
        ("dog", "downward_dog"),
    ],
)
def test_an_unknown_id_suggests_the_nearest(asked: str, meant: str):
    with pytest.raises(UnknownExercise, match=rf"no exercise called '{asked}'; did you mean {meant}\?"):
        find(asked)


@pytest.mark.parametrize("asked", ["zzz", "squats", "plank", "a", ""])
def test_an_id_like_no_other_lists_them_all(asked: str):
    with pytest.raises(UnknownExercise, match="the moves are") as error:
        find(asked)
    assert all(exercise_id in str(error.value) for exercise_id in EXERCISES)
    assert "\n" not in str(error.value)
