"""What a page has of its server's places, and what the server asks of a page and its run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from posture.live.capacity import CAMERA_FPS, Grant
from posture.live.snapshot import Ending, RunChoice, Snapshot


class Order(Protocol):
    """What is asked of the one who looks after a page's run."""

    @property
    def idle_s(self) -> float:
        """Return for how long nobody was seen in the run."""

    async def end(self, ending: Ending) -> None:
        """End the run under way and keep it."""

    async def sleep(self) -> None:
        """Let the worker go, unless a run is under way."""


class Page(Protocol):
    """A page as its server's places see it."""

    owner: str
    used_s: float
    choice: RunChoice | None
    model: str
    place: SetPlace

    @property
    def supervisor(self) -> Order:
        """Return who looks after its run."""

    @property
    def snapshot(self) -> Snapshot:
        """Return its latest state."""

    @property
    def grant(self) -> Grant | None:
        """Return what its run under way was granted, or the next one would be; ``None``: no place."""

    @property
    def has_worker(self) -> bool:
        """Tell whether a process stands by for it."""

    async def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message to its browser."""


@dataclass(slots=True)
class SetPlace:
    """What a page has of its server.

    Attributes:
        grant: What its run under way was granted, or its last one.
        kept_until_s: Until when its place is kept although no run is under way.
        begins: It is kept for a run that is about to begin.
        told: Its number in the line as its browser knows it.
        late: The frames of its run under way took too long of late.
        fps: Frames a second that its camera may send as its browser knows it.
    """

    grant: Grant | None = None
    kept_until_s: float = 0.0
    begins: bool = False
    told: int = 0
    late: bool = False
    fps: float = CAMERA_FPS

    def keep(self, for_s: float, *, begins: bool = False) -> None:
        """Keep the place although no run is under way.

        Args:
            for_s: For how long.
            begins: A run is about to begin.
        """
        self.kept_until_s, self.begins = time.monotonic() + for_s, begins

    def give_up(self) -> None:
        """Keep it no longer."""
        self.kept_until_s, self.begins = 0.0, False

    @property
    def kept(self) -> bool:
        """Tell whether it is kept."""
        return self.kept_until_s > time.monotonic()
