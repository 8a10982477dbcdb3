"""The clips that a command is given: files, folders, patterns, or the labels of some."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from posture.cli.amounts import many
from posture.errors import PostureError, VideoUnreadable

if TYPE_CHECKING:
    from posture.cluster.clips import ClipJob
    from posture.pipeline import Options

_TAKEN = frozenset(
    {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".wmv", ".3gp", ".npz"}
)
"""Suffixes of the files that are taken from a folder; a file that is named may have any."""
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"})
_MOST_NAMES = 3
"""So many names stand in a note; of the others their number."""


def expand(inputs: list[str]) -> tuple[list[Path], bool]:
    """Expand folders and patterns into files.

    Args:
        inputs: Files, folders and patterns as they were typed.

    Returns:
        The files, and whether several were asked for, even if only one was found.

    Raises:
        VideoUnreadable: A folder or pattern holds no video, or a folder cannot be opened.
    """
    paths: list[Path] = []
    several = len(inputs) > 1
    for text in inputs:
        given = Path(text).expanduser()
        if given.is_dir():
            found = _in_folder(given)
        elif not given.exists() and any(sign in text for sign in "*?["):
            found = list(_matching(given))
        else:
            paths.append(given)
            continue
        several = True
        if not found:
            raise VideoUnreadable(f"{text}: no video or recording there{_only_pictures(given)}")
        paths += found
    return paths, several


def _in_folder(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if path.suffix.lower() in _TAKEN]


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files in a folder and the folders in it, in the order of their names; no hidden ones."""

    def _refuse(error: OSError) -> None:
        reason = error.strerror or error
        raise VideoUnreadable(f"{error.filename}: the folder cannot be opened ({reason}); check its rights")

    for at, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at) / name for name in sorted(names) if not name.startswith("."))


def _matching(pattern: Path) -> Iterator[Path]:
    """Yield what a pattern matches, in order; of a folder that it matches what is in there.

    As in a shell, a star is no hidden file: file systems leave some beside each clip.
    """
    for path in sorted(Path(pattern.anchor or ".").glob(str(pattern.relative_to(pattern.anchor)))):
        if any(part.startswith(".") and part not in pattern.parts for part in path.parts):
            continue
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _only_pictures(folder: Path) -> str:
    """Return what else to say of a folder without a video: its frames may have been exported one by one."""
    if folder.is_dir() and any(path.suffix.lower() in _PICTURES for path in _files(folder)):
        return " but pictures; make a video of them first"
    return "; check the folder or the pattern"


@dataclass(frozen=True, slots=True)
class WantedClip:
    """A clip that is to be analyzed.

    Attributes:
        path: The video or recording.
        exercise: Id of its move.
        hold_s: Another dose for holds than the guide's.
    """

    path: Path
    exercise: str
    hold_s: float | None = None


@dataclass(frozen=True, slots=True)
class WantedClips:
    """All clips that are to be analyzed.

    Attributes:
        clips: The clips in their order, one or more.
        several: Several were asked for, even if only one was found.
        left_out: A line for people about each kind of clip that is left out.
        labels: The file that names the clips, if one does.
    """

    clips: tuple[WantedClip, ...]
    several: bool
    left_out: tuple[str, ...] = ()
    labels: Path | None = None

    @property
    def paths(self) -> list[Path]:
        """Return the files."""
        return [clip.path for clip in self.clips]

    @property
    def reads(self) -> list[Path]:
        """Return every file that is read, and so may not be written over."""
        return [*self.paths, *([] if self.labels is None else [self.labels])]

    def jobs(self, options: Options) -> list[ClipJob]:
        """Return the clips as a crew of workers takes them, each with its own dose.

        Args:
            options: How all of them are analyzed.
        """
        from posture.cluster.clips import ClipJob

        return [
            ClipJob(clip.path, clip.exercise, replace(options, hold_s=clip.hold_s)) for clip in self.clips
        ]


def labelled(file: Path, inputs: list[str]) -> WantedClips:
    """Choose the clips of a label file that can be analyzed: those of a move, among the inputs if any.

    Args:
        file: Labels, beside their clips.
        inputs: Files, folders and patterns as they were typed; none for all clips.

    Raises:
        PostureError: The labels cannot be read, or no clip is left.
    """
    from posture.evaluate.labels import ANY, read
    from posture.exercises import EXERCISES

    wanted = {os.path.realpath(path) for path in expand(inputs)[0]} if inputs else None
    labels = [(os.path.realpath(label.path), label) for label in read(file, counted=False)]
    among = [label for path, label in labels if wanted is None or path in wanted]
    unlabelled = sorted((wanted or set()) - {path for path, _ in labels})
    strange = [label for label in among if label.analyse_as not in (ANY, *EXERCISES)]
    moves = _first(list(dict.fromkeys(repr(label.analyse_as) for label in strange)))
    left_out = (
        (unlabelled, "not in the labels"),
        ([label.clip for label in among if label.analyse_as == ANY], "of no move alone"),
        ([label.clip for label in strange], f"of a move that Posture does not know, {moves}"),
    )
    chosen = [
        WantedClip(label.path, label.analyse_as, label.hold_s)
        for label in among
        if label.analyse_as in EXERCISES
    ]
    if not chosen:
        raise PostureError(f"{file}: no clip of a known move was asked for; check the files and the labels")
    notes = (f"{_named(names)} {why}: left out" for names, why in left_out if names)
    return WantedClips(tuple(chosen), several=True, left_out=tuple(notes), labels=file)


def _named(names: list[str]) -> str:
    """Return how many clips there are, with the names of the first ones."""
    return f"{many(len(names), 'clip')} ({_first([Path(name).name for name in names])})"


def _first(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"


def repeated(pairs: Sequence[tuple[Path, Path]]) -> list[str]:
    """Say which clips are the same as another one: a line for each of a few, and one for the rest.

    Args:
        pairs: A clip that is left out, and the one that is analyzed.
    """
    lines = [
        f"{again} is named twice: analyzed once"
        if again == first
        else f"{again} is the same as {first}: analyzed once"
        for again, first in pairs[:_MOST_NAMES]
    ]
    more = len(pairs) - _MOST_NAMES
    return [*lines, f"{many(more, 'more clip')} there twice: analyzed once"] if more > 0 else lines
