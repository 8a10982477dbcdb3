"""What stands around every page: the script that Streamlit runs.

It has a folder of its own, since Streamlit takes a folder ``pages`` beside its script for pages of its own kind.
"""
