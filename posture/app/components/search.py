"""Text search by words, without an index: the guide is small."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

_STEM, _ENDING = 5, 3
"""Letters that two forms of a word share at least, and by which their ends may differ at most."""


def matches(query: str, *parts: str) -> bool:
    """Return whether every word of the query begins a word in one of the parts, or differs in its ending.

    Case and accents make no difference. A query without a word matches everything.

    Args:
        query: The words that somebody typed.
        parts: The texts to search.

    >>> matches("shoul stretch", "A stretch", "for the shoulders"), matches("arm", "charm")
    (True, False)
    >>> matches("squeezing", "a squeeze"), matches("herniated", "a hernia"), matches("posture", "a post")
    (True, True, False)
    """
    tokens = [token for part in parts for token in _tokens(part)]
    return all(any(_alike(word, token) for token in tokens) for word in _tokens(query))


def strings(value: Any) -> Iterator[str]:
    """Return all text in a declaration, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings(item)


def _alike(word: str, token: str) -> bool:
    """Return whether a token begins with the word, or shares all but an ending of three letters with it."""
    stem = max(_STEM, len(word) - _ENDING, len(token) - _ENDING)
    return token.startswith(word) or (word[:stem] == token[:stem] and min(len(word), len(token)) >= stem)


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return kept.split()
