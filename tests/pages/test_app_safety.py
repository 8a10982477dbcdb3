"""What stands before, within and after exercises: warning signs, cautions, pain, and a professional."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from app_pages import button, html_of, labels, now, open_page, settle, wall_angels
from streamlit.testing.v1 import AppTest

from posture.app.components.phrases import DURING_SET, LIGHTS
from posture.app.pages.professional import QUESTIONS
from posture.app.sections.pain_prompt import NEXT_DAY
from posture.coach.session import Counts
from posture.exercises import EXERCISES
from posture.guide import RED_FLAGS, STOP
from posture.guide.clearance import EMERGENCIES, Clearance
from posture.guide.conditions import CONDITIONS
from posture.guide.content_types import Light
from posture.guide.pain_light import judge
from posture.history.pain_notes import PainNote, When, note_pain, pain_notes
from posture.history.screenings import ScreeningEvent, answer, confirm, standing
from posture.history.store import Store
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State


def press(app: AppTest, label: str) -> AppTest:
    button(app, label).click().run()
    assert not app.exception, app.exception
    return app


def rate(app: AppTest, question: str, score: int) -> AppTest:
    asked = next(g for g in app.button_group if g.label == question)
    asked.set_value(score).run()
    assert not app.exception, app.exception
    return app


def tick(app: AppTest, *signs: str) -> AppTest:
    for name in signs:
        app.checkbox(key=f"screening_sign_{name}").check()
    return app.run()


def shown(app: AppTest) -> list[str]:
    return [t.value for t in app.title]


def pictured(app: AppTest) -> bool:
    return any(element.key == "live-picture" for element in app.get("bidi_component"))


# ---- warning signs -----------------------------------------------------------------------------


def test_a_newcomer_is_asked_on_one_screen_and_gets_on_with_one_press(store: Store):
    app = open_page("", newcomer=True)
    assert shown(app) == ["Welcome to Posture"]
    press(app, "None of these")
    assert "Welcome to Posture" not in shown(app) and pictured(app), (
        "nothing else stands before the first set"
    )
    assert not standing(store.journal, now=now()).due
    assert pictured(open_page("", newcomer=True))


def test_every_safety_fact_is_shown_before_the_first_set(store: Store):
    app = open_page("", newcomer=True)
    html = html_of(app)
    assert [box.label for box in app.checkbox] == [flag.sign for flag in RED_FLAGS]
    assert all(sign[1:] in html for exercise in EXERCISES.values() for sign in exercise.stop_signs)
    assert STOP.summary in html
    offered = app.pills(key="screening_conditions").options
    for exercise in EXERCISES.values():
        for caution in exercise.contraindications:
            about = [c for c in CONDITIONS if caution in c.cautions]
            assert about, f"no condition in posture/guide/conditions.py is about: {caution} ({exercise.id})"
            assert all(c.name in offered for c in about)
    known = {caution for exercise in EXERCISES.values() for caution in exercise.contraindications}
    assert {caution for condition in CONDITIONS for caution in condition.cautions} <= known


def test_a_condition_brings_its_cautions_before_the_moves_that_it_is_about(store: Store):
    store.journal.choose("cautions_read", ["swan"])
    answer(store.journal, frozenset(), upper_back_hurts=False, at=now() - timedelta(days=31))
    assert pictured(open_page("", newcomer=True, move="wall_angels")) is False, "asked once more"
    app = open_page("", newcomer=True, move="swan")
    app.pills(key="screening_conditions").set_value(["pregnancy"]).run()
    press(app, "Go on")
    assert "Ask first about this move: Swan" in [h.value for h in app.header], (
        "read before, but not with this"
    )
    assert "Pregnancy" in html_of(app) and not pictured(app)
    assert pictured(open_page("", newcomer=True, move="wall_angels"))
    assert pictured(press(app, "I have asked, go on"))


def test_an_emergency_is_asked_about_twice_and_then_closes_the_exercises(store: Store):
    app = tick(open_page("", newcomer=True), "chest", "fever")
    press(app, "Go on")
    assert "You ticked a sign that needs help at once. Is that right?" in [h.value for h in app.header]
    press(app, "No, back to the list")
    assert app.checkbox(key="screening_sign_chest").value and app.checkbox(key="screening_sign_fever").value
    assert standing(store.journal, now=now()).answered_at is None
    press(press(app, "Go on"), "Yes, that is right")
    assert shown(app) == ["Please get help now"]
    assert next(f.sign for f in RED_FLAGS if f.id == "chest") in html_of(app)
    assert button(app, "Open the exercises").disabled
    for page in ("guide", "review", "upload", "professional"):
        assert "Please get help now" not in shown(open_page(page))
    again = open_page("", newcomer=True)
    assert shown(again) == ["Please get help now"]
    again.checkbox(key="screening_seen").check().run()
    press(again, "Open the exercises")
    assert "Please get help now" not in shown(again)
    assert standing(store.journal, now=now()).clearance is Clearance.CLEAR


@pytest.mark.parametrize("choice", ["I have been seen and may exercise", "I understand, and go on gently"])
def test_one_other_sign_with_back_pain_is_advice(store: Store, choice: str):
    app = open_page("", newcomer=True)
    app.button_group(key="screening_hurts").set_value(True)
    press(tick(app, "night"), "Go on")
    assert shown(app) == ["Please get checked before exercising"]
    press(app, choice)
    assert "Please get checked before exercising" not in shown(app)
    assert (standing(store.journal, now=now()).seen_at is not None) is (
        choice == "I have been seen and may exercise"
    )


def test_one_other_sign_without_back_pain_is_none(store: Store):
    app = open_page("", newcomer=True)
    app.button_group(key="screening_hurts").set_value(False)
    press(tick(app, "night"), "Go on")
    assert "Please get checked before exercising" not in shown(app) and pictured(app)


def test_after_a_month_the_signs_come_again_and_what_is_lasting_is_ticked(store: Store):
    answer(store.journal, frozenset({"bones"}), upper_back_hurts=True, at=now() - timedelta(days=31))
    confirm(store.journal, ScreeningEvent.ACCEPTED, at=now() - timedelta(days=31))
    app = open_page("", newcomer=True)
    assert "A month has gone by. Has anything changed?" in html_of(app)
    assert [box.key for box in app.checkbox if box.value] == ["screening_sign_bones"]


def test_a_broken_database_keeps_nobody_from_being_asked(data_folder: Path):
    (data_folder / "posture.db").write_bytes(b"no database at all, but long enough to look like one " * 40)
    app = open_page("", newcomer=True)
    assert shown(app) == ["Welcome to Posture"]
    press(press(tick(app, next(iter(EMERGENCIES))), "Go on"), "Yes, that is right")
    assert shown(app) == ["Please get help now"] and app.warning
    app.checkbox(key="screening_seen").check().run()
    assert pictured(press(app, "Open the exercises"))


# ---- the first minute ----------------------------------------------------------------------------


def first_minute(store: Store) -> tuple[AppTest, LiveSession]:
    app = press(open_page("", newcomer=True), "None of these")
    live = session_registry().get(app.session_state["live_page"])
    assert live is not None and live.choice is not None
    assert shown(app) == ["Try one repetition"]
    return app, live


def test_a_newcomer_tries_camera_and_sound_with_one_repetition(store: Store):
    app, live = first_minute(store)
    assert pictured(app) and "camera-and-sound" in [e.key for e in app.get("bidi_component")]
    assert "How much does it hurt right now?" not in [g.label for g in app.button_group]
    begun = Snapshot(state=State.FINISHED, choice=live.choice, started_at=now(), ending=Ending.STOPPED)
    live.snapshot = replace(begun, session=replace(wall_angels(), counts=Counts(0, 0, 1)))
    assert shown(app.run()) == ["Try one repetition"], "nothing counted: it goes on"
    live.snapshot = replace(begun, session=wall_angels())
    assert "Try one repetition" not in shown(app.run())
    assert "Try one repetition" not in shown(open_page("", newcomer=True))


def test_the_trial_is_skipped_for_good_and_begun_again_from_the_settings(store: Store):
    app, _ = first_minute(store)
    assert "Try one repetition" not in shown(open_page("", newcomer=True, move="cobra")), "asked for a move"
    assert "Try one repetition" not in shown(press(app, "Skip"))
    assert "Try one repetition" not in shown(open_page("", newcomer=True))
    again = next(
        link for link in open_page("settings").get("page_link") if "trial" in link.proto.query_string
    )
    assert again.proto.label == "Try it with one repetition"
    assert shown(open_page("", newcomer=True, trial="1")) == ["Try one repetition"]
    assert shown(open_page("", newcomer=True)) == ["Try one repetition"], "until it was done or skipped"


def test_the_trial_is_of_a_move_that_nothing_speaks_against(store: Store):
    app = open_page("", newcomer=True)
    app.pills(key="screening_conditions").set_value(["shoulder"]).run()
    press(app, "Go on")
    assert pictured(app) and "Wall angels" not in [h.value for h in app.header]


# ---- cautions of a move ------------------------------------------------------------------------


def test_whoever_was_never_asked_reads_a_move_s_cautions_before_its_first_set(store: Store):
    answer(store.journal, frozenset(), upper_back_hurts=True, at=now())
    app = open_page("", newcomer=True, move="superman")
    superman = EXERCISES["superman"]
    assert "Ask first about this move: Superman" in [h.value for h in app.header]
    assert all(c[1:] in html_of(app).replace("&#x27;", "'") for c in superman.contraindications)
    press(app, "None of these, go on")
    assert "None of these, go on" not in labels(app)
    assert "Who should ask first, and when to stop" in [e.label for e in app.expander]
    assert "None of these, go on" in labels(open_page("", newcomer=True, move="cobra"))
    assert "None of these, go on" not in labels(open_page("", newcomer=True, move="superman"))


# ---- pain before, during and after -------------------------------------------------------------


def train() -> tuple[AppTest, LiveSession]:
    app = open_page("", move="superman")
    live = session_registry().get(app.session_state["live_page"])
    assert live is not None and live.choice is not None
    return app, live


def under_way(live: LiveSession, **more: object) -> Snapshot:
    return Snapshot(state=State.PAUSED, choice=live.choice, started_at=now(), **more)  # type: ignore[arg-type]


def test_pain_before_is_asked_once_a_training_and_can_be_passed_over(store: Store):
    app, _ = train()
    assert "How much does it hurt right now?" in [g.label for g in app.button_group]
    press(app, "Skip")
    assert "How much does it hurt right now?" not in [g.label for g in app.button_group]
    app, _ = train()
    rate(app, "How much does it hurt right now?", 4)
    assert "Take it easy today: less range, less weight, fewer repetitions." in html_of(app)
    assert [(n.when, n.score, n.light) for n in pain_notes(store.journal)] == [(When.BEFORE, 4, Light.AMBER)]
    assert "How much does it hurt right now?" not in [g.label for g in train()[0].button_group]


def test_strong_pain_before_brings_the_warning_signs_back(store: Store):
    app, _ = train()
    rate(app, "How much does it hurt right now?", 7)
    assert shown(app) == [
        "Before you move"
    ] and "After such pain, please go through these signs once more." in html_of(app)


def hurting(store: Store, *, before: int | None) -> tuple[AppTest, LiveSession]:
    if before is not None:
        note = PainNote(written_at=now(), when=When.BEFORE, score=before, judged=judge(before))
        note_pain(store.journal, note)
    app, live = train()
    live.snapshot = under_way(live, hurts=True)
    app.run()
    assert "How much does it hurt?" in [g.label for g in app.button_group]
    return app, live


def say(app: AppTest, score: int, *, sharp: bool) -> AppTest:
    app.button_group(key="hurt_score").set_value(score)
    app.button_group(key="hurt_sharp").set_value(sharp).run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(
    ("before", "score", "sharp", "light"),
    [(None, 3, False, "green"), (2, 4, False, "amber"), (2, 5, False, "red"), (None, 1, True, "red")],
)
def test_the_light_decides_while_something_hurts(
    store: Store, before: int | None, score: int, sharp: bool, light: str
):
    app, live = hurting(store, before=before)
    say(app, score, sharp=sharp)
    assert DURING_SET[light] in html_of(app) and LIGHTS[light] in html_of(app)
    said = pain_notes(store.journal)[0]
    assert (said.when, said.move, said.light.value, said.sharp) == (When.DURING, "superman", light, sharp)
    assert said.before == before and said.about == live.snapshot.started_at
    assert ("All right" in labels(app)) is (light == "red")
    press(app, {"green": "Go on", "amber": "Go on, easier", "red": "All right"}[light])
    assert not live.snapshot.hurts and "How much does it hurt?" not in [g.label for g in app.button_group]


def test_a_move_that_was_red_does_not_begin_again_today_and_another_can(store: Store):
    app, live = hurting(store, before=None)
    say(app, 1, sharp=True)
    begun = live.snapshot.started_at
    assert begun is not None
    live.snapshot = Snapshot(
        state=State.FINISHED, choice=live.choice, started_at=begun, ending=Ending.STOPPED
    )
    press(app, "All right")
    title = "{move}: enough for today".format(move=EXERCISES["superman"].title)
    assert title in [h.value for h in app.header]
    assert not pictured(app), "nothing to start it on"
    assert (
        html_of(app).count(
            "This move is over for today, and what you did is kept. Sit down and breathe. If it does not "
            "settle at once, get help."
        )
        == 1
    )
    assert pictured(open_page("", move="cobra"))
    assert not pictured(open_page("", move="superman")), "nor after a reload"


def test_what_was_red_yesterday_begins_again(store: Store):
    red = PainNote(
        written_at=now() - timedelta(days=2), when=When.AFTER, score=7, judged=judge(7), move="superman",
        about=now() - timedelta(days=2),
    )  # fmt: skip
    note_pain(store.journal, red)
    assert pictured(open_page("", move="superman"))


def test_amber_and_red_say_the_easier_form(store: Store):
    app, _ = hurting(store, before=None)
    say(app, 5, sharp=False)
    assert EXERCISES["superman"].instructions.easier in html_of(app).replace("&#x27;", "'")


def test_a_second_red_of_a_move_sends_to_a_professional(store: Store):
    red = PainNote(
        written_at=now() - timedelta(days=3), when=When.DURING, score=7, judged=judge(7), move="superman",
        about=now() - timedelta(days=3),
    )  # fmt: skip
    note_pain(store.journal, red)
    app, _ = hurting(store, before=None)
    say(app, 1, sharp=True)
    assert "This move has been red before. Please ask a professional before you do it again." in [
        w.value for w in app.warning
    ]


def test_pressed_by_mistake_nothing_is_noted(store: Store):
    app, live = hurting(store, before=None)
    press(app, "Nothing hurts, I pressed it by mistake")
    assert not live.snapshot.hurts and not pain_notes(store.journal)


def finished(app: AppTest, live: LiveSession, started_at: datetime) -> AppTest:
    live.snapshot = Snapshot(
        state=State.FINISHED, choice=live.choice, started_at=started_at, session=wall_angels(),
        ending=Ending.STOPPED,
    )  # fmt: skip
    return app.run()


def test_after_a_set_the_most_it_hurt_is_asked_and_answered(store: Store):
    app, live = train()
    began = now()
    rate(finished(app, live, began), "How much did it hurt at most?", 5)
    assert "Do the next set easier. It should settle within a day." in html_of(app)
    assert "How much did it hurt at most?" not in [g.label for g in app.button_group]
    said = pain_notes(store.journal)[0]
    assert (said.when, said.move, said.about) == (When.AFTER, "superman", began)


def test_the_pain_of_a_set_is_that_of_whoever_did_it(store: Store):
    app, live = hurting(store, before=None)
    live.snapshot = replace(live.snapshot, choice=replace(live.choice, person="Ana"))
    say(app, 7, sharp=False)
    assert not pain_notes(store.journal) and not standing(store.journal, person="", now=now()).after_pain
    assert [n.score for n in pain_notes(store.journal, person="Ana")] == [7]
    assert standing(store.journal, person="Ana", now=now()).after_pain
    live.choice = replace(live.choice, person="Ana")
    press(app, "All right")
    began = now()
    choice = replace(live.choice, person="Ana")
    live.snapshot = Snapshot(state=State.FINISHED, choice=choice, started_at=began, ending=Ending.STOPPED)
    app.run()
    assert "How much did it hurt at most?" not in [g.label for g in app.button_group]


def test_after_a_red_set_nothing_more_is_asked(store: Store):
    app, live = train()
    began = now()
    red = PainNote(
        written_at=began, when=When.DURING, score=1, judged=judge(1, sharp=True), sharp=True,
        move="superman", about=began,
    )  # fmt: skip
    note_pain(store.journal, red)
    finished(app, live, began)
    assert "How much did it hurt at most?" not in [g.label for g in app.button_group]
    assert (
        "This move is over for today, and what you did is kept. Sit down and breathe. If it does not settle "
        "at once, get help." in html_of(app)
    )


@pytest.mark.parametrize(
    ("worst", "settled", "light"),
    [(0, None, "green"), (4, "Yes", "amber"), (2, "No, still worse", "red")],
)
def test_the_day_after_is_asked_about_on_the_next_visit(
    store: Store, worst: int, settled: str | None, light: str
):
    trained = now() - timedelta(days=2)
    store.save(replace(wall_angels(), source=None), started_at=trained)
    store.save(wall_angels(), started_at=trained + timedelta(hours=1))  # of a video, filmed nobody knows when
    app, _ = train()
    question = next(
        g.label
        for g in app.button_group
        if g.label.startswith("The worst it hurt in the 24 hours after training (")
    )
    rate(app, question, worst)
    if settled:
        press(app, settled)
    assert NEXT_DAY[light] in html_of(app)
    said = pain_notes(store.journal)[0]
    assert (said.when, said.about, said.light.value) == (When.NEXT_DAY, trained, light)
    assert "How much does it hurt right now?" in [g.label for g in app.button_group]


def test_the_day_after_a_training_long_ago_is_not_asked_about(store: Store):
    store.save(replace(wall_angels(), source=None), started_at=now() - timedelta(days=9))
    assert "How much does it hurt right now?" in [g.label for g in train()[0].button_group]


# ---- a professional ----------------------------------------------------------------------------


def test_without_notes_the_page_says_when_to_go_and_how_a_summary_comes():
    app = open_page("professional")
    assert shown(app) == [
        "Ask a professional"
    ] and "Nothing yet. Train and rate your pain: a summary for your visit builds up here." in [
        i.value for i in app.info
    ]
    assert "4 to 6 weeks" in html_of(app) and all(q in html_of(app) for q in QUESTIONS)


def test_the_summary_tells_what_was_done_what_hurt_and_what_was_stopped(store: Store):
    settle()
    answer(store.journal, frozenset({"night"}), upper_back_hurts=True, at=now())
    confirm(store.journal, ScreeningEvent.SEEN, at=now())
    store.save(wall_angels(), started_at=now())
    store.save(wall_angels(), started_at=now() - timedelta(days=80))
    for score, when in ((2, When.BEFORE), (7, When.DURING)):
        note = PainNote(
            written_at=now(), when=when, score=score, judged=judge(score), about=now(),
            move="superman" if when is When.DURING else "",
        )  # fmt: skip
        note_pain(store.journal, note)
    app = open_page("professional")
    html = html_of(app)
    for part in ("Superman", "Wall angels", "wakes you at night", "During the set", "All of it"):
        assert part in html
    assert "1 red, 0 amber" in html
    assert "pain 7 out of 10" in html and "7 out of 10 is too much." in html
    assert html.index("Superman") < html.index("Wall angels")
    assert app.get("download_button")
