"""Processes of our own beside the one that was started: how they begin, talk and end."""
