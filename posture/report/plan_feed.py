"""The address that calendar programs subscribe to: a plan, for those who know its key."""

from __future__ import annotations

import hmac
import secrets
from datetime import date, time
from uuid import NAMESPACE_URL, uuid5

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from posture.guide.plan import PLAN_SETTING, read_plan
from posture.history.journal import Journal
from posture.history.language_choice import language_of
from posture.history.store import Store
from posture.locale import nearest, speaking

PATH = "/plan.ics"
PLAN_TIME, CALENDAR_KEY = "plan_time", "calendar_key"
"""Settings: the time of day of training as HH:MM, and the key of the address."""
_NOT_FOUND = 404


def key_of(journal: Journal, *, person: str) -> str:
    """Return the key of a person's address, made at the first time.

    Args:
        journal: Where it is kept.
        person: Their profile.
    """
    key = journal.setting(CALENDAR_KEY, person=person)
    if not key:
        key = secrets.token_urlsafe(16)
        journal.choose(CALENDAR_KEY, key, person=person)
    return str(key)


def change_key(journal: Journal, *, person: str) -> None:
    """Give a person's address another key: the one so far opens nothing any more.

    Args:
        journal: Where it is kept.
        person: Their profile.
    """
    journal.choose(CALENDAR_KEY, secrets.token_urlsafe(16), person=person)


def calendar_of(journal: Journal, *, person: str, today: date) -> bytes:
    """Return a person's plan as a calendar file, in the language that is set.

    Args:
        journal: Where the plan is kept.
        person: Their profile.
        today: The first day that may have an event.
    """
    from posture.report.plan_calendar import plan_calendar  # the server starts without icalendar

    plan = read_plan(journal.setting(PLAN_SETTING, person=person))
    owner = uuid5(NAMESPACE_URL, key_of(journal, person=person)).hex  # tells neither the name nor the key
    return plan_calendar(plan, today=today, at=time_of(journal, person=person), owner=owner)


def time_of(journal: Journal, *, person: str) -> time | None:
    """Return when a person trains; ``None`` where they have not said.

    Args:
        journal: Where it is kept.
        person: Their profile.
    """
    try:
        return time.fromisoformat(str(journal.setting(PLAN_TIME, person=person, default="")))
    except ValueError:
        return None


def route(*, prefix: str = "") -> Route:
    """Return the route of the feed, under the server's base path."""

    async def _feed(request: Request) -> Response:
        asked = request.query_params
        found = await run_in_threadpool(_found, asked.get("key", ""), asked.get("language"))
        if found is None:
            return Response(status_code=_NOT_FOUND)
        return Response(found, media_type="text/calendar", headers={"Cache-Control": "no-store"})

    return Route(f"{prefix.rstrip('/')}{PATH}", _feed)


def _found(key: str, browsers: str | None) -> bytes | None:
    """Return the calendar of whose key it is, whatever the profile is called by now; else ``None``.

    Args:
        key: The key of the address.
        browsers: The language that the page had which gave the address.
    """
    with Store() as store:
        keys = store.journal.of_everybody(CALENDAR_KEY).items()
        person = next((who for who, its in keys if hmac.compare_digest(its.encode(), key.encode())), None)
        if person is None or not key:
            return None
        with speaking(language_of(store.journal, person=person, otherwise=nearest(browsers))):
            return calendar_of(store.journal, person=person, today=date.today())  # noqa: DTZ011 - the person's day
