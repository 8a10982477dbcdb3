"""The Train page: choose a move, be coached, see the summary of the set."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.components import demonstration, html, live_camera, move_tiles, theme, where_words
from posture.app.components.drawings import camera_picture
from posture.app.components.page_text import plain
from posture.app.components.phrases import ENDINGS
from posture.app.sections import (
    camera_trial,
    corrections,
    interrupted,
    model_choice,
    move_card,
    pain_dialog,
    pain_prompt,
    pain_scale,
    run_outcome,
    safety_gate,
    session_summary,
)
from posture.app.sections.session_summary import SetEvidence
from posture.app.state import holds, kept_sets, person, training
from posture.app.state.live_session import Shown, look_again, session_of, shown_of
from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.exercise import Exercise
from posture.coach.session import Reason
from posture.exercises import EXERCISES, find
from posture.live.run import EXERCISE
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.locale import gettext as _
from posture.locale import localized, pgettext
from posture.locale.declarations import spoken
from posture.locale.formats import of_dose
from posture.locale.terms import FORMS, REASONS, SIDES

_PAGE = "live_page"
_ASKED = "train_asked"
_KNOWN = "live_session"
_SHOWN_ATTEMPTS = 4


def page() -> None:
    """Draw the Train page."""
    theme.style("train")
    live = _live()
    _whose(live)
    model_choice.follow(live)
    pain_dialog.ask(live)
    run_outcome.tell_deleted(live.snapshot)
    if not safety_gate.cleared(under_way=live.snapshot.under_way):
        return
    if live.choice and not live.snapshot.under_way and person.hold_changed():
        _choose(live, live.choice.exercise)
    _follow_address(live)
    interrupted.news(live, EXERCISE)
    trying = camera_trial.under_way(live.snapshot)
    with st.container():  # of either kind: the live picture keeps its place, so it goes on when a trial ends
        if trying:
            camera_trial.head(live.snapshot)
        exercise = _tried(live) if trying else _chooser(live)
    left, right = st.columns([13, 7], gap="large")
    with left:
        over = None if live.snapshot.under_way else pain_scale.over_today().get(exercise.id)
        if over is not None:
            pain_dialog.show_over(over)
            _finished(live, felt=False)
        elif live.snapshot.under_way or safety_gate.gate(exercise):
            texts = camera_trial.words() if trying else None
            live_camera.show(live.token, spoken(exercise), drawing=exercise, texts=texts)
            _finished(live)
    with right, st.container(key="po-beside"):
        if trying:
            camera_trial.beside(exercise)
            _numbers(live.token, _shown(live, live.snapshot))
            return
        _news(live)
        _numbers(live.token, _shown(live, live.snapshot))
        _guide(localized(exercise), live)


def _news(live: LiveSession) -> None:
    """Draw what is to be known or said before the next set."""
    if not _has_ended(live):
        model_choice.tell(live)
    if live.snapshot.state is State.IDLE:
        pain_prompt.before()
    if not live.snapshot.under_way:
        _due()


def _whose(live: LiveSession) -> None:
    """Make the next set the one of the profile in use, and have kept of it what they allow."""
    live.pictures, live.landmarks = person.allows("pictures"), person.allows("landmarks")
    who = person.current()
    if live.choice and live.choice.person != who and not live.snapshot.under_way:
        live.choose(replace(live.choice, person=who))


def _live() -> LiveSession:
    """Return the live session of this browser page: the one it had, or a new one."""
    live = session_of(_PAGE)
    if st.session_state.get(_KNOWN) != id(live):
        # New, or the earlier one after a reload, which does not know what this address asks for.
        st.session_state[_KNOWN] = id(live)
        st.session_state.pop(_ASKED, None)
    if live.choice is None:
        _choose(live, camera_trial.move())
    return live


# ---- the move ----------------------------------------------------------------------------------


def _choose(live: LiveSession, exercise_id: str, hold_s: float | None = None) -> None:
    hold_s = hold_s or holds.hold_s(find(exercise_id)) or None
    live.choose(RunChoice(exercise_id, hold_s=hold_s, person=person.current()))


def _choose_hold(exercise: Exercise, hold_s: float) -> None:
    holds.choose(exercise, hold_s)
    _choose(_live(), exercise.id)


def _chosen(live: LiveSession) -> Exercise:
    choice = live.snapshot.choice if live.snapshot.under_way else live.choice
    assert choice is not None
    return find(choice.exercise)


def _follow_address(live: LiveSession) -> None:
    """Choose the move of a link such as ``/?move=ID`` once; after that the page does."""
    asked = st.query_params.get("move", "")
    if asked in EXERCISES and asked != st.session_state.get(_ASKED) and not live.snapshot.under_way:
        _choose(live, asked)
    st.session_state[_ASKED] = asked
    if asked and asked not in EXERCISES:
        st.warning(_("There is no move called “{move}”. Choose one here.").format(move=plain(asked)))


def _tried(live: LiveSession) -> Exercise:
    """Return the move of the trial, whatever was chosen before it."""
    move = camera_trial.move()
    if not live.snapshot.under_way and _chosen(live).id != move:
        _choose(live, move)
    return _chosen(live)


def _chooser(live: LiveSession) -> Exercise:
    """Draw the moves, under the page's heading. One is always chosen, and a set locks the choice."""
    chosen = _chosen(live)
    with st.container(key="po-heard-title"):  # the tiles and the picture show it
        st.title(localized(chosen.title), anchor=False)
    move_tiles.choose(chosen, locked=live.snapshot.under_way, pick=_pick)
    return chosen


