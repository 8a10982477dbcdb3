"""Charts as the reader's language writes numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from posture.locale.formats import numerals


def draw(spec: Mapping[str, Any]) -> None:
    """Draw a chart over the whole width, its axes with the language's decimal and percent signs.

    Args:
        spec: A Vega-Lite specification.
    """
    st.vega_lite_chart({**spec, "config": {"locale": {"number": numerals()}}}, width="stretch")
