"""A routine under way: one live picture, set after set, with the rests and steps in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import streamlit as st

from posture.app.components import dose_words, html, live_camera, theme
from posture.app.components.phrases import PARTS
from posture.app.components.step_sketches import step_sketch
from posture.app.sections import (
    interrupted,
    model_choice,
    pain_dialog,
    pain_prompt,
    pain_scale,
    run_outcome,
    safety_gate,
)
from posture.app.state import person, routine_state
from posture.app.state.live_session import Shown, look_again, of_token, session_of, shown_of
from posture.app.state.routine_state import RunningRoutine
from posture.exercises import find
from posture.guide.content_types import Light
from posture.guide.programme_entry import ProgrammeEntry
from posture.guide.routine_run import FIRST_S, RoutineRun, SetOutcome
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State
from posture.locale import gettext as _
from posture.locale import localized, pgettext
from posture.locale.declarations import spoken

_PAGE = "routine_page"
_AWAKE = "routine_awake"
_ENDED = "routine_ended"
"""A routine has just ended on this page, and its end is shown until it is closed."""
_LEFT = "routine_left"
"""When the set began that the person has left, until the picture has ended it."""

_RED = "routine_red"
"""When the set began that was red, once the routine has stopped for it."""


def start(begun: RunningRoutine) -> None:
    """Let the sets follow each other on this page."""
    close_end()
    st.session_state[_AWAKE] = begun.begun.isoformat()


def show(now: RunningRoutine) -> None:
    """Draw the routine where it is, and move it on when a set has ended."""
    live = _live()
    live.pictures, live.landmarks = person.allows("pictures"), person.allows("landmarks")
    model_choice.follow(live)
    pain_dialog.ask(live)
    if not safety_gate.cleared(under_way=live.snapshot.under_way):
        return
    now = _without_red(_with_ended_set(now, live), live)
    entry = now.run.now
    if entry is None:
        _end(now)
        st.rerun()
    moves = dict.fromkeys(e.id for e in now.run.entries[now.run.at :] if e.measured)
    if not (live.snapshot.under_way or safety_gate.gates(map(find, moves))):
        return
    if live.snapshot.under_way:  # resumed on the live picture after a reload, too
        start(now)
    awake = _awake(now)
    _head(now.run, entry)
    left, right = st.columns([13, 7], gap="large")
    with left:
        if not awake:
            _offer(now)
        wish = _picture(now, live, awake=awake) if entry.measured else _step(now, live, awake=awake)
    with right, st.container(key="po-beside"):
        model_choice.tell(live)
        _controls(now, live, awake=awake)
        after_last_set()
        _beside(entry)
    if wish:
        _grant(wish, now, live)


def just_ended() -> bool:
    """Return whether a routine has just ended on this page, with something done in it."""
    return bool(st.session_state.get(_ENDED))


def close_end() -> None:
    """Close the end of the routine: the page shows the day again."""
    st.session_state.pop(_ENDED, None)


def after_last_set() -> None:
    """Ask how the last set on this page felt, until another begins."""
    live = of_token(st.session_state.get(_PAGE, ""))
    if live is not None and live.snapshot.state is State.FINISHED:
        pain_prompt.after(live.snapshot)


def tell_deleted() -> None:
    """Say that the last set is not kept because everything was deleted meanwhile, the routine, too."""
    live = of_token(st.session_state.get(_PAGE, ""))
    if live is not None:
        run_outcome.tell_deleted(live.snapshot)


def _live() -> LiveSession:
    return session_of(_PAGE)


def _awake(now: RunningRoutine) -> bool:
    return st.session_state.get(_AWAKE) == now.begun.isoformat()


def _with_ended_set(now: RunningRoutine, live: LiveSession) -> RunningRoutine:
    """Return the routine moved past the set that has just ended."""
    moved, goes_on = routine_state.with_set_of(now, live)
    if not goes_on:
        st.session_state.pop(_AWAKE, None)
    if moved != now:
        routine_state.keep(moved)
    return moved


def _without_red(now: RunningRoutine, live: LiveSession) -> RunningRoutine:
    """Return the routine without the rest of a move that was red, and standing still."""
    snapshot, entry = live.snapshot, now.run.now
    if snapshot.state is not State.FINISHED or entry is None or snapshot.choice is None:
        return now
    whose = snapshot.choice.person
    red = any(n.light is Light.RED and n.about == snapshot.started_at for n in pain_scale.notes(of=whose))
    stopped = st.session_state.get(_RED) == snapshot.started_at
    if not red or stopped:
        return now
    st.session_state[_RED] = snapshot.started_at
    st.session_state.pop(_AWAKE, None)
    left = now.run.skipped() if entry.id == snapshot.choice.exercise else now.run
    moved = now.at(left).standing()
    routine_state.keep(moved)
    return moved


# ---- the picture and the steps -----------------------------------------------------------------


def _picture(now: RunningRoutine, live: LiveSession, *, awake: bool) -> str:
    """Draw the live picture with the next set, which begins by itself after its rest; return a wish."""
    entry = now.run.now
    assert entry is not None
    snapshot = live.snapshot
    if not snapshot.under_way:  # a set that is still being ended would swallow the rest
        live.choose(routine_state.choice_of(now, begins=awake))
        if awake and now.asked is None:
            routine_state.keep(replace(now, asked=datetime.now(timezone.utc)))
    elif now.asked is None and snapshot.started_at != st.session_state.get(_LEFT):
        routine_state.keep(replace(now, asked=snapshot.started_at))  # begun on the picture itself
    if snapshot.ending is Ending.INTERRUPTED and snapshot.state is State.FINISHED:
        st.warning(interrupted.outcome(snapshot))
    exercise = find(entry.id)
    wish = live_camera.show(
        live.token, spoken(exercise), place="routine", drawing=exercise, routine=_told(now)
    )
    _watch(live.token, _shown(live, live.snapshot))
    return wish


def _told(now: RunningRoutine, step: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the picture tells of the routine, and the wishes that it takes.

    Args:
        now: The routine.
        step: A step that no camera follows.
    """
    run, entry = now.run, now.run.now
    assert entry is not None
    number = _("Set {number} of {all}").format(number=run.set, all=entry.sets) if entry.sets > 1 else ""
    wishes = {
        "finish": _("Finish this set") if entry.measured else "",
        "again": _("Repeat the last set") if run.results else "",
        "easier": _("Make it easier") if run.easier else "",
        "stop": _("Stop for today"),
    }
    return {
        "title": dose_words.title(entry),
        "part": localized(PARTS[entry.part.value]),
        "dose": number or dose_words.dose(entry),
        "awake": _awake(now),
        "rest": _("Rest") if now.rest_s > FIRST_S else _("Get ready"),
        "wishes": [[name, text] for name, text in wishes.items() if text],
        "step": step,
    }


