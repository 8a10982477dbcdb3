"""What tests of the live path share where the network is not what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from live_kit import jpegs
from replay_kit import CLIP, replaying, small


@pytest.fixture(scope="session")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's pictures, small, as a worker gets to see them."""
    path = tmp_path_factory.mktemp("replay") / "looks.npy"
    sent = (cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB) for _, jpeg in jpegs(CLIP))
    np.save(path, np.stack([small(rgb) for rgb in sent]))
    return path


@pytest.fixture(scope="module")
def replayed(looks: Path) -> Iterator[None]:
    """Workers that are started in this module take their poses from a recording of the sample."""
    with replaying(looks):
        yield
