"""The main signal of a set over time: it shows a person why something counted.

It stands beside the session and is no part of its contract. Time, value and phase are thinned to
`RATE_HZ` and rounded, so that ten minutes take some tens of kilobytes.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import Floats
from posture.coach.motion import Phase

RATE_HZ = 15.0
"""Most moments a second that are kept; no movement of the guide turns round in less than two."""
PHASES = tuple(Phase)
"""Phases by the numbers in `Trace.phase`."""

_UNKNOWN_STEP_S = 0.5
"""Seconds between two moments where nothing can be measured; the first and the last of a stretch are kept."""
_SLACK_S = 0.005
"""Seconds that a camera's frames come early or late: at 30 a second every second one is kept."""
_DIGITS = 4
_UNKNOWN = np.iinfo(np.int32).min
_MOMENT_BYTES, _MOST_BYTES = 9, 16 << 20
"""Bytes of a moment of an unpacked trace (four of time, four of value, one of phase), and the most of all."""
MOST_MOMENTS = _MOST_BYTES // _MOMENT_BYTES
"""A day at `RATE_HZ`, and ten hours: no trace that is made has more, and none that has more is read."""
_LARGEST = 200_000.0
"""Largest value: whole ten-thousandths are kept in 32 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The main signal of a set, moment by moment.

    Attributes:
        t_s: (N,) seconds of the source, rising, in milliseconds exactly.
        value: (N,) the signal on the scale of `Attempt.range`, rounded to four digits: the change from
            rest where the move is measured so. NaN where it could not be measured.
        phase: (N,) index of the phase in `PHASES`.
        unit: Unit of the values.

    Raises:
        ValueError: The rows are of different lengths, or a phase is none of `PHASES`.
    """

    t_s: Floats
    value: Floats
    phase: npt.NDArray[np.uint8]
    unit: str = ""

    def __post_init__(self) -> None:
        shapes = [np.shape(a) for a in (self.t_s, self.value, self.phase)]
        if len(set(shapes)) != 1 or len(shapes[0]) != 1:
            raise ValueError(f"t_s, value, phase: expected three rows of one length, got {shapes}")
        if self.phase.size and int(self.phase.max()) >= len(PHASES):
            raise ValueError(f"phase: expected numbers below {len(PHASES)}, got {int(self.phase.max())}")
        for row in (self.t_s, self.value, self.phase):
            row.setflags(write=False)

    def __len__(self) -> int:
        return len(self.t_s)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Trace):
            return NotImplemented
        rows = ((self.t_s, other.t_s), (self.value, other.value), (self.phase, other.phase))
        return self.unit == other.unit and all(np.array_equal(a, b, equal_nan=True) for a, b in rows)

    def __hash__(self) -> int:
        return hash((self.unit, self.t_s.tobytes(), self.phase.tobytes()))

    def thinned(self) -> Trace:
        """Return the trace itself, or as many of its moments as can be kept where it is too long."""
        step = math.ceil(len(self) / MOST_MOMENTS)
        if step <= 1:
            return self
        return Trace(self.t_s[::step], self.value[::step], self.phase[::step], self.unit)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values: NaN as ``None``, phases as numbers into ``phases``."""
        return {
            "unit": self.unit,
            "phases": [phase.value for phase in PHASES],
            "t_s": [round(t, 3) for t in self.t_s.tolist()],
            "value": [round(v, _DIGITS) if math.isfinite(v) else None for v in self.value.tolist()],
            "phase": self.phase.tolist(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Trace:
        """Return the trace that `as_dict` wrote.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        try:
            places = np.array([PHASES.index(Phase(name)) for name in data["phases"]], np.uint8)
            value = np.array([math.nan if v is None else v for v in data["value"]], np.float64)
            phase = places[np.array(data["phase"], np.intp)] if data["phase"] else places[:0]
            made = cls(np.array(data["t_s"], np.float64), value, phase, str(data["unit"]))
        except (KeyError, TypeError, IndexError, OverflowError) as error:
            raise ValueError(f"not a whole trace: {error!r}") from error
        return cls.unpack(made.pack(), made.unit)

    def pack(self) -> bytes:
        """Return times, values and phases as compressed bytes; `unpack` gives back the same.

        Raises:
            ValueError: A time is not finite, or too large.
        """
        if not np.all(np.isfinite(self.t_s)) or np.any(np.abs(self.t_s) > _LARGEST * 10):
            raise ValueError("t_s: expected seconds of a set, got other numbers")
        millis = np.rint(self.t_s * 1e3).astype("<i8")
        known = np.abs(self.value) <= _LARGEST
        scaled = np.rint(np.where(known, self.value, 0.0) * 10**_DIGITS)
        whole = np.where(known, scaled, _UNKNOWN).astype("<i4")
        steps = np.diff(millis, prepend=0).astype("<i4")
        return zlib.compress(steps.tobytes() + whole.tobytes() + self.phase.tobytes(), 6)

    @classmethod
    def unpack(cls, packed: bytes, unit: str) -> Trace:
        """Return the trace that `pack` wrote.

        Args:
            packed: Its bytes.
            unit: Unit of the values.

        Raises:
            ValueError: The bytes are something else.
        """
        try:
            unpacking = zlib.decompressobj()
            raw = unpacking.decompress(packed, _MOST_BYTES)
        except zlib.error as error:
            raise ValueError(f"not a packed trace: {error}") from error
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise ValueError(f"not a packed trace: cut off, or more than {_MOST_BYTES} bytes")
        count, rest = divmod(len(raw), _MOMENT_BYTES)
        if rest:
            raise ValueError(f"not a packed trace: {len(raw)} bytes")
        steps = np.frombuffer(raw, "<i4", count)
        whole = np.frombuffer(raw, "<i4", count, offset=4 * count)
        phase = np.frombuffer(raw, np.uint8, count, offset=8 * count)
        value = np.where(whole == _UNKNOWN, np.nan, np.round(whole / 10**_DIGITS, _DIGITS))
        return cls(np.cumsum(steps, dtype=np.int64) / 1e3, value, phase, unit)


