"""What checks came to: the latest with its pictures, and every measure over time."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from posture.app.charts import check_measures
from posture.app.components import theme
from posture.app.state import kept_sets, person
from posture.app.texts import localized, words
from posture.body.landmarks import Side
from posture.history.kept_checks import KeptCheck, forget_checks, kept_checks, last_and_first, picture_of
from posture.live.run import CHECK
from posture.live.snapshot import Snapshot
from posture.posture_check.change import MeasureChange, Way, change, levelled
from posture.posture_check.check import REFUSALS, Check, Measured, title_of
from posture.report.formats import seconds
from posture.vision.models import DEFAULT

_ORDER = (Side.BOTH, Side.LEFT, Side.RIGHT)
_HISTORY = "check_measure"


_MODEL = f"pose_landmarker_{DEFAULT}"
"""The network of the live picture, by whose gain a head tilt was corrected."""


@dataclass(frozen=True, slots=True)
class _Series:
    """A measure of one view over time."""

    side: Side
    name: str


def refusals(now: Snapshot) -> Iterator[str]:
    """Why views of the check that just ended could not be measured."""
    for found in _of_snapshot(now):
        check = Check.from_dict(found["check"], side=Side(found["side"]))
        if check.refused:
            view = words().check.stops[check.side.value]
            yield words().check.refused.format(view=view, why=localized(REFUSALS[check.refused]))


def show(now: Snapshot) -> None:
    """The latest check and the history; before the first one, what to do."""
    texts, checks = words().check, kept_checks(kept_sets.store().journal, person=person.current())
    if not checks:
        with st.container(key="po-empty", border=True):
            st.subheader(texts.empty_title, anchor=False)
            st.html(f"<p>{escape(texts.empty)}</p>")
        return
    latest = [c for c in checks if c.written_at == checks[0].written_at]
    st.header(texts.results.format(when=kept_sets.spoken_time(latest[0].written_at)), anchor=False)
    if latest[0].interrupted:
        st.info(words().interrupted.marked)
    for side in _ORDER:
        for found in latest:
            if found.check.side is side:
                _view(found, checks, _jpeg(found, now))
    st.html(f'<p class="po-quiet">{escape(texts.comfort)}</p>')
    _readings(latest)
    _history(checks)
    _remove(latest)


def _of_snapshot(now: Snapshot) -> Sequence[dict[str, Any]]:
    ours = now.choice is not None and now.choice.kind == CHECK and now.result
    return now.result["checks"] if ours and now.result else ()


def _jpeg(found: KeptCheck, now: Snapshot) -> bytes | None:
    """The picture: of the check that just ended, or one that was kept."""
    if now.started_at == found.written_at:
        for told in _of_snapshot(now):
            if told["side"] == found.check.side.value and told["jpeg"]:
                return b64decode(told["jpeg"])
    return picture_of(kept_sets.store().journal, found, person=person.current())


def _levelled(check: Check, baseline: Check) -> tuple[Check, float]:
    return levelled(check, baseline, model=_MODEL)


# ---- one view ----------------------------------------------------------------------------------


def _view(found: KeptCheck, checks: Sequence[KeptCheck], jpeg: bytes | None) -> None:
    texts = words().check
    view = texts.stops[found.check.side.value]
    st.subheader(view, anchor=False)
    last, first = last_and_first(checks, found)
    check = found.check
    tilt = _levelled(check, first.check)[1] if first else 0.0
    drawn, numbers = st.columns([2, 3], gap="medium") if jpeg else (None, st.container())
    if drawn is not None and jpeg:
        with drawn:
            st.image(jpeg, caption=texts.picture_alt.format(view=view), width="stretch")
    with numbers:
        still = texts.averaged.format(seconds=seconds(check.still_s))
        st.html(f'<p class="po-quiet po-flat">{escape(still)}</p>')
        if tilt:
            st.info(texts.levelled.format(amount=check_measures.amount(abs(tilt), "deg")))
        before = [other.check if other else None for other in (last, first)]
        rows = [_row(m, check, before) for m in check.measures]
        st.html(theme.table(texts.table, texts.heads, rows, numbers=4))
        if check.unmeasured:
            gaps = (f"{localized(g.what)}: {localized(g.why)}" for g in check.unmeasured)
            with st.expander(texts.unmeasured):
                st.html(theme.bullets(gaps))


def _row(m: Measured, check: Check, before: Sequence[Check | None]) -> tuple[str, ...]:
    texts = words().check
    band = texts.bands[m.band.value] if m.band else texts.no_band
    since = (
        _changed(m, change(m.name, _levelled(check, other)[0], other)) if other else texts.none_before
        for other in before
    )
    return (localized(title_of(m.name)), check_measures.with_error(m), band, *since)


def _changed(m: Measured, by: MeasureChange) -> str:
    texts = words().check
    if by.way is Way.NONE:
        return texts.no_change
    form = texts.more if by.way is Way.UP else texts.less
    return form.format(amount=check_measures.amount(abs(by.by), m.unit))


def _readings(latest: Sequence[KeptCheck]) -> None:
    notes = {localized(title_of(m.name)): m.note for found in latest for m in found.check.measures}
    with st.expander(words().check.reading):
        st.html(theme.bullets(f"{title}: {localized(note)}" for title, note in notes.items()))


# ---- over time ---------------------------------------------------------------------------------


def _history(checks: Sequence[KeptCheck]) -> None:
    texts = words().check
    st.header(texts.history, anchor=False)
    series = list(
        dict.fromkeys(
            _Series(c.check.side, m.name) for c in checks for m in c.check.measures if m.is_possible
        )
    )
    series.sort(key=lambda s: _ORDER.index(s.side))
    if not series:
        return
    chosen = st.selectbox(texts.history_measure, series, format_func=_name, key=_HISTORY)
    points = list(_points(checks, chosen))
    if len(points) < 2:
        st.html(f"<p>{escape(texts.history_one)}</p>")
        return
    st.html(f'<p class="po-quiet">{escape(texts.history_lead)}</p>')
    st.vega_lite_chart(check_measures.over_time(points, title_of(chosen.name)), width="stretch")
    st.html(f"<p>{escape(_in_words(checks, chosen))}</p>")


def _name(series: _Series) -> str:
    return f"{words().check.stops[series.side.value]} · {localized(title_of(series.name))}"


def _points(checks: Sequence[KeptCheck], series: _Series) -> Iterator[tuple[datetime, Measured]]:
    """The measure at every check, oldest first, without a tilt of the camera since the first."""
    of_side = [c for c in reversed(checks) if c.check.side is series.side]
    for found in of_side:
        check = _levelled(found.check, of_side[0].check)[0]
        yield from ((found.written_at, m) for m in check.measures if m.name == series.name and m.is_possible)


def _in_words(checks: Sequence[KeptCheck], series: _Series) -> str:
    of_side = [c.check for c in reversed(checks) if c.check.side is series.side]
    having = [c for c in of_side if any(m.name == series.name and m.is_possible for m in c.measures)]
    first, latest = having[0], _levelled(having[-1], having[0])[0]
    m = next(m for m in latest.measures if m.name == series.name)
    changed = _changed(m, change(series.name, latest, first))
    said = words().check.history_words
    amounts = (check_measures.amount(check.value(series.name), m.unit) for check in (first, latest))
    return said.format(first=next(amounts), latest=next(amounts), change=changed[:1].lower() + changed[1:])


def _remove(latest: Sequence[KeptCheck]) -> None:
    texts = words().check

    def remove() -> None:
        forget_checks(kept_sets.store().journal, latest, person=person.current())
        st.toast(texts.removed)

    st.button(texts.remove, help=texts.remove_help, on_click=remove)
