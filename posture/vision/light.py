"""Whether a picture is bright enough to see a person in."""

from __future__ import annotations

from enum import Enum

import numpy as np
import numpy.typing as npt

DARK, GLARE = 0.16, 0.92
"""Mean brightness, of 1, below which a picture is too dark, and above which it is washed out. Our own
tuning: lit rooms of the labelled clips read 0.3 to 0.75."""
_STEP_PX = 16
"""Every so many pixels one is looked at: a thousand of them say as much as all."""


class Light(str, Enum):
    """How bright a picture is."""

    DARK = "dark"
    GOOD = "good"
    GLARE = "glare"

    __str__ = str.__str__


def brightness(rgb: npt.NDArray[np.uint8]) -> float:
    """Mean brightness of an (H, W, 3) picture, 0 black to 1 white."""
    return float(rgb[::_STEP_PX, ::_STEP_PX].mean()) / 255.0


def light_of(rgb: npt.NDArray[np.uint8]) -> Light:
    """How bright an (H, W, 3) picture is.

    >>> light_of(np.full((480, 640, 3), 20, np.uint8)).value
    'dark'
    """
    mean = brightness(rgb)
    return Light.DARK if mean < DARK else Light.GLARE if mean > GLARE else Light.GOOD
