"""Numbers of things in words."""

from __future__ import annotations


def many(number: int, thing: str) -> str:
    """Return a number with its thing, in the plural where it is not one.

    Args:
        number: How many there are.
        thing: The singular.

    >>> many(1, "attempt"), many(3, "attempt")
    ('1 attempt', '3 attempts')
    """
    return f"{number} {thing}{'s' * (number != 1)}"


def in_numbers(sets: int, notes: int = 0, settings: int = 0) -> str:
    """Return amounts in words; an amount of zero is left out, except for the sets.

    Args:
        sets: Number of sets.
        notes: Number of notes in the journal.
        settings: Number of settings.

    >>> in_numbers(3, 1), in_numbers(0)
    ('3 sets, 1 note', '0 sets')
    """
    parts = [(sets, "set"), (notes, "note"), (settings, "setting")]
    return ", ".join(many(n, word) for n, word in parts if n or word == "set")
