"""The load driver keeps to the rules of the page as a browser does: real server, real worker."""

from __future__ import annotations

from benchmarks.load_live import measure


def test_a_set_of_the_load_driver_is_begun_looked_at_and_measured() -> None:
    (step,) = measure(2.0, most=1, model="lite")["steps"]
    assert step["sets"] == 1
    assert step["models"] == ["lite"]
    assert step["processed_per_s"] > 0.0
