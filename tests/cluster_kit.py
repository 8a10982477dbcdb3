"""Functions that other processes call: they crash, wait or tell where they are."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from posture.cluster.spreading import spread
from posture.errors import VideoUnreadable
from posture.vision.capture import Frame


def process_of(_: object) -> int:
    """The process that does it."""
    return os.getpid()


def asked(what: str) -> str:
    """Do what is asked: crash, crash once PATH, refuse, mistake, sleep PATH; anything else is said."""
    words = what.split(" ", 2)
    if words[0] == "crash" and (len(words) == 1 or first_time(Path(words[2]))):
        os.kill(os.getpid(), signal.SIGSEGV)
    if words[0] == "refuse":
        raise VideoUnreadable("refused; ask for something else")
    if words[0] == "mistake":
        raise ZeroDivisionError("a mistake of ours")
    if words[0] == "sleep":
        Path(words[1]).write_text(str(os.getpid()))
        time.sleep(600.0)
    return f"{what}, done"


def slowly(what: str) -> str:
    """Take a while over it."""
    time.sleep(0.2)
    return asked(what)


def first_time(marker: Path) -> bool:
    """Tell whether nobody has asked with that file before."""
    there = marker.exists()
    marker.touch()
    return not there


class Watched(Sequence[str]):
    """Items that note which of them were taken."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items, self.taken = items, 0

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, position: int) -> str:  # type: ignore[override]  # nobody slices it
        self.taken += 1
        return self.items[position]


def crashing(frames: Iterator[Frame]) -> Iterator[Frame]:
    """A change to the frames of a video at which native code crashes."""
    next(frames)
    os.kill(os.getpid(), signal.SIGSEGV)
    yield from frames


def mistaken(frames: Iterator[Frame]) -> Iterator[Frame]:
    """A change to the frames of a video with a mistake in it."""
    raise ZeroDivisionError("a mistake of ours")
    yield from frames


class Crashing:
    """A value at which the process crashes that is sent it."""

    def __reduce__(self) -> tuple[Callable[[str], str], tuple[str]]:
        return asked, ("crash",)


def gone(pid: int) -> bool:
    """Tell whether a process has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def in_time(holds: Callable[[], object], *, wait_s: float = 60.0) -> bool:
    """Wait until something holds."""
    end_s = time.monotonic() + wait_s
    while not holds() and time.monotonic() < end_s:
        time.sleep(0.02)
    return bool(holds())


def keep_busy(*items: str) -> None:
    """Work on these in two processes until all is done, as a program does that is killed meanwhile."""
    for _ in spread(asked, items, workers=2):
        raise AssertionError("nothing ends here")
