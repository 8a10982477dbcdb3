"""The Plan page: the week, the entries of each form, suggestions, and back to the guide."""

from __future__ import annotations

import shlex
from datetime import time, timedelta

import pytest
from app_pages import NOW, html_of, open_page
from kept_samples import attempt

from posture.app.components.phrases import PARTS
from posture.coach.session import Counts, Session
from posture.guide.plan import Plan, read_plan
from posture.guide.programme import PROGRAMME, Form
from posture.guide.programme_entry import easier
from posture.history.store import Store
from posture.locale.formats import weekdays
from posture.serialize import to_json


def kept(store: Store) -> Plan:
    return read_plan(store.journal.setting("plan"))


def entry(plan: Plan, form: Form, key: str):
    return next(e for e in plan.forms[form] if e.key == key)


def trained(store: Store, move: str, reps: int, *days_ago: int) -> None:
    """Sets of that move, all clean."""
    for ago in days_ago:
        made = Session(move, "side", 0.5, 60.0, 60.0, counts=Counts(reps, reps, reps), attempts=(attempt(1),))
        store.save(made, started_at=NOW - timedelta(days=ago))


def test_the_guide_s_week_and_every_entry_stand_there() -> None:
    app = open_page("plan")
    chosen = {group.label: group.value for group in app.button_group if group.label in weekdays()}
    assert chosen == {"Monday": "full", "Wednesday": "full", "Friday": "full"}
    assert [t.label for t in app.toggle][-1] == "Quiet breathing"
    assert len(app.toggle) == len(PROGRAMME[Form.FULL])
    assert not [b for b in app.button if b.label in ("Back to the guide's plan", "Yes, do that")]


def test_a_day_is_tapped_and_strength_on_two_days_is_told(store: Store) -> None:
    app = open_page("plan")
    app.button_group(key="plan_days").set_value([0, 1, 2, 4]).run()
    assert kept(store).days == {0: Form.FULL, 1: Form.SHORT, 2: Form.FULL, 4: Form.FULL}
    assert not app.info
    app.button_group(key="plan_day_1").set_value("full").run()
    assert [
        f"{d} follows a day of strength, so its round goes without it." for d in ("Tuesday", "Wednesday")
    ] == [i.value for i in app.info]
    app.button_group(key="plan_days").set_value([4]).run()
    assert kept(store).days == {4: Form.FULL}
    assert not app.info
    assert "The guide says two or three times a week." in html_of(app)
    app.button_group(key="plan_days").set_value([]).run()
    assert kept(store).days == {}


def test_a_time_and_an_address_remind_of_the_days(store: Store) -> None:
    app = open_page("plan")
    assert app.time_input(key="plan_time").value is None
    app.time_input(key="plan_time").set_value(time(18, 30)).run()
    assert store.journal.setting("plan_time") == "18:30"
    address, command = (code.value for code in app.code)
    assert f"key={store.journal.setting('calendar_key')}" in address
    assert command == "posture remind --at 18:30"


def test_the_command_of_the_reminder_holds_a_name_and_nothing_that_a_shell_obeys(store: Store) -> None:
    name = 'Ada $(rm -r x) "`y`'
    store.journal.choose("plan_time", "07:30", person=name)
    app = open_page("plan")
    app.session_state["person"] = name
    address, command = (code.value for code in app.run().code)
    assert "Ada" not in address, "who gets another name has the same address"
    assert shlex.split(command)[-2:] == ["--person", name]
    assert "'Ada $(rm -r x) \"`y`'" in command


def test_an_entry_is_changed_within_the_guide(store: Store) -> None:
    app = open_page("plan")
    reps = app.number_input(key="plan_reps_full_bent_over_rows")
    assert (reps.min, reps.max, reps.value) == (1, 15, 12)
    reps.set_value(14).run()
    app.number_input(key="plan_rest_s_full_bent_over_rows").set_value(90).run()
    app.toggle(key="plan_on_full_lat_pulldowns").set_value(False).run()
    plan = kept(store)
    rows = entry(plan, Form.FULL, "bent_over_rows")
    assert (rows.sets, rows.reps, rows.rest_s) == (3, 14, 90.0)
    assert not entry(plan, Form.FULL, "lat_pulldowns").on
    assert plan.forms[Form.SHORT] == PROGRAMME[Form.SHORT]
    again = open_page("plan")
    assert again.number_input(key="plan_reps_full_bent_over_rows").value == 14
    assert again.toggle(key="plan_on_full_lat_pulldowns").value is False


