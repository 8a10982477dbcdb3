"""The signal chart in the words of the person's language: the main signal over time with every attempt."""

from __future__ import annotations

from collections.abc import Mapping

from posture.coach.exercise import Exercise
from posture.coach.motion import Phase
from posture.coach.results.chart_style import Spec
from posture.coach.results.signal_chart import ChartWords, SignalChart
from posture.coach.results.trace import Trace
from posture.coach.session import Finding, Session
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, amount, beside_limit, clock, fault_name, is_known, reach

_SIGNAL_TIPS = {
    "time": N_("Time"),
    "value": N_("Value"),
    "phase": N_("Phase"),
    "attempt": N_("Attempt"),
    "noticed": N_("Noticed"),
}
_PHASES = {
    Phase.REST: N_("At rest"),
    Phase.GOING: N_("On the way"),
    Phase.FULL: N_("Full range"),
    Phase.RETURNING: N_("On the way back"),
}


def draw(
    session: Session,
    trace: Trace,
    measured: Exercise | None,
    outcomes: Mapping[int, str],
    *,
    window_s: tuple[float, float],
) -> Spec:
    """Return the chart of a part of the set.

    Args:
        session: The set.
        trace: Its signal.
        measured: The move as it was measured; ``None`` where it no longer exists.
        outcomes: By number of the attempt, whether it counted, in words.
        window_s: The part, in seconds of the source.
    """
    return SignalChart(
        attempts=session.attempts,
        findings=session.findings,
        trace=trace,
        measured=measured,
        window_s=window_s,
        outcomes=outcomes,
        words=ChartWords(
            time=_("Time"),
            range=_("Range"),
            phases=localized(_PHASES),
            tips=localized(_SIGNAL_TIPS),
            unknown=UNKNOWN,
            clock=clock,
            amount=amount,
            reach=reach,
            noticed=_noticed,
        ),
    ).spec()


def _noticed(finding: Finding) -> str:
    name = fault_name(finding.rule)
    if not is_known(finding.unit):
        return name
    value, limit = beside_limit(finding.value, finding.limit, finding.unit)
    return _("{name}: {value}, limit {limit}").format(name=name, value=value, limit=limit)
