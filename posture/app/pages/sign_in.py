"""What a server shows to somebody who has not signed in: who sees what, and one button."""

from __future__ import annotations

import streamlit as st

from posture.app.components import html, theme
from posture.app.state import page_language, person, sign_in
from posture.locale import gettext as _
from posture.locale import languages

_LANGUAGE = "sign_in_language"


def page() -> None:
    """Draw the page."""
    theme.title(_("Sign in"), _("You see your own sets here. Other people who sign in do not."))
    if st.button(_("Sign in"), type="primary", key="sign_in"):
        sign_in.begin()
    html.draw(
        html.quiet(
            _(
                "The camera's picture is measured on this server and not saved, unless you allow it. "
                "The people who run the server answer for your data."
            )
        )
    )
    st.session_state[_LANGUAGE] = page_language.of_page()
    st.selectbox(
        _("Language"),
        list(languages()),
        format_func=languages().__getitem__,
        key=_LANGUAGE,
        on_change=lambda: person.speak_before(st.session_state[_LANGUAGE]),
        width=360,
    )
