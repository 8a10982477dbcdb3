"""The messages between this process and the one that talks to Ray (`posture.cluster.ray_driver`).

They are framed as in `posture.processes.framing`; what Python alone reads is pickled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

RAY = "ray"
CLIENT = "ray://"
"""Begins the address of a cluster elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How a cluster is joined.

    Attributes:
        address: ``ray://host:port``, ``host:port``, or empty for the cluster that runs here; if there is
            none, one is started.
        workers: Most workers; 0 for one for each of its cores.
        folder: The folder to work in, where a node has it.
        needed: What a node has to have (`posture.cluster.machine.described`).
    """

    address: str
    workers: int
    folder: str
    needed: Mapping[str, str] = field(default_factory=dict)


class ToDriver(bytes, Enum):
    """What is asked of the process that talks to Ray. It ends when its input does."""

    JOIN = b"J"
    """Join a cluster: a `Joining`. The first message."""
    DO = b"D"
    """A `posture.cluster.crew.Task`, for a worker that is free."""


class FromDriver(bytes, Enum):
    """What it says."""

    WORKERS = b"W"
    """How many workers there are now, as digits."""
    ANSWER = b"A"
    """A `posture.cluster.crew.TaskAnswer`."""
    FAILED = b"X"
    """The cluster cannot be used, or no longer: a line for people. The last message."""
