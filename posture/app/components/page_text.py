"""Text from elsewhere, made to appear letter by letter on a page.

Streamlit reads almost every text as Markdown, labels and titles too: a name could be a picture on another
host, a link, a formula or an icon.
"""

from __future__ import annotations

import re

from posture.outside.letters import one_line

_JOINER = "\u2060"
"""Invisible, and breaks nothing apart but what Streamlit looks for after it has read the Markdown."""
_MARKS = re.compile(r"[\\`*_\[\]<>$&~|#]")
_BEGINS_BLOCK = re.compile(r"^(?:(?=[-+=])|\d{1,9}(?=[.)]))")
_BEGINS_MORE = re.compile(r"(?<=:)(?=[A-Za-z_+/-])|(?<!\d:)(?<=:)(?=\d)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Icons, emoji, colors and addresses: they begin in the middle of a word and know no backslash."""


def plain(text: object) -> str:
    r"""Escape a text from a file, a name, a note, an address or a message for use within Markdown.

    >>> plain("![x](http://host/a.png)") == "!\\[x\\](http:\u2060//host/a.png)"
    True
    >>> plain("Jo-Ann O'Neil (2)"), plain("1. set"), plain("two\nlines")
    ("Jo-Ann O'Neil (2)", '1\\. set', 'two lines')
    """
    line = " ".join(one_line(text).split())
    escaped = _MARKS.sub(r"\\\g<0>", line)
    return _BEGINS_MORE.sub(_JOINER, _BEGINS_BLOCK.sub(r"\g<0>\\", escaped))
