"""What a worker runs over the poses of a camera: a coached set, a posture check, a desk watch.

There is one mechanism. A page names a kind in its `posture.live.snapshot.RunChoice`; the server passes it
on in ``BEGIN`` as ``{"kind": …, **options}``; the worker opens that kind's `LiveRun`
(`posture.live.run_types`), gives it every sight, sends what it describes to the browser, and at the end its
result to the server, where `posture.live.persistence` keeps it.

A worker that is lost in the middle is replaced (`posture.live.active_run`): the options then hold
``resume`` with what the lost one had told (`Resume`), and the fold goes on from there.

To add a kind: a module here with a class that is a `LiveRun`, a line in `kinds.FOLDS`, and one in
`keeping.KEEPERS` if its results are kept.
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
    """How the network looks at the pictures.

    Attributes:
        model: ``lite``, ``full``, ``heavy`` or a path; empty for the worker's own.
        mask: Give each pose a person mask.
        twice: Look at each picture as it is and mirrored (`posture.vision.flip_average`): for postures.
    """

    model: str = ""
    mask: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What only the worker knows of a run, for results that tell where they come from."""

    source: SourceInfo
    model: ModelInfo
    version: str


class LiveRun(Protocol):
    """Takes the sights of one run in order of time; at the end it has a result."""

    @property
    def look(self) -> Look:
        """How the pictures are looked at."""

    def update(self, sight: SourcePose) -> dict[str, Any]:
        """What the browser is told of this moment: `posture.live.message.moment_of` and what the kind says.

        ``ready``: from here on nobody else is followed. ``attempt``: something was finished, and the
        result so far is sent ahead in case this process is lost; ``ahead`` does that by itself.
        ``done``: the run ends by itself.
        """

    def so_far(self, about: About) -> dict[str, Any]:
        """The result as it stands, as plain JSON values. Ends nothing."""

    def finish(self, about: About) -> dict[str, Any]:
        """The result, as plain JSON values."""


@runtime_checkable
class Hears(Protocol):
    """A fold that can be told something while it runs."""

    def hear(self, words: Mapping[str, Any]) -> None:
        """Take what the page says, as plain JSON values."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Where the lost worker of a run was, for the one that takes over.

    Attributes:
        result: The last result so far that it sent ahead; ``None`` where it sent none.
        view: The last moment that it told of; empty where it told of none.
    """

    result: Mapping[str, Any] | None = None
    view: Mapping[str, Any] = field(default_factory=dict)


def resumed(options: Mapping[str, Any]) -> Resume:
    """What is to be gone on from by these options of ``BEGIN``: nothing, where it is a new run."""
    told = options.get("resume") or {}
    return Resume(told.get("result"), told.get("view") or {})


Memory = dict[str, Any]
"""What one run learns for the next ones of the same page."""
Open = Callable[[Mapping[str, Any], Memory], LiveRun]
"""Opens a fold with its options from ``BEGIN``; a `PostureError` says why it cannot begin."""
