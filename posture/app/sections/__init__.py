"""Sections of pages: each draws one block from what Posture knows of the person."""
