"""How regularly somebody trains, and how it feels: the last weeks as a calendar, and pain over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, timezone
from html import escape

import streamlit as st

from posture.app.charts import calendar
from posture.app.charts.calendar import WEEKS, first_day
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person
from posture.app.texts import words
from posture.history.pain_notes import pain_notes
from posture.history.progress import SetMoment
from posture.report.formats import Counted, lasting


def weeks() -> None:
    """The last weeks: their numbers, a square a day, a column a week."""
    today = kept_sets.here(datetime.now(timezone.utc)).date()
    # Midnight in the reader's time is another moment in each zone: a day more, and cut by their dates.
    since = datetime.combine(first_day(today), time(), timezone.utc) - timedelta(days=1)
    found = [
        moment
        for moment in kept_sets.store().training.rhythm(person=person.current(), since=since)
        if kept_sets.here(moment.started_at).date() >= first_day(today)
    ]
    texts = words().review
    st.html(_tiles(found))
    left, right = st.columns(2, gap="large")
    with left:
        st.header(texts.calendar_title, anchor=False)
        st.vega_lite_chart(calendar.days(found, today=today, local=kept_sets.here), width="stretch")
        st.html(f'<p class="po-quiet po-flat">{escape(texts.calendar_words)}</p>')
    with right:
        st.header(texts.weeks_title, anchor=False)
        st.vega_lite_chart(calendar.weeks(found, today=today, local=kept_sets.here), width="stretch")
        st.html(f'<p class="po-quiet po-flat">{escape(texts.weeks_words)}</p>')


def _tiles(found: Sequence[SetMoment]) -> str:
    texts = words().review
    today = kept_sets.here(datetime.now(timezone.utc)).date()
    days = [kept_sets.here(moment.started_at).date() for moment in found]
    week = [day for day in days if day >= today - timedelta(days=today.weekday())]
    tiles = (
        (str(len(week)), texts.week_sets.format(n=Counted(len(week)))),
        (str(len(set(week))), texts.week_days.format(n=Counted(len(set(week))))),
        (str(len(found)), texts.weeks_sets.format(weeks=WEEKS, n=Counted(len(found)))),
        (lasting(sum(moment.duration_s for moment in found)), texts.weeks_time.format(weeks=WEEKS)),
    )
    body = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(n)}</dd></div>" for n, label in tiles)
    return f'<dl class="po-score po-even">{body}</dl>'


def pain() -> None:
    """Every score that was given; nothing where none was."""
    notes = pain_notes(kept_sets.store().journal, person=person.current())
    if not notes:
        return
    texts = words().review
    titles = {note.move: session_summary.move_title(note.move) for note in notes if note.move}
    st.header(texts.pain_title, anchor=False)
    st.vega_lite_chart(calendar.pain(notes, titles, local=kept_sets.here), width="stretch")
    st.html(f'<p class="po-quiet po-flat">{escape(texts.pain_words)}</p>')
