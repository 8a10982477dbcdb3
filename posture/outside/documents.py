"""JSON from outside: bounded in size, depth and numbers before anybody relies on it."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from posture.errors import PostureError
from posture.outside.shapes import Shape, Unfit

DEEPEST = 32
"""Lists and objects in each other; nothing of ours comes near."""
LARGEST_BYTES = 32 * 1024 * 1024
"""Of a file that is read whole; the truth of a rendered clip takes some 2 MB."""
_DIGITS = 18
"""A whole number of that many fits into 64 bits."""


def parse(text: str | bytes) -> Any:
    """The value of a JSON document.

    Raises:
        Unfit: It is none, or holds what nobody writes in good faith: a name twice in one object, NaN or
            another number that is none, whole numbers of more than 18 digits, hundreds of levels.
    """
    try:
        value = DECODER.decode(text if isinstance(text, str) else text.decode("utf-8"))
    except RecursionError as error:
        raise Unfit(_DEEP) from error
    except Unfit:
        raise
    except ValueError as error:  # also bytes that are no UTF-8
        raise Unfit(f"is no JSON ({error})") from error
    return shallow(value)


def shallow(value: Any) -> Any:
    """The value itself, where it is not nested deeper than `DEEPEST`.

    Raises:
        Unfit: It is.
    """
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [
            inside
            for outer in level
            if isinstance(outer, (dict, list))
            for inside in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inside, (dict, list))
        ]
        if not level:
            return value
    raise Unfit(_DEEP)


def read_text(path: Path, *, largest: int = LARGEST_BYTES) -> str:
    """The text of a file; no more of it is read than ``largest`` bytes.

    Raises:
        Unfit: It cannot be read, is longer, or is no UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise Unfit("no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise Unfit(f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if len(data) > largest:
        raise Unfit(f"is larger than {largest // 1024} KB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unfit(f"is no UTF-8 text ({error.reason} at byte {error.start})") from error


def read(path: Path, shape: Shape, *, what: str, largest: int = LARGEST_BYTES) -> Any:
    """The JSON in a file, where it is what was agreed on.

    Args:
        path: The file.
        shape: What was agreed on.
        what: What to do where it is not, the end of a sentence.
        largest: Bytes of a file that is read at all.

    Raises:
        PostureError: It is not.
    """
    try:
        value = parse(read_text(path, largest=largest))
        shape.check(value, "")
    except Unfit as error:
        raise PostureError(f"{path}: {error}; {what}") from error
    return value


def _whole(text: str) -> int:
    if len(text) > _DIGITS + 1:
        raise Unfit(f"holds a whole number of {len(text)} digits")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Unfit(f"holds the number {text[:40]}, which is too large")
    return number


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise Unfit(f"names {twice[:40]!r} more than once in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise Unfit(f"{constant} is no JSON")


_DEEP = "is nested too deeply"
DECODER = json.JSONDecoder(
    parse_constant=_refuse, parse_int=_whole, parse_float=_finite, object_pairs_hook=_members
)
"""Knows no NaN, no numbers without bound and no name twice; depth is bounded by `shallow`."""
