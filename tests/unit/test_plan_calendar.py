"""The plan as a calendar file, its address, and the note on the desktop."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from kept_samples import a_session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from posture.cli.remind import to_do
from posture.guide.plan import Plan
from posture.guide.programme import Form, lasts_min
from posture.history.store import Store
from posture.locale import speaking
from posture.report import plan_feed
from posture.report.plan_calendar import plan_calendar

THURSDAY = date(2026, 3, 5)
PLANS = st.dictionaries(st.integers(0, 6), st.sampled_from(Form), max_size=7).map(lambda days: Plan(days))


def events(made: bytes) -> list[Event]:
    return list(Calendar.from_ical(made).walk("VEVENT"))


@given(
    PLANS,
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.none() | st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_each_day_of_a_plan_is_one_event_a_week_from_today_on(
    plan: Plan, today: date, at: time | None
) -> None:
    found = events(plan_calendar(plan, today=today, at=at))
    begins = [event.decoded("dtstart") for event in found]
    days = [b.date() if isinstance(b, datetime) else b for b in begins]
    assert [day.weekday() for day in days] == sorted(plan.days)
    assert all(today <= day < today + timedelta(days=7) for day in days)
    assert all(isinstance(b, datetime) == (at is not None) for b in begins)
    assert len({str(event["uid"]) for event in found}) == len(plan.days)
    assert all(event["rrule"]["freq"] == ["weekly"] for event in found)


def test_an_event_lasts_as_long_as_the_training_and_rings_when_it_begins() -> None:
    (event,) = events(plan_calendar(Plan({4: Form.SHORT}), today=THURSDAY, at=time(18, 30)))
    assert event.decoded("dtstart") == datetime(2026, 3, 6, 18, 30)
    minutes = lasts_min(Plan().forms[Form.SHORT])
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=minutes)
    assert str(event["summary"]) == f"Posture: Short, about {minutes} min"
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta()]


def test_a_day_without_a_time_is_a_whole_day_that_rings_no_alarm() -> None:
    (event,) = events(plan_calendar(Plan({0: Form.FULL}), today=THURSDAY))
    assert event.decoded("dtstart") == date(2026, 3, 9)
    assert event.walk("VALARM") == []


def test_the_same_plan_makes_the_same_file() -> None:
    assert plan_calendar(Plan(), today=THURSDAY) == plan_calendar(Plan(), today=THURSDAY)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[plan_feed.route(prefix="/base")]))


def test_the_address_gives_the_plan_to_who_knows_the_key_and_nothing_to_others(client: TestClient) -> None:
    with Store() as store:
        key = plan_feed.key_of(store.journal, person="Ida")
        assert plan_feed.key_of(store.journal, person="Ida") == key
        store.journal.choose("plan_time", "07:15", person="Ida")
        store.journal.choose("language", "de", person="Ida")
    found = client.get("/base/plan.ics", params={"person": "Ida", "key": key})
    assert found.headers["content-type"].startswith("text/calendar")
    first, *_ = events(found.content)
    assert first.decoded("dtstart").time() == time(7, 15)
    with speaking("de"):
        assert (
            events(plan_calendar(Plan(), today=date.today(), at=time(7, 15)))[0]["summary"]
            == first["summary"]
        )
    for wrong in (
        {},
        {"person": "Ida"},
        {"person": "Ida", "key": ""},
        {"person": "Ida", "key": key + "x"},
        {"person": "", "key": key},
        {"person": "", "key": ""},
    ):
        assert client.get("/base/plan.ics", params=wrong).status_code == 404


@pytest.mark.parametrize("said", ["", "noon", "25:00", 7, None])
def test_a_time_that_is_none_is_no_time(said: object) -> None:
    with Store() as store:
        store.journal.choose("plan_time", said)
        assert plan_feed.time_of(store.journal, person="") is None


def test_a_note_is_due_on_a_day_of_the_plan_until_a_set_is_done() -> None:
    monday = datetime(2026, 3, 2, 18, tzinfo=timezone.utc)
    with Store() as store:
        assert (
            to_do(store, "", monday)
            == f"Time for your back: Full, about {lasts_min(Plan().forms[Form.FULL])} min."
        )
        assert to_do(store, "", monday + timedelta(days=1)) == ""
        store.save(a_session(), started_at=monday - timedelta(days=1))
        assert to_do(store, "", monday)
        store.save(a_session(), started_at=monday - timedelta(hours=1))
        assert to_do(store, "", monday) == ""
