"""Draws a chart whose numbers are written as the language writes them."""

from __future__ import annotations

import streamlit as st

from posture.coach.results.chart_style import Spec
from posture.locale.formats import chart_numbers


def draw(spec: Spec) -> None:
    """Draw a chart as wide as its place.

    Args:
        spec: A Vega-Lite specification.
    """
    config = {**spec.get("config", {}), "locale": {"number": chart_numbers()}}
    st.vega_lite_chart({**spec, "config": config}, width="stretch")
