"""Whether a picture is bright enough to see a person in, and making one brighter that is not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from posture.vision.pose_stream import SourcePose

DARK, GLARE = 0.16, 0.92
"""Mean brightness, of 1, below which a picture is too dark, and above which it is washed out. Our own
tuning: lit rooms of the labelled clips read 0.3 to 0.75."""
SILHOUETTE, WINDOW = 0.22, 0.62
"""Brightness below which what stands before a window is a silhouette, and above which it is the window."""
SILHOUETTE_SHARE, WINDOW_SHARE = 0.03, 0.2
"""Shares of the picture that both have at least: a whole body far off covers a thirtieth of it."""
_GAMMA = 0.4
"""What is at a twentieth of the range comes to a third of it, what is bright stays nearly as it is."""
_LIFT = np.round(255.0 * (np.arange(256) / 255.0) ** _GAMMA).astype(np.uint8)
_STEP_PX = 16
"""Every so many pixels one is looked at: a thousand of them say as much as all."""


class Brightness(str, Enum):
    """How bright a picture is."""

    DARK = "dark"
    GOOD = "good"
    GLARE = "glare"

    __str__ = str.__str__


def brightness(rgb: npt.NDArray[np.uint8]) -> float:
    """Mean brightness of an (H, W, 3) picture, 0 black to 1 white."""
    return float(rgb[::_STEP_PX, ::_STEP_PX].mean()) / 255.0


def light_of(rgb: npt.NDArray[np.uint8]) -> Brightness:
    """How bright an (H, W, 3) picture is.

    >>> light_of(np.full((480, 640, 3), 20, np.uint8)).value
    'dark'
    """
    mean = brightness(rgb)
    return Brightness.DARK if mean < DARK else Brightness.GLARE if mean > GLARE else Brightness.GOOD


def is_backlit(rgb: npt.NDArray[np.uint8]) -> bool:
    """Whether something dark stands before something bright, as a person before a window does.

    >>> picture = np.full((480, 640, 3), 230, np.uint8)
    >>> picture[100:, 250:390] = 12
    >>> is_backlit(picture)
    True
    """
    gray = rgb[::_STEP_PX, ::_STEP_PX].mean(axis=2) / 255.0
    return bool((gray < SILHOUETTE).mean() >= SILHOUETTE_SHARE and (gray > WINDOW).mean() >= WINDOW_SHARE)


def lifted(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The picture with what is dark made brighter; what is bright loses little."""
    return _LIFT[rgb]


def hides_in_light(sight: SourcePose) -> bool:
    """Whether nobody was found in a picture that has the light behind whoever is there."""
    return sight.pose is None and sight.rgb is not None and is_backlit(sight.rgb)
