"""Declarations of what a value from outside must look like, and one sentence on what does not fit."""

from __future__ import annotations

import math
import reprlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

_LONGEST = 200


class Unfit(ValueError):
    """Something from outside does not fit; the message says where, and what is there instead."""


class Shape(Protocol):
    """A declaration of what a value must look like."""

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.

        Raises:
            Unfit: It does not fit.
        """


def brief(what: object) -> str:
    """Return words about something from outside, as one line of a sensible length."""
    text = " ".join(str(what).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def fits(shape: Shape, value: Any) -> bool:
    """Return whether a value fits.

    Args:
        shape: What it must look like.
        value: What came from outside, of any type.
    """
    try:
        shape.check(value, "")
    except Unfit:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most ``longest`` characters; one of ``among`` where those are given."""

    longest: int = 1000
    among: Collection[str] = ()

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if not isinstance(value, str):
            raise _unfit(at, "a text", value)
        if len(value) > self.longest:
            raise _unfit(at, f"a text of at most {self.longest} characters", value)
        if self.among and value not in self.among:
            raise _unfit(at, f"one of {', '.join(sorted(self.among))}", value)


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number from ``least`` to ``most``, both included; a whole one if ``whole``."""

    least: float = -1e9
    most: float = 1e9
    whole: bool = False

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        kinds = int if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise _unfit(at, "a whole number" if self.whole else "a number", value)
        if not (self.least <= value <= self.most and math.isfinite(value)):
            raise _unfit(at, f"a number from {self.least:g} to {self.most:g}", value)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if not isinstance(value, bool):
            raise _unfit(at, "true or false", value)


@dataclass(frozen=True, slots=True)
class Maybe:
    """``null``, or a value that fits ``of``."""

    of: Shape

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if value is not None:
            self.of.check(value, at)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of ``least`` to ``most`` entries that each fit ``of``."""

    of: Shape
    most: int = 10_000
    least: int = 0

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if not isinstance(value, (list, tuple)):
            raise _unfit(at, "a list", value)
        if not self.least <= len(value) <= self.most:
            raise Unfit(f"{at}: expected {self.least} to {self.most} entries, got {len(value)}")
        for number, entry in enumerate(value, 1):
            try:
                self.of.check(entry, "")
            except Unfit as error:  # so that places cost nothing where all is well
                place = f"{at}, entry {number}" if at else f"entry {number}"
                raise Unfit(f"{place}: {error}") from error


@dataclass(frozen=True, slots=True)
class Named:
    """An object with at most ``most`` names, whichever, whose values each fit ``of``."""

    of: Shape
    most: int = 1000

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if not isinstance(value, Mapping):
            raise _unfit(at, "an object", value)
        if len(value) > self.most:
            raise Unfit(f"{at}: expected at most {self.most} names, got {len(value)}")
        for name, inside in value.items():
            Text().check(name, f"{at}: a name")
            self.of.check(inside, _inside(at, name))


@dataclass(frozen=True, slots=True)
class Fields:
    """An object with the names in ``needed``, perhaps with those in ``perhaps``; other names are ignored."""

    needed: Mapping[str, Shape] = field(default_factory=dict)
    perhaps: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: Any, at: str) -> None:
        """Check a value.

        Args:
            value: What came from outside, of any type.
            at: Its place, for the message.
        """
        if not isinstance(value, Mapping):
            raise _unfit(at, "an object", value)
        for name, shape in self.needed.items():
            if name not in value:
                raise Unfit(f"{_inside(at, name)}: is missing")
            shape.check(value[name], _inside(at, name))
        for name, shape in self.perhaps.items():
            if name in value:
                shape.check(value[name], _inside(at, name))


def _inside(at: str, name: str) -> str:
    return f"{at}: {name[:80]}" if at else name[:80]


def _unfit(at: str, expected: str, got: Any) -> Unfit:
    return Unfit(f"{at}: expected {expected}, got {_SHOWN.repr(got)}".removeprefix(": "))


_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxother = 60
_SHOWN.maxlevel = 3
