"""The summary of a set: after a live set, after an analyzed video, and in Review."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from posture.app import routes
from posture.app.charts import set_charts
from posture.app.components import html
from posture.app.components.page_text import plain
from posture.app.sections import attempts_table
from posture.coach.exercise import Exercise
from posture.coach.judging.hold_dose import held as of_the_dose
from posture.coach.judging.session_builder import KIN, REFUSED
from posture.coach.results.problem_list import listed_problems
from posture.coach.results.trace import Trace
from posture.coach.session import Reason, Session, Severity
from posture.errors import UnknownExercise
from posture.exercises import find
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import clock, fault_name, lasting, sentence
from posture.locale.terms import REASONS

REASON_TIPS = {
    Reason.PARTIAL_RANGE: N_(
        "Some movements stopped early. Go a little further if it is comfortable; never push into pain."
    ),
    Reason.TOO_FAST: N_("Some movements were over too soon. Slow down and let each one take its time."),
    Reason.TOO_SLOW: N_("Some movements paused on the way. Go there and back in one calm movement."),
    Reason.SHORT_HOLD: N_("Some holds ended early. Ease the effort so that you can stay for the whole time."),
    Reason.ONE_SIDE: N_("Sometimes only one side moved. Start both sides together, the slower one leading."),
    Reason.LOST: N_(
        "Some movements were not seen to their end: the picture or the set ended before. Step back or turn "
        "the camera so that all of the movement fits."
    ),
    Reason.WRONG_POSTURE: N_(
        "Some movements were others than this one. Begin in the starting position and let only the part "
        "move that the steps name."
    ),
}

_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_AT_MOST = 2
"""More than two things to try are none."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to try next time."""

    title: str
    text: str


def move_title(exercise_id: str) -> str:
    """Return the name of a move, or its id where it no longer exists."""
    exercise = known(exercise_id)
    return localized(exercise.title) if exercise else exercise_id


def advice(session: Session) -> tuple[Advice, ...]:
    """Return at most two things to try: the gravest faults first, among those the most frequent.

    Where form gave nothing to say, the most frequent reason for not counting does.
    """
    exercise = known(session.exercise)
    tips = {rule.name: rule.tip for rule in exercise.all_rules} if exercise else {}
    times = Counter(finding.rule for finding in session.findings)
    first = {finding.rule: finding for finding in reversed(session.findings)}
    order = sorted(first.values(), key=lambda f: (_RANK[f.severity], -times[f.rule], f.t_s))
    found = [Advice(localized(f.cue), localized(tips.get(f.rule, ""))) for f in order]
    why = Counter(a.reason for a in session.attempts if a.reason is not None and a.reason not in first)
    found += [
        Advice(localized(REASONS[reason]), localized(REASON_TIPS[reason])) for reason, _ in why.most_common()
    ]
    return tuple(found[:_AT_MOST])


def show(
    session: Session,
    *,
    said: Mapping[int, str] | None = None,
    trace: Trace | None = None,
    stills: Mapping[int, attempts_table.Picture] | None = None,
) -> None:
    """Draw the whole summary of one set.

    Args:
        session: The set.
        said: What the person said, by number of the attempt; shown beside what was found.
        trace: Its main signal over time, where there is one.
        stills: Stills by number of the attempt, where the person allowed them.
    """
    exercise, measured = known(session.exercise), measured_as(session.exercise, session.method)
    timed = measured is not None and measured.timed  # why nothing is counted stands below
    html.draw(*(_time(session) if timed else _score(session)))
    if not session.attempts and not timed:
        nothing = _("No movement was found in this set.")
        nothing_help = _(
            "Stand so that the whole body the move needs is in the picture, rest for a moment in the "
            "starting position, then begin."
        )
        st.info(f"**{nothing}** {nothing_help}")
    asked = _whether_another(session, exercise)
    _next(session, praised=not asked)
    if session.attempts and measured:
        attempts_table.ends(session, measured, stills or {})
        _charts(session, measured)
    if trace is not None and session.attempts:
        attempts_table.signal(session, trace, measured, said or {})
    if session.attempts:
        _table(session, said or {})
    _unseen(session)


def _table(session: Session, said: Mapping[int, str]) -> None:
    st.header(_("Every attempt"), anchor=False)
    html.draw(attempts_table.table(session, said))
    if "ratio" in {*(a.unit for a in session.attempts), *(f.unit for f in session.findings)}:
        text = _(
            "A percentage compares with your own body: with the length of your trunk or head, the width of "
            "your shoulders, or your full range at the beginning of the set."
        )
        html.draw(html.quiet(text))


def known(exercise_id: str) -> Exercise | None:
    """Return a move, or ``None`` where it no longer exists."""
    try:
        return find(exercise_id)
    except UnknownExercise:
        return None


