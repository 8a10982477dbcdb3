"""Vega-Lite specifications as Altair charts. Only `Session.plot` needs Altair, which comes with Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posture.coach.results.chart_style import Spec

if TYPE_CHECKING:
    from altair import LayerChart as LayerChart  # noqa: PLC0414  # a type that the session names

_WIDTH_PX = 680


def altair_chart(spec: Spec) -> LayerChart:
    """Return a chart of layers that a notebook shows and Altair saves.

    Altair keeps the selections of all layers together, each with the names of the layers that it is
    made in; where it is not told, the chart does not draw.

    Raises:
        altair.utils.schemapi.SchemaValidationError: The specification is not Vega-Lite.
    """
    from altair import LayerChart

    layers = [{**layer, "name": f"layer_{number}"} for number, layer in enumerate(spec["layer"])]
    selections = [
        {**selection, "views": [layer["name"]]} for layer in layers for selection in layer.pop("params", [])
    ]
    return LayerChart.from_dict({"width": _WIDTH_PX, **spec, "layer": layers, "params": selections})
