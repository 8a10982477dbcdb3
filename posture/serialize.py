"""Turn dataclasses into plain JSON values and back: the one converter of the program.

`to_json` writes, `from_json` reads and checks every value against the annotation of its field. Both
know what JSON does not: a number that is not known is NaN inside and ``null`` outside, enumerations are
their values, moments are ISO texts with a time zone, bytes are base64, and numpy's numbers and arrays
are numbers and lists.

A class is written field by field. Where a contract wants more (a schema, another order, keys that may
be missing), `contract` says so. A class whose JSON is not its fields has methods ``as_dict`` and
``from_dict`` of its own, and both functions use them wherever it stands.
"""

from __future__ import annotations

import math
import re
import reprlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timezone
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Kind = TypeVar("Kind", bound=type)

LARGEST_WHOLE = 2**31
"""What the integers of PostgreSQL hold; every whole number of ours is a count and comes nowhere near."""


@dataclass(frozen=True, slots=True)
class _Contract:
    """How a dataclass stands in JSON, where that is more than its fields.

    Attributes:
        schema: Written first and demanded when it is read; empty for none.
        order: The keys in their order; empty for the fields as they are declared. A field that is not
            named is no part of the JSON.
        optional: Keys that may be missing when it is read.
        dropped: Those that are left out when it is written, where they are empty.
    """

    schema: str = ""
    order: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


_NONE = _Contract()
_contracts: dict[type, _Contract] = {}


def contract(
    schema: str = "", *, order: str = "", optional: str = "", dropped: str = ""
) -> Callable[[Kind], Kind]:
    """Declare how a dataclass stands in JSON, as a decorator above ``@dataclass``.

    Args:
        schema: Written first, and demanded when the object is read.
        order: All keys in their order, parted by spaces; the fields as they are declared if empty. A
            field that is not named is no part of the JSON, and a property may be.
        optional: Keys that may be missing when it is read: their fields have defaults.
        dropped: Optional keys that are left out where they are empty.
    """
    left_out = frozenset(dropped.split())
    about = _Contract(schema, tuple(order.split()), left_out.union(optional.split()), left_out)

    def _declare(kind: Kind) -> Kind:
        _contracts[kind] = about
        return kind

    return _declare


def to_json(value: object, *, digits: int | None = None) -> Any:
    """Return plain JSON values: dictionaries, lists, texts, numbers, ``True``, ``False`` and ``None``.

    Args:
        value: A dataclass, or anything that one may hold. NaN and infinity become ``None``.
        digits: Decimals of every number, for people and reports; every digit without it, so that what
            is read back is the same.

    Raises:
        TypeError: There is no JSON for a value.

    >>> to_json({"reach": math.nan, "at": (1 / 3, np.float32(0.5))}, digits=2)
    {'reach': None, 'at': [0.33, 0.5]}
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return _finite(float(value), digits)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [to_json(item, digits=digits) for item in value]
    if isinstance(value, Mapping):
        return {_key(name): to_json(item, digits=digits) for name, item in value.items()}
    return _converted(value, digits)


def _converted(value: object, digits: int | None) -> Any:
    if type(value) not in _contracts and hasattr(value, "as_dict"):
        return value.as_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value, digits)
    if isinstance(value, (np.generic, np.ndarray)):
        return to_json(value.tolist(), digits=digits)
    if isinstance(value, (set, frozenset)):
        return sorted(to_json(item, digits=digits) for item in value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"expected a value that JSON can hold, got {_brief(value)}")


def _object(value: Any, digits: int | None) -> dict[str, Any]:
    about = _contracts.get(type(value), _NONE)
    names = about.order or tuple(item.name for item in fields(value))
    written = ((name, getattr(value, name)) for name in names)
    kept = {
        name: to_json(inside, digits=digits)
        for name, inside in written
        if not (name in about.dropped and inside in _EMPTY)
    }
    return {"schema": about.schema, **kept} if about.schema else kept


_EMPTY = (None, False, "", b"")
"""What is left out of an object where the contract drops it."""


def _finite(value: float, digits: int | None) -> float | None:
    if not math.isfinite(value):
        return None
    return value if digits is None else round(value, digits)


def _key(name: object) -> str:
    return str(name.value) if isinstance(name, Enum) else str(name)


def from_json(kind: type[T], data: object) -> T:
    """Return the object that `to_json` wrote. Keys that the class does not know are passed over.

    Args:
        kind: The dataclass.
        data: Plain JSON values. ``None`` for a number is NaN.

    Raises:
        ValueError: A key is missing or a value is of another kind. The message names the first such
            place, what was expected there and what it holds.

    >>> @dataclass
    ... class Rounds:
    ...     reps: int
    ...     hold_s: float
    >>> from_json(Rounds, {"reps": 3, "hold_s": None})
    Rounds(reps=3, hold_s=nan)
    >>> from_json(Rounds, {"reps": "many", "hold_s": 5.0})
    Traceback (most recent call last):
    ValueError: reps: expected int, got 'many'
    """
    from cattrs import BaseValidationError

    try:
        return _converter().structure(data, kind)
    except BaseValidationError as error:
        raise ValueError(_first_fault(error)) from error


def moment(written: object) -> datetime:
    """Return a written moment in UTC.

    Raises:
        ValueError: It is no ISO text, or has no time zone.
    """
    if not isinstance(written, str):
        raise ValueError(f"expected a moment, got {_brief(written)}")
    # Python 3.10 reads no "Z", which other programs write
    return in_utc(datetime.fromisoformat(written.replace("Z", "+00:00")))


def in_utc(at: datetime) -> datetime:
    """Return a moment in UTC.

    Raises:
        ValueError: It has no time zone, so nobody can tell when it was.
    """
    if at.utcoffset() is None:
        raise ValueError(f"expected a time with a time zone, got {at.isoformat()}")
    try:
        return at.astimezone(timezone.utc)
    except OverflowError as error:
        raise ValueError(f"{at.isoformat()} is no moment that a calendar holds") from error


@cache
def _converter() -> Converter:
    """Return the reader; cattrs takes a tenth of a second to load, and much is written that is never read."""
    from cattrs import Converter
    from cattrs.cols import is_mapping, mapping_structure_factory

    made = Converter()
    for kind, reading in _READERS.items():
        made.register_structure_hook(kind, reading)
    made.register_structure_hook_factory(_is_tuple, _tuple_reader)
    made.register_structure_hook_factory(
        lambda kind: is_mapping(kind) and not is_dataclass(kind),
        lambda kind, converter: _only(
            Mapping, "an object", mapping_structure_factory(kind, converter, structure_to=dict)
        ),
    )
    made.register_structure_hook_factory(is_dataclass, _class_reader)
    made.register_structure_hook_func(
        lambda kind: hasattr(kind, "from_dict") and kind not in _contracts,
        lambda data, kind: kind.from_dict(data),
    )
    return made


def _class_reader(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn, override

    about = _contracts.get(kind, _NONE)
    names = [item.name for item in fields(kind) if item.init]
    beside = [name for name in names if about.order and name not in about.order]
    left_out: dict[str, Any] = {name: override(omit=True) for name in beside}
    reading = make_dict_structure_fn(kind, converter, **left_out)
    name = kind.__name__.lstrip("_").removesuffix("Form")
    words = about.schema or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    needed = [name for name in names if name not in about.optional.union(beside)]

    def _read(data: Any, _: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValueError(f"not a whole {words}: expected an object, got {_brief(data)}")
        if about.schema and data.get("schema") != about.schema:
            raise ValueError(f"schema: expected {about.schema}, got {_words(data.get('schema'))}")
        for name in needed:
            if name not in data:
                raise ValueError(f"not a whole {words}: {name} is missing")
        return reading(data, kind)

    return _read


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _tuple_reader(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    parts = kind.__args__
    if parts[-1] is Ellipsis:
        from cattrs.cols import list_structure_factory

        many: Any = list[parts[0]]  # type: ignore[valid-type]  # known only here
        reading = list_structure_factory(many, converter)
        return _only((list, tuple), "a list", lambda data, _: tuple(reading(data, many)))

    def _read(data: Any, _: Any) -> Any:
        if not isinstance(data, (list, tuple)) or len(data) != len(parts):
            raise ValueError(f"expected {len(parts)} entries, got {_brief(data)}")
        return tuple(converter.structure(item, part) for item, part in zip(data, parts, strict=True))

    return _read


def _only(kinds: Any, words: str, reading: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return a reader that refuses what is not of one of those kinds."""

    def _read(data: Any, kind: Any) -> Any:
        if not isinstance(data, kinds):
            raise ValueError(f"expected {words}, got {_brief(data)}")
        return reading(data, kind)

    return _read


