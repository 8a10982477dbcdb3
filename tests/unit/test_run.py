"""A routine under way: set after set, and back from where it was kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from programme_kit import entries
from test_plan import JSON

from posture.guide.programme import PROGRAMME, Form
from posture.guide.programme_entry import entry_of
from posture.guide.routine_run import FIRST_S, RoutineRun, SetOutcome, read_run
from posture.serialize import to_json

FULL = RoutineRun(form=Form.FULL, entries=PROGRAMME[Form.FULL])
STEPS = st.lists(st.sampled_from(("done", "skip", "back", "ease")), max_size=40)


def moved(run: RoutineRun, step: str) -> RoutineRun:
    does = {"done": lambda: run.after(SetOutcome.DONE, reps=3), "skip": run.skipped, "back": run.back}
    return does.get(step, run.eased)()


@given(st.lists(entries(), min_size=1, max_size=5).map(tuple), STEPS)
def test_whatever_is_pressed_it_stays_whole_and_comes_back_as_it_was(some: tuple, steps: list[str]) -> None:
    run = RoutineRun(form=Form.FULL, entries=some)
    for step in steps:
        run = moved(run, step)
        assert read_run(to_json(run)) == run
        assert 0.0 <= run.part_done <= 1.0
        assert (run.now is None) == (run.at == len(run.entries))
        assert run.now is None or 1 <= run.set <= run.now.sets
        assert run.rest_s >= 0


def test_it_ends_after_every_set_was_done() -> None:
    run, sets = FULL, 0
    while run.now is not None:
        run, sets = run.after(SetOutcome.DONE, reps=2, clean=1, about=str(sets)), sets + 1
    assert sets == sum(entry.sets for entry in FULL.entries) == len(run.results)
    assert run.part_done == 1.0
    assert run.mostly_done and run.strength_done
    assert run.after(SetOutcome.DONE) == run


def test_skipping_leaves_an_entry_out_with_all_its_sets() -> None:
    rows = RoutineRun(form=Form.FULL, entries=(entry_of("bent_over_rows"), entry_of("breathing")))
    begun = rows.after(SetOutcome.DONE)
    assert begun.then == begun.now
    skipped = begun.skipped()
    assert skipped.now is not None
    assert skipped.now.id == "breathing"
    assert [r.outcome for r in skipped.results] == [SetOutcome.DONE, SetOutcome.SKIPPED, SetOutcome.SKIPPED]
    assert skipped.mostly_done
    assert not rows.skipped().mostly_done
    assert not rows.skipped().strength_done


def test_the_rest_is_that_of_the_entry_and_longer_before_another_part() -> None:
    rests = []
    run = FULL
    while run.now is not None:
        rests.append(run.rest_s)
        run = run.after(SetOutcome.DONE)
    assert rests[0] == FIRST_S
    assert rests[7:14] == [30.0, 60.0, 60.0, 120.0, 60.0, 60.0, 120.0]


def test_repeating_takes_the_last_set_back() -> None:
    assert FULL.back() == FULL
    assert FULL.after(SetOutcome.DONE).back() == FULL


@given(JSON)
def test_what_cannot_be_read_is_no_run(data: object) -> None:
    assert read_run(data) is None
    assert read_run({**to_json(FULL), "entries": data}) in (None, RoutineRun(form=Form.FULL, entries=()))