def _pick(picked: str) -> None:
    # Not the session that was drawn: after a reload an earlier one has taken its place.
    _choose(_live(), picked)
    st.query_params["move"] = st.session_state[_ASKED] = picked


def _hold(exercise: Exercise, live: LiveSession) -> None:
    """Draw the dose of a hold, where the guide leaves room."""
    low_s, high_s = exercise.dose.hold_s
    if low_s >= high_s:
        return
    key = f"train_hold_{exercise.id}"
    choice = live.choice
    asked_s = choice.hold_s if choice and choice.hold_s else exercise.motion.hold_s
    low_s, high_s = min(low_s, asked_s), max(high_s, asked_s)  # the plan may go below the guide for a while
    st.session_state[key] = int(asked_s)
    st.slider(
        _("Hold for (seconds)"),
        int(low_s),
        int(high_s),
        key=key,
        on_change=lambda: _choose_hold(exercise, float(st.session_state[key])),
        disabled=live.snapshot.under_way,
    )


def _due() -> None:
    """Draw what is left of the plan for today; the Today page runs it as a whole."""
    form = training.due_form()
    if form is not None:
        name = localized(FORMS[form.value])
        routes.link(routes.TODAY, _("On your plan today: {form}").format(form=name))


def _guide(exercise: Exercise, live: LiveSession) -> None:
    """Draw the guide's words beside the picture."""
    instructions = exercise.instructions
    st.header(exercise.title, anchor=False)
    html.draw(html.paragraph(exercise.dose.words, "dose"))
    _hold(exercise, live)
    if not live.snapshot.under_way:  # decoding videos would take time from the model
        demonstration.show(find(exercise.id))
    html.draw(html.paragraph(instructions.setup), html.bullets(instructions.steps, ordered=True))
    if instructions.seated:
        with st.expander(_("Sitting down")):
            html.draw(html.paragraph(instructions.seated))
    with st.expander(_("Where the camera goes")):
        html.draw(camera_picture(exercise), html.paragraph(instructions.camera))
    with st.expander(_("What is measured")):
        move_card.measured(exercise)
    with st.expander(_("Who should ask first, and when to stop")):
        safety_gate.cautions(exercise)
    routes.link(routes.GUIDE, _("Everything about this move"), move=exercise.id)


# ---- the set -----------------------------------------------------------------------------------


def _shown(live: LiveSession, now: Snapshot) -> Shown:
    return live.choice, *shown_of(now), now.hurts, model_choice.is_news(live)


