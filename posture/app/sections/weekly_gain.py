"""The line that says what training has brought: only where it is more than a camera can be wrong by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from posture.app.components import html
from posture.app.components.page_text import plain
from posture.app.state import kept_sets, person, training
from posture.coach.measurement_error import measurement_error_of
from posture.coach.results.gain import WEEK, Gain, gain_of
from posture.coach.results.reading import Scale
from posture.exercises import EXERCISES
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import amount


def show(day: int) -> None:
    """Draw the largest gain since the first week; nothing where there is none.

    Args:
        day: Today, as an ordinal.
    """
    found = max(_gains(day), key=lambda one: one[0], default=None)
    if found is not None:
        html.draw(html.line(found[1]))


def _gains(day: int) -> Iterator[tuple[float, str]]:
    """Return each gain as how often it is the error, and its sentence."""
    kept, who = kept_sets.store().training, person.current()
    lately = {
        move: points
        for move, points in kept.lately(_days_ago(WEEK + 1), person=who).items()
        if move in EXERCISES and training.day_of(points[-1].started_at) > day - WEEK
    }
    methods = {move: points[-1].method for move, points in lately.items()}
    begun = kept.first_days(methods, WEEK + 1, person=who)
    for move, points in lately.items():
        exercise, first = EXERCISES[move], begun.get(move, ())
        measured = exercise.measured_by(points[-1].method)
        error = measurement_error_of(measured.motion.signal)
        scale = Scale.of(measured, points[-1].unit)
        if error is None or scale is None:
            continue
        reached = [
            (training.day_of(point.started_at), point.mean_range)
            for point in {point.set_id: point for point in (*first, *points)}.values()
            if point.method == points[-1].method and math.isfinite(point.mean_range)
        ]
        gain = gain_of(reached, today=day, error=error.value)
        sentence = _sentence(gain, scale) if gain else ""
        if gain and sentence:
            title = plain(localized(exercise.title))
            yield (gain.now - gain.before) / error.value, sentence.format(move=title)


def _days_ago(days: int) -> datetime:
    return datetime.now(timezone.utc) - timedelta(days=days)


def _sentence(gain: Gain, scale: Scale) -> str:
    """Return the gain in words, with a gap for the move; "" where both weeks read full."""
    if scale.degrees:
        further = amount(gain.now - gain.before, "deg")
        return _("{move}: you reach {degrees} further than in your first week.").replace("{degrees}", further)
    before, now = (amount(scale.share(value), "ratio") for value in (gain.before, gain.now))
    if before == now:
        return ""
    said = _("{move}: {now} of a full movement, {before} in your first week.")
    return said.replace("{now}", now).replace("{before}", before)
