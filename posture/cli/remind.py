"""``posture remind``: a note on the desktop on the days of the plan."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.person_choice import Person, one_person
from posture.errors import StoreError

if TYPE_CHECKING:
    from posture.history.store import Store

At = Annotated[
    datetime | None,
    typer.Option(
        formats=["%H:%M"], metavar="HH:MM", help="Stay, and look every day at that time; else look once."
    ),
]
_NAP_S = 30.0
"""So often the clock is looked at: a computer that slept through a moment makes up for it when it wakes."""


def register(app: typer.Typer) -> None:
    """Add ``remind``."""
    app.command("remind")(remind)


def remind(*, at: At = None, person: Person = None) -> None:
    """Show a note on the desktop where today's training is still to do.

    Without --at it looks once, as a scheduler of the system would call it; with it, it stays until Ctrl-C.
    """
    from posture.history.store import Store

    with Store() as store:
        who = one_person(store, person, what="a reminder")
    if at is None:
        _look(who, aloud=True)
        return
    typer.echo(f"looks every day at {at:%H:%M}; Ctrl-C ends it", err=True)
    due = _next(datetime.now().astimezone(), at)
    while True:
        now = datetime.now().astimezone()
        if now >= due:
            try:
                _look(who)
            except StoreError as error:  # tomorrow the store may be there again
                typer.echo(str(error), err=True)
            due = _next(now, at)
        time.sleep(min(_NAP_S, max(0.0, (due - now).total_seconds())))


def _next(now: datetime, at: datetime) -> datetime:
    """Return the next moment with that time of day, never now itself."""
    due = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return due if due > now else due + timedelta(days=1)


def _look(who: str, *, aloud: bool = False) -> None:
    """Notify where something is to do; ``aloud`` says so too where nothing is."""
    from posture.cli.desktop_notification import notifier
    from posture.history.store import Store

    with Store() as store:
        text = to_do(store, who, datetime.now().astimezone())
    if text:
        notifier()("Posture", text)
    elif aloud:
        typer.echo("nothing to do today", err=True)


def to_do(store: Store, who: str, now: datetime) -> str:
    """Return what is planned for today and not begun, as a sentence; "" where there is nothing.

    Args:
        store: The history.
        who: The profile.
        now: The moment, in the person's time zone.
    """
    from posture.guide.plan import PLAN_SETTING, read_plan
    from posture.guide.programme import lasts_min
    from posture.guide.routine_run import NOTE_KIND
    from posture.history.language_choice import language_of
    from posture.locale import gettext as _
    from posture.locale import language, localized, speaking
    from posture.locale.terms import FORMS

    plan = read_plan(store.journal.setting(PLAN_SETTING, person=who))
    form = plan.days.get(now.weekday())
    done = [one.started_at for one in store.sets(person=who, limit=1, live=True)]
    done += [note.written_at for note in store.journal.notes(NOTE_KIND, person=who)[:1]]
    if form is None or any(moment.astimezone(now.tzinfo).date() == now.date() for moment in done):
        return ""
    with speaking(language_of(store.journal, person=who, otherwise=language())):
        sentence = _("Time for your back: {form}, about {minutes} min.")
        return sentence.format(form=localized(FORMS[form.value]), minutes=lasts_min(plan.forms[form]))