def test_an_entry_is_swapped_for_an_easier_form_and_back(store: Store) -> None:
    app = open_page("plan")
    app.button(key="plan_swap_full_superman").click().run()
    assert entry(kept(store), Form.FULL, "superman").id == "superman_chest"
    assert "Superman, chest and arms" in [t.label for t in app.toggle]
    app.button(key="plan_back_full_superman").click().run()
    assert entry(kept(store), Form.FULL, "superman") == entry(Plan(), Form.FULL, "superman")


def test_a_move_is_put_into_a_form_and_taken_out(store: Store) -> None:
    app = open_page("plan")
    app.selectbox(key="plan_add_full").set_value("cobra").run()
    assert "cobra" in {e.key for e in kept(store).forms[Form.FULL]}
    app.button(key="plan_remove_full_cobra").click().run()
    assert kept(store).forms[Form.FULL] == PROGRAMME[Form.FULL]


def test_back_to_the_guide(store: Store) -> None:
    app = open_page("plan")
    app.button_group(key="plan_days").set_value([5]).run()
    app.button_group(key="plan_day_5").set_value("short").run()
    app.button(key="plan_reset").click().run()
    app.button(key="plan_reset_no").click().run()
    assert kept(store).days[5] is Form.SHORT
    app.button(key="plan_reset").click().run()
    app.button(key="plan_reset_yes").click().run()
    assert store.journal.setting("plan") is None
    assert app.button_group(key="plan_days").value == [0, 2, 4]


@pytest.mark.parametrize("taken", [True, False])
def test_a_suggestion_is_taken_or_left_and_not_made_again(store: Store, taken: bool) -> None:
    trained(store, "chin_tucks", 10, 1, 3)
    trained(store, "bent_over_rows", 36, 1, 3)
    app = open_page("plan")
    titles = [s.value for s in app.subheader if s.value not in PARTS.values()]
    assert titles == ["Bent-over rows: one repetition more"]
    assert "Now 3 sets of 12. Then 3 sets of 13." in html_of(app)
    app.button(key=f"plan_{taken}_bent_over_rows").click().run()
    assert not {s.value for s in app.subheader} - set(PARTS.values())
    assert entry(kept(store), Form.FULL, "bent_over_rows").reps == (13 if taken else 12)


def test_one_side_alone_can_be_planned_where_sides_take_turns(store: Store) -> None:
    app = open_page("plan")
    app.selectbox(key="plan_side_full_neck_tilts").set_value("left").run()
    tilts = entry(kept(store), Form.FULL, "neck_tilts")
    assert (tilts.side.value, tilts.turns) == ("left", 1)
    assert tilts.lasts_s < entry(Plan(), Form.FULL, "neck_tilts").lasts_s
    alone = "{reps} times, hold for {hold} s".format(reps=tilts.reps, hold="20")
    assert f"{alone}, left side only" in html_of(app)
    assert "plan_side_full_wall_angels" not in [box.key for box in app.selectbox]


def test_from_an_easier_form_that_went_well_twice_the_way_up_is_suggested(store: Store) -> None:
    """No camera follows lying on the floor: the routine's own notes tell that it was done."""
    below = easier(entry(Plan(), Form.FULL, "wall_angels"))
    assert below is not None
    store.journal.choose("plan", to_json(Plan().with_entry(Form.FULL, below)))
    done = {"mostly_done": True, "done": [{"key": below.key, "id": below.id, "outcome": "done"}]}
    for ago in (4, 2):
        store.journal.write("routine", done, at=NOW - timedelta(days=ago))
    app = open_page("plan")
    app.button(key="plan_True_wall_angels").click().run()
    back = entry(kept(store), Form.FULL, "wall_angels")
    assert back.id == "wall_angels"
    assert back.duration_s < entry(Plan(), Form.FULL, "wall_angels").duration_s


def test_after_a_long_break_less_is_suggested_for_a_week(store: Store) -> None:
    trained(store, "bent_over_rows", 36, 14)
    app = open_page("plan")
    assert [s.value for s in app.subheader if s.value not in PARTS.values()] == ["Start again with less"]
    app.button(key="plan_True_restart").click().run()
    assert not {s.value for s in app.subheader} - set(PARTS.values())
    assert "Welcome back: about a third less this week." in html_of(open_page("today"))
