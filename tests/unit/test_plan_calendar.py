"""The plan as a calendar file, its address, and the note on the desktop."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from kept_samples import a_session
from starlette.requests import Request
from starlette.responses import Response

from posture.cli.remind import to_do
from posture.guide.plan import Plan
from posture.guide.programme import Form, lasts_min
from posture.history.store import Store
from posture.locale import speaking
from posture.report import plan_feed
from posture.report.plan_calendar import plan_calendar

THURSDAY = date(2026, 3, 5)
PLANS = st.dictionaries(st.integers(0, 6), st.sampled_from(Form), max_size=7).map(Plan)


def events(made: bytes) -> list[Event]:
    return list(Calendar.from_ical(made).walk("VEVENT"))


TIMES = st.none() | st.times().map(lambda at: at.replace(microsecond=0))


@given(PLANS, st.dates(date(2020, 1, 1), date(2040, 1, 1)), TIMES)
def test_each_day_of_a_plan_is_one_event_a_week(plan: Plan, today: date, at: time | None) -> None:
    found = events(plan_calendar(plan, today=today, at=at))
    begins = [event.decoded("dtstart") for event in found]
    days = [b.date() if isinstance(b, datetime) else b for b in begins]
    assert [day.weekday() for day in days] == sorted(plan.days)
    assert all(today <= day < today + timedelta(days=7) for day in days)
    assert all(isinstance(b, datetime) == (at is not None) for b in begins)
    assert len({str(event["uid"]) for event in found}) == len(plan.days)
    assert all(event["rrule"].to_ical().startswith(b"FREQ=WEEKLY;BYDAY=") for event in found)


def test_an_event_lasts_as_long_as_the_training_and_rings_when_it_begins() -> None:
    (event,) = events(plan_calendar(Plan({4: Form.SHORT}), today=THURSDAY, at=time(18, 30)))
    assert event.decoded("dtstart") == datetime.combine(date(2026, 3, 6), time(18, 30))
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


def asked(**query: str) -> Response:
    """What the address answers."""
    request = {"type": "http", "method": "GET", "headers": [], "query_string": urlencode(query).encode()}
    return asyncio.run(plan_feed.route(prefix="/base").endpoint(Request(request)))


def test_the_address_gives_the_plan_to_who_knows_the_key_and_nothing_to_others() -> None:
    with Store() as store:
        key = plan_feed.key_of(store.journal, person="Ida")
        assert plan_feed.key_of(store.journal, person="Ida") == key
        store.journal.choose("plan_time", "07:15", person="Ida")
        store.journal.choose("language", "de", person="Ida")
    found = asked(key=key)
    assert found.media_type == "text/calendar"
    first, *_ = events(bytes(found.body))
    assert first.decoded("dtstart").time() == time(7, 15)
    with speaking("de"):
        monday, *_ = events(plan_calendar(Plan({0: Form.FULL}), today=THURSDAY))
    assert monday["summary"] == first["summary"]
    wrong = ({}, {"key": ""}, {"key": f"{key}x"}, {"key": "Ida"}, {"person": "Ida"})
    assert {asked(**query).status_code for query in wrong} == {404}


def test_the_address_speaks_as_its_page_did_until_a_language_is_chosen() -> None:
    with Store() as store:
        key = plan_feed.key_of(store.journal, person="Ida")
    spoken = {said: summaries(asked(key=key, language=said)) for said in ("", "pl", "de", "de-AT", "xx")}
    assert spoken["de"] == spoken["de-AT"] != spoken["pl"] != spoken[""] == spoken["xx"]
    with Store() as store:
        store.journal.choose("language", "de")  # the household's
    assert summaries(asked(key=key, language="pl")) == spoken["de"]


def summaries(answer: Response) -> list[str]:
    """What the events of a calendar are called."""
    return [str(event["summary"]) for event in events(bytes(answer.body))]


def test_an_address_and_its_events_stay_the_same_when_a_profile_gets_another_name() -> None:
    with Store() as store:
        keys = [plan_feed.key_of(store.journal, person=person) for person in ("", "Ida", "Bo")]
        before = [asked(key=key).body for key in keys]
        store.profiles.rename("Ida", "Eda")
    assert [asked(key=key).body for key in keys] == before
    uids = [str(event["uid"]) for body in before for event in events(bytes(body))]
    assert len(set(uids)) == len(uids), "three people in one calendar"
    assert not any(told in body for told in (b"Ida", *(key.encode() for key in keys)) for body in before)


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
        live = a_session(source=None)
        store.save(live, started_at=monday - timedelta(days=1))
        assert to_do(store, "", monday)
        store.save(a_session(), started_at=monday - timedelta(hours=2))
        assert to_do(store, "", monday), "nobody knows when an uploaded video was filmed"
        store.save(live, started_at=monday - timedelta(hours=1))
        assert to_do(store, "", monday) == ""
        assert to_do(store, "", monday + timedelta(days=7))
        store.journal.write("routine", {"done": []}, at=monday + timedelta(days=7, hours=-1))  # by the clock
        assert to_do(store, "", monday + timedelta(days=7)) == ""
