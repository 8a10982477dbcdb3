"""From where the camera sees the person."""

from __future__ import annotations

from enum import Enum


class View(str, Enum):
    """The side of the person that the camera sees."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    OBLIQUE = "oblique"

    __str__ = str.__str__
