"""Run benchmarks one at a time, so that each has the machine to itself."""

from __future__ import annotations

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one benchmark after the other."""
    return 0
