"""A fast copy of mutable objects that shares everything immutable."""

from __future__ import annotations

from collections import deque
from copy import copy
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar

_T = TypeVar("_T")


def fast_copy(value: _T) -> _T:
    """Return a copy for a trial, which leaves the original as it is.

    Lists, dictionaries and objects of classes are copied with all that they hold. Dataclasses, which are
    frozen here, functions and numbers are shared: measurements are compared by identity. An object that is
    held twice is one in the copy, too.
    """
    return _copied(value, {})  # type: ignore[no-any-return]


def _copied(value: Any, made_of: dict[int, Any]) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_copied(item, made_of) for item in value)
    if isinstance(value, deque):
        return deque((_copied(item, made_of) for item in value), value.maxlen)
    if isinstance(value, dict):
        return {key: _copied(item, made_of) for key, item in value.items()}
    if not _changes(value):
        return value
    if id(value) not in made_of:
        made = made_of[id(value)] = copy(value)
        for name, item in vars(value).items():
            setattr(made, name, _copied(item, made_of))
    return made_of[id(value)]


def _changes(value: object) -> bool:
    """Return whether it is an object of a class of its own that is no mere value."""
    mere = is_dataclass(value) or isinstance(value, Enum) or callable(value)
    return hasattr(value, "__dict__") and not mere
