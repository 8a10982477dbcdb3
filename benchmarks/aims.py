"""What is fast enough: every aim once, with where its figure stands and what it is measured in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A figure and what it should come to.

    Attributes:
        what: The figure, as the report names it.
        section: Name of the section that measures it.
        path: Keys that lead to it in the section's figures.
        limit: What it should reach.
        unit: Its unit, after the number.
        at_least: The figure should be no lower; else no higher.
    """

    what: str
    section: str
    path: tuple[str, ...]
    limit: float
    unit: str = ""
    at_least: bool = False

    def value(self, figures: Mapping[str, Any]) -> float | None:
        """Return the figure, or ``None`` where it was not measured."""
        found: Any = figures.get(self.section)
        for key in self.path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return float(found) if isinstance(found, int | float) else None

    def met(self, value: float) -> bool:
        """Tell whether a figure is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit


AIMS = (
    Aim(what="Delay of a live picture, median", section="live", path=("30 a second", "delay_median_ms"),
        limit=33.0, unit="ms"),
    Aim(what="A worker beyond the bare model, full, a picture", section="stages",
        path=("full", "beyond_bare_ms"), limit=2.0, unit="ms"),
    Aim(what="Coach, a pose, the median move", section="coach", path=("median_us",), limit=120.0, unit="µs"),
    Aim(what="Coach, a pose, the slowest move", section="coach", path=("slowest_us",), limit=120.0,
        unit="µs"),
    Aim(what="`analyze` against the bare loop, full, 640×480", section="models",
        path=("full 640×480", "analyze_ratio"), limit=0.97, at_least=True),
    Aim(what="Pictures a second from a camera of 60, lite", section="live",
        path=("60 a second, lite", "processed_per_s"), limit=55.0, at_least=True),
    Aim(what="`posture --help`", section="commands", path=("posture --help", "median_s"), limit=0.15,
        unit="s"),
    Aim(what="First page of a started server", section="pages", path=("first_page_s",), limit=1.5, unit="s"),
    Aim(what="Worker from its start until it is warm", section="pages", path=("warm_worker_s",), limit=1.0,
        unit="s"),
    Aim(what="A live set at 30 pictures a second, full", section="load", path=("cores_per_set",), limit=0.35,
        unit="cores"),
    Aim(what="Clips an hour on two processes against twice the bare loop", section="clips",
        path=("ratio_of_two",), limit=0.9, at_least=True),
)  # fmt: skip