class Tracer:
    """Collects a trace while a set goes on: a long one is thinned."""

    def __init__(self) -> None:
        self._moments: list[tuple[float, float, Phase]] = []
        self._due_s, self._step_s = -math.inf, 1.0 / RATE_HZ
        self._signal = self._unit = ""

    def measure(self, signal: str, unit: str) -> None:
        """Take values of that signal from now on; those of another one before become NaN.

        Args:
            signal: Name of the signal.
            unit: Its unit.
        """
        if self._signal not in ("", signal):
            self._moments = [(t_s, math.nan, phase) for t_s, _, phase in self._moments]
        self._signal, self._unit = signal, unit

    def due(self, t_s: float) -> bool:
        """Return whether a moment is kept: the last one that was is not too near."""
        return t_s >= self._due_s - _SLACK_S

    def add(self, t_s: float, value: float, phase: Phase) -> None:
        """Take a moment, where one is due.

        Args:
            t_s: Seconds, rising.
            value: The signal on the scale of `Attempt.range`; NaN where it is not measured.
            phase: Phase of the movement.
        """
        if not self.due(t_s):
            return
        if self._goes_on(t_s, value, phase):
            self._moments.pop()
        elif len(self._moments) >= MOST_MOMENTS:
            del self._moments[1::2]
            self._step_s *= 2
            self._due_s = self._moments[-1][0] + self._step_s
            if not self.due(t_s):
                return
        self._due_s = max(self._due_s, t_s - self._step_s) + self._step_s
        self._moments.append((t_s, value, phase))

    def _goes_on(self, t_s: float, value: float, phase: Phase) -> bool:
        """Return whether nothing was known for a while, so that this moment may replace the last one."""
        if math.isfinite(value) or len(self._moments) < 2:
            return False
        before = self._moments[-2:]
        return t_s - before[0][0] < _UNKNOWN_STEP_S and not any(
            math.isfinite(known) or other is not phase for _, known, other in before
        )

    def trace(self) -> Trace:
        """Return everything so far."""
        t_s, value, phase = zip(*self._moments, strict=True) if self._moments else ((), (), ())
        numbers = np.array([PHASES.index(p) for p in phase], np.uint8)
        made = Trace(np.array(t_s, np.float64), np.array(value, np.float64), numbers, self._unit)
        return Trace.unpack(made.pack(), made.unit)
