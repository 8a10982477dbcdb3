"""The Today page: what is due, a routine from Start to its end, and where it was when it was left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import time_machine
from app_pages import NOW, attempt, html_of, labels, open_page
from streamlit.testing.v1 import AppTest

from posture.app.state.routine_state import RunningRoutine
from posture.coach.session import Counts, Session
from posture.guide.pain_light import judge
from posture.guide.plan import Plan
from posture.guide.programme import PROGRAMME, Form
from posture.guide.programme_entry import entry_of
from posture.guide.routine_run import RoutineRun, SetOutcome, read_run
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import PainNote, When, note_pain
from posture.history.screenings import answer
from posture.history.store import Store
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State
from posture.provenance import SourceInfo
from posture.serialize import to_json

EVERY_DAY = Plan(dict.fromkeys(range(7), Form.FULL))
FREE = Plan({})
TWO = (entry_of("wall_angels"), entry_of("breathing"))
VIDEO = SourceInfo("old.mp4", "video", 60.0, 1500, 25.0, (640, 360))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as opened:
        opened.journal.choose("plan", to_json(EVERY_DAY))
        yield opened


def titles(app: AppTest) -> list[str]:
    return [t.value for t in app.title]


def headings(app: AppTest) -> list[str]:
    return [h.value for h in (*app.title, *app.header, *app.subheader)]


def told(app: AppTest) -> dict[str, Any]:
    """What the picture is told of the routine."""
    drawn = {one.proto.component_name: one.proto.json for one in app.get("bidi_component")}
    return json.loads(drawn["posture_live_picture"])[0]["routine"]


def red(move: str, about: datetime | None) -> PainNote:
    at = about or NOW
    return PainNote(written_at=at, when=When.DURING, score=7, judged=judge(7), move=move, about=about)


def routine_note(store: Store, ago: timedelta = timedelta(0), *, strength: bool = True) -> None:
    content = {"form": "full", "mostly_done": True, "complete": True, "strength": strength, "done": []}
    store.journal.write("routine", content, at=NOW - ago)


def running(store: Store, entries: tuple = TWO, **changes: object) -> None:
    """A routine under way, as somebody left it."""
    run = RoutineRun(form=Form.SHORT, entries=entries)
    made = replace(RunningRoutine(run=run, begun=NOW), **changes)
    store.journal.choose("routine_under_way", to_json(made))


def kept_run(store: Store) -> RoutineRun | None:
    return read_run((store.journal.setting("routine_under_way") or {}).get("run"))


def live_of(app: AppTest) -> LiveSession:
    live = session_registry().get(app.session_state["routine_page"])
    assert live is not None
    return live


def end_set(live: LiveSession, ending: Ending, reps: int = 4) -> None:
    counts = Counts(reps, reps - 1, reps + 1)
    session = Session("wall_angels", "front", 0.5, 20.0, 20.0, counts=counts, attempts=(attempt(1),))
    live.snapshot = Snapshot(
        state=State.FINISHED,
        choice=live.choice,
        started_at=datetime.now(timezone.utc),
        session=session,
        ending=ending,
        set_id=7,
    )


# ---- the day -----------------------------------------------------------------------------------


def test_a_newcomer_is_offered_a_first_week_and_may_have_the_whole_plan(store: Store) -> None:
    app = open_page("today")
    assert "<h2>Full round</h2>" in html_of(app)
    assert "First week: one set of each." in html_of(app)
    assert "Superman, arms only" in html_of(app)
    app.button(key="today_whole").click().run()
    assert "First week: one set of each." not in html_of(app)
    assert "3 sets of 12" in html_of(app)


def keep_sets(store: Store, *exercises: str, ago: timedelta = timedelta(0)) -> None:
    for exercise in exercises:
        store.save(one_set(exercise), started_at=NOW - ago)


def one_set(exercise: str) -> Session:
    return Session(exercise, "front", 0.5, 60.0, 60.0, counts=Counts(8, 8, 8), attempts=(attempt(1),))


def test_sets_by_themselves_make_a_training_day_and_leave_the_round(store: Store) -> None:
    keep_sets(store, *["chin_tucks"] * 10)
    text = html_of(open_page("today"))
    assert "1 of 5 this week" in text
    assert text.count('<li class="po-day-done"') == 1
    assert "<h2>Full round</h2>" in text
    review = html_of(open_page("review"))
    assert "<dt>sets in 12 weeks</dt><dd>10</dd>" in review
    assert "<dt>day this week</dt><dd>1</dd>" in review


def test_an_uploaded_video_is_kept_and_makes_no_training_day(store: Store) -> None:
    number = store.save(replace(one_set("chin_tucks"), source=VIDEO), started_at=NOW)
    text = html_of(open_page("today"))
    assert "0 of 5 this week" in text and '<li class="po-day-done"' not in text
    review = open_page("review")
    assert f"set={number}" in [link.proto.query_string for link in review.get("page_link")]
    assert "<dt>days this week</dt><dd>0</dd>" in html_of(review)


def test_most_of_the_round_done_move_by_move_is_the_round(store: Store) -> None:
    keep_sets(store, *(entry.id for entry in PROGRAMME[Form.FULL] if entry.measured))
    text = html_of(open_page("today"))
    assert "<h2>Done for today</h2>" in text
    assert "Next: tomorrow, a full round." in text


def test_the_first_day_is_a_training_day_whatever_the_plan_says(store: Store) -> None:
    store.journal.choose("plan", to_json(Plan({NOW.weekday() - 1: Form.FULL, NOW.weekday() + 1: Form.FULL})))
    app = open_page("today")
    assert "Your first day: short and easy." in html_of(app)
    assert app.button_group(key="today_form").value is Form.SHORT
    assert "0 of 2 this week" in html_of(app)


def test_most_of_the_first_day_s_round_done_move_by_move_is_the_round(store: Store) -> None:
    store.journal.choose("plan", to_json(Plan({(NOW.weekday() + 1) % 7: Form.FULL})))
    keep_sets(store, *(entry.id for entry in PROGRAMME[Form.SHORT] if entry.measured))
    text = html_of(open_page("today"))
    assert "<h2>Done for today</h2>" in text and "Your first day" not in text


@pytest.mark.parametrize(("zone", "is_today"), [("Asia/Tokyo", True), ("America/Los_Angeles", False)])
def test_a_training_day_is_the_reader_s(store: Store, zone: str, is_today: bool) -> None:
    """A set of one o'clock UTC is of Wednesday in Tokyo, but still of Tuesday in Los Angeles."""
    store.save(one_set("chin_tucks"), started_at=NOW.astimezone(timezone.utc).replace(hour=1))
    with time_machine.travel(NOW.astimezone(timezone.utc).replace(hour=14)):
        app = open_page("today")
        app.context["timezone"] = zone
        text = html_of(app.run())
    assert ('<li class="po-day-done" aria-current' in text) is is_today
    assert text.count('<li class="po-day-done"') == 1


