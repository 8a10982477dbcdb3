"""Finds the rest of a person in all that is seen of a live set. Runs in the worker."""

from __future__ import annotations

from typing import Any

from posture.coach.exercise import Exercise
from posture.coach.session import Counts
from posture.coach.setup.observation import Observation
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch

LEAST_REPS = 3
"""Fewer counted repetitions say too little of how somebody rests."""
MOST_MOMENTS = 7200
"""Ten minutes at `posture.coach.setup.rest_search.STEP_S`, in 35 MB: no set is longer, and a camera that was
left running fills no memory."""


class RestSeen:
    """Finds how the person rests in all that is seen of a set.

    Args:
        move: The plain move.
        camera: As the browser names it; without a name there is nothing to find.
        known: The rest that the set begins by.
    """

    def __init__(self, move: Exercise, camera: str, known: Rest | None) -> None:
        self._move, self._camera, self._known = move, camera, known
        self._whole = RestSearch(move, most=MOST_MOMENTS)

    def take(self, seen: Observation) -> None:
        """Look at a moment of the set."""
        if self._camera:
            self._whole.take(seen)

    def move_to(self, camera: str) -> None:
        """Have another camera watch from now on."""
        self._camera, self._known = camera, None
        self._whole = RestSearch(self._move, most=MOST_MOMENTS)

    def worth_keeping(self, counts: Counts) -> dict[str, Any] | None:
        """Return what is worth keeping of a set that ended with ``counts``, as plain JSON values.

        It is a rest after a good set, and ``{"rest": None}`` where a set that began by a known one counted
        nothing.
        """
        if not self._camera:
            return None
        if counts.reps >= max(LEAST_REPS, counts.attempts - counts.reps):
            sure = max(self._whole.rests(), key=lambda rest: rest.sure, default=None)
            return None if sure is None else {"camera": self._camera, "rest": sure.as_dict()}
        if self._known is not None and counts.attempts and not counts.reps:
            return {"camera": self._camera, "rest": None}
        return None
