"""The pages are tested at one moment: no test of them depends on the day, or crosses a midnight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from app_pages import NOW


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    """Begin every test at `NOW`; the clock goes on from there, and what waits is not held up."""
    with time_machine.travel(NOW):
        yield
