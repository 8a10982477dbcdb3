"""Places of the body that may hurt, and what the guide says of some of them.

A place by itself says little about a cause. It matters where the warning signs of the guide name it: the
chest, and pain that runs into an arm or a leg.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum


class BodyPlace(str, Enum):
    """A place of the body, from the head down; left and right are the person's own."""

    HEAD = "head"
    NECK = "neck"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    UPPER_BACK = "upper_back"
    BETWEEN_BLADES = "between_blades"
    MID_BACK = "mid_back"
    LOWER_BACK = "lower_back"
    CHEST = "chest"
    BELLY = "belly"
    LEFT_ARM = "left_arm"
    RIGHT_ARM = "right_arm"
    HIPS = "hips"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"

    __str__ = str.__str__


class PlaceSign(str, Enum):
    """What the guide says of a place, the gravest first."""

    CHEST = "chest"
    """Chest pain: the emergency number, or a doctor before going on."""
    TEARING = "tearing"
    """Between the shoulder blades, and strong or sharp: a tearing pain is an emergency."""
    HEADACHE = "headache"
    """The head, and strong or sharp: a sudden severe headache is an emergency."""
    SPREADING = "spreading"
    """The neck or back together with a limb: pain that shoots into it is a sign to stop."""
    LOWER_BACK = "lower_back"
    """The lower back: the guide asks for exercises made for it."""

    __str__ = str.__str__


_FROM_NECK = frozenset(
    {
        BodyPlace.NECK,
        BodyPlace.LEFT_SHOULDER,
        BodyPlace.RIGHT_SHOULDER,
        BodyPlace.UPPER_BACK,
        BodyPlace.BETWEEN_BLADES,
    }
)
_FROM_BACK = frozenset({BodyPlace.MID_BACK, BodyPlace.LOWER_BACK, BodyPlace.HIPS})
_ARMS = frozenset({BodyPlace.LEFT_ARM, BodyPlace.RIGHT_ARM})
_LEGS = frozenset({BodyPlace.LEFT_LEG, BodyPlace.RIGHT_LEG})


def in_order(places: Collection[str]) -> tuple[BodyPlace, ...]:
    """Return each place that is named once, from the head down; what names no place is left out."""
    return tuple(place for place in BodyPlace if place in places)


def is_stop_sign(places: Collection[BodyPlace]) -> bool:
    """Return whether pain in one of the places means stop, whatever its score."""
    return BodyPlace.CHEST in places


def signs_of(places: Collection[BodyPlace], *, strong: bool = False) -> tuple[PlaceSign, ...]:
    """Return what to say of places that hurt, the gravest first.

    Args:
        places: Where it hurts.
        strong: The score is high, or the pain is sharp.

    >>> [str(sign) for sign in signs_of({BodyPlace.NECK, BodyPlace.LEFT_ARM})]
    ['spreading']
    """
    there = frozenset(places)
    into_arm, into_leg = there & _FROM_NECK and there & _ARMS, there & _FROM_BACK and there & _LEGS
    found = {
        PlaceSign.CHEST: is_stop_sign(there),
        PlaceSign.TEARING: strong and BodyPlace.BETWEEN_BLADES in there,
        PlaceSign.HEADACHE: strong and BodyPlace.HEAD in there,
        PlaceSign.SPREADING: bool(into_arm or into_leg),
        PlaceSign.LOWER_BACK: BodyPlace.LOWER_BACK in there,
    }
    return tuple(sign for sign, holds in found.items() if holds)
