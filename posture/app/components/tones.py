"""Soft tones at given moments, as one sound for the whole time: it stays in time without the page."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 8000
"""Samples a second: enough for tones below 1 kHz, and 20 minutes stay below ten megabytes."""
LOW_HZ, MIDDLE_HZ, HIGH_HZ = 294.0, 392.0, 523.0
_LASTS_S, _ATTACK_S, _LOUD = 1.2, 0.04, 0.45


def sound(tones: Iterable[tuple[float, float]], *, length_s: float, from_s: float = 0.0) -> bytes:
    """Return the rest of a sound as the bytes of a WAV file.

    Args:
        tones: Seconds from the beginning, and the pitch in hertz.
        length_s: Seconds of the whole.
        from_s: Seconds that are over already; they are left out.
    """
    samples = np.zeros(max(1, round((length_s - from_s + _LASTS_S) * RATE_HZ)))
    for at_s, pitch_hz in tones:
        start = round((at_s - from_s) * RATE_HZ)
        if 0 <= start < len(samples):
            tone = _tone(pitch_hz)[: len(samples) - start]
            samples[start : start + len(tone)] += tone
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE_HZ)
        out.writeframes((128 + 127 * np.clip(samples, -1, 1)).astype(np.uint8).tobytes())
    return file.getvalue()


def _tone(pitch_hz: float) -> NDArray[np.float64]:
    """Return something like a struck bowl: quick to come, slow to go, with a little of the octave."""
    t_s = np.arange(round(_LASTS_S * RATE_HZ)) / RATE_HZ
    shape = np.minimum(t_s / _ATTACK_S, 1.0) * np.exp(-3.5 * t_s)
    wave_of = np.sin(2 * np.pi * pitch_hz * t_s) + 0.3 * np.sin(4 * np.pi * pitch_hz * t_s)
    return np.asarray(_LOUD * shape * wave_of, dtype=np.float64)
