"""The results of posture checks: the latest with its pictures, and every measure over time."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from posture.app.charts import check_measures
from posture.app.charts.time_axis import LEAST
from posture.app.components import chart, html
from posture.app.components.phrases import FROM_SIDES
from posture.app.state import kept_sets, person, reader_time
from posture.body.landmarks import Side
from posture.history.kept_checks import KeptCheck, forget_checks, kept_checks, last_and_first, picture_of
from posture.live.run import CHECK
from posture.live.snapshot import Snapshot
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import noted, seconds, sentence
from posture.posture_check.change import MeasureChange, Way, change, levelled
from posture.posture_check.check_result import REFUSALS, Check, Measured, title_of
from posture.vision.models import DEFAULT

_BANDS = {
    "comfortable": N_("Comfortable"),
    "noticeable": N_("Noticeable after a while"),
    "strong": N_("Tiring over time"),
}

_ORDER = (Side.BOTH, Side.LEFT, Side.RIGHT)
_HISTORY = "check_measure"


_MODEL = f"pose_landmarker_{DEFAULT}"
"""The network of the live picture; its gain corrected a head tilt."""


@dataclass(frozen=True, slots=True)
class _Series:
    """One measure of one view, over time."""

    side: Side
    name: str


def refusals(now: Snapshot) -> Iterator[str]:
    """Return why views of the check that just ended could not be measured."""
    for found in _of_snapshot(now):
        check = Check.from_dict(found["check"], side=Side(found["side"]))
        if check.refused:
            view = localized(FROM_SIDES[check.side.value])
            yield _("{view}: no check. {why}").format(view=view, why=localized(REFUSALS[check.refused]))


def show(now: Snapshot) -> None:
    """Draw the latest check and the history, or what to do before the first one."""
    checks = kept_checks(kept_sets.store().journal, person=person.current())
    if not checks:
        with st.container(key="po-empty", border=True):
            st.subheader(_("No check yet"), anchor=False)
            html.draw(html.line(_("Press Start. Later checks are compared with your first.")))
        return
    latest = [c for c in checks if c.written_at == checks[0].written_at]
    st.header(
        _("Latest check: {when}").format(when=reader_time.spoken_time(latest[0].written_at)), anchor=False
    )
    if latest[0].interrupted:
        st.info(_("This check was cut short. What was measured is here."))
    for side in _ORDER:
        for found in latest:
            if found.check.side is side:
                _view(found, checks, _jpeg(found, now))
    text = _("No number here means that anything is wrong. A change within the error is no change.")
    html.draw(html.paragraph(text, "quiet"))
    _readings(latest)
    _history(checks)
    _remove(latest)


def _of_snapshot(now: Snapshot) -> Sequence[dict[str, Any]]:
    ours = now.choice is not None and now.choice.kind == CHECK and now.result
    return now.result["checks"] if ours and now.result else ()


def _jpeg(found: KeptCheck, now: Snapshot) -> bytes | None:
    """Return the picture of the check that just ended, or one that was kept."""
    if now.started_at == found.written_at:
        for view in _of_snapshot(now):
            if view["side"] == found.check.side.value and view["jpeg"]:
                return b64decode(view["jpeg"])
    return picture_of(kept_sets.store().journal, found, person=person.current())


def _levelled(check: Check, baseline: Check) -> tuple[Check, float]:
    return levelled(check, baseline, model=_MODEL)


# ---- one view ----------------------------------------------------------------------------------


def _view(found: KeptCheck, checks: Sequence[KeptCheck], jpeg: bytes | None) -> None:
    view = localized(FROM_SIDES[found.check.side.value])
    st.subheader(view, anchor=False)
    last, first = last_and_first(checks, found)
    check = found.check
    tilt = _levelled(check, first.check)[1] if first else 0.0
    drawn, numbers = st.columns([2, 3], gap="medium") if jpeg else (None, st.container())
    if drawn is not None and jpeg:
        with drawn:
            st.image(
                jpeg,
                caption=_("{view}, with the lines that were measured").format(view=view),
                width="stretch",
            )
    with numbers:
        still = _("Average of {seconds} still").format(seconds=seconds(check.still_s))
        html.draw(html.quiet(still))
        if tilt:
            st.info(
                _(
                    "The camera is tilted by {amount} compared with your first check. The changes allow "
                    "for that."
                ).format(amount=check_measures.amount(abs(tilt), "deg"))
            )
        before = [other.check if other else None for other in (last, first)]
        rows = [_row(m, check, before) for m in check.measures]
        html.draw(
            html.table(
                _("What was measured"),
                (_("Measure"), _("Value"), _("Held for hours"), _("Since the last"), _("Since the first")),
                rows,
                numbers=4,
            )
        )
        if check.unmeasured:
            gaps = (noted(sentence(localized(g.what)), localized(g.why)) for g in check.unmeasured)
            with st.expander(_("What was not measured")):
                html.draw(html.bullets(gaps))


def _row(m: Measured, check: Check, before: Sequence[Check | None]) -> tuple[str, ...]:
    band = localized(_BANDS[m.band.value]) if m.band else "–"
    since = (
        _changed(m, change(m.name, _levelled(check, other)[0], other)) if other else _("First check")
        for other in before
    )
    return (localized(title_of(m.name)), check_measures.with_error(m), band, *since)


def _changed(m: Measured, by: MeasureChange) -> str:
    if by.way is Way.NONE:
        return _("No change")
    form = _("{amount} more") if by.way is Way.UP else _("{amount} less")
    return form.format(amount=check_measures.amount(abs(by.by), m.unit))


def _readings(latest: Sequence[KeptCheck]) -> None:
    notes = {localized(title_of(m.name)): m.note for found in latest for m in found.check.measures}
    with st.expander(_("How to read these numbers")):
        html.draw(html.bullets(noted(title, localized(note)) for title, note in notes.items()))


# ---- over time ---------------------------------------------------------------------------------


def _history(checks: Sequence[KeptCheck]) -> None:
    st.header(_("Over time"), anchor=False)
    series = list(
        dict.fromkeys(
            _Series(c.check.side, m.name) for c in checks for m in c.check.measures if m.is_possible
        )
    )
    series.sort(key=lambda s: _ORDER.index(s.side))
    if not series:
        return
    chosen = st.selectbox(_("Measure"), series, format_func=_name, key=_HISTORY)
    points = list(_points(checks, chosen))
    if len(points) < LEAST:
        html.draw(html.paragraph(_("The line starts with your third check. Once a week is a good rhythm.")))
        return
    text = _("The band around each point is its measuring error.")
    html.draw(html.paragraph(text, "quiet"))
    chart.draw(check_measures.over_time(points, title_of(chosen.name), local=reader_time.clock()))
    html.draw(html.paragraph(_in_words(checks, chosen)))


def _name(series: _Series) -> str:
    return f"{localized(FROM_SIDES[series.side.value])} · {localized(title_of(series.name))}"


def _points(checks: Sequence[KeptCheck], series: _Series) -> Iterator[tuple[datetime, Measured]]:
    """Return the measure at every check, oldest first, corrected for a tilt of the camera since the first."""
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
    said = _("First {first}, latest {latest}: {change}.")
    amounts = (check_measures.amount(check.value(series.name), m.unit) for check in (first, latest))
    return said.format(first=next(amounts), latest=next(amounts), change=changed[:1].lower() + changed[1:])


def _remove(latest: Sequence[KeptCheck]) -> None:
    def _forget() -> None:
        forget_checks(kept_sets.store().journal, latest, person=person.current())
        st.toast(_("The check was deleted."))

    st.button(_("Delete this check"), help=_("Numbers and pictures, for good."), on_click=_forget)
