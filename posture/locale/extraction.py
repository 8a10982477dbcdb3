"""Babel's extractor for the sentences that are declared in English, without a call of gettext around them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from posture.coach import wording
from posture.locale.declarations import declared
from posture.locale.language import FOLDER

_PACKAGES = ("check", "coach", "exercises", "guide")
"""Where sentences are declared."""


def extract(
    file: BinaryIO, keywords: Collection[str], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the sentences of a module, as Babel asks for them.

    Sentences that are put together, such as ``needs a front view``, are found in `posture.coach.wording`.

    Args:
        file: The module, open for reading.
        keywords: Unused, as are the others: Babel gives them to every extractor.
        tags: Unused.
        options: Unused.

    Yields:
        The line, no function, the sentence, no comments.
    """
    del keywords, tags, options
    path = Path(file.name)
    found = {text: line for text, line in _texts(path) if text in declared()}
    if path.samefile(wording.__file__):
        found |= dict.fromkeys(_put_together(), 1)
    yield from ((line, None, text, []) for text, line in sorted(found.items(), key=lambda item: item[::-1]))


def _texts(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every text of a module, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


@cache
def _put_together() -> frozenset[str]:
    """Return the sentences that stand nowhere as they are said."""
    modules = (path for package in _PACKAGES for path in (FOLDER.parent / package).rglob("*.py"))
    return declared() - {text for path in modules for text, _ in _texts(path)}
