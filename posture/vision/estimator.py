"""The pose network, in a process that may hold it.

A program that calls us keeps its process as it is: its environment, its standard error, and its life
where native code crashes. The network therefore runs in a process of its own
(`posture.vision.engine_worker`), and in this one only where it is one of ours that was cut off before: the
live worker, and that process itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np

from posture.body.landmarks import Pose
from posture.errors import EngineFailed
from posture.provenance import ModelInfo
from posture.vision.engine_protocol import LIBRARIES
from posture.vision.frame_part import Part
from posture.vision.models import DEFAULT, find
from posture.vision.network_cutoff import is_cut_off
from posture.vision.orientation import Rgb

Finding = Callable[[], Pose | None]
"""Waits for what the network finds in a frame that it was begun on: the pose, or ``None`` for nobody."""


class Landmarker(Protocol):
    """One landmarker, in this process or in another."""

    def begin(self, rgb: Rgb, t_s: float, part: Part | None = None) -> Finding:
        """Begin to find the person in a frame: one in another process works from here on.

        Args:
            rgb: (H, W, 3) uint8, which stays as it is until the pose was taken.
            t_s: Seconds, rising.
            part: The part to look at, with gray around it; all of it if ``None``.

        Returns:
            What gives the pose, to be called once, before the next frame.
        """

    def send_ahead(self, rgb: Rgb) -> None:
        """Hand over the frame that is begun next, where that is to another process.

        Args:
            rgb: (H, W, 3) uint8, which stays as it is until it was begun.
        """

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds, rising.

        Returns:
            The pose, or ``None`` for nobody.
        """

    def close(self) -> None:
        """Release the network; a second call does nothing."""


class Estimator:
    """One landmarker in video mode: it follows one person from frame to frame.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        with_mask: Give each pose a person mask (about 2 ms a frame).

    Raises:
        ModelMissing: The model file is absent, damaged or of another kind.
        EngineFailed: The pose engine does not load, or crashes.
    """

    def __init__(self, model: str = DEFAULT, *, with_mask: bool = False) -> None:
        found = find(model)
        self.model: ModelInfo = found.info
        self._engine: Landmarker | None = _open(found.path.absolute(), with_mask=with_mask)

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame; landmarks outside the frame stay where they are.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds, rising.

        Returns:
            The pose, or ``None`` for nobody.

        Raises:
            ValueError: The estimator was closed, or the frame is not (H, W, 3) uint8.
            EngineFailed: The pose engine crashed.
        """
        return self._open_for(rgb).estimate(rgb, t_s)

    def begin(self, rgb: Rgb, t_s: float, part: Part | None = None) -> Finding:
        """Begin to find the person in a frame, where the network is in another process.

        Args:
            rgb: (H, W, 3) uint8, which stays as it is until the pose was taken.
            t_s: Seconds, rising.
            part: The part to look at, with gray around it; all of it if ``None``.

        Returns:
            What gives the pose, to be called once, before the next frame.

        Raises:
            ValueError: The estimator was closed, or the frame is not (H, W, 3) uint8.
            EngineFailed: The pose engine crashed.
        """
        return self._open_for(rgb).begin(rgb, t_s, part)

    def send_ahead(self, rgb: Rgb) -> None:
        """Hand over the frame that is begun next, where the network is in another process.

        Args:
            rgb: (H, W, 3) uint8, which stays as it is until it was begun.

        Raises:
            ValueError: The estimator was closed, or the frame is not (H, W, 3) uint8.
            EngineFailed: The pose engine crashed.
        """
        self._open_for(rgb).send_ahead(rgb)

    def _open_for(self, rgb: Rgb) -> Landmarker:
        if self._engine is None:
            raise ValueError("expected an open estimator, got a closed one")
        if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
            raise ValueError(f"rgb: expected (H, W, 3) uint8, got {rgb.shape} {rgb.dtype}")
        return self._engine

    def close(self) -> None:
        """Release the network; a second call does nothing."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def __enter__(self) -> Estimator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _open(model: Path, *, with_mask: bool) -> Landmarker:
    if is_cut_off():
        try:
            from posture.vision.mediapipe_engine import MediapipeEngine  # loads mediapipe
        except (ImportError, OSError) as error:
            raise EngineFailed(f"the pose engine does not load: {error}; {LIBRARIES}") from error
        return MediapipeEngine(model, with_mask=with_mask)
    from posture.vision.engine_client import EngineClient

    return EngineClient(model, with_mask=with_mask)
