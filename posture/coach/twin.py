"""A copy of what changes, which shares what never does."""

from __future__ import annotations

from collections import deque
from copy import copy
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, TypeVar

_T = TypeVar("_T")


def twin_of(value: _T) -> _T:
    """The same value for a try: what the try changes is not changed in the original.

    Lists, dictionaries and objects of classes are copied with all that they hold. Dataclasses, which are
    frozen here, functions and numbers are shared: measurements are told apart by identity.
    """
    made: Any = value
    if isinstance(value, (list, tuple)):
        made = type(value)(twin_of(item) for item in value)
    elif isinstance(value, deque):
        made = deque((twin_of(item) for item in value), value.maxlen)
    elif isinstance(value, dict):
        made = {key: twin_of(item) for key, item in value.items()}
    elif _changes(value):
        made = copy(value)
        for name, item in vars(value).items():
            setattr(made, name, twin_of(item))
    return made  # type: ignore[no-any-return]


def _changes(value: object) -> bool:
    """Whether it is an object of a class of its own that is no mere value."""
    mere = is_dataclass(value) or isinstance(value, Enum) or callable(value)
    return hasattr(value, "__dict__") and not mere
