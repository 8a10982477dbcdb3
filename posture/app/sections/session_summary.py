"""The summary of a set: after a live set, after an analyzed video, and in Review.

The result stands first: praise, the numbers, the best repetition and one thing to try. Everything that
only some want to see is folded below.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from posture.app import routes
from posture.app.charts import set_charts
from posture.app.components import chart, html
from posture.app.components.page_text import plain
from posture.app.sections import attempts_table
from posture.coach.exercise import Exercise, Hold
from posture.coach.judging.hold_dose import held as of_the_dose
from posture.coach.judging.session_builder import KIN, REFUSED
from posture.coach.measurement_error import measurement_error_of
from posture.coach.results.closing import KEEP, Closing, closing_of
from posture.coach.results.frame_rate import few_frames
from posture.coach.results.highlights import alike, highlights_of
from posture.coach.results.problem_list import listed_problems
from posture.coach.results.trace import Trace
from posture.coach.session import Attempt, Session
from posture.errors import UnknownExercise
from posture.exercises import find
from posture.locale import gettext as _
from posture.locale import localized, ngettext
from posture.locale.formats import clock, fault_name, lasting, noted, sentence
from posture.locale.terms import REASONS

_STILL_PX = 200


def move_title(exercise_id: str) -> str:
    """Return the name of a move, or its id where it no longer exists."""
    exercise = known(exercise_id)
    return localized(exercise.title) if exercise else exercise_id


@dataclass(frozen=True, slots=True)
class SetEvidence:
    """What is known of a set beside its result.

    Attributes:
        said: What the person said, by number of the attempt; shown beside what was found.
        trace: Its main signal over time, where there is one.
        stills: Stills by number of the attempt, where the person allowed them.
    """

    said: Mapping[int, str] = field(default_factory=dict)
    trace: Trace | None = None
    stills: Mapping[int, attempts_table.Picture] = field(default_factory=dict)


def show(
    session: Session, evidence: SetEvidence, *, title: str = "", asked: Callable[[], None] | None = None
) -> None:
    """Draw the whole summary of one set.

    Args:
        session: The set.
        evidence: What is known of it beside.
        title: Its heading, where the praise stands elsewhere on the page.
        asked: Draws the question of the page, below the result and above what is folded.
    """
    exercise, measured = known(session.exercise), measured_as(session.exercise, session.method)
    timed = measured is not None and measured.timed  # why nothing is counted stands in the fold
    words = closing_of(session)
    st.header(title or localized(words.praise), anchor=False)
    if session.attempts or timed:
        with st.container(key="po-result"):
            html.draw(_time(session) if timed else _score(session))
            if few_frames(session) and not timed:
                html.draw(
                    html.line(_("Only a few pictures a second were checked, so slips may have been missed."))
                )
    else:
        st.info(_("No movement was found in this set."))
    _next(_as_said(session, evidence.said), words, measured, evidence.stills)
    _whether_another(session, exercise)
    if asked is not None:
        asked()
    if session.attempts:
        with st.expander(_("Every repetition")):
            _every(session, measured, evidence)
    _unseen(session)


def _every(session: Session, measured: Exercise | None, evidence: SetEvidence) -> None:
    """Draw every attempt: in a table, in charts, and over time."""
    html.draw(attempts_table.table(session, evidence.said))
    if measured:
        _least(session, measured, evidence.stills)
        _charts(session, measured)
    if evidence.trace is not None:
        attempts_table.signal(session, evidence.trace, measured, evidence.said)


def _least(session: Session, measured: Exercise, stills: Mapping[int, attempts_table.Picture]) -> None:
    """Draw the still of the repetition that went least well, to be compared with the best."""
    least = highlights_of(session.attempts, measured).least
    if least is not None and least.number in stills:
        caption = _("Number {n}, with the most to gain").format(n=least.number)
        st.image(stills[least.number], caption=caption, width=2 * _STILL_PX)


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


def _score(session: Session) -> html.Html:
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
    return html.tiles(count_tiles(counts.reps, counts.clean, counts.attempts, tuple(notes)))


def count_tiles(reps: int, clean: int, attempts: int, notes: tuple[str, ...] = ()) -> tuple[html.Tile, ...]:
    """Return the three numbers of a set: what counted, how much of it was clean, and what did not count.

    Args:
        reps: Attempts that counted.
        clean: Those of them in which nothing that matters was noticed.
        attempts: All attempts.
        notes: Lines below what counted.
    """
    missed = attempts - reps
    return (
        html.Tile(str(reps), ngettext("counted", "counted", reps), notes),
        html.Tile(str(clean), ngettext("of them clean", "of them clean", clean)),
        html.Tile(str(missed), ngettext("not counted", "not counted", missed)),
    )


def _time(session: Session) -> html.Html:
    """Make the tile that says how long a set was that only the clock measured: it has no counts to show."""
    return html.tiles([html.Tile(lasting(session.measured_s), _("by the clock, not counted"))])


def _as_said(session: Session, said: Mapping[int, str]) -> Session:
    """Return a set without what counted and was no repetition, as the person said: it is not the best one.

    Args:
        session: The set.
        said: What the person said, by number of the attempt.
    """
    kept = tuple(a for a in session.attempts if not (a.counted and a.number in said))
    return replace(session, attempts=kept)


def _next(
    session: Session,
    words: Closing,
    measured: Exercise | None,
    stills: Mapping[int, attempts_table.Picture],
) -> None:
    """Draw the best repetition and the one thing to try, side by side.

    Where there is nothing to try, that is a line and no card.

    Args:
        session: The set.
        words: Its closing words.
        measured: The move as it was measured; ``None`` where it no longer exists.
        stills: Stills by number of the attempt.
    """
    best = highlights_of(session.attempts, measured).best if measured and len(session.attempts) > 1 else None
    best = best if best is not None and best.counted else None
    advice, more = _advice(session, words)
    title = _("Next time: {advice}").format(advice=advice)
    keeps = words.advice == KEEP
    if keeps and not best:
        html.draw(html.line(title))
        return
    columns = iter(st.columns(2 if best and not keeps else 1, gap="small"))
    if measured and best:
        with next(columns), st.container(border=True, height="stretch", key="po-end-best"):
            _best(best, session, measured, stills.get(best.number))
            if keeps:
                html.draw(html.line(title))
    if not keeps:
        with next(columns), st.container(border=True, height="stretch", key="po-end-next"):
            html.draw(html.heading(title), *([html.line(more)] if more else []))


def _advice(session: Session, words: Closing) -> tuple[str, str]:
    """Return the one thing to try, and more words about it where there are some."""
    exercise = known(session.exercise)
    tips = {rule.name: rule.tip for rule in exercise.all_rules} if exercise else {}
    text = localized(tips.get(words.fault, ""))
    if words.reason is not None:
        missed = sum(attempt.reason is words.reason for attempt in session.attempts)
        form = ngettext("{n} not counted: {reason}", "{n} not counted: {reason}", missed)
        text = form.format(n=missed, reason=localized(REASONS[words.reason]))
    return localized(words.advice), text


def _best(
    best: Attempt, session: Session, measured: Exercise, picture: attempts_table.Picture | None
) -> None:
    """Draw the best repetition: of those that counted the cleanest, and of these the widest or longest.

    Args:
        best: The repetition.
        session: The set.
        measured: The move as it was measured.
        picture: Its still, where the person allowed one.
    """
    held = isinstance(measured.motion, Hold)
    title = _("Best hold: number {n}") if held else _("Best repetition: number {n}")
    words = html.lines(_why_best(best, session, measured), attempts_table.how_far(best, measured))
    with st.container(horizontal=True, gap="medium"):
        if picture is not None:
            st.image(picture, width=_STILL_PX)
        html.draw(html.heading(title.format(n=best.number)), words)


def _why_best(best: Attempt, session: Session, measured: Exercise) -> str:
    """Return in a sentence what makes it the best.

    Args:
        best: The repetition.
        session: The set.
        measured: The move as it was measured.
    """
    held = isinstance(measured.motion, Hold)
    error = measurement_error_of(measured.motion.signal)
    ends = highlights_of(session.attempts, measured)
    if error is not None and alike(ends, measured, error=error.value):
        return _("All alike, as far as a camera can tell.")
    if session.counts.reps == 1:
        return _("The one that counted.")
    clean = best.clean and not few_frames(session)
    if clean and session.counts.clean == 1:
        return _("The only clean one.")
    if clean:
        return _("Clean, and the longest.") if held else _("Clean, and the widest.")
    return _("The longest, with the fewest slips.") if held else _("The widest, with the fewest slips.")


def _whether_another(session: Session, exercise: Exercise | None) -> None:
    """Ask whether it was another move that looks the same to a camera."""
    question = next((p.message for p in session.problems if p.code == KIN), "")
    kin = next((k for k in exercise.kin if k.sign and k.sign.message == question), None) if exercise else None
    if kin is None:
        return
    with st.container(border=True, key="po-kin"):
        st.markdown(f"**{plain(localized(question))}**")
        st.write(plain(localized(kin.why)))
        routes.link(routes.TRAIN, _("Go to {move}").format(move=move_title(kin.id)), move=kin.id)


def _charts(session: Session, measured: Exercise) -> None:
    plots = set_charts.plots(session, measured)
    for first in range(0, len(plots), 2):
        pair = plots[first : first + 2]
        for column, plot in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with column:
                st.subheader(plot.title, anchor=False)
                chart.draw(set_charts.draw(plot, session))
                html.draw(html.quiet(set_charts.in_words(plot)))


def _unseen(session: Session) -> None:
    """Draw, folded, how it was measured and what was not seen."""
    obstacles = listed_problems(session.problems)
    refused = [p for p in obstacles if p.code == REFUSED]
    unclear = [p for p in obstacles if p.code not in (KIN, REFUSED)]
    with st.expander(_("What the camera saw")):
        seen = _("{measured} of {seen} measured.").format(
            measured=lasting(session.measured_s), seen=lasting(session.seen_s)
        )
        html.draw(html.line(seen))
        if session.attempts:
            html.draw(html.line(_("Clean means counted, with nothing more than a small slip.")))
        if session.method:
            st.subheader(_("What was looked at"), anchor=False)
            st.write(plain(sentence(localized(session.method))))
        if session.unmeasured:
            st.subheader(_("What could not be judged"), anchor=False)
            html.draw(html.bullets(noted(fault_name(u.what), localized(u.why)) for u in session.unmeasured))
        for title, problems in ((_("What to do instead"), refused), (_("What was in the way"), unclear)):
            if problems:
                st.subheader(title, anchor=False)
                html.draw(html.bullets(_moment(p.from_s, p.to_s, localized(p.message)) for p in problems))


def _moment(from_s: float, to_s: float, message: str) -> str:
    return _("{start} to {end}: {message}").format(start=clock(from_s), end=clock(to_s), message=message)
