"""The dashboard's frame: what stands around every page. Run as a script by Streamlit.

Everything is inside a guarded function, so that the module can be imported without drawing a page or
loading Streamlit.
"""

from __future__ import annotations


def main() -> None:
    """Draw the frame and the page that is asked for."""
    import streamlit as st

    from posture.app import routes, texts
    from posture.app.components import profile_picker, theme
    from posture.app.components.drawings import ICON, LOGO
    from posture.app.state import person

    there = person.recall()
    texts.speak(person.language())
    frame = texts.words().frame
    st.set_page_config(page_title=frame.name, page_icon=ICON, layout="wide")
    theme.apply()
    st.logo(LOGO, size="large")
    page = st.navigation(routes.sections(), position="top")
    with st.container(key="po-bar", horizontal=True, width="content"):
        profile_picker.bar(there)
        routes.menu()
    with theme.plainly():
        page.run()
    theme.footer(frame.footer)


if __name__ == "__main__":
    main()
