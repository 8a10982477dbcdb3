"""How many of something, in words."""

from __future__ import annotations


def many(number: int, thing: str) -> str:
    """How many of something.

    >>> many(1, "attempt"), many(3, "attempt")
    ('1 attempt', '3 attempts')
    """
    return f"{number} {thing}{'s' * (number != 1)}"


def in_numbers(sets: int, notes: int = 0, settings: int = 0) -> str:
    """How much, in words: ``3 sets, 1 note``; what there is none of is left out, but for the sets."""
    parts = [(sets, "set"), (notes, "note"), (settings, "setting")]
    return ", ".join(many(n, word) for n, word in parts if n or word == "set")