def test_a_day_of_rest_says_so_and_still_offers_a_small_round(store: Store) -> None:
    store.journal.choose("plan", to_json(FREE))
    keep_sets(store, "chin_tucks", ago=timedelta(days=4))
    app = open_page("today")
    assert "Choose two or three days on the Plan page." in html_of(app)
    assert app.button_group(key="today_form").value is Form.SHORT
    tomorrow = (NOW.weekday() + 1) % 7
    store.journal.choose("plan", to_json(Plan({tomorrow: Form.GENTLE})))
    text = html_of(open_page("today"))
    assert "<h2>A day of rest</h2>" in text
    assert "Next: tomorrow, a gentle round." in text


def test_strength_waits_a_day(store: Store) -> None:
    routine_note(store, timedelta(days=1))
    app = open_page("today")
    assert "You did strength yesterday, so today goes without it." in html_of(app)
    app.button_group(key="today_form").set_value(Form.FULL).run()
    assert [i.value for i in app.info] == ["Strength needs a day off in between."]
    assert app.button(key="today_start").disabled


def test_what_was_done_today_is_shown_and_the_week_knows(store: Store) -> None:
    run = (
        RoutineRun(form=Form.SHORT, entries=TWO)
        .after(SetOutcome.DONE, reps=4, clean=3, about=NOW.isoformat())
        .skipped()
    )
    content = {"form": "short", "mostly_done": True, "complete": True, "done": to_json(run)["results"]}
    store.journal.write("routine", content, at=NOW)
    text = html_of(open_page("today"))
    assert "<h2>Done for today</h2>" in text
    assert "Wall angels" in text
    assert "left out" in text
    assert '<li class="po-day-done"' in text
    assert "1 of 5 this week" in text, "the first week begins with the first day, a Wednesday"


