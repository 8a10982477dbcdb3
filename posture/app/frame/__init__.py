"""What stands around every page: the script that Streamlit runs.

The script has a folder of its own: Streamlit takes a folder ``pages`` beside its script for another kind
of page.
"""
