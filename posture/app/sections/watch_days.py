"""The lower half of the Watch page: today, the last days, and the exercises they call for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.charts import desk_days
from posture.app.charts.time_axis import LEAST
from posture.app.components import chart, html
from posture.app.components.phrases import HABITS
from posture.app.state import kept_sets, person, reader_time
from posture.exercises import find
from posture.history.watch_log import WatchedDay, moves_today, watched_days
from posture.locale import formats, localized, pgettext
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, percent
from posture.watch.activity import Activity
from posture.watch.levels import Level
from posture.watch.summary import WatchBlock, desk_hints_due, trend

_DAYS = 14
_SAME_POINTS = 5.0
"""A smaller change of the good share is called no change."""
_READING_SHARE = 0.2
"""Leaning in for more than this share of the time at the desk, letters may be too small."""


def show() -> None:
    """Draw today, the exercises of today, the last days, and hints where they are due."""
    now = datetime.now(timezone.utc)
    journal = kept_sets.store().journal
    days = watched_days(
        journal, day_of=reader_time.day, person=person.current(), since=now - timedelta(days=_DAYS)
    )
    if not days:
        with st.container(border=True, key="po-empty"):
            text = _("Nothing watched yet. Press Start and work: your day appears here, with moves that fit.")
            html.draw(html.line(text))
        return
    st.header(_("Today"), anchor=False)
    today = days[-1] if days[-1].day == reader_time.day(now) else None
    html.draw(tiles(today.block.as_dict()) if today else html.paragraph(_("Nothing watched today.")))
    _moves(now)
    _last(days)
    _hints([day.block for day in days])


def tiles(summary: Mapping[str, Any]) -> html.Html:
    """Make the shares of the judged time and the longest still stretch.

    Args:
        summary: A `WatchBlock` as JSON has it.
    """
    judged_s = summary["judged_s"]
    shares = ((_("good"), "good_s"), (_("drifting"), "amber_s"), (_("time to move"), "red_s"))
    shown = [
        html.Tile(percent(100 * summary[name] / judged_s) if judged_s else UNKNOWN, label)
        for label, name in shares
    ]
    shown.append(html.Tile(_minutes(summary["longest_still_s"]), _("longest without moving")))
    return html.tiles(shown, "small")


def _minutes(seconds: float) -> str:
    return _("{n} min").format(n=round(seconds / 60))


def _moves(now: datetime) -> None:
    """Draw the exercises that the habits of the day call for."""
    called = moves_today(kept_sets.store().journal, now=now, day_of=reader_time.day, person=person.current())
    if not called:
        return
    st.header(_("Good for today"), anchor=False)
    html.draw(html.paragraph(_("Chosen for what was seen most."), "lead"))
    for move in called:
        why = _("{move}: for “{habit}”, {minutes} min").format(
            move=localized(find(move.exercise)).title,
            habit=localized(HABITS[move.habit.value]),
            minutes=round(move.minutes),
        )
        routes.link(routes.TRAIN, why, move=move.exercise)


def _last(days: Sequence[WatchedDay]) -> None:
    """Draw the last days as a chart with its words, and as a table."""
    if len(days) < 2:
        return
    st.header(_("The last days"), anchor=False)
    grown = 100.0 * trend([day.block for day in days])
    if math.isfinite(grown):
        form = (
            _("As much good time as before.")
            if abs(grown) < _SAME_POINTS
            else _("{points} points more good time than before.")
        )
        form = _("{points} points less good time than before.") if grown <= -_SAME_POINTS else form
        html.draw(html.paragraph(form.format(points=abs(round(grown)))))
    if len(days) >= LEAST:
        chart.draw(desk_days.shares(days))
    rows = [_row(day) for day in reversed(days)]
    html.draw(
        html.table(
            _("Share of the watched time by day"),
            (
                _("Day"),
                _("Good"),
                pgettext("column", "Drifting"),
                _("Time to move"),
                _("Watched"),
                _("Longest without moving"),
            ),
            rows,
            numbers=5,
        )
    )


def _row(day: WatchedDay) -> tuple[str, ...]:
    block = day.block
    shares = [percent(100 * block.share(level)) if block.judged_s else UNKNOWN for level in Level]
    return formats.day(day.day), *shares, _minutes(block.judged_s), _minutes(block.longest_still_s)


def _hints(days: Sequence[WatchBlock]) -> None:
    """Draw what at the desk may be the reason, after several days in a row that were not good."""
    latest = days[-1]
    leaning_s = latest.doing_s.get(Activity.LEANING_IN, 0.0)
    reads = leaning_s > _READING_SHARE * (latest.judged_s + leaning_s) and latest.judged_s > 0.0
    if desk_hints_due(days):
        st.header(_("Adjusting your desk may help"), anchor=False)
        hints_lead = _("You drifted a lot three days in a row. Often the desk is the reason:")
        hint_list = (
            _("Top of the screen at eye height, an arm's length away."),
            _("Elbows at a right angle, shoulders relaxed."),
            _("Both feet flat, on the floor or a footrest."),
            _("Raise a laptop on books, with a separate keyboard."),
            _("Five minutes away from the screen every hour."),
        )
        html.draw(html.paragraph(hints_lead), html.bullets(hint_list))
    if reads:
        html.draw(
            html.paragraph(_("You lean in often. Larger text or a closer screen is easier on your neck."))
        )
