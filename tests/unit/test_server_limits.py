"""The limits that a server reads from its surroundings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from posture.errors import PostureError
from posture.live.server_limits import set_limit, usable_cores


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


@pytest.mark.parametrize(
    ("quota", "share"), [("50000 100000", 0.5), ("max 100000", None), ("", None), ("1 0", None)]
)
def test_a_container_may_use_fewer_cores(tmp_path: Path, quota: str, share: float | None) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    all_of_them = usable_cores(tmp_path / "none")
    assert 1.0 <= all_of_them <= (os.cpu_count() or 1)
    assert usable_cores(tmp_path / "cpu.max") == (share or all_of_them)
