"""What is timed has the machine for itself."""

from __future__ import annotations

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One benchmark after the other."""
    return 0
