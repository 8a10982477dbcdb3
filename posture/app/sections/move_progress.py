"""The progress of one move over time, on the Review page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import streamlit as st

from posture.app.charts import progress
from posture.app.components import html
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person, reader_time
from posture.coach.exercise import Exercise
from posture.coach.measurement_error import MeasurementError, measurement_error_of
from posture.history.progress import ProgressPoint
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import amount

_SPANS = {12: N_("12 weeks"), 52: N_("A year"), 0: N_("Everything")}


def show(exercise_id: str) -> None:
    """Draw the move's charts, below the choice of how far back they look."""
    weeks = st.segmented_control(
        _("How far back"),
        list(_SPANS),
        default=next(iter(_SPANS)),
        format_func=lambda n: localized(_SPANS[n]),
        key="review_span",
        required=True,
    )
    since = datetime.now(timezone.utc) - timedelta(weeks=weeks) if weeks else None
    points = kept_sets.store().training.progress(exercise_id, person=person.current(), since=since)
    if not points:
        st.write(_("No set of this move in that time."))
        return
    exercise = session_summary.known(exercise_id)
    measured = exercise.measured_by(points[-1].method) if exercise else None
    left, right = st.columns(2, gap="large")
    with left:
        _reach(points, measured)
    with right:
        st.header(_("Repetitions"), anchor=False)
        st.vega_lite_chart(progress.repetitions(points, local=reader_time.here), width="stretch")
        _quiet(_("A column is a set: filled what was clean, hollow what counted with something noticed."))
    if any(point.hold_s for point in points):
        st.header(_("Seconds held"), anchor=False)
        st.vega_lite_chart(progress.held(points, local=reader_time.here), width="stretch")
        _quiet(_("A point is a set: all its seconds in position added up."))


def _reach(points: Sequence[ProgressPoint], measured: Exercise | None) -> None:
    """Draw the range over time, of sets measured as the last one was: others cannot be compared."""
    same = [point for point in points if point.method == points[-1].method]
    error = measurement_error_of(measured.motion.signal) if measured else None
    full = measured.motion.full if measured else math.nan
    st.header(_("How far you go"), anchor=False)
    chart = progress.reach(same, error=error.value if error else math.nan, full=full, local=reader_time.here)
    st.vega_lite_chart(chart, width="stretch")
    unit = next((point.unit for point in reversed(same) if point.unit), "")
    trend = _trend(same, error, unit)
    if trend:
        st.write(plain(trend))
    lines = [
        _(
            "Each point is a set: the mean of what counted. The pale band is how well one camera can tell "
            "it, {error} to either side; a change within it may be the camera's."
        ).format(error=amount(error.value, unit))
        if error
        else _(
            "Each point is a set: the mean of what counted. How well a camera can tell this has not been "
            "measured, so small changes say little."
        )
    ]
    if math.isfinite(full):
        lines.append(_("Dashed: what the guide asks for, {target}.").format(target=amount(full, unit)))
    if len(same) < len(points):
        lines.append(
            _("Left out of this line, because they were measured in another way: {count}.").format(
                count=len(points) - len(same)
            )
        )
    if error:
        lines.append(_("The error comes from: {source}").format(source=error.source.citation))
    _quiet(*lines)


def _trend(points: Sequence[ProgressPoint], error: MeasurementError | None, unit: str) -> str:
    """Return whether the last set went further than the first, as far as the camera can tell."""
    known = [point.mean_range for point in points if math.isfinite(point.mean_range)]
    if error is None or len(known) < 2:
        return ""
    change = known[-1] - known[0]
    if abs(change) <= error.value:
        said = _("From {first} to {last}: no more than the camera can tell apart.")
    else:
        said = (
            _("From {first} to {last}: further than at first.")
            if change > 0
            else _("From {first} to {last}: less than at first. Some weeks are like that.")
        )
    return said.format(first=amount(known[0], unit), last=amount(known[-1], unit))


def _quiet(*lines: str) -> None:
    html.draw(html.quiet(" ".join(lines)))