@st.fragment(run_every=0.5)
def _numbers(token: str, shown: Shown) -> None:
    """Draw the numbers of the set under way, beside the picture."""
    _live, now = look_again(token, shown, _shown)
    if now.under_way:
        html.draw(_score(now))


def _untold(now: Snapshot) -> str:
    """Return why nothing is counted where only the clock measures the set, "" elsewhere."""
    if now.choice is None:
        return ""
    move = session_summary.measured_as(now.choice.exercise, str(now.view.get("method", "")))
    return move.cannot_measure[0].why if move is not None and move.timed else ""  # repetitions come first


def _score(now: Snapshot) -> html.Html:
    counts = now.view.get("counts") or {"reps": 0, "clean": 0, "attempts": 0}
    tiles = session_summary.count_tiles(counts["reps"], counts["clean"], counts["attempts"])
    dose_s = float(now.view.get("hold_target_s") or math.nan)
    rows = [_line(a, dose_s) for a in reversed(now.attempts[-_SHOWN_ATTEMPTS:])]
    waiting = html.paragraph(_("Rest in the start position; then it counts."))
    if untold := _untold(now):
        return html.panel(_("This set"), html.paragraph(localized(untold)))
    below = html.plain_list(rows, "latest") if rows else waiting
    return html.panel(_("This set"), html.tiles(tiles), below)


def _line(attempt: Mapping[str, Any], dose_s: float) -> str:
    reason, side = attempt["reason"], str(attempt["side"])
    counts_text = pgettext("column", "Counted")
    outcome = f"✕ {localized(REASONS[Reason(reason)])}" if reason else f"✓ {counts_text}"
    held_s = float(attempt.get("hold_s") or 0.0)
    if reason in (None, Reason.SHORT_HOLD) and held_s < ENOUGH * dose_s:
        outcome = f"{outcome}, {of_dose(held_s, dose_s)}"
    form = _("No. {number}: {outcome}") if side == "both" else _("No. {number}, {side}: {outcome}")
    return form.format(number=attempt["number"], side=localized(SIDES[side]).lower(), outcome=outcome)


def _has_ended(live: LiveSession) -> bool:
    """Tell whether the summary of a set is shown."""
    now = live.snapshot
    return now.state is State.FINISHED and now.choice == live.choice and now.ending is not Ending.DELETED


def _finished(live: LiveSession, *, felt: bool = True) -> None:
    """Draw the summary of the set that just ended, until another move is chosen or another set begins.

    Args:
        live: The session.
        felt: Ask how it felt, unless that has been said.
    """
    if not _has_ended(live):
        return
    model_choice.tell(live)  # above the summary: on a phone what stands beside it comes after all of that
    now = live.snapshot
    asked = (lambda: pain_prompt.after(now)) if felt else None
    cut_short = now.ending is Ending.INTERRUPTED and not now.error
    if cut_short:
        st.warning(interrupted.outcome(now))
    elif now.ending and now.ending in ENDINGS:
        st.warning(localized(ENDINGS[now.ending]))
    if now.session is None or not (now.session.attempts or now.set_id is not None or now.error):
        if asked:
            asked()
        if not cut_short:
            st.info(
                _(
                    "No movement was found, so nothing was saved. It happens to everybody: check the "
                    "camera, rest a moment in the start position, and try again."
                )
            )
        return
    title = _("Your set")  # the praise stands on the picture
    evidence = SetEvidence(trace=now.trace, stills=_stills(now))
    session_summary.show(now.session, evidence, title=title, asked=asked)
    if now.set_id is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            html.draw(html.saved(where_words.here("Saved on this computer.")))
            routes.link(routes.REVIEW, _("Open in Review"), set=str(now.set_id))
            corrections.one_tap(now.set_id)
    else:
        st.error(_("This set is not saved: {error}").format(error=plain(where_words.reason(now.error))))
        st.button(_("Save it now"), on_click=lambda: _live().keep_again())


def _stills(now: Snapshot) -> dict[int, Path]:
    """Return the stills of the set that just ended, where the person allowed them."""
    return {} if now.set_id is None else kept_sets.store().stills.of(now.set_id)
