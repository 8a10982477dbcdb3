"""The Today page: what is due and why, the running routine, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.components import dose_words, html, theme, week_strip
from posture.app.components.phrases import FORM_LEADS, PARTS
from posture.app.components.week_strip import DayMark, DayState
from posture.app.sections import pain_prompt, pain_scale, routine, safety_gate, weekly_gain
from posture.app.state import routine_state, training
from posture.app.state.training import TrainingSoFar
from posture.exercises import EXERCISES
from posture.guide.plan import Due, allowed_form, weekday
from posture.guide.programme import Form, lasts_min
from posture.guide.programme_entry import STEPS, DayPart, ProgrammeEntry, entry_of
from posture.guide.training_days import weeks_in_a_row
from posture.history.journal import Note
from posture.locale import N_, localized, pgettext
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, weekdays
from posture.locale.terms import FORMS

_WHYS = {
    "planned": N_("On your plan: {form}. One press, and the sets follow each other."),
    "first_day": N_("Your first day: a short round to see how it feels."),
    "strength_rests": N_(
        "You trained strength yesterday, and muscles need a day in between. So today offers: {form}."
    ),
    "rest": N_("Today is a day of rest. That is part of the plan: the body grows stronger now."),
    "done": N_("You have done your round for today. Enjoy the rest of the day."),
    "no_days": N_(
        "Your week has no training days yet. Choose two or three on the Plan page, or simply do a round now."
    ),
}
_EASINGS = {
    "first_week": N_("Your first week: one set of each, so that the body can get used to it."),
    "restart": N_("You were away for a while: this week everything is about a third less."),
    "deload": N_("A lighter week: fewer sets. Muscles grow while they rest."),
}
_MARKS = {"done": N_("done"), "planned": N_("planned"), "free": N_("free")}


def page() -> None:
    """Draw the day, or the routine that is under way."""
    theme.style("training")
    now = routine_state.load()
    if now is not None:
        routine.show(now)
        return
    if not safety_gate.cleared():
        return
    so_far, day = training.read(), training.today()
    now_due = training.due_on(so_far, day)
    theme.title(_("Today"), _lead(now_due, day))
    left, right = st.columns([13, 7], gap="large")
    with right:
        routine.after_last_set()
        pain_prompt.before()
        _week(so_far, day)
        _suggestions(so_far, day)
    with left:
        done = so_far.on(day)
        if done is not None:
            _done(done)
        _offer(now_due, so_far, day)


def _lead(now_due: Due, day: int) -> str:
    form = localized(FORMS[now_due.form.value]) if now_due.form else ""
    first = localized(_WHYS[now_due.why.value]).format(form=form)
    if now_due.form is not None or now_due.next_day is None:
        return first
    near = now_due.next_day == day + 1
    when = _("tomorrow") if near else weekdays()[weekday(now_due.next_day)]
    following = training.plan().days[weekday(now_due.next_day)]
    next_day = _("Next on your plan: {day}, {form}.")
    return f"{first} {next_day.format(day=when, form=localized(FORMS[following.value]))}"


# ---- what is due -------------------------------------------------------------------------------


def _offer(now_due: Due, so_far: TrainingSoFar, day: int) -> None:
    """Draw the form of the day with its entries, and the one button."""
    with st.container(border=True, key="po-due"):
        if now_due.form is None:
            line = (
                _("Another round? A small one is always fine.")
                if day in so_far.rounds
                else _("If you feel like moving, a small round is always fine.")
            )
            html.draw(html.quiet(line))
        chosen = st.segmented_control(
            _("Which form?"),
            list(Form),
            default=now_due.form or Form.SHORT,
            format_func=lambda form: localized(FORMS[form.value]),
            key="today_form",
            required=True,
        )
        form = Form(chosen)
        html.draw(html.line(localized(FORM_LEADS[form.value])))
        whole, over = training.entries(form, so_far, day), pain_scale.over_today()
        entries = tuple(entry for entry in whole if entry.id not in over)
        waits = allowed_form(training.plan(), form, day, so_far.strength) is not form
        if waits:
            st.info(
                _("Strength was trained within the last day, so this waits until its muscles have rested.")
            )
        if len(entries) < len(whole):
            moves = ", ".join(dict.fromkeys(dose_words.title(e) for e in whole if e.id in over))
            over_text = _("Left out until tomorrow, because it hurt: {moves}.")
            html.draw(html.quiet(over_text.format(moves=moves)))
        _easing(so_far, day)
        label = _("Start, {time}").format(time=dose_words.about(lasts_min(entries)))
        if st.button(label, type="primary", key="today_start", disabled=waits or not entries):
            routine.start(routine_state.begin(form, entries))
            st.rerun()
    st.header(_("What you will do"), anchor=False)
    _list(entries)


def _easing(so_far: TrainingSoFar, day: int) -> None:
    easing = training.easing(so_far, day)
    if easing is None:
        return
    html.draw(html.quiet(localized(_EASINGS[easing.value])))
    st.button(
        _("I would rather do the whole plan"),
        type="tertiary",
        key="today_whole",
        on_click=training.take_whole,
    )


def _list(entries: tuple[ProgrammeEntry, ...]) -> None:
    """Draw what will be done, by parts."""
    for part in DayPart:
        mine = [entry for entry in entries if entry.part is part]
        if mine:
            title = localized(PARTS[part.value])
            html.draw(html.pairs(title, ((dose_words.title(e), dose_words.dose(e)) for e in mine)))
    routes.link(routes.PLAN, _("Change the plan"))


# ---- the week ----------------------------------------------------------------------------------


def _week(so_far: TrainingSoFar, day: int) -> None:
    now, names = training.week(so_far, day), weekdays("abbreviated")
    days = []
    for one in now.days:
        state: DayState = "done" if one in now.trained else "planned" if one in now.planned else "free"
        days.append(DayMark(names[weekday(one)], state, localized(_MARKS[state]), is_today=one == day))
    lines = [_("{count} of {aim} this week").format(count=now.count, aim=max(now.aim, now.count))]
    row = weeks_in_a_row(so_far.days, day)
    if row > 1:
        lines.append(_("{count} weeks in a row with two days or more").format(count=row))
    st.header(_("Your week"), anchor=False)
    html.draw(week_strip.week(days))
    html.draw(*map(html.quiet, lines))
    weekly_gain.show(day)


def _suggestions(so_far: TrainingSoFar, day: int) -> None:
    count = len(training.open_proposals(so_far, day))
    if count:
        label = (
            _("A suggestion for your plan")
            if count == 1
            else _("{count} suggestions for your plan").format(count=count)
        )
        with st.container(key="po-link-suggestions", width="content"):
            st.page_link(routes.PLAN.page(), label=label)


# ---- what was done -----------------------------------------------------------------------------


def _done(note: Note) -> None:
    content = note.content
    form = localized(FORMS.get(str(content.get("form")), ""))
    line = (
        _("Well done. That was your {form} round.").format(form=form.lower())
        if content.get("complete")
        else _("Stopped early, and that is fine. This is what you did.")
    )
    st.success(line, icon=":material/check:")
    results = [r for r in content.get("done", ()) if isinstance(r, Mapping)]
    rows = [_row(key, results) for key in dict.fromkeys(str(r.get("key")) for r in results)]
    html.draw(
        html.table(
            _("What you did"),
            (_("Move"), pgettext("column", "Done"), _("Counted"), _("Clean")),
            rows,
            numbers=3,
        )
    )
    if any(r.get("about") for r in results):
        routes.link(routes.REVIEW, _("Look at every set in Review"))


def _row(key: str, results: list[Mapping[str, Any]]) -> list[str]:
    unknown = UNKNOWN
    mine = [r for r in results if str(r.get("key")) == key]
    entry_id = str(mine[-1].get("id"))
    name = dose_words.title(entry_of(entry_id)) if entry_id in {*EXERCISES, *STEPS} else entry_id
    done = sum(r.get("outcome") == "done" for r in mine)
    if not done:
        return [name, _("left out"), unknown, unknown]
    sets = _("{done} of {all}").format(done=done, all=len(mine))
    if entry_id not in EXERCISES:
        return [name, sets, _("by time"), unknown]
    return [name, sets, *(str(sum(int(r.get(what) or 0) for r in mine)) for what in ("reps", "clean"))]
