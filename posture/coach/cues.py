"""What is said, and when: one cue at a time, within a budget."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say and to caption.

    Attributes:
        text: At most six words, the positive action.
        kind: ``count``, ``fault``, ``hold``, ``praise`` or ``problem``.
    """

    text: str
    kind: str
