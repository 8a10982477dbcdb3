"""The checks of ``posture doctor``: each returns what it found and how to mend it."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import metadata
from pathlib import Path

from posture.cli.page_server import DEFAULT_PORT, PageServer, answers, free_port, is_free
from posture.errors import CameraUnavailable, ModelMissing, PostureError
from posture.live.capacity import FULL, LITE, Machine, Need, grant
from posture.live.frame_cost import FrameCost
from posture.processes.usable_cores import usable_cores
from posture.version import __version__

_SHIPPED = ("lite", "full")
_CAMERAS = 4
"""Number of cameras that are tried, from 0 on."""
_REINSTALL = "install posture again, in its folder: python -m pip install --force-reinstall ."
_LIBRARIES = "install the system library that it names; on Debian: apt-get install libgl1 libegl1 libgles2"


class Mark(str, Enum):
    """The result of a check in one word."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """One line of the report.

    Attributes:
        title: What was checked.
        mark: How the check ended.
        found: What it found.
        mend: What to do about it; empty where there is nothing to do.
    """

    title: str
    mark: Mark
    found: str
    mend: str = ""

    @classmethod
    def of(cls, title: str, error: PostureError, *, mark: Mark = Mark.FAIL) -> DoctorLine:
        """Make a line of an error: the text before its last semicolon is what was found, the rest mends it.

        Args:
            title: What was checked.
            error: The error that the check ran into.
            mark: How the check ended.
        """
        found, _, mend = str(error).rpartition("; ")
        return cls(title, mark, found or mend, mend if found else "")


def parts(title: str) -> DoctorLine:
    """Check the versions of the packages that posture needs against those that it declares."""
    try:
        wanted = metadata.requires("posture") or []
    except metadata.PackageNotFoundError:
        return DoctorLine(
            title, Mark.WARN, "posture runs without being installed", "python -m pip install -e ."
        )
    bad = [problem for problem in map(_problem_of, wanted) if problem]
    if bad:
        return DoctorLine(title, Mark.FAIL, "; ".join(bad), _REINSTALL)
    named = ", ".join(f"{name} {metadata.version(name)}" for name in ("mediapipe", "numpy", "streamlit"))
    return DoctorLine(title, Mark.OK, f"posture {__version__} on Python {platform.python_version()}: {named}")


def _problem_of(requirement: str) -> str:
    from packaging.requirements import Requirement

    wanted = Requirement(requirement)
    if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
        return ""
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is missing"
    fits = wanted.specifier.contains(found, prereleases=True)
    return "" if fits else f"{wanted.name} is {found}, expected {wanted.specifier}"


def models(title: str) -> DoctorLine:
    """Check that the networks that come with the program are whole."""
    from posture.vision.models import find

    try:
        size = sum(find(name).path.stat().st_size for name in _SHIPPED)
    except ModelMissing as error:
        return DoctorLine.of(title, error)
    return DoctorLine(title, Mark.OK, f"{' and '.join(_SHIPPED)} are whole (SHA-256), {size / 1e6:.1f} MB")


def engine(title: str) -> DoctorLine:
    """Check that the pose engine loads, finds a person, and which model keeps up with a camera."""
    try:
        from posture.live.frame_trial import try_frames

        tried = {model: try_frames(model) for model in (FULL, LITE)}
    except (ImportError, OSError) as error:
        return DoctorLine(title, Mark.FAIL, f"the pose engine does not load: {error}", _LIBRARIES)
    except PostureError as error:
        return DoctorLine.of(title, error)
    if not all(one.found for one in tried.values()):
        return DoctorLine(title, Mark.FAIL, "the pose engine found nobody in a picture of one", _REINSTALL)
    return of_speed(title, {model: one.cost for model, one in tried.items()})


def of_speed(title: str, costs: Mapping[str, FrameCost]) -> DoctorLine:
    """Make the line of the pose engine; what sets use is decided as for the first set on the page.

    Args:
        title: Of the line.
        costs: What a frame costs with each model.
    """
    per_s = {model: 1000.0 / cost.wall_ms for model, cost in costs.items()}
    taken = grant(Machine.measured(usable_cores(), costs[FULL], alone=True), Need(), ())
    assert taken is not None  # the only set has a place
    found = (
        f"finds a person {per_s[FULL]:.0f} times a second with the full model, {per_s[LITE]:.0f} with the "
        f"lite one; sets use the {taken.model} model"
    )
    if taken.spared:
        return DoctorLine(title, Mark.WARN, found, "for the full model, close other programs")
    return DoctorLine(title, Mark.OK, found)


def camera(title: str) -> DoctorLine:
    """Check that a camera gives a frame. The page uses the browser's camera, so none is only a warning."""
    try:
        from posture.vision.cameras import named
        from posture.vision.capture import Camera
    except (ImportError, OSError) as error:
        return DoctorLine(title, Mark.FAIL, f"the camera library does not load: {error}", _LIBRARIES)
    for number in range(_CAMERAS):
        try:
            with Camera(number) as device:
                picture = next(iter(device)).rgb
        except CameraUnavailable:
            continue
        size = f"{named(number)} gives {picture.shape[1]}×{picture.shape[0]}"
        if picture.max() < 16:
            return DoctorLine(
                title, Mark.WARN, f"{size}, but black pictures", "open its shutter or take off its cap"
            )
        return DoctorLine(title, Mark.OK, size)
    return DoctorLine(
        title,
        Mark.WARN,
        f"none of the cameras 0–{_CAMERAS - 1} gives a picture",
        "plug one in, allow access to it, close programs that use it; videos work without one",
    )