def test_suggestions_are_pointed_at(store: Store) -> None:
    for ago in (1, 3):
        made = Session("chin_tucks", "side", 0.5, 60.0, 60.0, counts=Counts(8, 8, 8), attempts=(attempt(1),))
        store.save(made, started_at=NOW - timedelta(days=ago))
        note_pain(store.journal, red("chin_tucks", NOW - timedelta(days=ago)))
    links = [link.proto.label for link in open_page("today").get("page_link")]
    assert "A suggestion for your plan" in links
    assert "Change the plan" in links


def test_what_another_program_chose_breaks_nothing(store: Store) -> None:
    store.journal.choose("plan_easing", {"until": "x", "name": ["first"]})
    store.journal.choose("cautions_read", {"of": 3})
    assert not open_page("today").exception


def test_a_note_of_another_program_breaks_nothing(store: Store) -> None:
    store.journal.write("routine", {"done": [{"key": "x", "id": "moonwalk"}, 3]}, at=NOW)
    assert "moonwalk" in html_of(open_page("today"))


# ---- what stands before it ---------------------------------------------------------------------


def test_a_newcomer_is_asked_about_warning_signs_first(store: Store) -> None:
    app = open_page("today", newcomer=True)
    assert "today_start" not in {b.key for b in app.button}
    assert "Welcome to Posture" in headings(app)


def test_a_round_leaves_out_what_has_to_be_asked_about_first(store: Store) -> None:
    store.journal.choose("conditions", ["dizziness"])
    answer(store.journal, frozenset(), upper_back_hurts=False, at=NOW)
    app = open_page("today", newcomer=True)
    assert "Left out until you have asked about them: " in html_of(app) and "Chin tucks" in html_of(app)
    app.button(key="today_start").click().run()
    assert not app.exception and "Ask first about these moves" not in headings(app)


def test_the_cautions_of_all_moves_are_read_once_before_the_first_set(store: Store) -> None:
    answer(store.journal, frozenset(), upper_back_hurts=False, at=NOW)
    running(store)
    app = open_page("today", newcomer=True)
    assert "Ask first about these moves" in headings(app)
    assert "a frozen shoulder" in html_of(app)
    app.button(key="gate_all").click().run()
    assert "Go on" in labels(app)
    assert "Ask first about these moves" not in headings(open_page("today", newcomer=True))


def test_a_red_light_ends_the_move_and_nothing_goes_on_by_itself(store: Store) -> None:
    running(store, (entry_of("bent_over_rows"), *TWO))
    app = open_page("today")
    app.button(key="routine_go_on").click().run()
    live = live_of(app)
    end_set(live, Ending.STOPPED)
    note_pain(store.journal, red("bent_over_rows", live.snapshot.started_at))
    app.run()
    assert titles(app) == ["Wall angels"]
    assert "Go on" in labels(app)
    run = kept_run(store)
    assert run is not None
    assert [r.outcome for r in run.results] == [SetOutcome.DONE, SetOutcome.SKIPPED, SetOutcome.SKIPPED]
    app.button(key="routine_go_on").click().run()
    assert "Go on" not in labels(app), "it stops once for it"


