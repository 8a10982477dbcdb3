"""Text from outside, made safe to show anywhere."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of the text after them."""
_ORDERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of control characters, surrogates, and ends of lines and paragraphs."""


def one_line(text: object, *, strange: str = " ") -> str:
    r"""Return a text as one line, without control characters and changes of direction.

    Args:
        text: Text from a file, a name, a note, a message or the system.
        strange: What replaces a control character.

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
