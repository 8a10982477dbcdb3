"""The record of a set: the session, and beside it everything that is no part of its contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from posture.coach.results.trace import Trace
from posture.coach.session import Session
from posture.serialize import contract, from_json, to_json

LARGEST_LANDMARKS_BYTES = 16 << 20
"""Most bytes for the landmarks of one set: a quarter of an hour with the outline, much longer without."""


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
        """Return plain JSON values for another process of this program, with every digit."""
        written: dict[str, Any] = to_json(
            _SetRecordForm(
                session=self.session,
                unit="" if self.trace is None else self.trace.unit,
                trace=None if self.trace is None else self.trace.pack(),
                stills={str(number): jpeg for number, jpeg in self.stills.items()},
                landmarks=self.landmarks,
            )
        )
        return written

    def to_json(self) -> bytes:
        """Return `as_dict` as JSON without spaces."""
        return json.dumps(self.as_dict(), separators=(",", ":"), allow_nan=False).encode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SetRecord:
        """Return the record that `as_dict` wrote.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        form = from_json(_SetRecordForm, data)
        return cls(
            form.session,
            None if form.trace is None else Trace.unpack(form.trace, form.unit),
            {int(number): jpeg for number, jpeg in form.stills.items()},
            form.landmarks,
        )

    @classmethod
    def from_json(cls, written: bytes) -> SetRecord:
        """Return the record that `to_json` wrote.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        return cls.from_dict(json.loads(written))


@contract(dropped="landmarks")
@dataclass(frozen=True, slots=True, kw_only=True)
class _SetRecordForm:
    """A `SetRecord` in JSON: the trace is packed, bytes are base64."""

    session: Session
    unit: str
    trace: bytes | None
    stills: Mapping[str, bytes]
    landmarks: bytes = b""