def measured_as(exercise_id: str, method: str) -> Exercise | None:
    """Return a move as a set was measured, or ``None`` where it no longer exists.

    Args:
        exercise_id: Id of the move.
        method: The measurement method, as the session names it.
    """
    exercise = known(exercise_id)
    return exercise.measured_by(method) if exercise else None


def _score(session: Session) -> tuple[html.Html, ...]:
    counts = session.counts
    notes = []
    if counts.left is not None and counts.right is not None:
        notes.append(_("Left {left}, right {right}").format(left=counts.left, right=counts.right))
    if counts.hold_s is not None:
        notes.append(_("{time} held in position").format(time=lasting(counts.hold_s)))
    enough = of_the_dose(session)
    if enough is not None and math.isfinite(enough.dose_s):
        notes.append(
            _("{counted} counted, {held} held for {dose}").format(
                counted=enough.counted, held=enough.long_enough, dose=lasting(enough.dose_s)
            )
        )
    tiles = (
        html.Tile(str(counts.reps), _("counted"), tuple(notes)),
        html.Tile(str(counts.clean), _("of them clean")),
        html.Tile(str(counts.attempts - counts.reps), _("not counted")),
    )
    meta = _("{measured} of {seen} measured").format(
        measured=lasting(session.measured_s), seen=lasting(session.seen_s)
    )
    clean_help = _("Clean means that nothing but small polish was noticed.")
    return html.tiles(tiles), html.paragraph(f"{meta}. {clean_help}", "quiet")


def _time(session: Session) -> tuple[html.Html, ...]:
    """Draw how long a set was that only the clock measured: it has no counts to show."""
    tile = html.Tile(lasting(session.measured_s), _("by the clock, not counted"))
    meta = _("{measured} of {seen} measured").format(
        measured=lasting(session.measured_s), seen=lasting(session.seen_s)
    )
    return html.tiles([tile]), html.paragraph(meta, "quiet")


def _whether_another(session: Session, exercise: Exercise | None) -> bool:
    """Ask whether it was another move that looks the same to a camera.

    Returns:
        Whether there was anything to ask.
    """
    question = next((p.message for p in session.problems if p.code == KIN), "")
    kin = next((k for k in exercise.kin if k.sign and k.sign.message == question), None) if exercise else None
    if kin is None:
        return False
    with st.container(border=True, key="po-kin"):
        st.markdown(f"**{plain(localized(question))}**")
        kin_help = _(
            "If it was, take that move next time: it is counted and looked at in its own way. If not, all "
            "is well."
        )
        st.write(f"{plain(localized(kin.why))} {kin_help}")
        routes.link(routes.TRAIN, _("Go to {move}").format(move=move_title(kin.id)), move=kin.id)
    return True


def _next(session: Session, *, praised: bool) -> None:
    """Draw what to try next time, or that nothing stood out.

    Args:
        session: The set.
        praised: Say so where nothing stood out.
    """
    found = advice(session)
    if not found and not (session.attempts and praised):
        return
    st.header(_("Next time"), anchor=False)
    if not found:
        st.write(
            _("Nothing stood out in what could be seen.")
            if session.unmeasured
            else _("Nothing stood out. Keep it as it is.")
        )
        return
    html.draw(html.advice((a.title, a.text) for a in found))


def _charts(session: Session, measured: Exercise) -> None:
    plots = set_charts.plots(session, measured)
    for first in range(0, len(plots), 2):
        pair = plots[first : first + 2]
        for column, plot in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with column:
                st.header(plot.title, anchor=False)
                st.vega_lite_chart(set_charts.draw(plot, session), width="stretch")
                html.draw(html.quiet(set_charts.in_words(plot)))


def _unseen(session: Session) -> None:
    if session.method:
        st.header(_("What was looked at"), anchor=False)
        st.write(plain(sentence(localized(session.method))))
    if session.unmeasured:
        st.header(_("What could not be judged"), anchor=False)
        lines = (f"{fault_name(u.what)}: {localized(u.why)}" for u in session.unmeasured)
        html.draw(html.bullets(lines))
    obstacles = listed_problems(session.problems)
    refused = [p for p in obstacles if p.code == REFUSED]
    unclear = [p for p in obstacles if p.code not in (KIN, REFUSED)]
    for title, problems in (
        (_("What to do instead"), refused),
        (_("When the view was not good enough"), unclear),
    ):
        if problems:
            st.header(title, anchor=False)
            lines = (
                _("{start} to {end}: {message}").format(
                    start=clock(p.from_s), end=clock(p.to_s), message=localized(p.message)
                )
                for p in problems
            )
            html.draw(html.bullets(lines))
