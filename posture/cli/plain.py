"""Text that comes from elsewhere, so that a terminal shows it and does nothing else with it."""

from __future__ import annotations

import unicodedata

_STRANGE = "\N{REPLACEMENT CHARACTER}"
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn the direction of what follows them."""


def printable(text: object) -> str:
    r"""A text from a file, a name, a note or a message as one line without orders to the terminal.

    >>> printable("a\x1b[2Jb\nc\u202ed")
    'a�[2Jb cd'
    """
    return "".join(map(_shown, str(text)))


def plain(text: object) -> str:
    r"""The same, to stand within rich's markup.

    >>> plain("[link=http://host]x")
    '\\[link=http://host]x'
    """
    from rich.markup import escape

    return escape(printable(text))


def _shown(letter: str) -> str:
    if letter in _TURNING:
        return ""
    if letter in "\n\t":
        return " "
    return _STRANGE if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
