"""The dashboard: Streamlit pages over the same core that the command line uses."""
