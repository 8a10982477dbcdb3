"""How one move goes over time, on the Review page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from html import escape

import streamlit as st

from posture.app.charts import progress
from posture.app.components.page_text import plain
from posture.app.sections import session_summary
from posture.app.state import kept_sets, person
from posture.app.texts import words
from posture.coach.exercise import Exercise
from posture.coach.measurement_error import MeasurementError, measuring_error
from posture.history.progress import ProgressPoint
from posture.report.formats import amount


def show(exercise_id: str) -> None:
    """The move's charts, with how far back they look chosen above them."""
    texts = words().review
    weeks = st.segmented_control(
        texts.span,
        list(texts.spans),
        default=next(iter(texts.spans)),
        format_func=lambda n: texts.spans[n],
        key="review_span",
        required=True,
    )
    since = datetime.now(timezone.utc) - timedelta(weeks=weeks) if weeks else None
    points = kept_sets.store().training.progress(exercise_id, person=person.current(), since=since)
    if not points:
        st.write(texts.nothing_in_span)
        return
    exercise = session_summary.known(exercise_id)
    way = exercise.measured_by(points[-1].method) if exercise else None
    left, right = st.columns(2, gap="large")
    with left:
        _reach(points, way)
    with right:
        st.header(texts.reps_title, anchor=False)
        st.vega_lite_chart(progress.repetitions(points, local=kept_sets.here), width="stretch")
        _quiet(texts.reps_words)
    if any(point.hold_s for point in points):
        st.header(texts.held_title, anchor=False)
        st.vega_lite_chart(progress.held(points, local=kept_sets.here), width="stretch")
        _quiet(texts.held_words)


def _reach(points: Sequence[ProgressPoint], way: Exercise | None) -> None:
    """How far: of the sets that were measured as the last one was, for others cannot be compared."""
    texts = words().review
    same = [point for point in points if point.method == points[-1].method]
    error = measuring_error(way.motion.signal) if way else None
    full = way.motion.full if way else math.nan
    st.header(texts.reach_title, anchor=False)
    chart = progress.reach(same, error=error.value if error else math.nan, full=full, local=kept_sets.here)
    st.vega_lite_chart(chart, width="stretch")
    unit = next((point.unit for point in reversed(same) if point.unit), "")
    trend = _trend(same, error, unit)
    if trend:
        st.write(plain(trend))
    lines = [
        texts.reach_words.format(error=amount(error.value, unit)) if error else texts.reach_words_unknown
    ]
    if math.isfinite(full):
        lines.append(texts.reach_target.format(target=amount(full, unit)))
    if len(same) < len(points):
        lines.append(texts.other_way.format(count=len(points) - len(same)))
    if error:
        lines.append(texts.reach_source.format(source=error.source.citation))
    _quiet(*lines)


def _trend(points: Sequence[ProgressPoint], error: MeasurementError | None, unit: str) -> str:
    """Whether the last set went further than the first, as far as the camera can tell."""
    known = [point.mean_range for point in points if math.isfinite(point.mean_range)]
    if error is None or len(known) < 2:
        return ""
    texts, change = words().review, known[-1] - known[0]
    if abs(change) <= error.value:
        said = texts.trend_same
    else:
        said = texts.trend_more if change > 0 else texts.trend_less
    return said.format(first=amount(known[0], unit), last=amount(known[-1], unit))


def _quiet(*lines: str) -> None:
    body = " ".join(escape(line) for line in lines)
    st.html(f'<p class="po-quiet po-flat">{body}</p>')
