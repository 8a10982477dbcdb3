"""The days of a plan as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from icalendar import Alarm, Calendar, Event, vRecur

from posture.guide.plan import WEEK, Plan
from posture.guide.programme import Form, lasts_min
from posture.locale import gettext as _
from posture.locale import language_tag, localized
from posture.locale.terms import FORMS

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REFRESH = timedelta(hours=12)
"""How often a subscribed calendar looks for changes of the plan."""


def plan_calendar(plan: Plan, *, today: date, at: time | None = None, owner: str = "posture") -> bytes:
    """Return the training days of a plan, each once a week from now on.

    Times are those of wherever the calendar is ("floating"), so that a plan travels with its person. A day
    without a time is an event of the whole day and rings no alarm.

    Args:
        plan: The person's plan.
        today: The first day that may have an event.
        at: When they train.
        owner: Keeps the events of two people apart, and stays the same for one.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Posture//{language_tag()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Posture")
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for weekday, form in sorted(plan.days.items()):
        first = today + timedelta(days=(weekday - today.weekday()) % WEEK)
        calendar.add_component(_event(plan, form, first, at, owner))
    return bytes(calendar.to_ical())


def _event(plan: Plan, form: Form, first: date, at: time | None, owner: str) -> Event:
    minutes = lasts_min(plan.forms[form])
    title = _("Posture: {form}, about {minutes} min")
    event = Event()
    event.add("uid", f"{first.weekday()}-{owner}@posture.invalid")
    event.add("dtstamp", datetime.combine(first, time(), timezone.utc))
    event.add("summary", title.format(form=localized(FORMS[form.value]), minutes=minutes))
    event.add("rrule", vRecur(freq="weekly", byday=_DAYS[first.weekday()]))
    if at is None:
        event.add("dtstart", first)
        event.add("transp", "TRANSPARENT")
        return event
    begins = datetime.combine(first, at)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=max(minutes, 1)))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Time for your back"))
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event
