"""The rest of one person for one measurement method: every movement is compared with it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from posture.body.baseline import Baseline
from posture.body.geometry import ratio
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.motion import Sides
from posture.serialize import contract, from_json, to_json

SCHEMA = "posture.rest/1"
SURE = 0.6
"""Certainty from which a rest is used: half-way from a guess to several clear moments of rest that agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The person's lengths and neutral values, and the level and noise of the signal while they rest.

    Attributes:
        signal: Name of the signal that the levels are of.
        method: Name of the measurement method (`Exercise.method_name`), "" where there is only one.
        view: From where the person was seen.
        near: The side that was nearer to the camera.
        baseline: Lengths in image pixels, neutral values.
        levels: The signal at rest, by the side that is followed.
        noise: Standard deviation of the signal while nothing moves; NaN where unknown.
        reach: How far the person usually moves the signal from rest; NaN where unknown.
        sure: From 0, a guess, to 1: several moments of rest agree.
        seen_s, from_s, to_s: The stretch of a source that it was found in, in seconds: the person is seen, in
            place, and gone again. Infinite where it comes from an earlier set.
    """

    signal: str
    method: str = ""
    view: View
    near: Side
    baseline: Baseline
    levels: Mapping[Side, float]
    noise: float = math.nan
    reach: float = math.nan
    sure: float
    seen_s: float = -math.inf
    from_s: float = -math.inf
    to_s: float = math.inf

    @property
    def usable(self) -> bool:
        """Whether it is sure enough for anything to be judged by it."""
        return self.sure >= SURE and all(map(math.isfinite, self.levels.values()))

    @property
    def bounded(self) -> bool:
        """Whether it was found in the very stretch of a source that it is used for."""
        return math.isfinite(self.from_s)

    def covers(self, t_s: float) -> bool:
        """Return whether a second of the source is in its stretch; before ``from_s`` nobody is in place."""
        return self.seen_s <= t_s <= self.to_s

    def seen_from(self, view: View | None, near: Side, *, sides: Sides) -> bool:
        """Return whether it holds for that view; in the stretch that it was found in, views may waver.

        The nearer side matters only to a movement that is followed on it: from the front it is the sign of a
        turn near zero, and flips many times in a set.

        Args:
            view: From where the person is seen.
            near: The side that is nearer to the camera.
            sides: Sides that the movement is followed on.
        """
        turned = sides is Sides.NEAR and near is not self.near
        return not turned and (self.bounded or view is self.view)

    def today(self, lengths: Baseline) -> Rest:
        """Return the part of an earlier set's rest that holds in another set.

        The size of the person in the frame is taken from the trunk as it is seen now. Their proportions stay:
        the width of the shoulders falls to two thirds while the arms are raised. Neutral values of posture
        depend on where the camera stood that day and how they sat, and are left out; the signal's own goes
        with its level.

        Args:
            lengths: The person's lengths as they are seen now.
        """
        of = self.baseline
        share = ratio(lengths.torso_px, of.torso_px)
        own = {key: value for key, value in of.neutral.items() if key[0] == self.signal}
        return replace(
            self, baseline=Baseline(lengths.torso_px, share * of.shoulder_px, share * of.head_px, own)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the rest as ``posture.rest/1``: plain JSON values with every digit, NaN as ``None``.

        It is without the stretch of its source, and of neutral values it has the signal's: what is kept is
        for another set (see `today`).
        """
        of = self.baseline
        own = tuple(
            _NeutralForm(name, side, value)
            for (name, side), value in of.neutral.items()
            if name == self.signal
        )
        written: dict[str, Any] = to_json(
            _RestForm(
                signal=self.signal,
                method=self.method,
                view=self.view,
                near=self.near,
                torso_px=of.torso_px,
                shoulder_px=of.shoulder_px,
                head_px=of.head_px,
                neutral=own,
                levels=self.levels,
                noise=self.noise,
                reach=self.reach,
                sure=self.sure,
            )
        )
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rest:
        """Return the rest that `as_dict` wrote.

        Raises:
            ValueError: Another schema, a key that is missing, or a value of another kind.
        """
        form = from_json(_RestForm, data)
        neutral = {(one.feature, one.side): one.value for one in form.neutral}
        return cls(
            signal=form.signal,
            method=form.method,
            view=form.view,
            near=form.near,
            baseline=Baseline(form.torso_px, form.shoulder_px, form.head_px, neutral),
            levels=form.levels,
            noise=form.noise,
            reach=form.reach,
            sure=form.sure,
        )


@dataclass(frozen=True, slots=True)
class _NeutralForm:
    """A neutral value in JSON."""

    feature: str
    side: Side
    value: float


@contract(SCHEMA)
@dataclass(frozen=True, slots=True, kw_only=True)
class _RestForm:
    """A `Rest` in JSON: the person's lengths stand beside the rest of it."""

    signal: str
    method: str
    view: View
    near: Side
    torso_px: float
    shoulder_px: float
    head_px: float
    neutral: tuple[_NeutralForm, ...]
    levels: Mapping[Side, float]
    noise: float
    reach: float
    sure: float
