"""The charts of the ledger, of progress, of the weeks and of pain: what is in them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from app_pages import wall_angels
from kept_samples import MORNING, a_trace

from posture.app.charts import calendar, pain, progress, signal
from posture.coach.results.trace import Trace
from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.pain_light import judge
from posture.history.pain_notes import PainNote, When
from posture.history.progress import ProgressPoint, SetMoment
from posture.locale.formats import day, day_expression

ANGELS = EXERCISES["wall_angels"]
SESSION = wall_angels()
TRACE = a_trace(SESSION, until_s=30.0)


def same(moment: datetime) -> datetime:
    return moment


def data_of(layer) -> list[dict]:
    return layer["data"]["values"]


def drawn(trace: Trace = TRACE, window_s=(0.0, 30.0)) -> dict:
    outcomes = {a.number: "counted" for a in SESSION.attempts}
    chart = signal.draw(SESSION, trace, ANGELS.motion, outcomes, window_s=window_s)
    json.dumps(chart, allow_nan=False)
    return chart


def layers(chart, kind: str) -> list[dict]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == kind]


# ---- the ledger --------------------------------------------------------------------------------


def test_the_signal_has_every_attempt_phase_and_finding_on_it() -> None:
    chart = drawn()
    stretches = next(r for r in layers(chart, "rect") if "counted" in data_of(r)[0])
    assert [(row["t"], row["counted"]) for row in data_of(stretches)] == [
        (a.start_s, a.counted) for a in SESSION.attempts
    ]
    labels = data_of(layers(chart, "text")[0])
    assert [row["label"] for row in labels] == ["1 ✓", "2 ✓", "3 ✕", "4 ✓"]
    triangles = next(p for p in layers(chart, "point") if p["mark"].get("shape") == "triangle-up")
    assert [row["t"] for row in data_of(triangles)] == [f.t_s for f in SESSION.findings]
    strips = [r for r in layers(chart, "rect") if "expr" in str(r["encoding"].get("y"))]
    assert len(strips) == 4
    known = ~np.isnan(TRACE.value)
    (line,) = layers(chart, "line")
    assert [row["v"] for row in data_of(line)] == TRACE.value[known].tolist()


def test_the_pointer_tells_time_value_phase_attempt_and_finding() -> None:
    rows = data_of(drawn()["layer"][-1])
    at = min(rows, key=lambda row: abs(row["t"] - SESSION.findings[2].t_s))
    assert at["attempt"] == "1 counted" and at["phase"] and at["value"].endswith("°")
    assert "Uneven: 18°, limit 15°" in at["noticed"]
    assert rows[0]["noticed"] == rows[0]["attempt"] == "–"


def test_a_gap_has_no_line_across_it() -> None:
    value = TRACE.value.copy()
    value[(TRACE.t_s > 11.0) & (TRACE.t_s < 12.0)] = math.nan
    (line,) = layers(drawn(Trace(TRACE.t_s.copy(), value, TRACE.phase.copy(), "deg")), "line")
    parts = {row["part"] for row in data_of(line)}
    assert len(parts) == 2
    for part in parts:
        times = [row["t"] for row in data_of(line) if row["part"] == part]
        assert max(np.diff(times)) < 0.2


def test_a_part_of_the_set_can_be_looked_at_closely() -> None:
    one = SESSION.attempts[2]
    chart = drawn(window_s=(one.start_s - 1, one.end_s + 0.5))
    assert [row["label"] for row in data_of(layers(chart, "text")[0])] == ["3 ✕"]
    assert all(one.start_s - 1 <= row["t"] <= one.end_s + 0.5 for row in data_of(layers(chart, "line")[0]))


def test_a_long_set_is_thinned_and_keeps_its_highest_and_lowest() -> None:
    rng = np.random.default_rng(5)
    t_s = np.arange(9000) / 15
    value = np.round(rng.normal(80, 20, 9000), 4)
    long = Trace(t_s, value, np.zeros(9000, np.uint8), "deg")
    (line,) = layers(drawn(long, window_s=(0.0, 600.0)), "line")
    shown = [row["v"] for row in data_of(line)]
    assert len(shown) <= 900
    assert (max(shown), min(shown)) == (value.max(), value.min())


def test_a_move_that_no_longer_exists_has_no_target() -> None:
    chart = signal.draw(SESSION, TRACE, None, {}, window_s=(0.0, 30.0))
    assert not layers(chart, "rule")


# ---- progress ----------------------------------------------------------------------------------


def point(n: int, **changes) -> ProgressPoint:
    made = ProgressPoint(
        set_id=n, started_at=MORNING + timedelta(days=n), reps=8, clean=6, attempts=10, corrected_reps=7,
        hold_s=None, best_range=150.0 + n, mean_range=140.0 + n, unit="deg", method="",
    )  # fmt: skip
    return replace(made, **changes)


def test_the_band_is_the_error_to_either_side() -> None:
    points = [point(0), point(1, mean_range=math.nan, unit=""), point(2)]
    chart = progress.reach(points, error=8.0, full=150.0, local=same)
    json.dumps(chart, allow_nan=False)
    band = data_of(next(layer for layer in layers(chart, "area")))
    assert [(row["low"], row["v"], row["high"]) for row in band] == [
        (132.0, 140.0, 148.0),
        (134.0, 142.0, 150.0),
    ]
    low, high = chart["encoding"]["y"]["scale"]["domain"]
    assert low < 132.0 and high > 150.0
    assert band[0]["reach"] == "140° ± 8°" and band[0]["best"] == "150°"


def test_without_a_known_error_there_is_no_band_and_one_set_alone_has_a_bar() -> None:
    assert not layers(progress.reach([point(0), point(1)], error=math.nan, full=1.0, local=same), "area")
    alone = progress.reach([point(0)], error=8.0, full=150.0, local=same)
    assert not layers(alone, "area")
    assert any(layer["mark"].get("strokeWidth") == 14 for layer in layers(alone, "rule"))


def test_columns_are_filled_as_far_as_they_are_clean() -> None:
    chart = progress.repetitions([point(0), point(1, clean=0)], local=same)
    hollow, filled = chart["layer"]
    assert [row["v"] for row in data_of(hollow)] == [8, 8]
    assert [row["part"] for row in data_of(filled)] == [6]
    assert data_of(hollow)[0]["clean"] == "6 (75%)" and data_of(hollow)[0]["corrected"] == "7"
    json.dumps(progress.repetitions([], local=same))


def test_held_seconds_leave_out_sets_without_any() -> None:
    chart = progress.held([point(0, hold_s=40.0), point(1), point(2, hold_s=61.0)], local=same)
    assert [(row["v"], row["held"]) for row in data_of(chart["layer"][-1])] == [
        (40.0, "40 s"),
        (61.0, "1 min 1 s"),
    ]


# ---- weeks and pain ----------------------------------------------------------------------------

TODAY = date(2026, 11, 27)


def test_the_calendar_has_each_day_of_twelve_weeks_to_this_one() -> None:
    assert calendar.first_day(TODAY) == date(2026, 9, 7)
    noon = datetime(2026, 11, 26, 12, tzinfo=timezone.utc)
    moments = [SetMoment(noon, "x", 30.0), SetMoment(noon + timedelta(minutes=5), "x", 40.0)]
    chart = calendar.days(moments, today=TODAY, local=same)
    json.dumps(chart, allow_nan=False)
    rows = data_of(chart)
    assert len(rows) == 11 * 7 + 5
    assert [row["label"] for row in rows if row["label"]] == ["2"]
    trained = next(row for row in rows if row["count"])
    assert (trained["day"], trained["time"], trained["week"]) == ("Thu 26 Nov", "1 min 10 s", "23 Nov")


def test_a_day_is_one_of_the_reader() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=timezone.utc)
    chart = calendar.days(
        [SetMoment(late, "x", 1.0)], today=TODAY, local=lambda moment: moment + timedelta(hours=2)
    )
    assert next(row["day"] for row in data_of(chart) if row["count"]) == "Thu 26 Nov"


def test_weeks_add_up_to_all_sets() -> None:
    rng = np.random.default_rng(2)
    first = datetime(2026, 9, 7, 6, tzinfo=timezone.utc)
    moments = [SetMoment(first + timedelta(hours=float(h)), "x", 9.0) for h in rng.uniform(0, 80 * 24, 50)]
    rows = data_of(calendar.weeks(moments, today=TODAY, local=same))
    assert len(rows) == calendar.WEEKS
    assert sum(row["v"] for row in rows) == 50
    for row, n in zip(rows, range(12), strict=True):
        inside = [m for m in moments if (m.started_at - first + timedelta(hours=6)).days // 7 == n]
        assert row["v"] == len(inside) and row["days"] == str(len({m.started_at.date() for m in inside}))


def test_pain_has_a_shape_for_each_light() -> None:
    notes = [
        PainNote(written_at=MORNING + timedelta(days=n), when=When.AFTER, score=score, judged=judge(score))
        for n, score in ((2, 7), (0, 1), (1, 4))
    ]
    chart = pain.over_time(notes, {}, local=same)
    json.dumps(chart, allow_nan=False)
    assert [(row["v"], row["kind"]) for row in data_of(chart)] == [(1, "green"), (4, "amber"), (7, "red")]
    shape = chart["layer"][-1]["encoding"]["shape"]["scale"]
    assert shape["domain"] == [light.value for light in Light] and len(set(shape["range"])) == 3


@pytest.mark.parametrize("month", range(1, 13))
def test_a_label_of_a_chart_says_what_the_page_says(month) -> None:
    names = day_expression().split("[")[1].split("]")[0].replace("'", "").split(",")
    assert day(date(2026, month, 7)) == f"7 {names[month - 1]}"
