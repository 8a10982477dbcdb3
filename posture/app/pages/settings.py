"""The Settings page: the profiles of the household, and what each person chose."""

from __future__ import annotations

import streamlit as st

from posture.app import routes
from posture.app.components import html, profile_picker, theme
from posture.app.state import kept_sets, person
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.files.data_folder import data_folder
from posture.history.kept_rests import forget_rests, number_of_rests
from posture.locale import gettext as _
from posture.locale import languages, localized, nearest, ngettext
from posture.locale.formats import brief, number

_BROWSERS = ""
"""Stands for the browser's language among the languages."""
_MESSAGE = "settings_message"


def page() -> None:
    """Draw the settings of the person in use."""
    now = person.current()
    theme.title(
        _("Settings"),
        _("They hold for {name} alone.").format(name=now)
        if now
        else _("They hold for everybody who uses Posture here without a profile."),
    )
    profile_picker.manage(person.everybody())
    st.header(_("The page"), anchor=False)
    _language()
    html.draw(html.quiet(_("Light or dark follows the setting of your computer or browser.")))
    st.header(_("Training"), anchor=False)
    for exercise in EXERCISES.values():
        if exercise.dose.hold_s[0] < exercise.dose.hold_s[1]:
            _hold(exercise)
    _may_be_kept()
    _kept_landmarks()
    _kept_rests()
    st.subheader(_("Voice, captions and count-in"), anchor=False)
    st.write(_("They are set under the live picture, where you hear them at once, and kept by this browser."))
    routes.link(routes.TRAIN, _("Go to the live picture"))
    st.header(_("Where everything is kept"), anchor=False)
    st.write(_("In this folder on this computer. Nothing leaves it."))
    st.code(str(data_folder()), language=None, wrap_lines=True)
    routes.link(routes.DATA, _("Data"))


def _may_be_kept() -> None:
    _allowed(
        "pictures",
        _("Keep pictures of my sets and posture checks"),
        _(
            "Off: no picture of you is ever stored. On: with each set one still of the best and one of the "
            "worst repetition is kept, and with each posture check its pictures, on this computer only, "
            "until you delete the set or the check."
        ),
    )
    _allowed(
        "landmarks",
        _("Keep the landmarks of my sets"),
        _(
            "Off: of a set only its counts, times, angles and curve are kept. On: where 33 points of your "
            "body were at each moment is kept too, as numbers without any picture, and with cat-cow the "
            "outline of your body, because it is counted by that. So a set can be counted again and "
            "compared with what you corrected. On this computer only, until you delete the set or press the "
            "button that then stands here."
        ),
    )


def _key(name: str) -> str:
    """Return the key of a widget; each person has their own, so that nobody sees what another chose."""
    return f"settings_{name}_{person.current()}"


def _language() -> None:
    key = _key("language")
    browsers = _("As in the browser ({language})").format(language=languages()[nearest(st.context.locale)])
    chosen = person.setting("language", _BROWSERS)
    st.session_state[key] = chosen if chosen in languages() else _BROWSERS
    st.selectbox(
        _("Language"),
        [_BROWSERS, *languages()],
        format_func=lambda code: languages().get(code, browsers),
        key=key,
        on_change=lambda: person.choose("language", st.session_state[key] or None),
        width=360,
    )


def _hold(exercise: Exercise) -> None:
    low_s, high_s = exercise.dose.hold_s
    key = _key(exercise.id)
    st.session_state[key] = int(person.hold_s(exercise))
    st.slider(
        _("{move}: hold for (seconds)").format(move=localized(exercise.title)),
        int(low_s),
        int(high_s),
        key=key,
        help=_("The guide says {low} to {high} seconds.").format(low=brief(low_s), high=brief(high_s)),
        on_change=lambda: person.choose_hold(exercise, float(st.session_state[key])),
        width=360,
    )


def _allowed(name: str, label: str, help_text: str) -> None:
    """Draw a switch for what may be kept; off until the person says so."""
    key = _key(name)
    st.session_state[key] = bool(person.setting(name, default=False))
    st.toggle(label, key=key, on_change=lambda: person.choose(name, st.session_state[key] or None))
    html.draw(html.quiet(help_text))


def _kept_landmarks() -> None:
    """Draw how many landmarks are kept of the person, and a way to delete them alone."""
    if message := st.session_state.pop(_MESSAGE, ""):
        st.success(message)
    there = kept_sets.store().profiles.landmarks(person=person.current())
    if not there.sets:
        return
    size = number(there.n_bytes / 1e6, 1)
    st.write(
        ngettext(
            "Kept now: the landmarks of {n} set, {size} MB.",
            "Kept now: the landmarks of {n} sets, {size} MB.",
            there.sets,
        ).format(n=there.sets, size=size)
    )
    if st.button(_("Delete these landmarks and keep the sets"), key=_key("landmarks_delete")):
        with theme.plainly():
            kept_sets.store().profiles.forget_landmarks(person=person.current())
            st.session_state[_MESSAGE] = ngettext(
                "The landmarks of {n} set were deleted.",
                "The landmarks of {n} sets were deleted.",
                there.sets,
            ).format(n=there.sets)
            st.rerun()


def _kept_rests() -> None:
    """Draw what is known of how the person rests, and a way to delete it."""
    journal, whose = kept_sets.store().journal, person.current()
    text = _(
        "After a good set Posture keeps how you rest in that move before that camera, as a few lengths and "
        "angles, so that your next set there begins at once. On this computer only; it goes with your data."
    )
    html.draw(html.quiet(text))
    number_kept = number_of_rests(journal, person=whose)
    if not number_kept:
        return
    st.write(
        ngettext(
            "Kept now: how you rest in {n} case of move and camera.",
            "Kept now: how you rest in {n} cases of move and camera.",
            number_kept,
        ).format(n=number_kept)
    )
    if st.button(_("Forget how I rest"), key=_key("rests_forget")):
        with theme.plainly():
            forget_rests(journal, person=whose)
            st.rerun()
