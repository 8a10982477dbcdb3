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
from posture.coach.results.reading import Scale
from posture.coach.results.trace import Trace
from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.pain_light import judge
from posture.history.pain_notes import PainNote, When
from posture.history.progress import ProgressPoint, SetMoment
from posture.locale.formats import chart_numbers, day
from posture.locale.language import speaking

ANGELS = EXERCISES["wall_angels"]
SESSION = wall_angels()
SCALE = Scale.of(ANGELS)
assert SCALE is not None
TRACE = a_trace(SESSION, until_s=30.0)


def same(moment: datetime) -> datetime:
    return moment


def data_of(layer) -> list[dict]:
    return layer["data"]["values"]


def drawn(trace: Trace = TRACE, window_s=(0.0, 30.0)) -> dict:
    outcomes = {a.number: "counted" for a in SESSION.attempts}
    chart = signal.draw(SESSION, trace, ANGELS, outcomes, window_s=window_s)
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
    assert [row["v"] for row in data_of(line)] == [SCALE.along(v) for v in TRACE.value[known]]


def test_each_attempt_has_the_line_from_which_it_counts() -> None:
    (line,) = layers(drawn(), "rule")
    assert len(data_of(line)) == len(SESSION.attempts)
    for row, attempt in zip(data_of(line), SESSION.attempts, strict=True):
        assert (row["v"] <= SCALE.along(attempt.range)) == attempt.counted


def test_the_pointer_tells_time_value_phase_attempt_and_finding() -> None:
    rows = data_of(drawn()["layer"][-1])
    at = min(rows, key=lambda row: abs(row["t"] - SESSION.findings[2].t_s))
    assert at["attempt"] == "1 counted" and at["phase"] and at["value"].endswith("°") and "%" in at["value"]
    assert "Uneven: 18°, limit 15°" in at["noticed"]
    assert rows[0]["noticed"] == rows[0]["attempt"] == "–"


@pytest.mark.parametrize(
    ("value", "limit", "unit", "told"),
    [
        (-21.6, -11.0, "deg", "22°, limit 11°"),
        (-0.17, -0.06, "ratio", ""),  # a share of a length that nobody knows
        (0.0, -0.03, "", ""),
    ],
)
def test_what_broke_a_rule_is_told_in_units_that_people_know_and_never_negative(
    value: float, limit: float, unit: str, told: str
) -> None:
    finding = replace(SESSION.findings[2], value=value, limit=limit, unit=unit)
    session = replace(SESSION, findings=(finding,))
    rows = data_of(signal.draw(session, TRACE, ANGELS, {}, window_s=(0.0, 30.0))["layer"][-1])
    noticed = {row["noticed"] for row in rows} - {"–"}
    assert noticed == {f"Uneven: {told}" if told else "Uneven"}


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
    assert (max(shown), min(shown)) == (SCALE.along(value.max()), SCALE.along(value.min()))


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


def test_the_band_is_the_error_to_either_side_and_never_past_full() -> None:
    points = [point(0), point(1, mean_range=math.nan, unit=""), point(9)]
    chart = progress.reach(points, SCALE, error=8.0, local=same)
    json.dumps(chart, allow_nan=False)
    band = data_of(next(layer for layer in layers(chart, "area")))
    assert [(row["low"], row["v"], row["high"]) for row in band] == [
        pytest.approx(((132.0 - 70.0) / 80.0, (140.0 - 70.0) / 80.0, (148.0 - 70.0) / 80.0)),
        pytest.approx(((141.0 - 70.0) / 80.0, (149.0 - 70.0) / 80.0, 1.0)),
    ]
    assert chart["encoding"]["y"]["scale"]["domain"][0] == 0.0
    assert band[0]["reach"] == "88% · 140°" and band[0]["best"] == "100% · 150°"


def test_without_a_known_error_there_is_no_band() -> None:
    points = [point(0), point(1), point(2)]
    assert not layers(progress.reach(points, SCALE, error=math.nan, local=same), "area")


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


def labels_of(chart) -> list[str]:
    """The labels of the horizontal axis, as a browser would write them."""
    look = chart["encoding"]["x"]["axis"]
    known = json.loads(look["labelExpr"].removesuffix("[format(datum.value, 'd')]").strip("()"))
    return [known[str(value)] for value in look["values"]]


@pytest.mark.parametrize(
    "apart", [timedelta(minutes=7), timedelta(hours=9), timedelta(days=1), timedelta(days=31)]
)
@pytest.mark.parametrize("number", [3, 4, 11])
def test_no_label_of_an_axis_of_time_stands_twice(apart: timedelta, number: int) -> None:
    points = [point(n, started_at=MORNING + n * apart) for n in range(number)]
    for chart in (
        progress.reach(points, SCALE, error=8.0, local=same),
        pain.to_print(
            [PainNote(written_at=p.started_at, when=When.AFTER, score=3, judged=judge(3)) for p in points],
            {when.value: when.value for when in When},
            local=same,
        ),
    ):
        labels = labels_of(chart)
        assert 1 <= len(labels) <= 6 and len(set(labels)) == len(labels)
        low, high = chart["encoding"]["x"]["scale"]["domain"]
        assert all(low <= value <= high for value in chart["encoding"]["x"]["axis"]["values"])


def test_a_day_is_named_once_below_its_columns() -> None:
    chart = progress.repetitions([point(0), point(1, started_at=MORNING), point(2)], local=same)
    names = [row["place"].split("|")[1] for row in data_of(chart["layer"][0])]
    assert names == [day(MORNING.date()), "", day((MORNING + timedelta(days=2)).date())]


def test_one_day_is_told_by_its_hours_with_as_many_of_them_as_a_day_has() -> None:
    evening = datetime(2026, 11, 26, 19, 5, tzinfo=timezone.utc)
    points = [point(n, started_at=evening + timedelta(minutes=20 * n)) for n in range(3)]
    assert labels_of(progress.reach(points, SCALE, error=8.0, local=same)) == ["19:05", "19:25", "19:45"]


@pytest.mark.parametrize(
    ("code", "decimal", "percent"), [("en", ".", "%"), ("de", ",", "\N{NO-BREAK SPACE}%"), ("nl", ",", "%")]
)
def test_axes_write_numbers_as_the_language_does(code: str, decimal: str, percent: str) -> None:
    with speaking(code):
        found = chart_numbers()
    assert (found["decimal"], found["percent"]) == (decimal, percent)
