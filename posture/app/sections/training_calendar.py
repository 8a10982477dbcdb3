"""The last weeks of training as a calendar, and pain over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone

import streamlit as st

from posture.app.charts import calendar
from posture.app.charts import pain as pain_chart
from posture.app.charts.calendar import WEEKS, first_day
from posture.app.charts.time_axis import LEAST
from posture.app.components import chart, html
from posture.app.sections import pain_scale, pain_where, session_summary
from posture.app.state import kept_sets, person, reader_time, training
from posture.history.pain_notes import PainNote, pain_notes
from posture.history.progress import SetMoment
from posture.locale import gettext as _
from posture.locale import ngettext

_LATEST_SCORES = 240
"""Scores of pain that are looked at."""
_MOST_SCORES = 120
"""Marks of pain that can be told apart: of more, the worst of each day is drawn, or of some days."""


def show() -> None:
    """Draw the numbers of the last weeks, the calendar, the pain and where it was, one below the other."""
    today = date.fromordinal(training.today())
    found = _moments(today)
    notes = pain_notes(kept_sets.store().journal, person=person.current(), limit=_LATEST_SCORES)
    if found:
        _tiles(found, today)
    here = reader_time.clock()
    if len({here(moment.started_at).date() for moment in found}) >= LEAST:
        _calendar(found, today)
    if notes:
        _pain(notes)
        since = datetime.now(timezone.utc) - pain_scale.REMEMBERED
        if body := pain_where.over_time([note for note in notes if note.written_at >= since]):
            html.draw(*body)


def _moments(today: date) -> list[SetMoment]:
    # The reader's midnight is another moment in each zone: ask for a day more, then cut by their dates.
    since = datetime.combine(first_day(today), time(), timezone.utc) - timedelta(days=1)
    here, first = reader_time.clock(), first_day(today)
    moments = kept_sets.store().training.rhythm(person=person.current(), since=since)
    return [moment for moment in moments if here(moment.started_at).date() >= first]


def _tiles(found: Sequence[SetMoment], today: date) -> None:
    this_week = training.week(training.read(0), today.toordinal())
    days = this_week.count
    tiles = (
        (str(days), ngettext("day this week", "days this week", days)),
        (
            str(len(found)),
            ngettext("set in {weeks} weeks", "sets in {weeks} weeks", len(found)).format(weeks=WEEKS),
        ),
    )
    html.draw(html.tiles((html.Tile(value, label) for value, label in tiles), "even"))


def _calendar(found: Sequence[SetMoment], today: date) -> None:
    st.header(_("Sets a day"), anchor=False)
    chart.draw(calendar.days(found, today=today, local=reader_time.clock()))


def _pain(notes: Sequence[PainNote]) -> None:
    """Draw every pain score, or say the last one where there are few."""
    st.header(_("Pain over time"), anchor=False)
    if len(notes) < LEAST:
        last = max(notes, key=lambda note: note.written_at)
        said = _("{score} out of 10, {when}. A chart comes with the third.")
        st.write(said.format(score=last.score, when=reader_time.spoken_time(last.written_at)))
        return
    titles = {note.move: session_summary.move_title(note.move) for note in notes if note.move}
    worst = pain_chart.worst(notes, _MOST_SCORES, local=reader_time.clock())
    chart.draw(pain_chart.over_time(worst, titles, local=reader_time.clock()))
    html.draw(html.quiet(_("0 is none, 10 the worst. Circle: green. Square: amber. Triangle: red.")))
