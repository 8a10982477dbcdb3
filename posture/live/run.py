"""A run: what a worker does with the poses of a camera, be it a coached set, a posture check or a desk watch.

There is one mechanism. A page names a kind in its `posture.live.snapshot.RunChoice`; the server passes it
on in ``BEGIN`` as ``{"kind": …, **options}``; the worker opens that kind's `LiveRun`
(`posture.live.run_types`), gives it every moment, sends what it describes to the browser, and at the end
its result to the server, where `posture.live.persistence` keeps it.

A worker that is lost in the middle is replaced (`posture.live.active_run`): the options then hold
``resume`` with what the lost one had sent (`Resume`), and the run goes on from there.

To add a kind: a module here with a class that is a `LiveRun`, a line in `run_types.RUN_TYPES`, and one in
`persistence.KEEPERS` if its results are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from posture.provenance import ModelInfo, SourceInfo
from posture.vision.pose_stream import SourcePose

EXERCISE = "exercise"
"""The kind of a coached set."""
WATCH = "watch"
"""The kind of a desk watch."""
CHECK = "check"
"""The kind of a guided posture check."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the network looks at the frames.

    Attributes:
        model: ``lite``, ``full``, ``heavy`` or a path; empty for the worker's own.
        mask: Give each pose a person mask.
        twice: Average each frame with its mirror image (`posture.vision.flip_average`): for postures.
    """

    model: str = ""
    mask: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What only the worker knows of a run, for results that say where they come from."""

    source: SourceInfo
    model: ModelInfo
    version: str


class LiveRun(Protocol):
    """Takes the moments of one run in order of time; at the end it has a result."""

    @property
    def look(self) -> Look:
        """Return how the frames are looked at."""

    def update(self, moment: SourcePose) -> dict[str, Any]:
        """Take a moment and describe it for the browser.

        Returns:
            `posture.live.message.moment_of` and what the kind adds. ``ready``: from here on nobody else is
            followed. ``attempt``: something was finished, and the result so far is sent ahead in case this
            process is lost; ``ahead`` does that by itself. ``done``: the run ends by itself.
        """

    def so_far(self, about: About) -> dict[str, Any]:
        """Return the result as it stands, as plain JSON values. Ends nothing."""

    def finish(self, about: About) -> dict[str, Any]:
        """Return the result, as plain JSON values."""


@runtime_checkable
class Hears(Protocol):
    """A run that listens while it goes on."""

    def hear(self, words: Mapping[str, Any]) -> None:
        """Take what the page says, as plain JSON values."""


@runtime_checkable
class Glances(Protocol):
    """A run that is looked at in a pause, too."""

    def glance(self, moment: SourcePose) -> dict[str, Any]:
        """Look at a moment of a pause and describe it for the browser: it is no part of the run."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Where the lost worker of a run was, for the one that takes over.

    Attributes:
        result: The last result so far that it sent ahead; ``None`` where it sent none.
        view: The last view that it sent; empty where it sent none.
    """

    result: Mapping[str, Any] | None = None
    view: Mapping[str, Any] = field(default_factory=dict)


def resumed(options: Mapping[str, Any]) -> Resume:
    """Read from the options of ``BEGIN`` where to go on; a new run begins from nothing."""
    told = options.get("resume") or {}
    return Resume(told.get("result"), told.get("view") or {})


Memory = dict[str, Any]
"""Things that one run learns for the next ones of the same page."""
Open = Callable[[Mapping[str, Any], Memory], LiveRun]
"""Opens a run with its options from ``BEGIN``; a `PostureError` says why it cannot begin."""
