"""The frame around every page: the script that Streamlit runs.

It has a folder of its own because Streamlit gives a folder ``pages`` beside its script another meaning.
"""
