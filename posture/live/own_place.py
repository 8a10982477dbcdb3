"""The places of a server as one of its pages has them."""

from __future__ import annotations

from posture.live.capacity import Grant
from posture.live.frame_cost import FrameCost
from posture.live.places import Places
from posture.live.set_place import Page


class OwnPlace:
    """The places of a server, for one of its pages.

    Args:
        places: All of them.
        page: The page.
    """

    def __init__(self, places: Places, page: Page) -> None:
        self._places, self._page = places, page

    @property
    def grant(self) -> Grant | None:
        """Return what the run under way was granted, or else what the next one would be."""
        return self._page.grant

    @property
    def measured(self) -> bool:
        """Tell whether it is known what a frame costs on this computer."""
        return self._places.measured

    async def take(self) -> Grant:
        """Take a place for the run that begins, as `Places.take` does."""
        return await self._places.take(self._page)

    def keep(self) -> None:
        """Keep the place for a moment after a run."""
        self._places.keep(self._page)

    def give_up(self) -> None:
        """Give the place back."""
        self._places.give_up(self._page)

    async def room_for_worker(self) -> None:
        """Make room for a process, as `Places.room_for_worker` does."""
        await self._places.room_for_worker(self._page)

    def learn(self, cost: FrameCost) -> None:
        """Take what a frame costs, as the page's worker measured it."""
        self._places.learn(cost, self._page)
