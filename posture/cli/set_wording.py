"""A set in the words of a terminal, the same for one that was just analyzed and for one that was kept."""

from __future__ import annotations

import math
from collections.abc import Iterator

from posture.cli.terminal_text import plain
from posture.coach.judging.hold_dose import SHORT_HOLD, dose_s
from posture.coach.results.problem_list import in_the_way
from posture.coach.session import Attempt, Finding, Problem, Session
from posture.exercises import EXERCISES, rule_title
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import amount
from posture.locale.terms import REASONS

UNKNOWN = "–"
_SEEN = {"front": "from the front", "back": "from behind", "side": "from the side", "oblique": "half turned"}


def seen(view: str) -> str:
    """From where somebody was seen.

    >>> seen("oblique")
    'seen half turned'
    """
    return f"seen {_SEEN.get(view, plain(view))}"


def moment(value_s: float) -> str:
    """A moment or a length of time, with minutes from one minute on.

    >>> moment(3.84), moment(75.0)
    ('3.8 s', '1:15 min')
    """
    if not math.isfinite(value_s):
        return UNKNOWN
    if value_s < 59.95:
        return f"{value_s:.1f} s"
    minutes, seconds = divmod(round(value_s), 60)
    return f"{minutes}:{seconds:02d} min"


def reach(attempt: Attempt) -> str:
    """How far an attempt went; a share in percent."""
    return plain(amount(attempt.range, attempt.unit))


def why_not(attempt: Attempt, session: Session) -> str:
    """Why an attempt did not count."""
    if attempt.reason is None:
        return UNKNOWN
    why, asked_s = localized(REASONS[attempt.reason]).lower(), dose_s(session, attempt.number)
    return why if math.isnan(asked_s) else f"{why}, {attempt.hold_s:.1f} of {asked_s:g} s"


def form(attempt: Attempt) -> str:
    """What was noticed in an attempt."""
    return plain(", ".join(map(rule_title, attempt.faults))) or ("clean" if attempt.clean else UNKNOWN)


def broken(finding: Finding, session: Session) -> str:
    """The value that broke a rule, beside its limit; of a hold beside the dose, of which most is enough."""
    value, limit = amount(finding.value, finding.unit), amount(finding.limit, finding.unit)
    asked_s = dose_s(session, finding.attempt)
    if finding.rule == SHORT_HOLD and math.isfinite(asked_s):
        return plain(f"{finding.value:.1f} of {asked_s:g} s, of which {finding.limit:g} s are enough")
    return plain(f"{value} where the limit is {limit}")


def range_note(session: Session) -> str:
    """What the range is to be, and of what a percentage is one; else ""."""
    if session.exercise not in EXERCISES or not session.attempts:
        return ""
    motion, unit = EXERCISES[session.exercise].measured_by(session.method).motion, session.attempts[0].unit
    if unit != motion.signal.unit or not math.isfinite(motion.full):
        return ""
    percent_text = _(
        "A percentage compares with your own body: with the length of your trunk or head, the width of your "
        "shoulders, or your full range at the beginning of the set."
    )
    percent = f" {percent_text}" if unit == "ratio" else ""
    return f"Range: the guide's target is {amount(motion.full, unit)} or more.{percent}"


def problems(session: Session) -> Iterator[tuple[str, Problem]]:
    """What stood in the way, each with when."""
    for problem in in_the_way(session.problems):
        lasts = problem.to_s > problem.from_s
        yield f"{moment(problem.from_s)}{f' to {moment(problem.to_s)}' if lasts else ''}", problem
