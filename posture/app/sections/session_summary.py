"""What a set came to: shown after a live set, after an analyzed video, and in the review."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from posture.app import routes
from posture.app.charts import set_charts
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.sections import attempts_table
from posture.app.texts import localized, words
from posture.coach.exercise import Exercise
from posture.coach.judging.hold_dose import held as of_the_dose
from posture.coach.judging.session_builder import KIN, REFUSED
from posture.coach.results.problem_list import in_the_way
from posture.coach.results.trace import Trace
from posture.coach.session import Session, Severity
from posture.errors import UnknownExercise
from posture.exercises import find
from posture.report.formats import clock, fault_name, lasting, sentence

_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_AT_MOST = 2
"""More than two things to try are none."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to try next time."""

    title: str
    text: str


def move_title(exercise_id: str) -> str:
    """The name of a move; its id in words where the move no longer exists."""
    exercise = known(exercise_id)
    return localized(exercise.title) if exercise else fault_name(exercise_id)


def advice(session: Session) -> tuple[Advice, ...]:
    """At most two things to try: the gravest faults first, among those the most frequent.

    Where form gave nothing to say, the most frequent reason for not counting does.
    """
    exercise = known(session.exercise)
    tips = {rule.name: rule.tip for rule in exercise.all_rules} if exercise else {}
    times = Counter(finding.rule for finding in session.findings)
    first = {finding.rule: finding for finding in reversed(session.findings)}
    order = sorted(first.values(), key=lambda f: (_RANK[f.severity], -times[f.rule], f.t_s))
    found = [Advice(localized(f.cue), localized(tips.get(f.rule, ""))) for f in order]
    texts = words().summary
    why = Counter(a.reason for a in session.attempts if a.reason is not None and a.reason not in first)
    found += [Advice(texts.reasons[reason], texts.reason_tips[reason]) for reason, _ in why.most_common()]
    return tuple(found[:_AT_MOST])


def show(
    session: Session,
    *,
    said: Mapping[int, str] | None = None,
    trace: Trace | None = None,
    stills: Mapping[int, attempts_table.Picture] | None = None,
) -> None:
    """Draw the whole summary of one set at the present place of the page.

    Args:
        session: The set.
        said: By number of the attempt, what the person said of it; shown beside what was found.
        trace: Its main signal over time, where there is one.
        stills: Pictures by number of the attempt, where the person allowed them.
    """
    exercise, way = known(session.exercise), way_of(session.exercise, session.method)
    timed = way is not None and way.timed  # what is not counted is told among what was not seen
    st.html(_time(session) if timed else _score(session))
    if not session.attempts and not timed:
        texts = words().summary
        st.info(f"**{texts.nothing}** {texts.nothing_help}")
    asked = _whether_another(session, exercise)
    _next(session, praised=not asked)
    if session.attempts and way:
        attempts_table.ends(session, way, stills or {})
        _charts(session, way)
    if trace is not None and session.attempts:
        attempts_table.signal(session, trace, way, said or {})
    if session.attempts:
        st.header(words().summary.table_title, anchor=False)
        st.html(attempts_table.table(session, said or {}))
        if "ratio" in {*(a.unit for a in session.attempts), *(f.unit for f in session.findings)}:
            st.html(f'<p class="po-quiet po-flat">{escape(words().summary.percent)}</p>')
    _unseen(session)


def known(exercise_id: str) -> Exercise | None:
    """The move; ``None`` where it no longer exists."""
    try:
        return find(exercise_id)
    except UnknownExercise:
        return None


def way_of(exercise_id: str, method: str) -> Exercise | None:
    """How a set was measured; ``None`` where the move no longer exists."""
    exercise = known(exercise_id)
    return exercise.measured_by(method) if exercise else None