def _number(data: Any, _: Any) -> float:
    if data is None:
        return math.nan
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        raise ValueError(f"expected a number, got {_brief(data)}")
    try:
        return float(data)
    except OverflowError as error:
        raise ValueError(f"expected a number, got one of {len(str(data))} digits") from error


def _whole(data: Any, wanted: Any) -> Any:
    if wanted is not int:  # an enumeration of numbers
        return wanted(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise ValueError(f"expected int, got {_brief(data)}")
    if abs(data) >= LARGEST_WHOLE:
        raise ValueError(f"expected a number below {LARGEST_WHOLE}, got {data:.6g}")
    return data


def _bytes(data: Any, _: Any) -> bytes:
    if not isinstance(data, str):
        raise ValueError(f"expected base64, got {_brief(data)}")
    return b64decode(data)


def _text(data: Any, wanted: Any) -> Any:
    if wanted is not str:  # an enumeration of texts
        return wanted(data)
    if not isinstance(data, str):
        raise ValueError(f"expected str, got {_brief(data)}")
    return data


def _flag(data: Any, _: Any) -> bool:
    if not isinstance(data, bool):
        raise ValueError(f"expected bool, got {_brief(data)}")
    return data


_READERS: Mapping[Any, Callable[[Any, Any], Any]] = {
    float: _number,
    int: _whole,
    str: _text,
    bool: _flag,
    datetime: lambda data, _: moment(data),
    bytes: _bytes,
}


def _first_fault(error: BaseException) -> str:
    """Return the first fault below an error of cattrs, in words, after its place."""
    place = ""
    while True:
        inside: Iterable[BaseException] = getattr(error, "exceptions", ())
        first = next(iter(inside), None)
        if first is None:
            return f"{place}: {_words(error)}" if place else _words(error)
        notes = getattr(first, "__notes__", ())
        for step in map(_step, notes):
            parted = ", " if step.startswith("entry ") else ": "
            place += (parted if place else "") + step if step else ""
        error = first


def _step(note: object) -> str:
    """Return where a note of cattrs leads to: the name of a field, the number or the name of an entry."""
    from cattrs import AttributeValidationNote, IterableValidationNote

    if isinstance(note, AttributeValidationNote):
        return note.name
    if isinstance(note, IterableValidationNote):
        return f"entry {note.index + 1}" if isinstance(note.index, int) else _words(note.index)
    return ""


def _words(said: object) -> str:
    return " ".join(str(said).split())[:200]


def _brief(value: object) -> str:
    return _SHOWN.repr(value)


_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxother = 60
_SHOWN.maxlevel = 3
