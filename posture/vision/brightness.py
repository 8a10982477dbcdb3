"""Tells whether a frame is bright enough to see a person in, and brightens one that is not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from posture.vision.pose_stream import SourcePose

DARK, GLARE = 0.16, 0.92
"""Mean brightness, of 1, below which a frame is too dark, and above which it is washed out. Our own
tuning: lit rooms of the labelled clips read 0.3 to 0.75."""
SILHOUETTE, WINDOW = 0.22, 0.62
"""Brightness below which what stands before a window is a silhouette, and above which it is the window."""
SILHOUETTE_SHARE, WINDOW_SHARE = 0.03, 0.2
"""Least shares of the frame that both have: a whole body far off covers a thirtieth of it."""
_GAMMA = 0.4
"""Lifts a twentieth of the range to a third of it, and leaves what is bright nearly as it is."""
_LIFT = np.round(255.0 * (np.arange(256) / 255.0) ** _GAMMA).astype(np.uint8)
_STEP_PX = 16
"""Step in pixels at which a frame is sampled: a thousand pixels say as much as all."""


class Brightness(str, Enum):
    """How bright a frame is."""

    DARK = "dark"
    GOOD = "good"
    GLARE = "glare"

    __str__ = str.__str__


def brightness(rgb: npt.NDArray[np.uint8]) -> float:
    """Measure the mean brightness of a frame.

    Args:
        rgb: (H, W, 3) uint8.

    Returns:
        0 for black to 1 for white.
    """
    return float(rgb[::_STEP_PX, ::_STEP_PX].mean()) / 255.0


def light_of(rgb: npt.NDArray[np.uint8]) -> Brightness:
    """Judge how bright a frame is.

    Args:
        rgb: (H, W, 3) uint8.

    >>> light_of(np.full((480, 640, 3), 20, np.uint8)).value
    'dark'
    """
    mean = brightness(rgb)
    return Brightness.DARK if mean < DARK else Brightness.GLARE if mean > GLARE else Brightness.GOOD


def is_backlit(rgb: npt.NDArray[np.uint8]) -> bool:
    """Tell whether something dark stands before something bright, as a person before a window does.

    Args:
        rgb: (H, W, 3) uint8.

    >>> frame = np.full((480, 640, 3), 230, np.uint8)
    >>> frame[100:, 250:390] = 12
    >>> is_backlit(frame)
    True
    """
    gray = rgb[::_STEP_PX, ::_STEP_PX].mean(axis=2) / 255.0
    return bool((gray < SILHOUETTE).mean() >= SILHOUETTE_SHARE and (gray > WINDOW).mean() >= WINDOW_SHARE)


def brightened(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return a frame with its dark parts brightened; what is bright loses little.

    Args:
        rgb: (H, W, 3) uint8.
    """
    return _LIFT[rgb]


def hides_in_light(moment: SourcePose) -> bool:
    """Tell whether nobody was found in a frame that has the light behind the person."""
    return moment.pose is None and moment.rgb is not None and is_backlit(moment.rgb)
