"""The messages between the page and the process that analyzes an upload.

They are framed as in `posture.processes.framing`: one request, then answers until the last one.
"""

from __future__ import annotations

from enum import Enum

ANNOTATED = "annotated.mp4"
"""Name of the annotated video, which is written beside the given one."""
PURPOSE = "upload"
"""The word in the name of the folder that holds the copy."""

ANALYZE = b"A"
"""Analyze a video: JSON with ``video`` (a path), ``name``, ``exercise``, ``allowed`` and ``turn``."""


class AnalysisAnswer(bytes, Enum):
    """What the process says; ``RECORD`` and ``FAILED`` end it."""

    PROGRESS = b"P"
    """How far it is: JSON with ``t_s``, ``fraction`` and ``left_s``, ``null`` where unknown."""
    RECORD = b"R"
    """The set: a `SetRecord` as JSON."""
    FAILED = b"X"
    """The video could not be analyzed: a sentence for people."""
