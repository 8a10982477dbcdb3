"""All that a set leaves behind: the session, and beside it what is no part of its contract."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from posture.coach.results.exact_json import exact_json
from posture.coach.results.trace import Trace
from posture.coach.session import Session

LARGEST_LANDMARKS_BYTES = 16 << 20
"""Of the landmarks of one set: a quarter of an hour with the outline, much longer without."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A finished set with everything that may be kept of it.

    Attributes:
        session: The set.
        trace: Its main signal over time; ``None`` where nobody recorded it.
        stills: JPEGs of single attempts by their number; empty unless the person allows pictures.
        landmarks: The file of its poses (`posture.vision.landmark_log`); empty unless the person
            allows that, and where it is no whole one.
    """

    session: Session
    trace: Trace | None = None
    stills: Mapping[int, bytes] = field(default_factory=dict)
    landmarks: bytes = b""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values for another process of this program, with every digit."""
        return {
            "session": exact_json(self.session),
            "unit": "" if self.trace is None else self.trace.unit,
            "trace": None if self.trace is None else b64encode(self.trace.pack()).decode(),
            "stills": {str(number): b64encode(jpeg).decode() for number, jpeg in self.stills.items()},
            **({"landmarks": b64encode(self.landmarks).decode()} if self.landmarks else {}),
        }

    def to_json(self) -> bytes:
        """`as_dict` in as few bytes as it takes."""
        return json.dumps(self.as_dict(), separators=(",", ":"), allow_nan=False).encode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SetRecord:
        """The record that `as_dict` wrote.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        try:
            packed = data["trace"]
            return cls(
                Session.from_dict(data["session"]),
                None if packed is None else Trace.unpack(b64decode(packed), data["unit"]),
                {int(number): b64decode(jpeg) for number, jpeg in data["stills"].items()},
                b64decode(data.get("landmarks", "")),
            )
        except (KeyError, TypeError, AttributeError, binascii.Error) as error:
            raise ValueError(f"not a whole record of a set: {error!r}") from error

    @classmethod
    def from_json(cls, told: bytes) -> SetRecord:
        """The record that `to_json` wrote.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        return cls.from_dict(json.loads(told))
