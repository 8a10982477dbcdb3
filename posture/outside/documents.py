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
LARGEST_BYTES = 8 * 1024 * 1024
"""Of a file that is read whole, where whoever reads it knows of no other bound."""
_DIGITS = 19
"""What a whole number of 64 bits may have; sums and floats are made of it without a surprise."""


def parse(text: str | bytes) -> Any:
    """The value of a JSON document.

    Raises:
        Unfit: It is none, or holds what nobody writes in good faith: a name twice in one object, NaN or
            another number that is none, whole numbers of more than 19 digits, hundreds of levels.
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
    """The text of a file; no more of it is read than ``largest`` bytes.

    Raises:
        OSError: It cannot be read.
        Unfit: It is longer, or is no UTF-8.
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
    except (OSError, Unfit) as error:
        raise PostureError(f"{path}: {why(error)}; {what}") from error
    return value


def why(error: OSError | Unfit) -> str:
    """Why a file could not be read, as the middle of a sentence."""
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
"""Knows no NaN, no numbers without bound and no name twice; depth is bounded by `shallow`."""
