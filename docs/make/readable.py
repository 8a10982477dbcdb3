"""Make what the reference takes from the code easy to read.

Markdown takes the prompt ``>>>`` of an example for quotations within quotations, and a table of a hundred
lines says less than its docstring. Griffe, which reads the code for mkdocstrings, loads the extension below.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Attribute, Extension, Module, Object

FENCE = "```pycon"
LONGEST = 100
"""Characters of a value that is shown."""
_EXAMPLE = re.compile(r"(?:^>>> .*\n?)(?:^(?!\n).+\n?)*", re.M)
"""From a prompt at the beginning of a line to the next empty line; sections indent theirs, and are known."""


class Readable(Extension):
    """Puts a fence around the examples of docstrings, and leaves out values that are too long to show."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Change an object that was read."""
        _fence(obj)
        if isinstance(obj, Attribute) and len(str(obj.value)) > LONGEST:
            obj.value = None

    def on_package(self, *, pkg: Module, **_: Any) -> None:
        """Change a package, which is no object to Griffe."""
        _fence(pkg)


def _fence(obj: Object) -> None:
    if obj.docstring and FENCE not in obj.docstring.value:
        obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return the docstring with a fence around each of its examples."""
    return _EXAMPLE.sub(lambda found: f"{FENCE}\n{found[0].rstrip()}\n```\n", docstring)