def _shown(live: LiveSession, now: Snapshot) -> Shown:
    return live.token, *shown_of(now), now.state, now.hurts


@st.fragment(run_every=0.5)
def _watch(token: str, shown: Shown) -> None:
    """Redraw the page when the set has begun or ended, or something hurts."""
    look_again(token, shown, _shown)


def _step(now: RunningRoutine, live: LiveSession, *, awake: bool) -> str:
    """Draw a step that no camera follows in the picture's place; return a wish."""
    entry = now.run.now
    assert entry is not None
    if awake and now.since is None:
        now = now.running()
        routine_state.keep(now)
    spent_s = now.now_s
    step = {
        "key": f"{now.begun.isoformat()} {now.run.at} {now.run.set} {now.rest_s:g}",
        "rest_s": round(max(0.0, -spent_s), 1),
        "left_s": round(max(0.0, entry.duration_s - max(0.0, spent_s)), 1),
        "running": awake,
        "how": dose_words.instructions(entry)[0],
        "sketch": step_sketch(entry.id),
    }
    wish = live_camera.show(live.token, (), place="routine", routine=_told(now, step))
    if awake:
        _clock(now)
    return wish


@st.fragment(run_every=0.5)
def _clock(now: RunningRoutine) -> None:
    """Go on when the step's time is over."""
    entry = now.run.now
    if entry is not None and now.now_s >= entry.duration_s:
        routine_state.keep(now.at(now.run.after(SetOutcome.DONE)))
        st.rerun()


def _offer(now: RunningRoutine) -> None:
    """Offer to go on after a pause, a reload, or a set that was cut short."""
    with st.container(border=True, key="po-offer"):
        st.write(
            _("You left off here. Go on whenever you are ready.")
            if now.run.results
            else _("Paused. Take your time.")
        )
        if st.button(_("Go on"), type="primary", key="routine_go_on"):
            _go_on(now)


