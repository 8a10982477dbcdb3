"""The last weeks of training as a calendar, and pain over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, timezone

import streamlit as st

from posture.app.charts import calendar
from posture.app.charts import pain as pain_chart
from posture.app.charts.calendar import WEEKS, first_day
from posture.app.components import html
from posture.app.sections import pain_scale, pain_where, session_summary
from posture.app.state import kept_sets, person, reader_time, training
from posture.history.pain_notes import pain_notes
from posture.history.progress import SetMoment
from posture.locale import gettext as _
from posture.locale import ngettext
from posture.locale.formats import lasting


def weeks() -> None:
    """Draw the last weeks: their numbers, a square a day, a column a week."""
    today = reader_time.here(datetime.now(timezone.utc)).date()
    # The reader's midnight is another moment in each zone: ask for a day more, then cut by their dates.
    since = datetime.combine(first_day(today), time(), timezone.utc) - timedelta(days=1)
    found = [
        moment
        for moment in kept_sets.store().training.rhythm(person=person.current(), since=since)
        if reader_time.here(moment.started_at).date() >= first_day(today)
    ]
    html.draw(_tiles(found))
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("The last 12 weeks"), anchor=False)
        st.vega_lite_chart(calendar.days(found, today=today, local=reader_time.here), width="stretch")
        html.draw(html.quiet(_("Each square is a day and its number the sets on it.")))
    with right:
        st.header(_("Sets a week"), anchor=False)
        st.vega_lite_chart(calendar.weeks(found, today=today, local=reader_time.here), width="stretch")
        html.draw(html.quiet(_("The column on the right is this week so far.")))


def _tiles(found: Sequence[SetMoment]) -> html.Html:
    this_week = training.week(training.read(), training.today())
    sets = sum(training.day_of(moment.started_at) in this_week.days for moment in found)
    days = this_week.count
    tiles = (
        (str(sets), ngettext("set this week", "sets this week", sets)),
        (str(days), ngettext("day this week", "days this week", days)),
        (
            str(len(found)),
            ngettext("set in {weeks} weeks", "sets in {weeks} weeks", len(found)).format(weeks=WEEKS),
        ),
        (
            lasting(sum(moment.duration_s for moment in found)),
            _("recorded in {weeks} weeks").format(weeks=WEEKS),
        ),
    )
    return html.tiles((html.Tile(value, label) for value, label in tiles), "even")


def pain() -> None:
    """Draw every pain score; nothing where there is none."""
    notes = pain_notes(kept_sets.store().journal, person=person.current())
    if not notes:
        return
    titles = {note.move: session_summary.move_title(note.move) for note in notes if note.move}
    st.header(_("Pain over time"), anchor=False)
    lately = [note for note in notes if note.written_at >= datetime.now(timezone.utc) - pain_scale.REMEMBERED]
    body = pain_where.over_time(lately)
    left, right = st.columns([5, 3], gap="large") if body else (st.container(), None)
    with left:
        st.vega_lite_chart(pain_chart.over_time(notes, titles, local=reader_time.here), width="stretch")
        html.draw(html.quiet(_("A circle is green, a square amber, a triangle red.")))
    if right is not None:
        with right:
            html.draw(*body)
            html.draw(html.quiet(_("The last six weeks.")))
