"""What tests of the live path share where the network is not what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from live_kit import jpegs
from replay_kit import CLIP, keep_looks, replaying


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's pictures, small, as a worker gets to see them."""
    return keep_looks(tmp_path_factory.mktemp("replay") / "looks.npy", jpegs(CLIP))


@pytest.fixture(scope="module")
def replayed(looks: Path) -> Iterator[None]:
    """Workers that are started in this module take their poses from a recording of the sample."""
    with replaying(looks):
        yield