# ---- around them -------------------------------------------------------------------------------


def _head(run: RoutineRun, entry: ProgrammeEntry) -> None:
    part = localized(PARTS[entry.part.value])
    line = _("{part} · {at} of {all}").format(part=part, at=run.at + 1, all=len(run.entries))
    st.progress(run.part_done, text=line)
    st.title(dose_words.title(entry), anchor=False)
    sets = _("Set {number} of {all}").format(number=run.set, all=entry.sets) if entry.sets > 1 else ""
    then = run.then
    after = _("Next: {title}").format(title=dose_words.title(then)) if then else _("This is the last one")
    html.draw(html.facts(fact for fact in (dose_words.dose(entry), sets, after) if fact))


def _controls(now: RunningRoutine, live: LiveSession, *, awake: bool) -> None:
    """Draw the buttons of the routine; the set itself is paused and finished on its picture."""
    run = now.run
    with st.container(horizontal=True, key="po-controls"):
        if awake and not live.snapshot.under_way and st.button(_("Pause"), key="routine_pause"):
            _pause(now)
        if st.button(_("Skip"), key="routine_skip"):
            _move(now, live, routine_state.skipped(now, live))
        with st.popover(_("More")):
            if run.results and st.button(_("Repeat the last set"), key="routine_repeat"):
                _move(now, live, run.back())
            down = run.easier
            if down is not None:
                instead = _("Instead: {title}, {dose}").format(
                    title=dose_words.title(down), dose=dose_words.dose(down)
                )
                if st.button(_("Make it easier"), key="routine_easier", help=instead):
                    _move(now, live, run.eased())
            if st.button(_("Stop for today"), key="routine_stop"):
                _stop(now)


def _grant(wish: str, now: RunningRoutine, live: LiveSession) -> None:
    """Do what was wished on the picture."""
    run = now.run
    if wish == "skip":
        _move(now, live, routine_state.skipped(now, live))
    elif wish == "skip_rest":
        routine_state.keep(now.without_rest())
        st.rerun()
    elif wish == "finish":
        live.finish()
    elif wish == "again":
        _move(now, live, run.back())
    elif wish == "easier":
        _move(now, live, run.eased())
    elif wish == "pause":
        _pause(now)
    elif wish == "go_on":
        _go_on(now)
    elif wish == "stop":
        _stop(now)


def _go_on(now: RunningRoutine) -> None:
    routine_state.keep(now.standing())
    start(now)
    st.rerun()


def _pause(now: RunningRoutine) -> None:
    st.session_state.pop(_AWAKE, None)
    routine_state.keep(now.standing())
    st.rerun()


def _move(now: RunningRoutine, live: LiveSession, run: RoutineRun) -> None:
    """Go to another place of the routine at once; what was counted in the set under way is kept."""
    moved = now.at(run, rest_s=routine_state.SKIPPED_S)
    routine_state.keep(moved)
    if live.snapshot.under_way:
        st.session_state[_LEFT] = live.snapshot.started_at
        start(now)
        if run.now is not None and run.now.measured:
            live.move_on(routine_state.choice_of(moved, begins=True))
        else:
            live.finish()
    st.rerun()


def _stop(now: RunningRoutine) -> None:

    @st.dialog(_("Stop for today?"))
    def _ask() -> None:
        with theme.plainly():
            st.write(_("What you have done is kept."))
            with st.container(horizontal=True):
                yes = st.button(
                    pgettext("today", "Stop"),
                    type="primary",
                    key="routine_stop_yes",
                    on_click=_end,
                    args=(now,),
                )
                if st.button(_("Keep going"), key="routine_stop_no") or yes:
                    st.rerun()

    _ask()


def _end(now: RunningRoutine) -> None:
    live = _live()
    if live.snapshot.under_way:
        live.finish()
    st.session_state.pop(_AWAKE, None)
    st.session_state[_ENDED] = routine_state.end(now)


def _beside(entry: ProgrammeEntry) -> None:
    st.header(_("How to do it"), anchor=False)
    html.draw(html.bullets(dose_words.instructions(entry), ordered=entry.measured))
    if not entry.measured:
        html.draw(html.paragraph(_("Nothing is measured here; just follow the clock."), "quiet"))
