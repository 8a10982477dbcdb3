"""The Settings page: who trains here, and what each person chose."""

from __future__ import annotations

import streamlit as st

from posture.app import routes
from posture.app.components import profile_picker, theme
from posture.app.state import kept_sets, person
from posture.app.texts import LANGUAGES, localized, nearest, words
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.files.data_folder import data_folder
from posture.history.kept_rests import forget_rests, number_of_rests
from posture.report.formats import counted, number

_BROWSERS = ""
"""The choice of a language that is none."""
_TOLD = "settings_told"


def page() -> None:
    """Draw the settings of the person in use."""
    texts, now = words().settings, person.current()
    theme.title(texts.title, texts.lead_person.format(name=now) if now else texts.lead)
    profile_picker.manage(person.everybody())
    st.header(texts.page, anchor=False)
    _language()
    st.html(f'<p class="po-quiet po-flat">{texts.look_help}</p>')
    st.header(texts.training, anchor=False)
    for exercise in EXERCISES.values():
        if exercise.dose.hold_s[0] < exercise.dose.hold_s[1]:
            _hold(exercise)
    _allowed("pictures", texts.pictures, texts.pictures_help)
    _allowed("landmarks", texts.landmarks, texts.landmarks_help)
    _kept_landmarks()
    _kept_rests()
    st.subheader(texts.sound, anchor=False)
    st.write(texts.sound_help)
    routes.link(routes.train(), texts.sound_link)
    st.header(texts.folder, anchor=False)
    st.write(texts.folder_help)
    st.code(str(data_folder()), language=None, wrap_lines=True)
    routes.link(routes.data(), words().frame.data)


def _key(name: str) -> str:
    """The key of a widget; each person has their own, so that nobody sees what another chose."""
    return f"settings_{name}_{person.current()}"


def _language() -> None:
    key = _key("language")
    browsers = words().settings.language_browser.format(language=LANGUAGES[nearest(st.context.locale)])
    chosen = person.setting("language", _BROWSERS)
    st.session_state[key] = chosen if chosen in LANGUAGES else _BROWSERS
    st.selectbox(
        words().settings.language,
        [_BROWSERS, *LANGUAGES],
        format_func=lambda code: LANGUAGES.get(code, browsers),
        key=key,
        on_change=lambda: person.choose("language", st.session_state[key] or None),
        width=360,
    )


def _hold(exercise: Exercise) -> None:
    texts = words().settings
    low_s, high_s = exercise.dose.hold_s
    key = _key(exercise.id)
    st.session_state[key] = int(person.hold_s(exercise))
    st.slider(
        texts.hold.format(move=localized(exercise.title)),
        int(low_s),
        int(high_s),
        key=key,
        help=texts.hold_guide.format(low=f"{low_s:g}", high=f"{high_s:g}"),
        on_change=lambda: person.choose_hold(exercise, float(st.session_state[key])),
        width=360,
    )


def _allowed(name: str, label: str, help_text: str) -> None:
    """A switch for what may be kept; off until the person says so."""
    key = _key(name)
    st.session_state[key] = bool(person.setting(name, default=False))
    st.toggle(label, key=key, on_change=lambda: person.choose(name, st.session_state[key] or None))
    st.html(f'<p class="po-quiet po-flat">{help_text}</p>')


def _kept_landmarks() -> None:
    """How many landmarks are kept of the person, and a way to be rid of them alone."""
    texts = words().settings
    if told := st.session_state.pop(_TOLD, ""):
        st.success(told)
    there = kept_sets.store().profiles.landmarks(person=person.current())
    if not there.sets:
        return
    amount = counted(sets=there.sets)
    st.write(texts.landmarks_kept.format(**amount, size=number(there.n_bytes / 1e6, 1)))
    if st.button(texts.landmarks_delete, key=_key("landmarks_delete")):
        with theme.plainly():
            kept_sets.store().profiles.forget_landmarks(person=person.current())
            st.session_state[_TOLD] = texts.landmarks_deleted.format(**amount)
            st.rerun()


def _kept_rests() -> None:
    """What is known of how the person rests, and a way to be rid of it."""
    texts, journal, whose = words().settings, kept_sets.store().journal, person.current()
    st.html(f'<p class="po-quiet po-flat">{texts.rests_help}</p>')
    number_kept = number_of_rests(journal, person=whose)
    if not number_kept:
        return
    st.write(texts.rests_kept.format(**counted(rests=number_kept)))
    if st.button(texts.rests_forget, key=_key("rests_forget")):
        with theme.plainly():
            forget_rests(journal, person=whose)
            st.rerun()
