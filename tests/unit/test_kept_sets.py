"""The one store of a server, whatever browsers send."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from posture.app.state import kept_sets


def test_no_browser_has_the_database_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATABASE_URL", f"sqlite:///{tmp_path / 'posture.db'}")
    before = kept_sets.store()
    st.cache_resource.clear()  # as Streamlit does whenever a browser asks for it, whoever that is
    assert kept_sets.store() is before
