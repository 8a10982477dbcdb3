"""The Plan page: the person's week, the entries of each form, and suggestions to take or leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from posture.app.components import dose_words, html, theme
from posture.app.components.phrases import FORM_LEADS, PARTS
from posture.app.sections import plan_reminders
from posture.app.state import training
from posture.body.landmarks import Side
from posture.exercises import EXERCISES
from posture.guide.plan import TIMES_A_WEEK, WEEK, Plan, clashes
from posture.guide.programme import PROGRAMME, Form, lasts_min
from posture.guide.programme_entry import DayPart, ProgrammeEntry, bounds, easier, entry_of, within
from posture.guide.progression import Proposal
from posture.locale import N_, NP_, localized
from posture.locale import gettext as _
from posture.locale.formats import sentence, weekdays
from posture.locale.terms import FORMS

_SIDES = {"both": NP_("plan", "Both"), "left": N_("Left only"), "right": N_("Right only")}
_REASONS = {
    "more_reps": N_("Two days went well: nothing hurt, nine out of ten repetitions clean."),
    "more_hold": N_("Two days went well: nothing hurt, nine out of ten repetitions clean."),
    "longer": N_("Two days went well: nothing hurt, nine out of ten repetitions clean."),
    "more_sets": N_("Two days went well: nothing hurt, nine out of ten repetitions clean. Try one more set."),
    "more_load": N_(
        "Two days went well: nothing hurt, nine out of ten repetitions clean. You are at the guide's upper "
        "dose: add five to ten percent of weight."
    ),
    "less": N_("It was red last time. Doing less lets it settle."),
    "easier": N_("It was red twice. An easier form lets it settle."),
    "harder": N_("The easier form went well twice. Try a little of the harder one."),
    "restart": N_("You were away for more than ten days. Do about a third less for a week."),
    "deload": N_("Four weeks in a row. A week with fewer sets lets your body catch up."),
}
_KINDS = {
    "more_reps": N_("{move}: one repetition more"),
    "more_hold": N_("{move}: hold a little longer"),
    "longer": N_("{move}: a little longer"),
    "more_sets": N_("{move}: one set more"),
    "more_load": N_("{move}: a little more weight, or a thicker band"),
    "less": N_("{move}: about a third less"),
    "easier": N_("{move}: an easier form"),
    "harder": N_("{move}: the harder form again"),
    "restart": N_("Start again with less"),
    "deload": N_("A lighter week"),
}

_STEP_S = 5


def page() -> None:
    """Draw the plan."""
    theme.style("training")
    theme.title(_("Plan"), _("The guide's programme, made yours."))
    _suggestions()
    _week()
    plan_reminders.show()
    _form()
    _reset()


# ---- suggestions -------------------------------------------------------------------------------


def _suggestions() -> None:
    day = training.today()
    found = training.open_proposals(training.read(), day)
    if not found:
        return
    st.header(_("Suggestions"), anchor=False)
    for _form, proposal in found:
        with st.container(border=True, key=f"po-card-{proposal.key}"):
            move = dose_words.title(proposal.old) if proposal.old else ""
            st.subheader(localized(_KINDS[proposal.kind.value]).format(move=move), anchor=False)
            change = _change(proposal)
            lines = (localized(_REASONS[proposal.kind.value]), *((change,) if change else ()))
            html.draw(*map(html.line, lines))
            with st.container(horizontal=True):
                for taken, label in ((True, _("Yes, do that")), (False, _("Not now"))):
                    st.button(
                        label,
                        type="primary" if taken else "secondary",
                        key=f"plan_{taken}_{proposal.key}",
                        on_click=_answer(proposal, day, taken=taken),
                    )


def _answer(proposal: Proposal, day: int, *, taken: bool) -> Callable[[], None]:
    return lambda: training.answer(proposal, day, taken=taken)


def _change(proposal: Proposal) -> str:
    if proposal.old is None or proposal.new is None or proposal.old == proposal.new:
        return ""
    old, new = dose_words.dose(proposal.old), dose_words.dose(proposal.new)
    if proposal.old.id != proposal.new.id:
        new = f"{dose_words.title(proposal.new)}, {new}"
    return _("Now {old}. Then {new}.").format(old=old, new=new)


# ---- the week ----------------------------------------------------------------------------------


def _week() -> None:
    plan = training.plan()
    st.header(_("Your week"), anchor=False)
    key = "plan_days"
    st.session_state[key] = sorted(plan.days)
    st.pills(
        _("Training days"),
        range(WEEK),
        selection_mode="multi",
        format_func=weekdays("abbreviated").__getitem__,
        key=key,
        on_change=_set_days,
        args=(key,),
        label_visibility="collapsed",
    )
    with st.container(key="po-week-days", horizontal=True, gap="medium"):
        for day in sorted(plan.days):
            _day(plan, day)
    for day in clashes(plan):
        st.info(
            _("{day} follows a day of strength, so its round goes without it.").format(day=weekdays()[day])
        )
    if plan.days and not TIMES_A_WEEK[0] <= len(plan.days) <= TIMES_A_WEEK[1] + 2:
        html.draw(html.quiet(_("The guide says two or three times a week.")))


def _day(plan: Plan, day: int) -> None:
    key = f"plan_day_{day}"
    st.session_state[key] = plan.days[day].value
    st.segmented_control(
        weekdays()[day],
        [form.value for form in Form],
        format_func=localized(FORMS).__getitem__,
        key=key,
        on_change=_set_day,
        args=(day, key),
        required=True,
    )


def _set_days(key: str) -> None:
    """Keep the days that were tapped: a new one has strength, unless a day beside it has."""
    plan, chosen = training.plan(), st.session_state[key]
    kept = {day: form for day, form in plan.days.items() if day in chosen}
    for day in chosen:
        if day not in kept:
            full = replace(plan, days={**kept, day: Form.FULL})
            kept[day] = Form.SHORT if clashes(full) and not clashes(replace(plan, days=kept)) else Form.FULL
    training.keep_plan(replace(plan, days=kept))


def _set_day(day: int, key: str) -> None:
    plan = training.plan()
    training.keep_plan(replace(plan, days={**plan.days, day: Form(st.session_state[key])}))


# ---- what a form is made of --------------------------------------------------------------------


def _form() -> None:
    st.header(_("What you do"), anchor=False)
    chosen = st.segmented_control(
        _("Form"),
        list(Form),
        label_visibility="collapsed",
        default=Form.FULL,
        format_func=lambda form: localized(FORMS[form.value]),
        key="plan_form",
        required=True,
    )
    form = Form(chosen)
    entries = training.plan().forms[form]
    about = dose_words.about(lasts_min(entries))
    html.draw(html.quiet(f"{localized(FORM_LEADS[form.value])} {sentence(about)}."))
    for part in DayPart:
        mine = [entry for entry in entries if entry.part is part]
        if mine:
            st.subheader(localized(PARTS[part.value]), anchor=False)
            for entry in mine:
                _entry(form, entry)
    _add(form, entries)


def _entry(form: Form, entry: ProgrammeEntry) -> None:
    """Draw one line: on or off, its dose, and its numbers behind "Change"."""
    place = f"{form.value}_{entry.key}"
    with st.container(key=f"po-entry-{place}", horizontal=True, vertical_alignment="center"):
        on = f"plan_on_{place}"
        st.session_state[on] = entry.on
        st.toggle(
            dose_words.title(entry),
            key=on,
            on_change=lambda: _keep(form, replace(entry, on=st.session_state[on])),
        )
        html.draw(html.quiet(dose_words.dose(entry)))
        with st.popover(_("Change"), key=f"plan_change_{place}"):
            _numbers(form, entry, place)
            _swaps(form, entry, place)


def _numbers(form: Form, entry: ProgrammeEntry, place: str) -> None:
    room = bounds(entry.id)
    reps = _("Repetitions a side") if entry.turns > 1 else _("Repetitions")
    if entry.each_side:
        _side(form, entry, place)
    fields: tuple[tuple[str, str, tuple[float, float], int], ...] = (
        ("sets", _("Sets"), room.sets, 1),
        ("reps", reps, room.reps, 1),
        ("hold_s", _("Hold (s)"), room.hold_s, 1),
        ("duration_s", _("Time (s)"), room.duration_s, _STEP_S),
        ("rest_s", _("Rest (s)"), room.rest_s, _STEP_S),
    )
    for name, label, (low, high), step in fields:
        if low >= high or (name == "rest_s" and entry.sets == 1):
            continue
        key = f"plan_{name}_{place}"
        st.session_state[key] = int(getattr(entry, name))
        st.number_input(
            label,
            int(low),
            int(high),
            step=step,
            key=key,
            on_change=_set_number,
            args=(form, entry, name, key),
        )


def _side(form: Form, entry: ProgrammeEntry, place: str) -> None:
    """Draw the choice of both sides or the one that needs it."""
    key = f"plan_side_{place}"
    st.session_state[key] = entry.side.value
    st.selectbox(
        _("Side"),
        list(_SIDES),
        format_func=lambda side: localized(_SIDES[side]),
        key=key,
        on_change=lambda: _keep(form, replace(entry, side=Side(st.session_state[key]))),
    )


def _set_number(form: Form, entry: ProgrammeEntry, name: str, key: str) -> None:
    value: Any = st.session_state[key] if name in ("sets", "reps") else float(st.session_state[key])
    _keep(form, replace(entry, **{name: value}))


def _swaps(form: Form, entry: ProgrammeEntry, place: str) -> None:
    """Draw an easier form, the guide's own, or the removal of an entry that the person added."""
    down = easier(entry)
    own = next((e for e in PROGRAMME[form] if e.key == entry.key), None)
    if down is not None:
        instead = f"{dose_words.title(down)}, {dose_words.dose(down)}"
        st.button(
            _("Swap for easier"), key=f"plan_swap_{place}", help=instead, on_click=lambda: _keep(form, down)
        )
    if own is not None and own != entry:
        st.button(_("As in the guide"), key=f"plan_back_{place}", on_click=lambda: _keep(form, own))
    if own is None:
        st.button(_("Remove it"), key=f"plan_remove_{place}", on_click=lambda: _take_out(form, entry))


