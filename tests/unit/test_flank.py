"""Times of a movement whose hold sags, creeps further or trembles: those of its ways out and back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judged_segmenter import Counter

from posture.body.features import ARM_ELEVATION
from posture.body.landmarks import Floats
from posture.coach.counting.flank import way_down, way_up
from posture.coach.counting.movement import RETURN_TIME, Movement
from posture.coach.exercise import Cycle, Sides
from posture.coach.session import Reason

REST, RANGE = 70.0, 80.0
LONG = Cycle(
    signal=ARM_ELEVATION, sides=Sides.BOTH, rest=(55.0, 85.0), attempt=20.0, full=150.0, floor=110.0,
    min_s=0.5, max_s=60.0, still_per_s=20.0, hold_s=5.0,
)  # fmt: skip
RIGHT_S = 0.3


@dataclass(frozen=True)
class Held:
    """A movement with a hold that begins at one share of the range and ends at another.

    Attributes:
        straight: Out and back at one speed instead of half a cosine.
    """

    out_s: float = 1.2
    hold_s: float = 5.0
    back_s: float = 1.2
    first: float = 1.0
    last: float = 1.0
    noise: float = 0.0
    straight: bool = False

    start_s: float = 1.5

    @property
    def top_s(self) -> float:
        return self.start_s + self.out_s

    @property
    def release_s(self) -> float:
        return self.top_s + self.hold_s

    @property
    def end_s(self) -> float:
        return self.release_s + self.back_s

    def signal(self, fps: float, tail_s: float = 2.0) -> tuple[Floats, Floats]:
        times = np.arange(0.0, self.end_s + tail_s, 1.0 / fps)
        hold = np.clip((times - self.top_s) / self.hold_s, 0.0, 1.0)
        shares = np.where(
            times < self.release_s, self.first + hold * (self.last - self.first), self.last
        ) * np.where(
            times < self.release_s,
            self._way((times - self.start_s) / self.out_s),
            1.0 - self._way((times - self.release_s) / self.back_s),
        )
        shaken = shares + np.random.default_rng(4).normal(0.0, self.noise, len(times))
        return times, REST + RANGE * shaken

    def _way(self, part: Floats) -> Floats:
        part = np.clip(part, 0.0, 1.0)
        return part if self.straight else 0.5 - 0.5 * np.cos(np.pi * part)


def followed(made: Held, fps: float = 25.0, *, motion: Cycle = LONG, upto_s: float = math.inf) -> Movement:
    """The one excursion that a counter sees, with the end that was seen where one was."""
    counter = Counter(motion, rest=REST, hold_s=motion.hold_s)
    found: list[Movement] = []
    for t_s, value in zip(*(row.tolist() for row in made.signal(fps)), strict=True):
        if t_s < upto_s and (ended := counter.update(t_s, value)):
            found.append(ended)
        if found and not math.isnan(counter.back_s):
            found[-1] = replace(found[-1], end_s=counter.back_s)
    found += [e for e in [counter.finish()] if e]
    (one,) = found
    return one


SAGS = [Held(last=share) for share in (0.95, 0.88, 0.8, 0.7)]
CREEPS = [Held(first=share) for share in (0.95, 0.88, 0.8, 0.7)]
TREMBLES = [Held(noise=share) for share in (0.01, 0.02, 0.03)]
LONGEST = [Held(hold_s=20.0, last=0.88), Held(hold_s=20.0, first=0.85, noise=0.01)]


@pytest.mark.parametrize("fps", [10.0, 30.0, 60.0])
@pytest.mark.parametrize("made", [*SAGS, *CREEPS, *TREMBLES, *LONGEST], ids=str)
def test_a_hold_that_is_not_level_belongs_to_neither_way(made: Held, fps: float):
    one = followed(made, fps)
    assert one.start_s == pytest.approx(made.start_s, abs=RIGHT_S)
    assert one.peak_s == pytest.approx(made.top_s, abs=RIGHT_S)
    assert one.end_s == pytest.approx(made.end_s, abs=RIGHT_S)
    assert made.release_s - 0.1 <= one.release_s <= made.release_s + 0.5 * made.back_s


shares = st.sampled_from([1.0, 0.95, 0.9, 0.88, 0.8, 0.7])


helds = st.builds(
    Held,
    out_s=st.floats(0.6, 1.6),
    hold_s=st.floats(5.0, 15.0),
    back_s=st.floats(0.6, 1.6),
    noise=st.sampled_from([0.0, 0.01, 0.02]),
    straight=st.booleans(),
)


@settings(max_examples=60)
@given(made=helds, share=shares, sags=st.booleans(), fps=st.sampled_from([10.0, 15.0, 30.0]))
@example(made=Held(hold_s=13.0, noise=0.02), share=0.88, sags=True, fps=15.0)
def test_ends_are_right_however_it_was_held(made: Held, share: float, sags: bool, fps: float):
    made = replace(made, last=share) if sags else replace(made, first=share)
    one = followed(made, fps)
    assert one.end_s == pytest.approx(made.end_s, abs=RIGHT_S)
    assert one.start_s <= one.peak_s <= one.release_s <= one.end_s


@pytest.mark.parametrize("last", [1.0, 0.88, 0.75])
def test_a_fast_return_is_seen_as_one_after_a_hold_that_sagged(last: float):
    fast, slow = followed(Held(last=last, back_s=0.5)), followed(Held(last=last, back_s=2.0))
    assert RETURN_TIME.measure(fast) < 0.5
    assert 1.0 < RETURN_TIME.measure(slow) < 2.0


def test_whoever_lowers_a_little_and_stays_there_is_back_when_they_came_to_stand():
    """Half of the way back, and rest there: the standing is no part of the movement."""
    times = np.arange(0.0, 12.0, 0.04)
    values = np.interp(times, [0.0, 1.5, 2.7, 3.7, 4.7, 12.0], [0.0, 0.0, 1.0, 1.0, 0.45, 0.45])
    motion = replace(LONG, rest=(55.0, 120.0), floor=130.0, hold_s=0.0)
    counter = Counter(motion, rest=REST, hold_s=0.0)
    ended = [
        counter.update(t, REST + RANGE * v) for t, v in zip(times.tolist(), values.tolist(), strict=True)
    ]
    (one,) = [e for e in ended if e]
    assert one.end_s == pytest.approx(4.7, abs=RIGHT_S)


@pytest.mark.parametrize("last", [1.0, 0.88, 0.8])
def test_a_set_that_ends_in_a_hold_that_sagged_ends_in_a_hold(last: float):
    made = Held(last=last)
    cut = made.release_s - 0.2
    assert followed(made, motion=replace(LONG, hold_s=0.0), upto_s=cut).reason is Reason.LOST


def test_a_way_that_was_not_seen_has_no_times():
    top = [(0.0, 0.1), (1.0, 0.2), (2.0, 0.3)]
    assert way_up(top, rest=0.0, peak=1.0) is None
    assert way_down(top, rest=0.0, peak=1.0) is None


def test_the_steps_of_one_jump_are_told_by_the_moments_around_it():
    jump = [(0.0, 0.0), (0.1, 0.0), (0.2, 1.0), (0.3, 1.0)]
    up = way_up(jump, rest=0.0, peak=1.0)
    assert up is not None and 0.0 <= up.rest_s <= up.near_s <= up.top_s <= 0.3
