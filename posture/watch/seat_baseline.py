"""Baseline of sitting: captured in still seconds, kept by the caller for each camera and seat."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from posture.body.baseline import Baseline, median_of
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.body.view import View, classify, yaw_deg
from posture.outside.shapes import Fields, Many, Maybe, Named, Number, Shape, Text
from posture.serialize import contract, from_json, to_json
from posture.watch.signals import measured_in

SCHEMA = "posture.desk-baseline/1"
VIEWS = (View.FRONT, View.SIDE)
"""Views in which the watch can judge; between them both are wrong."""

_NUMBER, _SIDE_PX = Maybe(Number()), Number(1, 100_000)
_SHAPE: Shape = Fields(
    {
        "schema": Text(among=(SCHEMA,)),
        "view": Text(),
        "side": Text(),
        **dict.fromkeys(("yaw_deg", "torso_px", "shoulder_px", "head_px"), _NUMBER),
        "size_px": Many(_SIDE_PX, least=2, most=2),
        "rest": Named(_NUMBER),
    }
)


@dataclass(frozen=True, slots=True)
class SeatBaseline:
    """One person in one seat before one camera, sitting as they would like to.

    Attributes:
        view: Front or side.
        side: Side of the body that is nearer to the camera; both from the front.
        yaw_deg: Turn of the shoulders.
        size_px: Width and height of the image.
        at_rest: Lengths in pixels, and the value of each measurement by feature name and side.
    """

    view: View
    side: Side
    yaw_deg: float
    size_px: tuple[int, int]
    at_rest: Baseline

    @classmethod
    def of(cls, poses: Sequence[Pose], view: View | None = None) -> SeatBaseline | None:
        """Return the median of poses from one camera; ``None`` where head or shoulders are not seen.

        Args:
            poses: Gated poses (`posture.body.visibility`).
            view: Front or side; ``None`` to take it from the shoulders.
        """
        yaw = median_of(yaw_deg(pose) for pose in poses)
        view = view or classify(yaw)
        if view not in VIEWS:
            return None
        side = Side.BOTH if view is View.FRONT else Side.RIGHT if yaw < 0.0 else Side.LEFT
        lengths = Baseline.of(poses)
        neutral = {
            (feature.name, side): median_of(feature.compute(pose, side, lengths) for pose in poses)
            for feature in measured_in(view)
        }
        at_rest = Baseline(lengths.torso_px, lengths.shoulder_px, lengths.head_px, neutral)
        made = cls(view, side, yaw, poses[0].size_px, at_rest)
        return made if made.sufficient else None

    @property
    def sufficient(self) -> bool:
        """True if head and shoulders were seen well enough to judge anything."""
        needed = "ear_height" if self.view is View.FRONT else "head_over_shoulder"
        return math.isfinite(self.rest(needed))

    def rest(self, name: str) -> float:
        """Return the value of a measurement at rest; NaN where it was not seen."""
        return self.at_rest.neutral.get((name, self.side), math.nan)

    def change(self, feature: Feature, pose: Pose) -> float:
        """Return how far a measurement is from its value at rest.

        Args:
            feature: What is measured.
            pose: A pose from the same camera.

        Returns:
            The change; NaN where it was not seen, now or at rest.
        """
        return feature.compute(pose, self.side, self.at_rest) - self.rest(feature.name)

    def scaled(self, size_px: tuple[int, int]) -> SeatBaseline:
        """Return the baseline for images of another size from the same camera."""
        if size_px == self.size_px:
            return self
        scale, base = size_px[0] / self.size_px[0], self.at_rest
        at_rest = replace(
            base,
            torso_px=base.torso_px * scale,
            shoulder_px=base.shoulder_px * scale,
            head_px=base.head_px * scale,
        )
        return replace(self, size_px=size_px, at_rest=at_rest)

    def as_dict(self) -> dict[str, Any]:
        """Return the baseline as ``posture.desk-baseline/1``: plain JSON values, NaN as ``None``."""
        of = self.at_rest
        written: dict[str, Any] = to_json(
            _SeatForm(
                view=self.view,
                side=self.side,
                yaw_deg=self.yaw_deg,
                size_px=self.size_px,
                torso_px=of.torso_px,
                shoulder_px=of.shoulder_px,
                head_px=of.head_px,
                rest={name: value for (name, _), value in of.neutral.items()},
            ),
            digits=4,
        )
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SeatBaseline:
        """Return the baseline that `as_dict` wrote.

        Raises:
            ValueError: It is something else, or from another version of the program.
        """
        _SHAPE.check(data, SCHEMA)
        form = from_json(_SeatForm, data)
        neutral = {(name, form.side): value for name, value in form.rest.items()}
        at_rest = Baseline(form.torso_px, form.shoulder_px, form.head_px, neutral)
        return cls(form.view, form.side, form.yaw_deg, form.size_px, at_rest)


@contract(SCHEMA)
@dataclass(frozen=True, slots=True, kw_only=True)
class _SeatForm:
    """A `SeatBaseline` in JSON: lengths and measurements stand beside the rest of it."""

    view: View
    side: Side
    yaw_deg: float
    size_px: tuple[int, int]
    torso_px: float
    shoulder_px: float
    head_px: float
    rest: Mapping[str, float]
