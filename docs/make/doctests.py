"""Show examples of docstrings as code: Markdown takes ``>>>`` for quotations within quotations.

Griffe, which reads the docstrings for mkdocstrings, loads the extension below.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Module, Object

FENCE = "```pycon"
_EXAMPLE = re.compile(r"(?:^>>> .*\n?)(?:^(?!\n).+\n?)*", re.M)
"""From a prompt at the beginning of a line to the next empty line; sections indent theirs, and are known."""


class Doctests(Extension):
    """Puts a fence around the examples of each docstring."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Fence the examples of an object that was read."""
        _fence(obj)

    def on_package(self, *, pkg: Module, **_: Any) -> None:
        """Fence the examples of a package, which is no object to Griffe."""
        _fence(pkg)


def _fence(obj: Object) -> None:
    if obj.docstring and FENCE not in obj.docstring.value:
        obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return the docstring with a fence around each of its examples."""
    return _EXAMPLE.sub(lambda found: f"{FENCE}\n{found[0].rstrip()}\n```\n", docstring)
