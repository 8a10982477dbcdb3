"""A webcam posture and exercise coach.

>>> import posture
>>> poses = posture.simulate("chin_tucks", reps=3, seed=1)
>>> coach = posture.Coach("chin_tucks")
>>> for pose in poses:
...     update = coach.update(pose, pose.t_s)
>>> coach.finish().counts.reps
3

Every public name is loaded when it is first used, so ``import posture`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from posture.version import __version__ as __version__

if TYPE_CHECKING:
    from posture.body.landmarks import Pose
    from posture.check_pipeline import check
    from posture.cluster.clips import analyze_many
    from posture.coach.coach import Coach
    from posture.coach.exercise import Exercise
    from posture.coach.session import Session
    from posture.coach.update import Update
    from posture.errors import PostureError
    from posture.history.store import Store
    from posture.pipeline import Options, analyze
    from posture.simulation.simulate import simulate

    def exercises() -> tuple[Exercise, ...]:
        """Return every exercise, in the order of their ids."""


__all__ = [
    "Coach",
    "Exercise",
    "Options",
    "Pose",
    "PostureError",
    "Session",
    "Store",
    "Update",
    "analyze",
    "analyze_many",
    "check",
    "exercises",
    "simulate",
]

_HOMES = {
    "Coach": "posture.coach.coach",
    "Exercise": "posture.coach.exercise",
    "Options": "posture.pipeline",
    "Pose": "posture.body.landmarks",
    "PostureError": "posture.errors",
    "Session": "posture.coach.session",
    "Store": "posture.history.store",
    "Update": "posture.coach.update",
    "analyze": "posture.pipeline",
    "analyze_many": "posture.cluster.clips",
    "check": "posture.check_pipeline",
    "simulate": "posture.simulation.simulate",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'posture' has no attribute {name!r}")
    if name == "exercises":
        return import_module("posture.exercises")  # a package that can be called
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not, and the modules that are loaded."""
    ours = {name for name, value in globals().items() if isinstance(value, ModuleType)}
    return sorted({*__all__, *ours, *(name for name in globals() if name.startswith("__"))})
