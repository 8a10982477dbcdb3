"""The words of a set on a terminal, the same for one that was just analyzed and for a kept one."""

from __future__ import annotations

import math
from collections.abc import Iterator

from posture.cli.terminal_text import plain
from posture.coach.judging.hold_dose import SHORT_HOLD, dose_s
from posture.coach.results.problem_list import listed_problems
from posture.coach.session import Attempt, Finding, Problem, Session
from posture.exercises import EXERCISES, rule_title
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import amount
from posture.locale.terms import REASONS

UNKNOWN = "–"
_SEEN = {"front": "from the front", "back": "from behind", "side": "from the side", "oblique": "half turned"}


def seen(view: str) -> str:
    """Return from where somebody was seen, in words.

    >>> seen("oblique")
    'seen half turned'
    """
    return f"seen {_SEEN.get(view, plain(view))}"


def moment(value_s: float) -> str:
    """Return a moment or a length of time, with minutes from one minute on; a dash for NaN.

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
    """Return how far an attempt went; a share in percent."""
    return plain(amount(attempt.range, attempt.unit))


def why_not(attempt: Attempt, session: Session) -> str:
    """Return why an attempt did not count; a dash if it did.

    Args:
        attempt: One of the session's attempts.
        session: Its session, which knows the dose that a hold was asked for.
    """
    if attempt.reason is None:
        return UNKNOWN
    why, asked_s = localized(REASONS[attempt.reason]).lower(), dose_s(session, attempt.number)
    return why if math.isnan(asked_s) else f"{why}, {attempt.hold_s:.1f} of {asked_s:g} s"


def form(attempt: Attempt) -> str:
    """Return what was noticed about the form of an attempt."""
    return plain(", ".join(map(rule_title, attempt.faults))) or ("clean" if attempt.clean else UNKNOWN)


def broken(finding: Finding, session: Session) -> str:
    """Return the value that broke a rule beside its limit; of a short hold, beside the dose.

    Args:
        finding: One of the session's findings.
        session: Its session, which knows the dose that a hold was asked for.
    """
    value, limit = amount(finding.value, finding.unit), amount(finding.limit, finding.unit)
    asked_s = dose_s(session, finding.attempt)
    if finding.rule == SHORT_HOLD and math.isfinite(asked_s):
        return plain(f"{finding.value:.1f} of {asked_s:g} s, of which {finding.limit:g} s are enough")
    return plain(f"{value} where the limit is {limit}")


def range_note(session: Session) -> str:
    """Return the target of the range, and what a percentage is of; "" where nothing was attempted."""
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
    """Yield what stood in the way of a set, each with its time in words."""
    for problem in listed_problems(session.problems):
        lasts = problem.to_s > problem.from_s
        yield f"{moment(problem.from_s)}{f' to {moment(problem.to_s)}' if lasts else ''}", problem
