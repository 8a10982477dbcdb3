"""A session with every digit, for what is kept: `Session.as_dict` rounds for people and reports."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from posture.coach.session import SCHEMA, Session

_ORDER = (
    *("exercise", "source", "model", "version", "view", "method", "ready_at_s", "seen_s", "measured_s"),
    *("problems", "counts", "attempts", "findings", "unmeasured"),
)
"""The keys of the contract, in its order."""


def exact_json(session: Session) -> dict[str, Any]:
    """The session as ``posture.session/1`` with every digit, so that reading it back changes nothing."""
    names = (name for name in _ORDER if name != "method" or session.method)
    return {"schema": SCHEMA, **{name: json_values(getattr(session, name)) for name in names}}


def json_values(value: Any) -> Any:
    """Plain JSON values with every digit; what is not known is ``None``."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [json_values(item) for item in value]
    if is_dataclass(value):
        return {item.name: json_values(getattr(value, item.name)) for item in fields(value)}
    return value
