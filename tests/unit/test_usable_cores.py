"""The cores that this process may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from posture.processes.usable_cores import usable_cores


@pytest.mark.parametrize(
    ("quota", "share"), [("50000 100000", 0.5), ("max 100000", None), ("", None), ("1 0", None)]
)
def test_a_container_may_use_fewer_cores(tmp_path: Path, quota: str, share: float | None) -> None:
    (tmp_path / "cpu.max").write_text(quota)
    all_of_them = usable_cores(tmp_path / "none")
    assert 1.0 <= all_of_them <= (os.cpu_count() or 1)
    assert usable_cores(tmp_path / "cpu.max") == (share or all_of_them)
