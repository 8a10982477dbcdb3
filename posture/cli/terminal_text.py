"""Text from elsewhere, made safe so that a terminal shows it and does nothing else with it."""

from __future__ import annotations

from posture.outside.letters import one_line

_STRANGE = "\N{REPLACEMENT CHARACTER}"


def printable(text: object) -> str:
    r"""Return a text from a file, a name, a note or a message as one line without control sequences.

    >>> printable("a\x1b[2Jb\nc\u202ed")
    'a�[2Jb cd'
    """
    return one_line(text, strange=_STRANGE)


def plain(text: object) -> str:
    r"""Return the same, escaped to stand within rich's markup.

    >>> plain("[link=http://host]x")
    '\\[link=http://host]x'
    """
    from rich.markup import escape

    return escape(printable(text))
