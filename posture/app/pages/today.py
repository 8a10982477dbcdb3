"""The Today page: the one thing to do next, the week, the running routine and how it ended."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import streamlit as st

from posture.app import routes
from posture.app.components import dose_words, html, round_words, theme, week_strip
from posture.app.components.phrases import FORM_LEADS, PARTS
from posture.app.components.week_strip import DayMark, DayState
from posture.app.sections import pain_prompt, pain_scale, round_end, routine, safety_gate, weekly_gain
from posture.app.state import conditions, routine_state, training
from posture.app.state.training import TrainingSoFar
from posture.guide.plan import Due, allowed_form, weekday
from posture.guide.programme import Form, lasts_min
from posture.guide.programme_entry import DayPart, ProgrammeEntry
from posture.locale import N_, localized, ngettext
from posture.locale import gettext as _
from posture.locale.formats import weekdays
from posture.locale.terms import FORMS

_WHYS = {
    "planned": N_("On your plan today."),
    "first_day": N_("Your first day: short and easy."),
    "strength_rests": N_("You did strength yesterday, so today goes without it."),
    "rest": N_("Rest is part of the plan."),
    "done": N_("You have done your round."),
    "no_days": N_("Choose two or three days on the Plan page."),
}
_NOTHING_DUE = {
    "rest": N_("A day of rest"),
    "done": N_("Done for today"),
    "no_days": N_("Your week is empty"),
}
_EASINGS = {
    "first_week": N_("First week: one set of each."),
    "restart": N_("Welcome back: about a third less this week."),
    "deload": N_("A lighter week: fewer sets."),
}
_MARKS = {"done": N_("done"), "planned": N_("planned"), "free": N_("free")}


def page() -> None:
    """Draw the day, the routine that is under way, or how it ended."""
    theme.style("training")
    now = routine_state.load()
    if now is not None:
        routine.show(now)
        return
    routine.tell_deleted()
    if not safety_gate.cleared():
        return
    so_far, day = training.read(), training.today()
    now_due, done = training.due_on(so_far, day), so_far.on(day)
    if done is not None and routine.just_ended():
        round_end.show(done, round_words.next_round(now_due, day))
        return
    theme.title(_("Today"))
    left, right = st.columns([13, 7], gap="large")
    with left:
        _offer(now_due, so_far, day)
        if done is not None:
            with st.expander(_("What you did")):
                round_end.table(done)
    with right:
        _week(so_far, day)
        _suggestions(so_far, day)
        _feeling()


def _feeling() -> None:
    """Ask how it feels before training, folded until somebody wants to say."""
    if pain_prompt.asks_before():
        with st.expander(_("How does your back feel?")):
            pain_prompt.before()
    else:
        pain_prompt.before()


# ---- what is due -------------------------------------------------------------------------------


def _offer(now_due: Due, so_far: TrainingSoFar, day: int) -> None:
    """Draw the one thing to do next, and what else may be done instead."""
    form = Form(st.session_state.get("today_form") or now_due.form or Form.SHORT)
    whole, over = training.entries(form, so_far, day), pain_scale.over_today()
    held = conditions.held_back(entry.id for entry in whole)
    entries = tuple(entry for entry in whole if entry.id not in over and entry.id not in held)
    waits = allowed_form(training.plan(), form, day, so_far.strength) is not form
    with st.container(border=True, key="po-due"):
        _headline(now_due, form, day, trained=day in so_far.days)
        if waits:
            st.info(_("Strength needs a day off in between."))
        _left_out(_("Left out until tomorrow, because it hurt: {moves}."), whole, over)
        _left_out(_("Left out until you have asked about them: {moves}."), whole, held)
        wanted = now_due.form is not None
        label = _("Start, {time}") if wanted else localized(round_words.STARTS[form.value])
        label = label.format(time=dose_words.about(lasts_min(entries)))
        with st.container(horizontal=True, key="po-start"):
            off = waits or not entries
            main: Literal["primary", "secondary"] = "primary" if wanted else "secondary"
            if st.button(label, type=main, key="today_start", disabled=off):
                routine.start(routine_state.begin(form, entries))
                st.rerun()
            with st.popover(_("Another round")):
                _forms(form)
        _what(entries, so_far, day)


def _left_out(line: str, whole: tuple[ProgrammeEntry, ...], ids: Collection[str]) -> None:
    """Draw which moves of a round are left out, if any."""
    moves = ", ".join(dict.fromkeys(dose_words.title(entry) for entry in whole if entry.id in ids))
    if moves:
        html.draw(html.quiet(line.format(moves=moves)))


def _headline(now_due: Due, form: Form, day: int, *, trained: bool) -> None:
    """Draw what the day is about, in a few words."""
    why = localized(_WHYS[now_due.why.value])
    if now_due.form is not None:
        html.draw(html.heading(round_words.round_name(form), 2), html.line(why))
        return
    html.draw(
        html.heading(localized(_NOTHING_DUE["done" if trained else now_due.why.value]), 2),
        html.line(round_words.next_round(now_due, day) or why),
    )


def _forms(form: Form) -> None:
    st.segmented_control(
        _("Which round?"),
        list(Form),
        default=form,
        format_func=lambda one: localized(FORMS[one.value]),
        key="today_form",
        required=True,
    )
    html.draw(html.line(localized(FORM_LEADS[form.value])))


def _what(entries: tuple[ProgrammeEntry, ...], so_far: TrainingSoFar, day: int) -> None:
    """Draw what will be done, folded."""
    count = len(entries)
    with st.expander(ngettext("{n} move", "{n} moves", count).format(n=count)):
        easing = training.easing(so_far, day)
        if easing is not None:
            html.draw(html.quiet(localized(_EASINGS[easing.value])))
            st.button(
                _("Do the whole plan"), type="tertiary", key="today_whole", on_click=training.take_whole
            )
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
    row = training.weeks_in_a_row(so_far, day)
    if row > 1:
        lines.append(ngettext("{count} week in a row", "{count} weeks in a row", row).format(count=row))
    st.header(_("Your week"), anchor=False)
    html.draw(week_strip.week(days))
    html.draw(html.facts(lines))
    weekly_gain.show(day)


def _suggestions(so_far: TrainingSoFar, day: int) -> None:
    count = len(training.open_proposals(so_far, day))
    if count:
        label = ngettext("A suggestion for your plan", "{n} suggestions for your plan", count).format(n=count)
        with st.container(key="po-link-suggestions", width="content"):
            st.page_link(routes.PLAN.page(), label=label)
