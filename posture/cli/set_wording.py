"""The words of a set on a terminal, the same for one that was just analyzed and for a kept one."""

from __future__ import annotations

import math
from collections.abc import Iterator

from posture.cli.terminal_text import plain
from posture.coach.judging.hold_dose import SHORT_HOLD, dose_s
from posture.coach.results.problem_list import listed_problems
from posture.coach.results.reading import Scale, levels_that_count
from posture.coach.session import Attempt, Finding, Problem, Reason, Session
from posture.exercises import EXERCISES, rule_title
from posture.locale import formats, localized
from posture.locale.formats import beside_limit, percent
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


def reach(attempt: Attempt, session: Session) -> str:
    """Return how far an attempt went, of a full movement; a dash where that says nothing.

    Args:
        attempt: One of the session's attempts.
        session: Its session, which names the exercise and how it was measured.
    """
    scale = _scale(session)
    return formats.reach(scale.share(attempt.range), scale.known_degrees(attempt.range)) if scale else UNKNOWN


def _scale(session: Session) -> Scale | None:
    if session.exercise not in EXERCISES or not session.attempts:
        return None
    return Scale.of(EXERCISES[session.exercise].measured_by(session.method), session.attempts[0].unit)


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
    return plain(", ".join(map(rule_title, attempt.faults_beside))) or ("clean" if attempt.clean else UNKNOWN)


def broken(finding: Finding, session: Session) -> str:
    """Return the value that broke a rule beside its limit; of a short hold, beside the dose.

    Args:
        finding: One of the session's findings.
        session: Its session, which knows the dose that a hold was asked for.
    """
    value, limit = beside_limit(finding.value, finding.limit, finding.unit)
    asked_s = dose_s(session, finding.attempt)
    if finding.rule == SHORT_HOLD and math.isfinite(asked_s):
        return plain(f"{finding.value:.1f} of {asked_s:g} s, of which {finding.limit:g} s are enough")
    return plain(f"{value} where the limit is {limit}")


def range_note(session: Session) -> str:
    """Return what a range of 100 % is, and from where the last attempt counted; "" where no range is read.

    Where an attempt that went so far did not count for its range, more than the range decided: no number is
    told that the table contradicts.
    """
    scale = _scale(session)
    if scale is None:
        return ""
    full = percent(100.0)
    level = levels_that_count(session.attempts, EXERCISES[session.exercise].measured_by(session.method))[-1]
    if any(a.reason is Reason.PARTIAL_RANGE and a.range >= level for a in session.attempts):
        return f"Range: {full} is a full movement."
    return f"Range: {full} is a full movement; what reaches {percent(100.0 * scale.share(level))} counts."


def problems(session: Session) -> Iterator[tuple[str, Problem]]:
    """Yield what stood in the way of a set, each with its time in words."""
    for problem in listed_problems(session.problems):
        lasts = problem.to_s > problem.from_s
        yield f"{moment(problem.from_s)}{f' to {moment(problem.to_s)}' if lasts else ''}", problem
