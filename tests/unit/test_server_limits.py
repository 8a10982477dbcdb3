"""The limits that a server reads from its surroundings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from posture.errors import PostureError
from posture.live.server_limits import set_limit


def test_the_number_of_sets_is_measured_unless_it_was_set() -> None:
    assert set_limit({}) is None
    assert set_limit({"POSTURE_MAX_SETS": " "}) is None
    assert set_limit({"POSTURE_MAX_SETS": "12"}) == 12


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5", "1e3"])
def test_a_number_of_sets_that_is_none_is_refused_with_what_to_do(given: str) -> None:
    with pytest.raises(PostureError, match=r"POSTURE_MAX_SETS is .*; set it to a whole number from 1 on"):
        set_limit({"POSTURE_MAX_SETS": given})


def test_no_page_is_served_with_such_a_number() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "posture", "--no-browser"],
        env={**os.environ, "POSTURE_MAX_SETS": "many"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "posture: POSTURE_MAX_SETS is 'many'; set it to a whole number from 1 on, or leave it out"
    ]
