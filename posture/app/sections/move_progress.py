"""The progress of one move over time, on the Review page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import streamlit as st

from posture.app.charts import progress
from posture.app.charts.time_axis import LEAST
from posture.app.components import chart, html
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person, reader_time
from posture.coach.exercise import Exercise
from posture.coach.measurement_error import measurement_error_of
from posture.coach.results.chart_style import Spec
from posture.coach.results.reading import Scale
from posture.guide.plan import WEEK
from posture.history.progress import ProgressPoint
from posture.locale import N_, localized, ngettext
from posture.locale import gettext as _

_SPANS = {12: N_("12 weeks"), 52: N_("A year"), 0: N_("Everything")}
_ALIKE_S = 2.0
"""Seconds held by which sets differ that were held equally long."""


_MOST = 160
"""Sets that are drawn one by one: more are drawn as means, of a day at least."""
_MOST_MEANS = 120
_WIDTHS = (1, 7, 28, 91, 364)
"""Days of which a mean may be; all but a day are weeks."""


@dataclass(frozen=True, slots=True)
class _MoveSeries:
    """The points to draw, oldest first.

    Attributes:
        points: One for each set, or the means of some.
        width_days: The days that each mean is of; 0 where a point is one set.
    """

    points: Sequence[ProgressPoint]
    width_days: int = 0

    def words(self, each: str = "", *, also: str = "") -> str:
        """Return what a chart says of its points.

        Args:
            each: What it says where every point is a set.
            also: What it says in any case.
        """
        weeks = self.width_days // WEEK
        mean = ngettext("Each mark is the mean of {n} week.", "Each mark is the mean of {n} weeks.", weeks)
        day = _("Each mark is the mean of a day.")
        said = (mean.format(n=weeks) if weeks else day) if self.width_days else each
        return " ".join(part for part in (said, also) if part)


def show(exercise_id: str) -> None:
    """Draw what the move's sets say over time; a chart that says nothing is left out."""
    series = _in_span(exercise_id)
    points = series.points
    if not points:
        st.write(_("No set of this move in that time."))
        return
    if len(points) < LEAST:
        few = ngettext(
            "{n} set so far. A chart comes with the third.",
            "{n} sets so far. A chart comes with the third.",
            len(points),
        )
        st.write(few.format(n=len(points)))
        return
    exercise = session_summary.known(exercise_id)
    measured = exercise.measured_by(points[-1].method) if exercise else None
    for drawn in (_reach(series, measured), _repetitions(series), _held(series)):
        if drawn:
            title, spec, words = drawn
            st.header(title, anchor=False)
            chart.draw(spec)
            html.draw(html.quiet(words))


def _in_span(exercise_id: str) -> _MoveSeries:
    """Return the sets of the time to look at, which is asked for where there are older ones."""
    now, weeks = datetime.now(timezone.utc), next(iter(_SPANS))
    first_at = kept_sets.store().training.first_at(exercise_id, person=person.current())
    if first_at is None or first_at >= now - timedelta(weeks=weeks):
        return _series(exercise_id, first_at or now, now)
    weeks = st.segmented_control(
        _("How far back"),
        list(_SPANS),
        default=weeks,
        format_func=lambda n: localized(_SPANS[n]),
        key="review_span",
        label_visibility="collapsed",
        required=True,
    )
    return _series(exercise_id, max(first_at, now - timedelta(weeks=weeks)) if weeks else first_at, now)


def _series(exercise_id: str, since: datetime, now: datetime) -> _MoveSeries:
    """Return every set of a time, or means where they are more than a chart can show."""
    sets, who = kept_sets.store().training, person.current()
    if not sets.are_more(_MOST, exercise_id, person=who, since=since):
        return _MoveSeries(sets.progress(exercise_id, person=who, since=since))
    days = (now - since).days + 1
    width = next((width for width in _WIDTHS if days <= width * _MOST_MEANS), _WIDTHS[-1])
    here = reader_time.here(now)
    monday = here.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=here.weekday())
    means = sets.means(exercise_id, timedelta(days=width), begin=monday, since=since, person=who)
    return _MoveSeries(means, width)


_Chart = tuple[str, Spec, str]
"""Title, chart, and what it says in words."""


def _reach(series: _MoveSeries, measured: Exercise | None) -> _Chart | None:
    """Return the range over time, of sets measured as the last one was: others cannot be compared.

    Where a camera could not tell the sets apart, a sentence says so in place of the chart.
    """
    points = series.points
    same = [p for p in points if p.method == points[-1].method and math.isfinite(p.mean_range)]
    scale = Scale.of(measured, same[-1].unit) if measured and same else None
    if measured is None or scale is None:
        return None
    found = measurement_error_of(measured.motion.signal)
    error = found.value if found else math.nan
    ranges = [p.mean_range for p in same]
    trend = _trend(ranges, scale, error)
    if len(same) < LEAST or max(ranges) - min(ranges) <= error or min(map(scale.share, ranges)) >= 1.0:
        st.write(plain(trend))
        return None
    band = _("The pale band is what one camera can tell.")
    words = " ".join(part for part in (trend, band if found else "", series.words()) if part)
    chart = progress.reach(same, scale, error=error, local=reader_time.clock())
    return _("How far you go"), chart, words


def _trend(ranges: Sequence[float], scale: Scale, error: float) -> str:
    """Return how the last set compares with the first, as far as the camera can tell.

    Args:
        ranges: Mean range of each set, oldest first.
        scale: The scale that they are read on.
        error: Measurement error of one value; NaN where nobody knows it.
    """
    first, last = ranges[0], ranges[-1]
    if min(map(scale.share, ranges)) >= 1.0:
        said = _("You go all the way, set after set.")
    elif abs(last - first) <= error:
        said = _("About as far as at first.")
    elif last > first:
        said = _("From {first} to {last}: further than at first.")
    else:
        said = _("From {first} to {last}: less than at first. Some weeks are like that.")
    return said.format(first=progress.read(scale, first), last=progress.read(scale, last))


def _repetitions(series: _MoveSeries) -> _Chart | None:
    points = series.points
    if len({(point.reps, point.clean) for point in points}) == 1:
        return None
    words = _("One column a set. Filled: clean. Hollow: something was noticed.")
    if series.width_days:
        words = series.words(also=_("Filled: clean. Hollow: something was noticed."))
    return _("Repetitions"), progress.repetitions(points, local=reader_time.clock()), words


def _held(series: _MoveSeries) -> _Chart | None:
    points = series.points
    held_s = [point.hold_s for point in points if point.hold_s is not None]
    if len(held_s) < LEAST or max(held_s) - min(held_s) <= _ALIKE_S:
        return None
    words = series.words(_("The seconds you held in each set."))
    return _("Seconds held"), progress.held(points, local=reader_time.clock()), words