def _keep(form: Form, entry: ProgrammeEntry) -> None:
    training.keep_plan(training.plan().with_entry(form, within(entry)))


def _take_out(form: Form, entry: ProgrammeEntry) -> None:
    plan = training.plan()
    training.keep_plan(plan.with_entries(form, tuple(e for e in plan.forms[form] if e.key != entry.key)))


def _add(form: Form, entries: tuple[ProgrammeEntry, ...]) -> None:
    """Add a move to its own part of the day, poses before the end of the cool-down."""
    missing = [move for move in EXERCISES if move not in {entry.key for entry in entries}]
    if not missing:
        return
    key = f"plan_add_{form.value}"
    st.selectbox(
        _("Add a move"),
        missing,
        index=None,
        placeholder=_("Choose a move"),
        format_func=lambda move: dose_words.title(entry_of(move)),
        key=key,
        on_change=lambda: _put_in(form, st.session_state[key]),
    )


def _put_in(form: Form, move: str | None) -> None:
    if move is None:
        return
    plan = training.plan()
    group = EXERCISES[move].group
    part = DayPart(group) if group in set(DayPart) else DayPart.COOL_DOWN
    added = sorted(
        (*plan.forms[form], entry_of(move, part)), key=lambda entry: list(DayPart).index(entry.part)
    )
    training.keep_plan(plan.with_entries(form, tuple(added)))


# ---- back to the guide -------------------------------------------------------------------------


def _reset() -> None:
    if training.is_own() and st.button(_("Back to the guide's plan"), key="plan_reset"):
        _ask_reset()


def _ask_reset() -> None:

    @st.dialog(_("Back to the guide's plan?"))
    def _ask() -> None:
        with theme.plainly():
            st.write(_("The guide's days and doses replace yours. What you have trained stays."))
            with st.container(horizontal=True):
                yes = st.button(
                    _("Yes, use the guide's"),
                    type="primary",
                    key="plan_reset_yes",
                    on_click=training.reset_plan,
                )
                if st.button(_("Keep mine"), key="plan_reset_no") or yes:
                    st.rerun()

    _ask()