def page(title: str) -> DoctorLine:
    """Check that the dashboard can be served: start its server for a moment and ask it for the page."""
    try:
        with PageServer(free_port()) as server:
            waited_s = server.wait()
    except PostureError as error:
        return DoctorLine.of(title, error)
    return DoctorLine(title, Mark.OK, f"the dashboard answers {waited_s:.1f} s after its start")


def port(title: str) -> DoctorLine:
    """Check that the default port is free."""
    if is_free(DEFAULT_PORT):
        return DoctorLine(title, Mark.OK, f"{DEFAULT_PORT} is free")
    other = f"posture --port {DEFAULT_PORT + 1}"
    if answers(DEFAULT_PORT):
        mend = f"open it at http://localhost:{DEFAULT_PORT}, or start another with {other}"
        return DoctorLine(title, Mark.WARN, f"a dashboard already runs on {DEFAULT_PORT}", mend)
    return DoctorLine(title, Mark.WARN, f"{DEFAULT_PORT} is taken by another program", f"start with {other}")


def data(title: str) -> DoctorLine:
    """Check that sets can be kept."""
    try:
        from posture.history.database import Database, default_url

        database = Database(default_url())
        if database.file is not None and not database.file.exists():
            return _new_data(title, database.file)
        try:
            with database.transaction(write=True):
                pass
            database.check()
        finally:
            database.close()
    except PostureError as error:
        return DoctorLine.of(title, error)
    return DoctorLine(title, Mark.OK, f"sets are kept in {database.where}{_copies(database.file)}")


def _copies(file: Path | None) -> str:
    """Return how many copies could be put back if the file were damaged; of a server it is not known."""
    from posture.history.backup import readable

    there = readable(file) if file is not None else []
    return (
        f"; copies: {len(there)}, the newest of {there[0].made_at.astimezone():%Y-%m-%d %H:%M}"
        if there
        else ""
    )


def _new_data(title: str, file: Path) -> DoctorLine:
    """Try the nearest folder that exists, so that looking leaves nothing behind."""
    folder = next(folder for folder in file.parents if folder.exists())
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        found = f"{folder} cannot be written ({error.strerror})"
        return DoctorLine(title, Mark.FAIL, found, "make it writable or set POSTURE_DATA_DIR")
    return DoctorLine(title, Mark.OK, f"sets will be kept in {file}")


CHECKS: dict[str, Callable[[str], DoctorLine]] = {
    "Parts": parts,
    "Models": models,
    "Pose engine": engine,
    "Camera": camera,
    "Page": page,
    "Port": port,
    "Data": data,
}
"""Every check by the title of its line, in the order in which they run."""
