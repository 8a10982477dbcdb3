"""JSON from outside, bounded in size, depth and numbers."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from posture.errors import PostureError
from posture.outside.shapes import Shape, Unfit

DEEPEST = 32
"""Most levels of nested lists and objects; ours stay far below."""
LARGEST_BYTES = 8 * 1024 * 1024
"""Largest file that is read whole, where the caller knows no tighter bound."""
_DIGITS = 19
"""Most digits of a whole number, as in 64 bits: sums and floats of it hold no surprise."""


def parse(text: str | bytes) -> Any:
    """Return the value of a JSON document.

    Raises:
        Unfit: It is not JSON, or holds what nobody writes in good faith: a name twice in one object, NaN or
            infinity, whole numbers of more than 19 digits, hundreds of levels.
    """
    try:
        value = DECODER.decode(text if isinstance(text, str) else text.decode("utf-8"))
    except RecursionError as error:
        raise Unfit(_DEEP) from error
    except Unfit:
        raise
    except ValueError as error:  # bytes that are not UTF-8, too
        raise Unfit(f"is no JSON ({error})") from error
    return shallow(value)


def shallow(value: Any) -> Any:
    """Return a value that is not nested deeper than `DEEPEST`.

    Raises:
        Unfit: It is nested deeper.
    """
    level = [value]
    for _ in range(DEEPEST):
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
    """Return the text of a file.

    Args:
        path: The file.
        largest: Most bytes that are read.

    Raises:
        OSError: The file cannot be read.
        Unfit: It is longer, or not UTF-8.
    """
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Unfit(f"is larger than {largest // 1024} KB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unfit(f"is no UTF-8 text ({error.reason} at byte {error.start})") from error


def read(path: Path, shape: Shape, *, what: str, largest: int = LARGEST_BYTES) -> Any:
    """Return the JSON in a file, validated.

    Args:
        path: The file.
        shape: What it must look like.
        what: What to do if it does not, as the end of a sentence.
        largest: Most bytes that are read.

    Raises:
        PostureError: It cannot be read or does not fit.
    """
    try:
        value = parse(read_text(path, largest=largest))
        shape.check(value, "")
    except (OSError, Unfit) as error:
        raise PostureError(f"{path}: {why(error)}; {what}") from error
    return value


def why(error: OSError | Unfit) -> str:
    """Return why a file could not be read, as the middle of a sentence."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return f"cannot be read ({error.strerror or error})" if isinstance(error, OSError) else str(error)


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
"""A decoder that refuses NaN, unbounded numbers and repeated names; `shallow` bounds the depth."""
