"""The dashboard as one server: the pages, and the socket of the live coach.

Start it with ``posture``, or with ``streamlit run streamlit_app.py`` from any folder.
"""

import sys
from pathlib import Path

import streamlit as st

import posture
from posture.app.frame import load_ahead
from posture.app.state import sign_in
from posture.app.state.closed_sessions import ClosedSessions
from posture.errors import PostureError
from posture.live import demonstration
from posture.live.registry import session_registry
from posture.live.socket import route
from posture.report import plan_feed
from posture.server import request_gate
from posture.server.descriptor_limit import DescriptorLimit

try:
    signing_in = sign_in.guard()
except PostureError as error:  # nothing is served then, and one line says why
    sys.exit(f"posture: {error}")
prefix = st.get_option("server.baseUrlPath") or ""
room = DescriptorLimit(ClosedSessions())
app = st.App(
    Path(posture.__file__).parent / "app" / "frame" / "main.py",
    routes=[route(prefix=prefix), demonstration.route(prefix=prefix), plan_feed.route(prefix=prefix)],
    middleware=request_gate.around(
        room,
        page=Path(st.__file__).parent / "static" / "index.html",
        sign_in=signing_in,
        prefix=prefix,
    ),
    exception_handlers={Exception: request_gate.failed},
    lifespan=load_ahead.lifespan(sign_in.lifespan(room.lifespan(session_registry().lifespan))),
)