# ---- a routine ---------------------------------------------------------------------------------


def test_one_button_starts_and_skipping_leads_through_it(store: Store) -> None:
    app = open_page("today")
    app.button_group(key="today_form").set_value(Form.SHORT).run()
    app.button(key="today_start").click().run()
    assert titles(app) == ["Shoulder rolls"]
    assert {"Pause", "Skip", "Make it easier", "Stop for today"} <= set(labels(app))
    assert 4.0 < told(app)["step"]["rest_s"] <= 5.0, "a short rest before it"
    for _ in PROGRAMME[Form.SHORT]:
        app.button(key="routine_skip").click().run()
    assert titles(app) == ["Today"]
    assert kept_run(store) is None
    assert store.journal.notes("routine") == [], "nothing was done, so nothing is noted"


def test_a_set_that_ended_leads_to_the_next_with_its_rest(store: Store) -> None:
    rows = entry_of("bent_over_rows")
    running(store, (rows, *TWO))
    app = open_page("today")
    app.button(key="routine_go_on").click().run()
    live = live_of(app)
    assert live.choice is not None
    assert (live.choice.exercise, live.choice.reps, live.choice.begin_in_s) == ("bent_over_rows", 12, 5.0)
    end_set(live, Ending.REACHED)
    app.run()
    run = kept_run(store)
    assert run is not None
    assert (run.at, run.set, run.results[0].reps) == (0, 2, 4)
    assert run.results[0].about == live.snapshot.started_at.isoformat()
    assert live.choice.begin_in_s == rows.rest_s
    assert "Set 2 of 3" in html_of(app)
    app.run()
    assert kept_run(store) == run, "the same end counts once"


def test_a_lost_camera_asks_before_going_on(store: Store) -> None:
    running(store)
    app = open_page("today")
    app.button(key="routine_go_on").click().run()
    end_set(live_of(app), Ending.CAMERA_LOST)
    app.run()
    run = kept_run(store)
    assert run is not None
    assert run.at == 0
    assert "Go on" in labels(app)
    assert live_of(app).choice.begin_in_s is None  # type: ignore[union-attr]


def test_a_reload_offers_to_go_on_where_it_was(store: Store) -> None:
    now = datetime.now(timezone.utc)
    running(
        store, run=RoutineRun(form=Form.SHORT, entries=TWO).after(SetOutcome.DONE), since=now, elapsed_s=30.0
    )
    app = open_page("today")
    assert titles(app) == ["Quiet breathing"]
    assert "Go on" in labels(app)
    app.button(key="routine_go_on").click().run()
    assert "Go on" not in labels(app)
    app.button(key="routine_pause").click().run()
    data = store.journal.setting("routine_under_way")
    assert data["since"] is None
    assert data["elapsed_s"] >= 30.0


def test_a_step_that_was_left_for_longer_than_it_lasts_begins_anew(store: Store) -> None:
    long_ago = NOW - timedelta(hours=3)
    running(store, run=RoutineRun(form=Form.SHORT, entries=TWO[1:]), since=long_ago, elapsed_s=0.0)
    app = open_page("today")
    app.button(key="routine_go_on").click().run()
    assert kept_run(store) == RoutineRun(form=Form.SHORT, entries=TWO[1:])
    assert told(app)["step"]["rest_s"] > 4.0


def test_a_round_that_was_mostly_skipped_is_enough_and_not_well_done(store: Store) -> None:
    done = RoutineRun(form=Form.SHORT, entries=(*TWO, *TWO, *TWO)).after(SetOutcome.DONE, reps=3, clean=3)
    running(store, run=done.skipped().skipped().skipped().skipped())
    app = open_page("today")
    app.button(key="routine_skip").click().run()
    (note,) = store.journal.notes("routine")
    assert note.content["complete"] and not note.content["mostly_done"]
    assert titles(app) == ["Enough for today"]


