"""Words from outside, letter by letter: what of them can be shown at all, wherever they are shown."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn the direction of what follows them."""
_ORDERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of letters that are orders, halves of letters, or ends of lines and paragraphs."""


def one_line(text: object, *, strange: str = " ") -> str:
    r"""A text as one line that turns nothing round and gives no orders to what shows it.

    Args:
        text: From a file, a name, a note, a message or the system.
        strange: What stands in place of an order.

    >>> one_line("a\x1b[2Jb\nc\u202ed", strange="?")
    'a?[2Jb cd'
    """
    return "".join(_shown(letter, strange) for letter in str(text))


def _shown(letter: str, strange: str) -> str:
    if letter in _TURNING:
        return ""
    if letter in "\n\t":
        return " "
    return strange if unicodedata.category(letter) in _ORDERS else letter
