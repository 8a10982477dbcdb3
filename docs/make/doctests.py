"""Show examples of docstrings as code: Markdown takes ``>>>`` for quotations within quotations.

Griffe, which reads the docstrings for mkdocstrings, loads the extension below.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLE = re.compile(r"(?:^>>> .*\n?)(?:^(?!\n).+\n?)*", re.M)
"""From a prompt at the beginning of a line to the next empty line; sections indent theirs, and are known."""


class Doctests(Extension):
    """Puts a fence around the examples of each docstring."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Fence the examples of an object that was read."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return the docstring with a fence around each of its examples."""
    return _EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", docstring)
