"""The frame around every page. Streamlit runs this file as a script.

Everything is inside a guarded function, so that importing the module neither draws a page nor loads
Streamlit.
"""

from __future__ import annotations


def main() -> None:
    """Draw the frame and the page that was asked for."""
    from posture.app.frame import load_ahead
    from posture.history.read_once import settings_read_once

    with settings_read_once():
        _draw()
    load_ahead.first_page_drawn()


def _draw() -> None:
    import streamlit as st

    from posture.app import routes
    from posture.app.components import profile_picker, theme, where_words
    from posture.app.components.drawings import ICON, LOGO
    from posture.app.state import look, page_language, person, sign_in
    from posture.locale import N_, follow

    there = person.recall()
    follow(page_language.of_page)
    page_language.speak(person.language())
    st.set_page_config(page_title="Posture", page_icon=ICON, layout="wide")
    theme.apply()
    look.apply()
    st.logo(LOGO, size="large")
    if sign_in.is_on() and sign_in.current() is None:
        page = st.navigation(routes.closed(), position="hidden")
    else:
        page = st.navigation(routes.by_heading(), position="top")
        with st.container(key="po-bar", horizontal=True, width="content"):
            profile_picker.bar(there)
            routes.menu()
    with theme.plainly():
        page.run()
    footer = N_("For general wellness, not a medical device. Everything stays on this computer.")
    theme.footer(where_words.here(footer))


if __name__ == "__main__":
    main()
