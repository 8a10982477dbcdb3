"""Reading a large JSON document bit by bit: the members of its one object, lists of it entry by entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from posture.coach.results.trace import MOST_MOMENTS
from posture.history.kept_set import LARGEST_SET_BYTES
from posture.outside.documents import DECODER, shallow
from posture.outside.shapes import Unfit

_CHUNK = 1 << 18
"""Characters that are read at once, at first; more where one entry is larger."""
_LONGEST_CHUNK = 1 << 24
"""Characters that are read at once at most; an entry may have so many before its parts are counted."""
_MOST_VALUES = 4 * MOST_MOMENTS
"""Values of one entry: three for each moment of the longest signal, and the rest of a set has fewer."""
_MOST_PARTS = 400_000
"""Lists and objects in one entry: a set of a day, with an attempt each four seconds, has 70 000."""
_IN_NUMBERS = "0123456789+-.eE"


def members(file: TextIO) -> Iterator[tuple[str, Any]]:
    """Yield name and value of every member; a list gives its entries one by one, each under the list's name.

    Never more than one entry of a list is held, so that a file may be larger than the memory.

    Raises:
        ValueError: The text is no JSON object, or holds what nobody writes in good faith (`parse`), or
            one entry is larger than `LARGEST_SET_BYTES`, or has more parts than a set can have.
        RecursionError: Something in it is nested too deeply.
    """
    text = _UnreadText(file)
    text.take("{")
    if text.peek() == "}":
        text.take("}")
    else:
        sign = ","
        while sign == ",":
            name = text.name()
            text.take(":")
            yield from text.entries(name) if text.peek() == "[" else [(name, text.value())]
            sign = text.take(",}")
    if text.peek():
        raise ValueError("something stands after the end of the object")


class _UnreadText:
    """The part of the file that was read and is not used up."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._buffer = ""
        self._at = 0

    def peek(self) -> str:
        """Return the next character that is no space; empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if not self._buffer[self._at].isspace():
                    return self._buffer[self._at]
                self._at += 1
            if not self._more(_CHUNK):
                return ""

    def take(self, signs: str) -> str:
        """Use up the next character, which must be one of ``signs``, and return it."""
        found = self.peek()
        if not found or found not in signs:
            raise ValueError(f"expected {' or '.join(signs)}, got {found or 'the end of the file'}")
        self._at += 1
        return found

    def value(self) -> Any:
        """Return the next value, whole."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                refused = error.msg
            else:
                # a number at the end of what was read may go on: "0." is read as 0 before a 5 comes
                rest = self._buffer[end : end + 1]
                if (rest and rest not in _IN_NUMBERS) or not self._more(_CHUNK):
                    self._at = end
                    return shallow(value)
                continue
            self._check_bounds()
            if not self._more(size):
                raise ValueError(refused)
            size = min(size * 2, _LONGEST_CHUNK)

    def _check_bounds(self) -> None:
        """Refuse an entry that is too large for a set: it goes on to the end of what was read, and beyond."""
        if len(self._buffer) - self._at > LARGEST_SET_BYTES:
            raise Unfit(f"one entry has more than {LARGEST_SET_BYTES} characters")
        if self._buffer.count(",", self._at) > _MOST_VALUES:
            raise Unfit(f"one entry has more than {_MOST_VALUES} values")
        if self._buffer.count("[", self._at) + self._buffer.count("{", self._at) > _MOST_PARTS:
            raise Unfit(f"one entry has more than {_MOST_PARTS} lists and objects")

    def name(self) -> str:
        """Return the name of the next member."""
        name = self.value()
        if not isinstance(name, str):
            raise ValueError(f"expected the name of a member, got {name!r}")
        return name

    def entries(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the entries of the list that begins here."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        sign = ","
        while sign == ",":
            yield name, self.value()
            sign = self.take(",]")

    def _more(self, size: int) -> bool:
        read = self._file.read(size)
        self._buffer = self._buffer[self._at :] + read
        self._at = 0
        return bool(read)
