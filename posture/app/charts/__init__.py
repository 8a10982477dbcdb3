"""Charts as Vega-Lite specifications in plain data, which Streamlit draws."""
