"""Words about runs in whose middle the program was ended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptedTexts:
    """What is said where the program was ended in the middle of something."""

    counted: str
    """Of a set; takes ``reps``."""
    timed: str
    """Of a set in which nothing is counted, or nothing counted yet."""
    check: str
    """Takes ``views``."""
    watch: str
    """Takes ``time``."""
    nothing: str
    mark: str
    """Stands beside what was interrupted."""
    marked: str
    """Says what the mark means."""
    seen: str
    """The button that takes the news away."""