def _score(session: Session) -> str:
    texts, counts = words().summary, session.counts
    sides = ""
    if counts.left is not None and counts.right is not None:
        sides = f"<small>{escape(texts.per_side.format(left=counts.left, right=counts.right))}</small>"
    held = ""
    if counts.hold_s is not None:
        held = f"<small>{escape(texts.hold_total.format(time=lasting(counts.hold_s)))}</small>"
    enough = of_the_dose(session)
    if enough is not None and math.isfinite(enough.dose_s):
        told = texts.held_enough.format(
            counted=enough.counted, held=enough.long_enough, dose=lasting(enough.dose_s)
        )
        held += f"<small>{escape(told)}</small>"
    tiles = (
        (str(counts.reps), escape(texts.counted) + sides + held),
        (str(counts.clean), escape(texts.clean)),
        (str(counts.attempts - counts.reps), escape(texts.not_counted)),
    )
    body = "".join(f"<div><dt>{label}</dt><dd>{number}</dd></div>" for number, label in tiles)
    meta = texts.seen.format(measured=lasting(session.measured_s), seen=lasting(session.seen_s))
    note = f"{meta}. {texts.clean_help}"
    return f'<dl class="po-score">{body}</dl><p class="po-quiet">{escape(note)}</p>'


def _time(session: Session) -> str:
    """How long a set was that only the clock measured: it has no counts to show."""
    texts = words().summary
    body = f"<div><dt>{escape(texts.timed)}</dt><dd>{escape(lasting(session.measured_s))}</dd></div>"
    meta = texts.seen.format(measured=lasting(session.measured_s), seen=lasting(session.seen_s))
    return f'<dl class="po-score">{body}</dl><p class="po-quiet">{escape(meta)}</p>'


def _whether_another(session: Session, exercise: Exercise | None) -> bool:
    """Ask whether it was another move, which is the same for a camera; whether that was to be asked."""
    question = next((p.message for p in session.problems if p.code == KIN), "")
    kin = next((k for k in exercise.kin if k.sign and k.sign.message == question), None) if exercise else None
    if kin is None:
        return False
    texts = words().summary
    with st.container(border=True, key="po-kin"):
        st.markdown(f"**{plain(localized(question))}**")
        st.write(f"{plain(localized(kin.why))} {texts.kin_help}")
        routes.link(routes.train(), texts.kin_take.format(move=move_title(kin.id)), move=kin.id)
    return True


def _next(session: Session, *, praised: bool) -> None:
    """What to try next time, or that nothing stood out.

    Args:
        session: The set.
        praised: Say so where nothing stood out.
    """
    texts, found = words().summary, advice(session)
    if not found and not (session.attempts and praised):
        return
    st.header(texts.next_title, anchor=False)
    if not found:
        st.write(texts.next_none_held if session.unmeasured else texts.next_none)
        return
    items = "".join(f"<li><strong>{escape(a.title)}</strong>{escape(a.text)}</li>" for a in found)
    st.html(f'<ul class="po-next">{items}</ul>')


def _charts(session: Session, way: Exercise) -> None:
    plots = set_charts.plots(session, way)
    for first in range(0, len(plots), 2):
        pair = plots[first : first + 2]
        for column, plot in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with column:
                st.header(plot.title, anchor=False)
                st.vega_lite_chart(set_charts.draw(plot, session), width="stretch")
                st.html(f'<p class="po-quiet po-flat">{escape(set_charts.in_words(plot))}</p>')


def _unseen(session: Session) -> None:
    texts = words().summary
    if session.method:
        st.header(texts.method_title, anchor=False)
        st.write(plain(sentence(localized(session.method))))
    if session.unmeasured:
        st.header(texts.unmeasured_title, anchor=False)
        lines = (
            texts.unmeasured.format(what=fault_name(u.what), why=localized(u.why)) for u in session.unmeasured
        )
        st.html(theme.bullets(lines))
    told = in_the_way(session.problems)
    refused = [p for p in told if p.code == REFUSED]
    unclear = [p for p in told if p.code not in (KIN, REFUSED)]
    for title, problems in ((texts.refused_title, refused), (texts.problems_title, unclear)):
        if problems:
            st.header(title, anchor=False)
            lines = (
                texts.problem.format(start=clock(p.from_s), end=clock(p.to_s), message=localized(p.message))
                for p in problems
            )
            st.html(theme.bullets(lines))
