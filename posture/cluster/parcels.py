"""Items with the files that they read, on their way to workers that may not have these.

Files are read where they lie: a cluster's nodes share their storage, and a thousand of them read it at once,
where everything else would go through this one machine. So a worker elsewhere is told what the ends of each
file look like, and compares them with what it finds under that name. Where they differ, or there is no such
file, the files are sent along, through Ray's object store, if they are small: they are in the memory of two
machines then, for as long as the item takes.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar, overload

from posture.cluster.spreading import LOCAL, Outcome, Workplace, outcomes
from posture.errors import ClipFailed, VideoUnreadable
from posture.files.checksums import ends_sha256
from posture.files.scratch import ScratchFolder

T = TypeVar("T")
R = TypeVar("R")

LARGEST_SENT_BYTES = 100 << 20
"""Most that is sent to a node that does not have it: minutes of a phone's video."""
FilePlaces: TypeAlias = Mapping[Path, Path]
"""Where the files of an item are, if they are elsewhere than they are called."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as a worker is told of it.

    Attributes:
        path: Its name.
        ends_sha256: Checksum of its ends; empty where nothing is known, and nothing compared.
        content: All of it, for a machine that does not have it.
    """

    path: Path
    ends_sha256: str = ""
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parcel(Generic[T]):
    """An item on its way to a worker.

    Attributes:
        function: What is called with it, and with the places of its files.
        item: The item.
        files: The files that are looked for, or sent along.
        too_large: They are neither there nor sent.
    """

    function: Callable[[T, FilePlaces], Any]
    item: T
    files: tuple[_File, ...] = ()
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Absent:
    """The answer of a worker whose machine does not have a file."""

    path: Path


class Parcels(Sequence[Parcel[T]], Generic[T]):
    """The items as they are handed out, each made when it is.

    Args:
        function: A function of a module, which is called with an item and the places of its files.
        items: All of them.
        files: Tells which files an item reads.
        elsewhere: They go to other machines.
    """

    def __init__(
        self,
        function: Callable[[T, FilePlaces], Any],
        items: Sequence[T],
        *,
        files: Callable[[T], Sequence[Path]],
        elsewhere: bool,
    ) -> None:
        self._function, self._items = function, items
        self._files, self._elsewhere = files, elsewhere

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, position: int) -> Parcel[T]: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[Parcel[T]]: ...

    def __getitem__(self, position: int | slice) -> Parcel[T] | Sequence[Parcel[T]]:
        if isinstance(position, slice):
            return [self[place] for place in range(*position.indices(len(self)))]
        item = self._items[position]
        paths = self._files(item) if self._elsewhere else ()
        return Parcel(self._function, item, tuple(_File(path, ends_sha256(path)) for path in paths))

    def with_content(self, position: int, done: object) -> Parcel[T] | None:
        """Return the parcel with all its files in it, where a worker did not have one; else ``None``.

        Args:
            position: Place of the item.
            done: What the worker told.
        """
        if not isinstance(done, Absent):
            return None
        item, left = self._items[position], LARGEST_SENT_BYTES
        files = []
        for path in self._files(item):
            files.append(file := _read(path, left))
            left -= len(file.content or b"")
            if left < 0:
                return Parcel(self._function, item, (_File(path),), too_large=True)
        return Parcel(self._function, item, tuple(files))


def _read(path: Path, most: int) -> _File:
    """Read a file, and one byte more than may be sent where it is larger."""
    try:
        with path.open("rb") as file:
            return _File(path, content=file.read(most + 1))
    except OSError:  # it is gone from here too: the worker says so
        return _File(path)


def carried_out(parcel: Parcel[Any]) -> Any:
    """Call the parcel's function, in the worker.

    Returns:
        What it gives, or `Absent`.

    Raises:
        VideoUnreadable: This machine does not have a file, and it was too large to be sent.
        ClipFailed: What was sent cannot be written here.
    """
    if parcel.too_large:
        raise VideoUnreadable(
            f"{parcel.files[0].path}: is not on node {platform.node()}, and too large to be sent there; "
            "put it where all nodes can read it"
        )
    for file in parcel.files:
        if file.ends_sha256 and ends_sha256(file.path) != file.ends_sha256:
            return Absent(file.path)
    with _laid_out(parcel.files) as places:
        return parcel.function(parcel.item, places)


@contextmanager
def _laid_out(files: Sequence[_File]) -> Iterator[FilePlaces]:
    """Write the files that were sent, each into a folder of its own: two may have one name."""
    sent = [(file.path, file.content) for file in files if file.content is not None]
    if not sent:
        yield {}
        return
    with ExitStack() as stack:
        places = {}
        try:
            scratch = stack.enter_context(ScratchFolder("clip")).path
            for number, (path, content) in enumerate(sent):
                copy = places[path] = scratch / str(number) / path.name
                copy.parent.mkdir()
                copy.write_bytes(content)
        except OSError as error:
            raise ClipFailed(
                f"{sent[0][0]}: node {platform.node()} has no room for it ({error.strerror or error}); "
                "free its folder of temporary files, or put the clip where all nodes can read it"
            ) from error
        yield places


def as_named(text: str, places: FilePlaces) -> str:
    """Return a text about files with the names that the person knows.

    Args:
        text: Such as an error's message.
        places: Where the files are.
    """
    for path, place in places.items():
        text = text.replace(str(place), str(path))
    return text


def carried(
    function: Callable[[T, FilePlaces], R],
    items: Sequence[T],
    place: Workplace,
    *,
    files: Callable[[T], Sequence[Path]],
) -> Iterator[Outcome[R]]:
    """Call a function for each item wherever that is done, and send along the files that are not there.

    Args:
        function: A function of a module, which is called with an item and the places of its files.
        items: All of them.
        place: Where the work is done.
        files: Tells which files an item reads.

    Yields:
        What came of each item, as they are done.

    Raises:
        PostureError: The workers cannot be had, or all of them are lost.
        Exception: What the function raises that is no `PostureError`.
    """
    parcels = Parcels(function, items, files=files, elsewhere=place.on != LOCAL)
    yield from outcomes(carried_out, parcels, place, again=parcels.with_content)
