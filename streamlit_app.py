"""The dashboard as one server: the pages, and the socket of the live coach.

Start it with ``posture``, or with ``streamlit run streamlit_app.py`` from any folder.
"""

from pathlib import Path

import streamlit as st

import posture
from posture.live import demonstration
from posture.live.hub import hub
from posture.live.socket import route

prefix = st.get_option("server.baseUrlPath") or ""
app = st.App(
    Path(posture.__file__).parent / "app" / "main.py",
    routes=[route(prefix=prefix), demonstration.route(prefix=prefix)],
    lifespan=hub().lifespan,
)
