"""The Train page without a browser: choosing, the numbers of a set, the summary."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timezone
from typing import Any

import pytest
from app_pages import html_of, nothing_seen, open_page, wall_angels
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from posture.app.components.phrases import ENDINGS
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.history.store import Store
from posture.live import demonstration
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.locale.terms import GROUPS


def train(**address: str) -> tuple[AppTest, LiveSession]:
    app = open_page("", **address)
    live = session_registry().get(app.session_state["live_page"])
    assert live is not None
    return app, live


def tiles(app: AppTest) -> dict[str, Any]:
    """What the browser gets of the tiles that a move is chosen from."""
    parts = [json.loads(part.proto.json or "null") for part in app.get("bidi_component")]
    (found,) = (part[0] for part in parts if part and "groups" in part[0])
    return found  # type: ignore[no-any-return]  # it is JSON


def served(path: str) -> str | None:
    """The kind of a file of the samples, ``None`` where none is given out."""
    route = demonstration.route()
    assert path.startswith("/samples/")
    scope = {"type": "http", "path_params": {"name": path.removeprefix("/samples/")}}
    answer = asyncio.run(route.endpoint(Request(scope)))
    assert answer.status_code in (200, 404)
    return answer.media_type if answer.status_code == 200 else None


def chosen(app: AppTest) -> list[str]:
    return [tiles(app)["chosen"]]


def ended(live: LiveSession, session: Session, ending: Ending = Ending.STOPPED, **more: object) -> Snapshot:
    return Snapshot(
        state=State.FINISHED,
        choice=live.choice,
        started_at=datetime.now(timezone.utc),
        session=session,
        ending=ending,
        **more,  # type: ignore[arg-type]
    )


def test_a_move_is_chosen_and_the_guide_stands_beside_the_picture() -> None:
    app, live = train()
    assert live.choice is not None
    assert chosen(app) == [live.choice.exercise]
    exercise = EXERCISES[live.choice.exercise]
    assert [t.value for t in app.title] == [exercise.title]
    text = html_of(app)
    for wanted in (exercise.dose.words, *exercise.instructions.steps):
        assert wanted in text
    for unseen in exercise.cannot_measure:
        assert unseen.why in text


def test_the_moves_stand_in_the_guide_s_groups_each_with_a_picture_that_is_served() -> None:
    app, _ = train()
    groups = tiles(app)["groups"]
    wanted = [[e.title for e in EXERCISES.values() if e.group == group] for group in GROUPS]
    assert [[move["title"] for move in group["moves"]] for group in groups] == [
        some for some in wanted if some
    ]
    for move in (move for group in groups for move in group["moves"]):
        assert (served(move["picture"]), served(move["url"])) == ("image/webp", "video/mp4")
        assert 0 <= move["from_s"] < move["to_s"]
    assert served("/samples/labels.json") is None


def test_the_first_offer_needs_nobody_to_get_down_to_the_floor() -> None:
    app, live = train()
    assert live.choice == RunChoice("wall_angels")
    assert chosen(app) == ["wall_angels"]


def test_a_link_chooses_the_move_once() -> None:
    app, live = train(move="chin_tucks")
    assert live.choice is not None
    assert live.choice.exercise == "chin_tucks"
    live.choose(RunChoice("wall_angels"))  # as after a reload, when the set of before goes on
    app.run()
    assert chosen(app) == ["wall_angels"]


def test_an_unknown_move_in_the_address_is_passed_over() -> None:
    app, _ = train(move="flying")
    assert len(chosen(app)) == 1


def test_the_hold_can_be_chosen_within_the_guide() -> None:
    app, live = train(move="neck_tilts")
    slider = app.slider[0]
    low, high = EXERCISES["neck_tilts"].dose.hold_s
    assert (slider.min, slider.max) == (low, high)
    slider.set_value(18).run()
    assert live.choice == RunChoice("neck_tilts", hold_s=18.0)
    assert app.slider[0].value == 18
    app, _ = train(move="wall_angels")
    assert not app.slider


def test_during_a_set_the_numbers_stand_there_and_the_move_cannot_change() -> None:
    app, live = train(move="wall_angels")
    attempts = (
        {"number": 1, "side": "both", "counted": True, "reason": None},
        {"number": 2, "side": "left", "counted": False, "reason": "too_fast"},
    )
    live.snapshot = Snapshot(
        state=State.RUNNING,
        choice=live.choice,
        view={"counts": {"reps": 1, "clean": 1, "attempts": 2}},
        attempts=attempts,
    )
    app.run()
    assert tiles(app)["locked"]
    text = html_of(app)
    assert "This set" in text
    assert "<dd>1</dd>" in text
    assert text.index("No. 2, left") < text.index("No. 1")
    assert "Too quick to follow" in text  # type: ignore[index]


def test_before_the_first_picture_the_numbers_are_zero() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = Snapshot(state=State.RUNNING, choice=live.choice)
    app.run()
    assert "<dd>0</dd>" in html_of(app)
    assert "Rest in the start position; then it counts." in html_of(app)


def test_a_set_that_only_the_clock_measures_promises_no_count() -> None:
    way = next(way for way in EXERCISES["shoulder_blade_squeeze"].methods if way.pace is not None)
    app, live = train(move="shoulder_blade_squeeze")
    live.snapshot = Snapshot(state=State.RUNNING, choice=live.choice, view={"method": way.method_name})
    app.run()
    assert "I time you" in html_of(app) and "Rest in the start position; then it counts." not in html_of(app)


def test_a_finished_set_is_summed_up_with_the_way_to_review() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = ended(live, wall_angels(), set_id=7)
    app.run()
    assert "Your set" in [h.value for h in app.header]
    assert "Saved on this computer." in html_of(app)
    assert "set=7" in [link.proto.query_string for link in app.get("page_link")]
    assert "Every repetition" in [e.label for e in app.expander]
    app.query_params["move"] = "chin_tucks"
    app.run()
    assert chosen(app) == ["chin_tucks"]
    assert [h.value for h in app.header] == ["Chin tucks"]


def test_a_set_without_a_movement_is_said_kindly() -> None:
    app, live = train(move="chin_tucks")
    live.snapshot = ended(live, nothing_seen())
    app.run()
    assert [i.value for i in app.info] == [
        (
            "No movement was found, so nothing was saved. It happens to everybody: check the camera, "
            "rest a moment in the start position, and try again."
        )
    ]


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_an_end_that_nobody_wanted_is_explained(ending: Ending) -> None:
    app, live = train(move="wall_angels")
    live.snapshot = ended(live, wall_angels(), ending, set_id=1)
    app.run()
    assert [w.value for w in app.warning] == [ENDINGS[ending]]


def test_a_set_that_was_not_kept_can_be_kept_from_the_page() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = ended(live, wall_angels(), error="the disk is full")
    app.run()
    assert "the disk is full" in app.error[0].value
    next(b for b in app.button if b.label == "Save it now").click().run()
    assert not app.error
    assert "Saved on this computer." in html_of(app)
    with Store() as store:
        assert len(store.sets()) == 1


def test_right_after_a_set_its_count_is_called_right_with_one_tap() -> None:
    app, live = train(move="wall_angels")
    with Store() as store:
        number = store.save(wall_angels(), started_at=datetime.now(timezone.utc))
    live.snapshot = ended(live, wall_angels(), set_id=number)
    app.run()
    next(b for b in app.button if b.label == "The count is right").click().run()
    assert not app.exception and "3 of 3 as you counted" in html_of(app)
    assert "The count is right" not in [b.label for b in app.button]
    with Store() as store:
        assert store.get(number).confirmed_at is not None


def test_a_page_whose_session_is_gone_gets_another() -> None:
    app, live = train()
    session_registry.cache_clear()  # as when the server was started again
    app.run()
    assert app.session_state["live_page"] != live.token
    assert not app.exception


def came_back(live: LiveSession, session: Session, **more: object) -> Snapshot:
    """A set in whose middle the server was killed, taken in by this one."""
    result = SetRecord(session).as_dict()
    return ended(live, session, Ending.INTERRUPTED, result=result, **more)


def test_a_set_that_was_interrupted_is_told_in_plain_words() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = came_back(live, wall_angels(), set_id=1)
    app.run()
    reps = wall_angels().counts.reps
    assert [w.value for w in app.warning] == [
        (f"Posture stopped during your set. What you did is safe: {reps} repetitions, kept in your history.")
    ]
    assert f"{reps} repetitions, kept in your history" in app.warning[0].value
    assert "Saved on this computer." in html_of(app)


def test_a_set_whose_person_deleted_everything_meanwhile_is_not_kept_and_says_so() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = ended(live, wall_angels(), error="the disk is full")
    app.run()
    with Store() as store:
        store.delete_all()
    next(b for b in app.button if b.label == "Save it now").click().run()
    assert [w.value for w in app.warning] == ["Your data was deleted in the meantime, so this is not saved."]
    assert live.snapshot.session is live.snapshot.result is None, "nor is it remembered"
    assert not app.error
    assert not app.exception
    with Store() as store:
        assert store.sets() == []


def test_an_interrupted_set_without_a_movement_is_not_called_well_done() -> None:
    app, live = train(move="wall_angels")
    live.snapshot = came_back(live, nothing_seen())
    app.run()
    assert [w.value for w in app.warning] == [
        ("Posture stopped before anything was finished, so there was nothing to save. Nothing is lost.")
    ]
    assert not app.info


def test_an_interrupted_set_whose_page_is_gone_is_told_once_on_the_next_one() -> None:
    app, live = train(move="wall_angels")
    found = came_back(live, wall_angels(), set_id=1, run="a")
    session_registry().recovery._found["another page's"] = found
    app.run()
    reps = wall_angels().counts.reps
    told = f"Posture stopped during your set. What you did is safe: {reps} repetitions, kept in your history."
    assert told in [m.value for m in app.markdown]
    next(b for b in app.button if b.label == "All right").click().run()
    assert told not in [m.value for m in app.markdown]
