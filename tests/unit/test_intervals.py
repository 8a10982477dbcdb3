"""Intervals against values that are known, and against slow obvious twins."""

from __future__ import annotations

import math
import random

import pytest

from posture.evaluate.intervals import bootstrap, wilson


@pytest.mark.parametrize(
    ("hits", "of", "expected"),
    [
        (10, 10, (0.7225, 1.0)),
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (1, 10, (0.0179, 0.4042)),
        (81, 263, (0.2553, 0.3662)),  # Newcombe 1998, table I, method 3
        (15, 148, (0.0624, 0.1605)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_shares_have_the_intervals_of_the_books(hits: int, of: int, expected: tuple[float, float]) -> None:
    assert wilson(hits, of) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(("hits", "of"), [(0, 3), (1, 3), (7, 9), (127, 144), (343, 372), (20, 20)])
def test_a_share_lies_in_it_where_it_could_be_true(hits: int, of: int) -> None:
    """The twin walks over every true share and keeps those that these hits are within 1.96 deviations of."""
    steps = 100_000
    shares = (i / steps for i in range(steps + 1))
    kept = [p for p in shares if (hits / of - p) ** 2 <= 1.959964**2 * p * (1.0 - p) / of + 1e-12]
    assert wilson(hits, of) == pytest.approx((kept[0], kept[-1]), abs=2.0 / steps)


def test_what_is_no_share_is_refused_and_of_nothing_nothing_is_known() -> None:
    assert all(map(math.isnan, wilson(0, 0)))
    for hits in (-1, 4):
        with pytest.raises(ValueError, match="expected 0 to 3"):
            wilson(hits, 3)


def test_a_mean_has_the_interval_of_its_resamples() -> None:
    values = [0.0, 0.0, 1.0, 2.0, 0.0, 3.0, 1.0, 0.0]
    chance = random.Random(7)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(20_000))
    twin = means[500], means[19_500]
    assert bootstrap(values) == pytest.approx(twin, abs=0.13)
    assert bootstrap(values) == bootstrap(iter(values))  # the same at every run


def test_means_of_little() -> None:
    assert bootstrap([2.0, 2.0, 2.0]) == (2.0, 2.0)
    assert bootstrap([0.0, 1.0]) == (0.0, 1.0)
    for few in ([], [3.0]):
        assert all(map(math.isnan, bootstrap(few)))