def test_a_step_ends_by_itself_and_the_routine_is_noted(store: Store) -> None:
    behind = RoutineRun(form=Form.SHORT, entries=TWO).after(SetOutcome.DONE, reps=3, clean=3)
    running(store, run=behind, elapsed_s=119.9)
    app = open_page("today")
    app.button(key="routine_go_on").click().run()
    while kept_run(store) is not None:
        app.run()
    (note,) = store.journal.notes("routine")
    assert note.content["complete"]
    assert note.content["mostly_done"]
    assert [r["outcome"] for r in note.content["done"]] == ["done", "done"]
    assert titles(app) == ["Well done"]
    assert "All 3 repetitions were clean." in html_of(app)
    assert "<dt>sets</dt><dd>2 of 2</dd>" in html_of(app)
    assert "Next: tomorrow, a full round." in html_of(app)
    app.button(key="round_close").click().run()
    assert titles(app) == ["Today"]


def test_easier_again_and_stop(store: Store) -> None:
    running(store, run=RoutineRun(form=Form.SHORT, entries=TWO))
    app = open_page("today")
    app.button(key="routine_easier").click().run()
    assert titles(app) == ["Wall angels lying down"]
    app.button(key="routine_skip").click().run()
    app.button(key="routine_repeat").click().run()
    assert titles(app) == ["Wall angels lying down"]
    app.button(key="routine_stop").click().run()
    app.button(key="routine_stop_no").click().run()
    assert kept_run(store) is not None
    app.button(key="routine_stop").click().run()
    app.button(key="routine_stop_yes").click().run()
    assert kept_run(store) is None
    assert titles(app) == ["Today"]


def test_what_another_program_wrote_is_no_routine(store: Store) -> None:
    run = to_json(RoutineRun(form=Form.SHORT, entries=TWO))
    times = {"rest_s": 5.0, "asked": None, "elapsed_s": 0.0, "since": None, "begun": "2026-03-01T08:00:00"}
    naive = {"run": run, **times}
    late = {"run": run, **times, "begun": NOW.isoformat(), "since": 7}
    for broken in ({}, 3, {"run": {}}, {"run": run, "begun": "x"}, naive, late):
        store.journal.choose("routine_under_way", broken)
        assert titles(open_page("today")) == ["Today"]


@pytest.mark.parametrize("gap", [None, 20])
def test_weeks_in_a_row_are_counted_as_far_back_as_they_go(store: Store, gap: int | None) -> None:
    made = Session("neck_tilts", "front", 0.5, 60.0, 60.0, counts=Counts(1, 1, 1), attempts=(attempt(1),))
    store.bring_in(
        KeptSet.of(made, started_at=NOW - timedelta(weeks=week, days=day), person="")
        for week in range(40)
        for day in (0, 1)
        if week != gap
    )
    assert f"{gap or 40} weeks in a row" in html_of(open_page("today"))


def test_the_week_says_what_training_has_brought_where_a_camera_can_tell(store: Store) -> None:
    def tilted(days_ago: int, reached_deg: float, source: SourceInfo | None = None) -> None:
        one = replace(attempt(1), range=reached_deg)
        made = Session("neck_tilts", "front", 0.5, 60.0, 60.0, counts=Counts(1, 1, 1), attempts=(one,))
        store.save(replace(made, source=source), started_at=NOW - timedelta(days=days_ago))

    tilted(30, 25.0)
    tilted(2, 40.0, VIDEO)
    tilted(3, 40.0, VIDEO)
    tilted(1, 28.0)  # less than a camera may be wrong by
    assert "than in your first week" not in html_of(open_page("today"))
    tilted(2, 33.0)
    tilted(3, 33.0)
    assert "Neck tilts: you reach 8° further than in your first week." in html_of(open_page("today"))
