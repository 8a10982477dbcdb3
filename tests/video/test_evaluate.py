"""The accuracy report: what is right, missed and invented, told of sessions made by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evaluate_kit import RECORDINGS, SAMPLES, attempt, label, labels_file, problem, run_of, session

from posture.body.landmarks import Side
from posture.coach.session import Reason
from posture.errors import PostureError
from posture.evaluate import gate
from posture.evaluate.accuracy import Accuracy, accuracy, counting
from posture.evaluate.clip_runs import PLAIN, Skipped, beside, fits_nearer, plan
from posture.evaluate.fault_detection import Faults, compare, detections, together
from posture.evaluate.labels import ANY, read
from posture.evaluate.matching import matched
from posture.evaluate.report import markdown
from posture.evaluate.scoring import ClipScore, verdicts
from posture.evaluate.stability import stability, variants
from posture.exercises import EXERCISES, find
from posture.vision.corruptions import APPROACHED, MIRRORED, VARIANTS


def verdict(known: Any, *sessions: Any, **more: Any) -> ClipScore:
    """The first verdict of a run."""
    return verdicts(run_of(known, *sessions, **more))[0]


def test_labels_are_read_as_they_stand() -> None:
    by_clip = {known.clip: known for known in read(SAMPLES / "labels.json")}
    assert set(by_clip) == {clip.name for clip in SAMPLES.glob("*.mp4")}
    tilts, idle = by_clip["neck_tilts_good_front.mp4"], by_clip["idle_no_exercise_front.mp4"]
    assert (tilts.counted_reps, tilts.hold_s, tilts.attempts) == (4, 2.0, 4)
    assert tilts.held_s == (2.2, 2.0, 2.1, 2.2)
    assert tilts.rendered
    assert not tilts.negative
    assert idle.negative
    assert idle.analyse_as == ANY
    assert by_clip["rows_faulty_side.mp4"].or_refused


ENTRY = {"clip": str(SAMPLES / "rows_good_side.mp4"), "analyse_as": "bent_over_rows", "counted_reps": 5}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({}, (None, 0, None, False)),
        ({"attempts": 6, "tolerance": None}, (6, 0, None, False)),
        ({"attempts_not_counted": 2, "tolerance": 1}, (7, 1, None, False)),
        ({"faults": ["wrong_posture"]}, (None, 0, frozenset({"wrong_posture"}), True)),
        ({"faults": ["shrug"], "or_refused": True}, (None, 0, frozenset({"shrug"}), True)),
    ],
)
def test_what_a_label_may_leave_out(tmp_path: Path, entry: dict[str, Any], expected: tuple[Any, ...]) -> None:
    (known,) = read(labels_file(tmp_path, {**ENTRY, **entry}))
    assert (known.attempts, known.tolerance, known.faults, known.or_refused) == expected


def test_a_name_without_ending_is_a_recording() -> None:
    assert all(known.path.suffix == ".npz" for known in read(RECORDINGS / "labels.json"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such file"),
        ("{", "cannot be read as labels"),
        ('{"clip": 1}', "expected a JSON list"),
        ("[1]", "expected a JSON list"),
        ('[{"clip": "a.mp4", "analyse_as": "cobra", "counted_reps": 1}]', "not there"),
        ('[{"analyse_as": "cobra", "counted_reps": 1}]', "label 1 is not whole"),
    ],
)
def test_labels_that_cannot_be_read_say_why(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "labels.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(PostureError, match=message):
        read(path)


def test_negatives_run_in_every_exercise_and_unknown_ones_not_at_all() -> None:
    cases, skipped = plan(
        [
            label(),
            label(clip="idle.mp4", analyse_as=ANY, counted_reps=0),
            label(clip="negative_squats.mp4", analyse_as="bent_over_rows", counted_reps=0),
            label(clip="raises.mp4", counted_reps=0),
            label(clip="desk.mp4", analyse_as="desk_posture"),
        ]
    )
    assert [case.label.clip for case in cases] == [
        "clip.mp4",
        "idle.mp4",
        "negative_squats.mp4",
        "raises.mp4",
    ]
    assert cases[0].exercises == cases[3].exercises == ("wall_angels",)
    assert cases[1].exercises == tuple(EXERCISES)
    assert cases[2].exercises[0] == "bent_over_rows"
    assert set(cases[2].exercises) == set(EXERCISES)
    assert skipped == [Skipped("desk.mp4", "there is no exercise desk_posture")]


@pytest.mark.parametrize(
    ("peaks", "tops", "expected"),
    [
        ((3.0, 7.0), (3.2, 6.9), [(0, 0), (1, 1)]),
        ((3.0, 7.0), (6.9,), [(1, 0)]),
        ((3.0,), (2.2, 3.1), [(0, 1)]),  # both contain it; the nearer one is meant
        ((3.0, 7.0), (5.0,), []),
        ((), (3.0,), []),
        ((1.0, 2.0, 3.0), (1.4, 2.4, 3.4), [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_movements_and_attempts_are_matched_by_time(
    peaks: tuple[float, ...], tops: tuple[float, ...], expected: list[tuple[int, int]]
) -> None:
    assert matched(peaks, [attempt(top) for top in tops]) == expected


def test_where_movements_follow_quickly_a_match_must_be_closer() -> None:
    brief = attempt(1.6, start_s=1.45, end_s=1.75)
    assert matched((1.0,), [brief]) == [(0, 0)]
    assert matched((0.4, 1.0), [brief]) == []


def test_a_right_session_is_right() -> None:
    good = verdict(label(), session([attempt(3.1), attempt(6.8)]))
    assert (good.passed, good.error, good.missed, good.invented) == (True, 0, 0, 0)
    assert good.peak_errors_s == pytest.approx((0.1, -0.2))
    assert good.faults == Faults()
    assert good.hold_errors_s == ()


def test_missed_and_invented_movements() -> None:
    odd = session([attempt(3.0), attempt(12.0), attempt(15.0, reason=Reason.PARTIAL_RANGE)])
    told = verdict(label(), odd)
    assert (told.passed, told.missed, told.invented) == (True, 1, 2)
    assert told.said == "2 of 3 attempts (1 partial_range)"
    # Where nobody labelled what does not count, only a counted attempt can be wrong.
    assert verdict(label(attempts=None), odd).invented == 1


@pytest.mark.parametrize(
    ("found", "tolerance", "passed"), [(2, 0, True), (1, 0, False), (3, 1, True), (0, 1, False)]
)
def test_counts_pass_within_their_tolerance(found: int, tolerance: int, passed: bool) -> None:
    made = session([attempt(3.0 + 4.0 * i) for i in range(found)])
    assert verdict(label(tolerance=tolerance), made).passed is passed


def test_a_refused_set_up_is_right_only_where_it_may_be_and_only_with_a_reason() -> None:
    rows = {"analyse_as": "bent_over_rows", "faults": frozenset({"wrong_posture", "trunk_swing"})}
    silent = session(exercise="bent_over_rows")
    said = session(exercise="bent_over_rows", problems=(problem("start"),))
    refused = verdict(label(**rows, or_refused=True), said)
    assert refused.refused
    assert refused.passed
    assert refused.error is None
    assert refused.faults == Faults(right=frozenset({"wrong_posture"}), unjudged=frozenset({"trunk_swing"}))
    assert not verdict(label(**rows, or_refused=True), silent).passed
    assert not verdict(label(**rows), said).passed
    counted = session([attempt(3.0)], exercise="bent_over_rows", problems=(problem("start"),))
    assert not verdict(label(**rows, or_refused=True), counted).refused


def test_negatives_allow_no_count_but_in_their_own_exercise() -> None:
    jacks = label(clip="negative_jacks.mp4", counted_reps=0, tolerance=4)
    own, other = verdicts(
        run_of(jacks, session([attempt(3.0)]), session([attempt(3.0)], exercise="chin_tucks"))
    )
    assert (own.passed, other.passed) == (True, False)
    assert own.faults is None


def test_a_clip_that_cannot_be_read_fails_in_each_exercise() -> None:
    unread = verdict(label(), error="clip.mp4: is no video")
    assert not unread.passed
    assert unread.said == "clip.mp4: is no video"
    assert math.isnan(counting([unread]).mean_abs_error)
    assert counting([unread]).within == 0.0


def test_a_clip_not_for_counting_passes_when_it_runs() -> None:
    free = verdict(label(counted_reps=None), session([attempt(3.0)]))
    assert free.passed
    assert (free.error, free.missed) == (None, 0)
    assert counting([free]).scored == 0


def test_hold_errors_are_those_of_counted_attempts() -> None:
    known = label(analyse_as="neck_tilts", hold_s=2.0, held_s=(2.0, 2.2))
    held = [attempt(3.0, hold_s=2.3), attempt(7.0, hold_s=0.5, reason=Reason.SHORT_HOLD)]
    told = verdict(known, session(held, exercise="neck_tilts"))
    assert told.hold_errors_s == pytest.approx((0.3,))
    figures = counting([told])
    assert figures.hold_error_s == pytest.approx(0.3)
    assert verdict(label(held_s=(2.0, 2.2)), session(held)).hold_errors_s == ()  # a move without a hold


@pytest.mark.parametrize(
    ("labelled", "rules", "expected"),
    [
        ({"uneven"}, ["uneven"], Faults(right=frozenset({"uneven"}))),
        ({"uneven"}, [], Faults(missed=frozenset({"uneven"}))),
        (set(), ["shrug"], Faults(invented=frozenset({"shrug"}))),
        ({"hands_forward"}, [], Faults(unjudged=frozenset({"hands_forward"}))),  # no rule looks for it
        ({"partial_range"}, [], Faults(missed=frozenset({"partial_range"}))),
        (None, ["shrug"], None),
    ],
)
def test_faults_are_right_missed_invented_or_unseen(
    labelled: set[str] | None, rules: list[str], expected: Faults | None
) -> None:
    known = label(faults=None if labelled is None else frozenset(labelled))
    assert compare(known, find("wall_angels"), session(rules=rules)) == expected


def test_reasons_are_faults_too() -> None:
    short = session([attempt(3.0, reason=Reason.PARTIAL_RANGE)])
    found = compare(label(faults=frozenset({"partial_range"})), find("wall_angels"), short)
    assert found == Faults(right=frozenset({"partial_range"}))


def test_a_rule_that_needs_another_view_misses_nothing() -> None:
    known = label(faults=frozenset({"trunk_side"}))
    move = find("wall_angels")
    front, oblique = (compare(known, move, session(view=view)) for view in ("front", "oblique"))
    assert front == Faults(missed=frozenset({"trunk_side"}))
    assert oblique == Faults(unjudged=frozenset({"trunk_side"}))


def test_a_short_hold_is_nothing_where_no_dose_was_labelled() -> None:
    move = find("chin_tucks")
    found = session(exercise="chin_tucks", view="side", rules=["short_hold"])
    free = compare(label(analyse_as="chin_tucks"), move, found)
    dosed = compare(label(analyse_as="chin_tucks", hold_s=5.0), move, found)
    assert free == Faults()
    assert dosed == Faults(invented=frozenset({"short_hold"}))


def test_faultless_repetitions_that_are_faulted_are_told() -> None:
    shrugged = attempt(3.0, faults=("shrug",))
    known = verdict(label(), session([shrugged, attempt(7.0)]))
    assert (known.faultless, known.alarmed) == (2, 1)
    faulty = verdict(label(faults=frozenset({"shrug"})), session([shrugged]))
    assert (faulty.faultless, faulty.alarmed) == (0, 0)
    tuck = attempt(3.0, faults=("short_hold",))
    free = label(analyse_as="chin_tucks")
    assert verdict(free, session([tuck], exercise="chin_tucks")).alarmed == 0
    dosed = label(analyse_as="chin_tucks", hold_s=5.0)
    assert verdict(dosed, session([tuck], exercise="chin_tucks")).alarmed == 1
    told = report_of(run_of(label(), session([shrugged, attempt(7.0)])))
    assert "Of 2 repetitions without fault 1 were faulted (50 %, 9–91)." in told


def test_noise_that_is_told_is_no_silent_loss() -> None:
    plain = session([attempt(3.0), attempt(7.0)])
    unsteady = session([attempt(3.0)], problems=(problem("unsteady"),))
    more = session([attempt(3.0 + i) for i in range(3)], problems=(problem("unsteady"),))
    silent = session([attempt(3.0)])
    runs = [
        run_of(label(clip=f"{i}.mp4"), plain, changed={"0.5 %": (plain,), "1 %": (worse,)})
        for i, worse in enumerate((plain, unsteady, more, silent))
    ]
    figures = accuracy(runs, [])
    assert figures.noise is not None
    assert figures.stress is None
    assert (figures.noise.kept(variant="0.5 %"), figures.noise.told(variant="0.5 %")) == ((4, 4), 0)
    assert (figures.noise.kept(variant="1 %"), figures.noise.told(variant="1 %")) == ((1, 4), 1)
    told = markdown(figures)
    assert "| 1 % | 1 of 4 | 25 % | 5–70 | 1 | 2 |" in told
    assert "- 1.mp4 as wall_angels, 1 %: 2 became 1, told" in told
    assert figures.as_dict()["noise"]["told"]["all"] == 1


def test_precision_and_recall() -> None:
    a, b = frozenset({"a"}), frozenset({"b"})
    found = detections([Faults(right=a), Faults(right=a, invented=b), Faults(missed=a), Faults(unjudged=b)])
    assert (found["a"].precision, found["a"].recall) == pytest.approx((1.0, 2 / 3))
    assert (found["b"].precision, found["b"].recall) == (0.0, None)
    everything = together(found.values())
    assert (everything.precision, everything.recall) == pytest.approx((2 / 3, 2 / 3))
    assert everything.unjudged == 1


def test_shares_and_errors_of_many_clips() -> None:
    some = [
        verdict(label(tolerance=1), session([attempt(3.0 + 4.0 * i) for i in range(found)]))
        for found in (2, 2, 1, 0)
    ]
    figures = counting(some)
    assert (figures.exact, figures.within, figures.off_by_one) == (0.5, 0.75, 0.75)
    assert figures.mean_abs_error == 0.75
    assert (figures.movements, figures.missed) == (8, 3)
    assert math.isnan(counting([]).exact)


def figures_of(*runs: Any) -> Accuracy:
    return accuracy(runs, [Skipped("desk.mp4", "there is no exercise desk_posture")])


def report_of(*runs: Any) -> str:
    return markdown(figures_of(*runs))


def test_the_report_lists_every_failure_and_its_tables_are_whole() -> None:
    idle = label(clip="idle.mp4", analyse_as=ANY, counted_reps=0)
    told = report_of(
        run_of(label(faults=frozenset({"uneven"})), session([attempt(3.0)], rules=["shrug"])),
        run_of(idle, session([attempt(3.0)]), session(exercise="chin_tucks")),
        run_of(label(clip="real.mp4", rendered=False), session([attempt(3.0), attempt(7.0)])),
    )
    for line in (
        "3 labelled clips, 2 counts wrong",
        "- clip.mp4 as wall_angels: expected 2, found 1 of 1 attempts",
        "- clip.mp4: 1 of 2 movements missed, 0 invented",
        "- clip.mp4: missed uneven; invented shrug",
        "- idle.mp4 as wall_angels: expected 0, found 1 of 1 attempts",
        "| idle.mp4 | 1 of 2 | wall_angels 1 | – |",
        "| wall_angels | 1 | 0 % | 0–79 | 0 % | 0–79 | 100 % | 1.00 | – | 1 of 2 | 0 | 0.00 s | – |",
        "| wall_angels | 1 | 100 % | 21–100 | 100 % | 21–100 | 100 % | 0.00 | – | 0 of 2 | 0 | 0.00 s | – |",
        "- desk.mp4: there is no exercise desk_posture",
        "say nothing about accuracy on real webcams",
    ):
        assert line in told
    for table in (block for block in told.split("\n\n") if block.startswith("|")):
        assert len({row.count("|") for row in table.splitlines()}) == 1
    assert "None." in report_of(run_of(label(), session([attempt(3.0), attempt(7.0)])))


def test_another_model_stands_beside_in_columns_of_its_own() -> None:
    right, wrong = session([attempt(3.0), attempt(7.0)]), session([attempt(3.0)], rules=["shrug"])
    known = label(faults=frozenset({"uneven"}))
    kept = label(clip="kept.npz", path=Path("kept.npz"))
    full = accuracy([run_of(known, right), run_of(kept, right)], [])
    lite = replace(accuracy([run_of(known, wrong)], []), model="pose_landmarker_lite")
    both = replace(full, beside=lite)
    told = markdown(both)
    for line in (
        "With pose_landmarker_lite: 1 of these clips, 1 counts wrong.",
        "Wrong with lite alone:\n\n- clip.mp4 as wall_angels: expected 2, found 1 of 1 attempts",
        " clips, lite | exact, lite | in tol., lite |",
        "| 0 | 0.00 s | – | 1 | 0 % | 0 % |",
        " recall, lite |",
    ):
        assert line in told
    for table in (block for block in told.split("\n\n") if block.startswith("|")):
        assert len({row.count("|") for row in table.splitlines()}) == 1
    (shrug,) = (row for row in told.splitlines() if row.startswith("| shrug |"))
    assert shrug == "| shrug | – | – | – | – | – | – | – | – | 0 % | – |", "a fault that lite alone has found"
    plain = both.as_dict()
    assert plain["beside"]["model"] == "pose_landmarker_lite"
    assert plain["beside"]["counting"]["rendered"]["wall_angels"]["exact"] == 0.0
    assert plain["counting"]["rendered"]["wall_angels"]["exact"] == 1.0
    assert full.as_dict()["beside"] is None
    assert "lite" not in markdown(full)


def test_a_recording_has_no_other_model_beside_it() -> None:
    kept = label(clip="kept.npz", path=Path("kept.npz"))
    cases, _ = plan([label(), kept, replace(kept, analyse_as="cobra")])
    again, left_out = beside(cases, "lite")
    assert [(case.label.clip, case.model, case.parts, case.others) for case in again] == [
        ("clip.mp4", "lite", PLAIN, ())
    ]
    assert left_out == [
        Skipped("kept.npz with lite", "it is a recording, whose landmarks another model has found")
    ]


def test_the_figures_are_plain_json() -> None:
    figures = accuracy([run_of(label(), session([attempt(3.0)]))], [])
    plain = figures.as_dict()
    assert plain["schema"] == "posture.accuracy/2"
    assert plain["counting"]["rendered"]["wall_angels"]["exact"] == 0.0
    assert plain["counting"]["rendered"]["all"]["hold_error_s"] is None
    assert plain["clips"][0]["passed"] is False
    assert plain["clips"][0]["faults"]["right"] == []
    assert plain["stress"] is None


def test_the_gate_tells_what_passed_and_passes_no_longer(tmp_path: Path) -> None:
    known = label(faults=frozenset({"uneven"}))
    good = figures_of(run_of(known, session([attempt(3.0), attempt(7.0)], rules=["uneven"])))
    bad = figures_of(run_of(known, session([attempt(3.0)], rules=["shrug"])))
    before = gate.passing(good)
    assert before == ["clip.mp4", "clip.mp4 faults"]
    assert gate.passing(bad) == []
    extra = figures_of(run_of(known, session([attempt(3.0), attempt(7.0)], rules=["uneven", "shrug"])))
    assert gate.passing(extra) == ["clip.mp4"]
    assert gate.broken(before, good) == []
    assert gate.broken(before, bad) == [
        "clip.mp4: passed before, as wall_angels expected 2, found 1 of 1 attempts",
        "clip.mp4 faults: passed before, faults missed: uneven, invented: shrug",
    ]
    assert gate.broken(["gone.mp4"], good) == ["gone.mp4: passed before, was not run now"]
    for text in ("{", "{}", "[1]"):
        (tmp_path / "gate.json").write_text(text)
        with pytest.raises(PostureError, match="--write-gate"):
            gate.read(tmp_path / "gate.json")
    with pytest.raises(PostureError, match="cannot be read"):
        gate.read(tmp_path / "none.json")


def test_a_negative_passes_only_where_nothing_counts_in_any_exercise() -> None:
    idle = label(clip="idle.mp4", analyse_as=ANY, counted_reps=0)
    quiet, loud = session(exercise="chin_tucks"), session([attempt(3.0)])
    assert gate.passing(figures_of(run_of(idle, session(), quiet))) == ["idle.mp4"]
    assert gate.passing(figures_of(run_of(idle, loud, quiet))) == []


def changed(run: Any, variant: str, *sessions: Any, **more: Any) -> Any:
    again = run_of(run.case.label, *sessions, **more)
    case = type(run.case)(label=run.case.label, exercises=run.case.exercises, variant=variant)
    return type(run)(case=case, sessions=again.sessions, error=again.error)


def test_a_mirror_swaps_left_and_right() -> None:
    known = label(analyse_as="neck_tilts")
    left = session([attempt(3.0, side=Side.LEFT)], exercise="neck_tilts")
    right = session([attempt(3.0, side=Side.RIGHT)], exercise="neck_tilts")
    plain = run_of(known, left)
    swapped, same = changed(plain, MIRRORED, right), changed(plain, MIRRORED, left)
    assert stability([plain], [swapped], []).kept() == (1, 1)
    assert stability([plain], [same], []).kept() == (0, 1)
    assert stability([plain], [changed(plain, "darker", right)], []).kept() == (0, 1)
    assert stability([plain], [changed(plain, "darker", error="no picture")], []).kept() == (0, 1)


def test_the_stress_table_has_a_row_for_each_variant_and_lists_what_changed() -> None:
    plain = run_of(label(), session([attempt(3.0), attempt(7.0)]))
    runs = [changed(plain, variant, *plain.sessions) for variant in VARIANTS if variant != "darker"]
    runs.append(changed(plain, "darker", session([attempt(3.0)])))
    table = stability([plain], runs, [Skipped("b.mp4", "a recording has no pictures to change")])
    told = markdown(accuracy([plain], [], table))
    assert "| darker | 0/1 | 0/1 |" in told
    assert "| JPEG 40 | 1/1 | 1/1 |" in told
    assert "90 % (60–98) of 10 counts stayed" in told
    assert "- clip.mp4 as wall_angels, darker: 2 became 1" in told
    assert "- b.mp4: a recording has no pictures to change" in told
    assert accuracy([plain], [], table).as_dict()["pictures"]["kept"]["all"] == [9, 10]


@pytest.mark.parametrize(
    ("extent", "fits"),
    [
        ((0.3, 0.2, 0.7, 0.8), True),
        ((0.1, 0.2, 0.7, 0.8), False),
        ((0.3, 0.2, 0.7, 0.9), False),
        (None, False),
    ],
)
def test_nearer_is_left_out_where_joints_would_leave_the_picture(
    extent: tuple[float, float, float, float] | None, fits: bool
) -> None:
    run = run_of(label(), session(), extent=extent)
    assert fits_nearer(extent) is fits
    cases, left_out = variants([run])
    assert len(cases) == len(VARIANTS) - (not fits)
    assert [skip.why for skip in left_out] == (
        [] if fits else [f"{APPROACHED}: needed joints leave the picture"]
    )


def test_recordings_and_unread_clips_have_no_worse_pictures() -> None:
    recording = run_of(label(path=Path("clip.npz")), session(), extent=(0.3, 0.3, 0.7, 0.7))
    cases, left_out = variants([recording, run_of(label(), error="no picture")])
    assert cases == []
    assert [skip.why for skip in left_out] == ["a recording has no pictures to change"]
