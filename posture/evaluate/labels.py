"""Labels of clips: how many repetitions, when, with which faults. Read from the files beside the clips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posture.coach.session import Reason
from posture.errors import PostureError
from posture.outside import documents
from posture.outside.documents import parse, read_text, why
from posture.outside.shapes import Fields, Flag, Many, Maybe, Number, Shape, Text, Unfit
from posture.vision.pose_sources import RECORDING

ANY = "any"
"""`Label.analyse_as` of a clip in which no exercise may count anything."""
_NEGATIVE_WORDS = frozenset({"negative", "idle"})
_LARGEST_BYTES = 4 * 1024 * 1024
_PATH, _WORDS = Text(longest=1024), Text(longest=200)
_COUNT, _SECONDS = Maybe(Number(0, 100_000, whole=True)), Number(0, 1e6)
_MORE: dict[str, Shape] = {
    "clip": _PATH,
    "recording": _PATH,
    "tolerance": _COUNT,
    "attempts": _COUNT,
    "attempts_not_counted": _COUNT,
    "faults": Maybe(Many(_WORDS)),
    "start_times_s": Maybe(Many(_SECONDS)),
    "peak_times_s": Maybe(Many(_SECONDS)),
    "held_s": Maybe(Many(_SECONDS)),
    "hold_s": Maybe(_SECONDS),
    "truth": Maybe(_PATH),
    "rendered": Maybe(Flag()),
    "or_refused": Flag(),
    "kin": Many(_WORDS),
}
_COUNTED: Shape = Fields({"analyse_as": _WORDS, "counted_reps": _COUNT}, _MORE)
"""One clip or recording of a label file; keys of other names are for people."""
_UNCOUNTED: Shape = Fields({"analyse_as": _WORDS}, {"counted_reps": _COUNT, **_MORE})
"""The same, where counts are not compared: a label that has none then says only which move it is."""
_TRUTH: Shape = Fields({"reps": Many(Fields({}, {"hold_s": _SECONDS, "start_s": _SECONDS}))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is known about one clip.

    Attributes:
        clip: Its name as the labels have it.
        path: The video or recording.
        analyse_as: Id of the exercise, or `ANY`.
        counted_reps: Repetitions that count; ``None`` where the clip is not for counting.
        tolerance: How far a count may be off: 0, unless the clip is cut in the middle of a movement.
        attempts: All movements, counted or not; ``None`` where that was not labelled.
        faults: Names of rules and reasons that are right to find; ``None`` where faults were not labelled.
        peak_times_s: When each movement first reaches its peak.
        start_times_s: When each movement begins; empty if unknown.
        held_s: How long each movement stays at its peak; empty if unknown.
        hold_s: Dose to analyze with, in place of the guide's.
        truth: File with the joint angles and landmarks of every frame.
        rendered: The clip is rendered, with programmed movement.
        or_refused: Refusing the set-up, and saying so, is as right as counting.
        kin: Ids of other moves that are the same movement for a camera.
    """

    clip: str
    path: Path
    analyse_as: str
    counted_reps: int | None
    tolerance: int = 0
    attempts: int | None = None
    faults: frozenset[str] | None = None
    peak_times_s: tuple[float, ...] = ()
    start_times_s: tuple[float, ...] = ()
    held_s: tuple[float, ...] = ()
    hold_s: float | None = None
    truth: Path | None = None
    rendered: bool = False
    or_refused: bool = False
    kin: tuple[str, ...] = ()

    @property
    def negative(self) -> bool:
        """Nothing may count in any exercise: `ANY`, or a clip without repetitions that is named so."""
        named = bool(_NEGATIVE_WORDS & set(Path(self.clip).stem.split("_")))
        return self.analyse_as == ANY or (self.counted_reps == 0 and named)


def read(path: Path, *, counted: bool = True) -> list[Label]:
    """Read the labels of one file; clips and truths lie beside it.

    Args:
        path: The file.
        counted: Every label has to have a count, be it ``null``; else it may be left out.

    Raises:
        PostureError: The file is missing or holds no labels, or a clip that it names is missing.
    """
    try:
        entries = parse(read_text(path, largest=_LARGEST_BYTES))
    except (OSError, Unfit) as error:
        raise PostureError(
            f"{path}: cannot be read as labels: {why(error)}; give a labels.json that lies beside its clips"
        ) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise PostureError(f"{path}: expected a JSON list with an object for each clip")
    labels = []
    for number, entry in enumerate(entries, 1):
        try:
            (_COUNTED if counted else _UNCOUNTED).check(entry, "")
            name = _name(entry)
        except Unfit as error:
            raise PostureError(f"{path}: label {number} is not whole: {error}; mend it") from error
        labels.append(_label(name, entry, path.parent))
    return labels


def _name(entry: Mapping[str, Any]) -> str:
    """Return what the labels call the clip, or the recording where there is no clip."""
    name = entry.get("clip") or entry.get("recording")
    if not name:
        raise Unfit("it names no clip and no recording")
    return str(name)


def _label(name: str, entry: Mapping[str, Any], folder: Path) -> Label:
    counted, faults = entry.get("counted_reps"), entry.get("faults")
    truth = _beside(folder, entry["truth"]) if entry.get("truth") else None
    return Label(
        clip=name,
        path=_clip(folder, name),
        analyse_as=entry["analyse_as"],
        counted_reps=counted,
        tolerance=entry.get("tolerance") or 0,
        attempts=_attempts(entry),
        faults=None if faults is None else frozenset(faults),
        peak_times_s=_numbers(entry.get("peak_times_s") or ()),
        start_times_s=_numbers(entry.get("start_times_s") or ()) or _of_truth(truth, "start_s"),
        held_s=_numbers(entry.get("held_s") or ()) or _of_truth(truth, "hold_s"),
        hold_s=None if entry.get("hold_s") is None else float(entry["hold_s"]),
        truth=truth,
        rendered=bool(entry.get("rendered")),
        or_refused=bool(entry.get("or_refused", Reason.WRONG_POSTURE in (faults or ()))),
        kin=tuple(entry.get("kin") or ()),
    )


def _clip(folder: Path, name: str) -> Path:
    """Return the clip's file; a name without suffix is that of a recording."""
    path = folder / name
    return _beside(folder, name if path.suffix else f"{name}{RECORDING}")


def _beside(folder: Path, name: str) -> Path:
    path = folder / name
    try:
        there = path.is_file()
    except OSError:  # no file can have that name
        there = False
    if not there:
        raise PostureError(f"{_shown(path)}: the labels name it and it is not there; copy it there")
    return path


def _shown(path: Path) -> str:
    text = str(path)
    return text if len(text) <= 300 else f"{text[:300]}…"


def _attempts(entry: Mapping[str, Any]) -> int | None:
    """Return the number of all movements, from whichever of its two keys the label has."""
    if entry.get("attempts") is not None:
        return int(entry["attempts"])
    others = entry.get("attempts_not_counted")
    return None if others is None else int(entry.get("counted_reps") or 0) + int(others)


def _numbers(values: Sequence[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _of_truth(truth: Path | None, what: str) -> tuple[float, ...]:
    """Return the seconds that the truth of a rendered clip has for each movement."""
    if truth is None:
        return ()
    repetitions = documents.read(truth, _TRUTH, what="render the clip again")["reps"]
    return tuple(float(r[what]) for r in repetitions if what in r)
