"""The decision which network a set gets, and whether there is a place for it: from measured values alone.

Under `LEAST_FPS` frames a second a set still counts, but its picture and its cues come late. Below a load
limit a set therefore gets the full network, above it the lite one, and where that would fall under the same
number there is no place, so that no set is slow for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from posture.live.frame_cost import FrameCost

FULL, LITE = "full", "lite"
NETWORKS = (FULL, LITE)
"""The networks that a set may get."""
CAMERA_FPS = 30.0
QUICK_FPS = 60.0
"""Frames a second that a quick camera may send where that takes nothing from anybody."""
LEAST_QUICK_FPS = 55.0
"""Frames a second that the computer must promise then."""
LEAST_FPS = 24.0
"""Frames a second that a set must get."""
BACK_FPS = 27.0
"""Frames a second that the full network must promise before sets go back to it: no change to and fro."""
USABLE = 0.85
"""Share of the cores that sets may take; pages, sockets and the database need the rest."""
FULL_LOAD = 0.6
"""Share of the cores up to which further sets get the full network: what is left holds more lite ones."""
LITE_SHARE = 0.75
"""Cost of a frame with the lite network against the full one: 0.72 measured for the networks alone, and
what a frame costs beside them is the same for both."""
_FEWEST_PROCESSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The need of one run.

    Attributes:
        model: The network that it must have; "" where that is open.
        fps: Frames a second that it is sent.
        looks: How often the network looks at each.
    """

    model: str = ""
    fps: float = CAMERA_FPS
    looks: int = 1


@dataclass(frozen=True, slots=True)
class Grant:
    """A place for a run.

    Attributes:
        model: The network that it gets.
        spared: The full network would be too slow, so that it gets the lite one without having chosen it.
    """

    model: str
    spared: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer as measured.

    Attributes:
        cores: Cores that it may use.
        wall_ms: Time of a frame with the full network, where nobody else needs the cores.
        cpu_ms: Time of a core for it.
        strained: Sets that go on are late, whatever they should take: other programs need the cores, too.
    """

    cores: float
    wall_ms: float
    cpu_ms: float
    strained: bool = False

    @classmethod
    def measured(cls, cores: float, cost: FrameCost, *, alone: bool) -> Machine | None:
        """Make a machine of the cost of a frame; of a network of one's own nothing is known.

        Args:
            cores: Cores that it may use.
            cost: Of a frame with either network.
            alone: Nobody else needed the cores meanwhile; else waiting for one is no part of the cost.
        """
        if cost.model not in NETWORKS:
            return None
        share = 1.0 if cost.model == FULL else LITE_SHARE
        wall_ms = cost.wall_ms if alone else min(cost.wall_ms, cost.cpu_ms)
        return cls(cores, wall_ms / share, cost.cpu_ms / share)

    def cores_for(self, need: Need) -> float:
        """Return how many cores a run would take that gets all its frames."""
        return need.fps * need.looks * self.cpu_ms * _share(need.model) / 1000.0

    def fps(self, need: Need, others: Sequence[Need] = ()) -> float:
        """Return how many frames a second a run would get.

        Args:
            need: The run.
            others: The runs that go on beside it.
        """
        most = min(need.fps, 1000.0 / max(need.looks * self.wall_ms * _share(need.model), 1e-3))
        wanted = sum(map(self.cores_for, (need, *others)))
        return most if not others else most * min(1.0, USABLE * self.cores / max(wanted, 1e-9))

    def has_ease(self, need: Need, others: Sequence[Need], *, spared: bool) -> bool:
        """Tell whether a run with the full network is quick enough and leaves room for more.

        Args:
            need: The run.
            others: The runs that go on beside it.
            spared: The last run was spared that network.
        """
        least_fps = BACK_FPS if spared else LEAST_FPS
        quick = self.fps(need, others) >= need.fps * least_fps / CAMERA_FPS
        if not others:
            return quick
        wanted = sum(map(self.cores_for, (need, *others)))
        return quick and not self.strained and wanted <= FULL_LOAD * self.cores

    @property
    def processes(self) -> int:
        """Return how many workers may stand by: as many as there could be sets, with the lite network."""
        one = self.cores_for(Need(model=LITE, fps=LEAST_FPS))
        return max(_FEWEST_PROCESSES, int(USABLE * self.cores / max(one, 1e-9)))


def grant(
    machine: Machine | None,
    need: Need,
    others: Sequence[Need],
    *,
    most: int | None = None,
    spared: bool = False,
) -> Grant | None:
    """Decide which network a run gets.

    Args:
        machine: The computer; ``None`` before anything was measured.
        need: The run; a network that it names, by its kind or because the person chose it, is kept to.
        others: The runs that are under way.
        most: How many there may be, where that was set; else it follows from what they cost.
        spared: The last run was spared the full network: to go back to it takes a little more.

    Returns:
        The network, or ``None`` where there is no place.
    """
    if most is not None and len(others) >= most:
        return None
    if machine is None:
        return Grant(need.model or FULL)
    if not need.model and machine.has_ease(replace(need, model=FULL), others, spared=spared):
        return Grant(FULL)
    granted = Grant(need.model or LITE, spared=not need.model)
    fits = machine.fps(replace(need, model=granted.model), others) >= need.fps * LEAST_FPS / CAMERA_FPS
    return granted if (fits and not machine.strained) or not others or most is not None else None


def is_late(cost: FrameCost) -> bool:
    """Tell whether a set whose frames take so long gets fewer of them than it must."""
    return 1000.0 / max(cost.wall_ms, 1e-3) < LEAST_FPS


def camera_fps(
    machine: Machine | None,
    need: Need,
    others: Sequence[Need],
    *,
    most: int | None = None,
) -> float:
    """Decide how many frames a second a camera may send.

    Twice as many halve the wait for the next one and show quick movements, and cost twice as much: they are
    for the only set of a computer that is not set up for several and that answers them with cores to spare.

    Args:
        machine: The computer; ``None`` before anything was measured.
        need: The run, with the network that it gets.
        others: The runs that are under way.
        most: How many there may be, where that was set.
    """
    usual = need.fps == CAMERA_FPS and need.looks == 1
    if machine is None or others or most is not None or not usual:
        return CAMERA_FPS
    quick = replace(need, fps=QUICK_FPS)
    spare = machine.cores_for(quick) <= FULL_LOAD * machine.cores
    return QUICK_FPS if spare and machine.fps(quick) >= LEAST_QUICK_FPS else CAMERA_FPS


def _share(model: str) -> float:
    return LITE_SHARE if model == LITE else 1.0
