"""The Settings page: the look of this browser, the profiles of the household, and what each person keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.components import camera_and_sound, profile_picker, theme
from posture.app.sections import model_choice
from posture.app.state import kept_sets, look, person, sign_in
from posture.app.state.look import TEXT_PERCENTS, Theme
from posture.files.data_folder import data_folder
from posture.history.kept_rests import forget_rests, number_of_rests
from posture.history.language_choice import LANGUAGE_SETTING
from posture.locale import gettext as _
from posture.locale import languages, nearest, ngettext, pgettext
from posture.locale.formats import number

_BROWSERS = ""
"""Stands for the browser's language among the languages."""
_MESSAGE = "settings_message"


def page() -> None:
    """Draw the settings of the person in use."""
    theme.title(_("Settings"))
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("This page"), anchor=False)
        _look()
        _language()
        camera_and_sound.show()
        model_choice.choose()
        routes.link(routes.TRAIN, _("Try it with one repetition"), trial="1")
    with right:
        if not sign_in.is_on():
            profile_picker.manage(person.everybody())
        st.header(_("What is kept"), anchor=False)
        _may_be_kept()
        _kept_landmarks()
        _kept_rests()
        if not sign_in.is_on():
            st.write(_("All of it stays in this folder:"))
            st.code(str(data_folder()), language=None, wrap_lines=True)
        routes.link(routes.DATA, _("Report, backup, delete"))


def _look() -> None:
    """Draw the look of this browser, for everybody who uses it."""
    now = look.current()
    themes = {
        Theme.SYSTEM: _("Automatic"),
        Theme.LIGHT: pgettext("theme", "Light"),
        Theme.DARK: pgettext("theme", "Dark"),
    }
    sizes = dict(zip(TEXT_PERCENTS, (_("Normal"), _("Large"), _("Very large")), strict=True))
    _choice(_("Light or dark"), themes, "theme", now.theme)
    _choice(_("Text size"), sizes, "text_percent", now.text_percent)


def _choice(label: str, names: Mapping[Any, str], part: str, chosen: Any) -> None:
    key = f"settings_{part}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        on_change=lambda: look.choose(**{part: st.session_state[key]}),
    )


def _may_be_kept() -> None:
    _allowed(
        "pictures",
        _("Pictures of my sets and checks"),
        _(
            "On: the best and worst repetition of a set and the pictures of a check, until you delete "
            "them. Off: no picture of you."
        ),
    )
    _allowed(
        "landmarks",
        _("How my body moved"),
        _(
            "On: where 33 points of your body were in a set, as numbers, so it can be counted again; for"
            " cat-cow your outline, too. Off: only counts, times, angles and the curve."
        ),
    )


def _key(name: str) -> str:
    """Return the key of a widget; each person has their own, so that nobody sees what another chose."""
    return f"settings_{name}_{person.current()}"


def _language() -> None:
    key = _key("language")
    browsers = _("As in the browser ({language})").format(language=languages()[nearest(st.context.locale)])
    chosen = person.setting(LANGUAGE_SETTING, _BROWSERS)
    st.session_state[key] = chosen if chosen in languages() else _BROWSERS
    st.selectbox(
        _("Language"),
        [_BROWSERS, *languages()],
        format_func=lambda code: languages().get(code, browsers),
        key=key,
        on_change=lambda: person.choose(LANGUAGE_SETTING, st.session_state[key] or None),
        width=360,
    )


def _allowed(name: str, label: str, help_text: str) -> None:
    """Draw a switch for what may be kept; off until the person says so."""
    key = _key(name)
    st.session_state[key] = bool(person.setting(name, default=False))
    st.toggle(
        label, key=key, help=help_text, on_change=lambda: person.choose(name, st.session_state[key] or None)
    )


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
            "Kept: how your body moved in {n} set, {size} MB.",
            "Kept: how your body moved in {n} sets, {size} MB.",
            there.sets,
        ).format(n=there.sets, size=size)
    )
    if st.button(_("Delete this and keep the sets"), key=_key("landmarks_delete")):
        with theme.plainly():
            kept_sets.store().profiles.forget_landmarks(person=person.current())
            st.session_state[_MESSAGE] = ngettext(
                "Deleted from {n} set.",
                "Deleted from {n} sets.",
                there.sets,
            ).format(n=there.sets)
            st.rerun()


def _kept_rests() -> None:
    """Draw what is known of how the person rests, and a way to delete it."""
    journal, whose = kept_sets.store().journal, person.current()
    number_kept = number_of_rests(journal, person=whose)
    if not number_kept:
        return
    told = ngettext(
        "Kept so that sets begin at once: how you rest in {n} move.",
        "Kept so that sets begin at once: how you rest in {n} moves.",
        number_kept,
    )
    st.write(told.format(n=number_kept))
    if st.button(_("Forget how I rest"), key=_key("rests_forget")):
        with theme.plainly():
            forget_rests(journal, person=whose)
            st.rerun()
