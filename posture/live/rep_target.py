"""The number of repetitions that ends a set by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from posture.body.landmarks import Side


def takes_turns(counts: Mapping[str, Any]) -> bool:
    """Tell whether left and right were counted apart, from the numbers of a view."""
    return counts["left"] is not None and counts["right"] is not None


def on_each_side(counts: Mapping[str, Any]) -> int:
    """Return the repetitions that counted; where sides take turns, those that both sides have."""
    return min(counts["left"], counts["right"]) if takes_turns(counts) else int(counts["reps"])


@dataclass(frozen=True, slots=True)
class RepTarget:
    """What a set is to come to.

    Attributes:
        reps: Repetitions that count, on each side where sides take turns.
        side: The side that has to have them; both for each of the two.
    """

    reps: int
    side: Side = Side.BOTH

    def reached(self, counts: Mapping[str, Any]) -> bool:
        """Tell whether a set has come to it, from the numbers of a view."""
        made = on_each_side(counts) if self.side is Side.BOTH else int(counts[self.side.value] or 0)
        return made >= self.reps

    def as_dict(self) -> dict[str, Any]:
        """Return it as the worker gets it."""
        return {"reps": self.reps, "side": self.side.value}

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> RepTarget:
        """Read what `as_dict` gave."""
        return cls(int(told["reps"]), Side(told["side"]))
