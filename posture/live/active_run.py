"""One run under way as the server knows it: what survives the loss of its worker.

A worker that is lost in the middle is replaced. There is no spare one: it would hold the memory of a
whole engine for something that should never happen. The new one is up in about a second, and what to do
meanwhile is said at once.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from posture.live.clock import SetClock
from posture.live.message import attempt_of
from posture.live.persistence import record_of
from posture.live.run import EXERCISE, Resume
from posture.live.snapshot import RunChoice, Snapshot
from posture.live.spooling import RunFile
from posture.serialize import to_json

MOST = 3
"""How often a worker is replaced …"""
WITHIN_S = 60.0
"""… within this time. A frame or a machine that ends every worker would end the next one, too."""
_STEP_S = 1.0
"""Frames further apart than this have a pause or a lost connection between them."""


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What a page wants to have run, and what the person allows to be kept of it.

    Attributes:
        choice: The move, or a run of another kind.
        token: What the page proves itself with.
        pictures: Stills of the set may be kept.
        landmarks: Its landmarks may be kept.
        hands_free: Crossed forearms pause a set, go on with it and finish it.
    """

    choice: RunChoice
    token: str
    pictures: bool = False
    landmarks: bool = False
    hands_free: bool = False

    def asked(self, *, count_in_s: float, camera: str, rest_s: float = 0.0) -> dict[str, Any]:
        """Return what the worker is asked to begin with.

        Args:
            count_in_s: Seconds that are counted down once the person is in place.
            camera: The camera, as the browser names it.
            rest_s: Seconds of rest that are counted down instead.
        """
        asked = self.choice.asked(
            count_in_s=count_in_s,
            rest_s=rest_s,
            pictures=self.pictures,
            landmarks=self.landmarks,
            camera=camera,
        )
        return {**asked, "hands_free": True} if self.hands_free and self.choice.kind == EXERCISE else asked


class Losses:
    """The workers that a run has lost of late."""

    def __init__(self) -> None:
        self._at_s: deque[float] = deque()

    def one_more(self, now_s: float) -> bool:
        """Count a loss and tell whether another worker is worth a try."""
        self._at_s.append(now_s)
        while now_s - self._at_s[0] > WITHIN_S:
            self._at_s.popleft()
        return len(self._at_s) <= MOST


class ActiveRun:
    """A run from its beginning to its result, over all the workers that it takes.

    Args:
        choice: What it is a run of.
        asked: What its worker was asked to begin with.
        file: Where it is on disk.
        begun_s: The server's clock when it began.

    Attributes:
        file: Where it is on disk.
        goal: What the guide asks for; ``None`` once that was told, or where it asks for nothing.
        so_far: The last result that a lost worker had sent ahead.
        worked_s: Seconds since the person was first ready, without pauses.
    """

    def __init__(self, choice: RunChoice, asked: Mapping[str, Any], file: RunFile, *, begun_s: float) -> None:
        self._asked = asked
        self.file = file
        self.goal = choice.goal
        self.so_far: Mapping[str, Any] | None = None
        self.worked_s = 0.0
        self._clock = SetClock(begun_s)
        self._losses = Losses()

    def time_of(self, capture_s: float, *, now_s: float) -> float:
        """Return the seconds of the run at which a frame was captured.

        Args:
            capture_s: The browser's clock at its capture.
            now_s: The server's clock at its arrival.
        """
        return self._clock.at(capture_s, now_s=now_s)

    def take(self, view: Mapping[str, Any], *, before_s: float) -> None:
        """Take what a frame changed.

        Args:
            view: As the browser gets it.
            before_s: Seconds of the run at the frame before.
        """
        if view["ready"] or self.worked_s:  # from the first moment of readiness, without pauses
            self.worked_s += min(view["t_s"] - before_s, _STEP_S)

    def move_to(self, camera: str) -> bool:
        """Have another camera watch from now on.

        Returns:
            Whether the worker has to hear of it: only a set knows its cameras apart, and only by name.
        """
        of_a_set = self._asked.get("kind") == EXERCISE
        if not camera or not of_a_set or camera == self._asked.get("camera", camera):
            return False
        self._asked = {**self._asked, "camera": camera, "rest": None}
        return True

    @property
    def minds_sign(self) -> bool:
        """Tell whether crossed forearms are minded, also in a pause."""
        return bool(self._asked.get("hands_free"))

    def mind_sign(self, *, on: bool) -> bool:
        """Mind crossed forearms from now on, or do not.

        Returns:
            Whether the worker has to hear of it: only a set minds them.
        """
        if self._asked.get("kind") != EXERCISE or self.minds_sign == on:
            return False
        self._asked = {**self._asked, "hands_free": on}
        return True

    def lose_worker(self, so_far: bytes | None, *, now_s: float) -> bool:
        """Take what a lost worker had sent ahead, and count the loss.

        Args:
            so_far: Its last result so far, if it sent one.
            now_s: The server's clock.

        Returns:
            Whether another worker is worth a try.
        """
        if so_far:
            self.so_far = json.loads(so_far)
            self.file.grow(so_far)
        return self._losses.one_more(now_s)

    def asked_again(self, view: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the worker that takes over is asked to begin with, after this last view."""
        return asked_again(self._asked, Resume(self.so_far, view))


def asked_again(asked: Mapping[str, Any], resume: Resume) -> dict[str, Any]:
    """Return what the worker that takes over is asked to begin with.

    Args:
        asked: What the lost one was asked.
        resume: Where that was.
    """
    return {**asked, "resume": to_json(resume)}


def attempts_after(
    attempts: tuple[Mapping[str, Any], ...], view: Mapping[str, Any]
) -> tuple[Mapping[str, Any], ...]:
    """Return the attempts of a run after a view; those that it takes back come again in later ones.

    Args:
        attempts: Those before it, oldest first.
        view: What a frame changed.
    """
    if first := view.get("taken_back"):
        attempts = tuple(attempt for attempt in attempts if attempt["number"] < first)
    return (*attempts, view["attempt"]) if view["attempt"] else attempts


def attempts_of(now: Snapshot, result: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], ...]:
    """Return the attempts of a run up to the loss of its worker, as views describe them.

    The worker sends an attempt ahead before it shows it, and what it judged again as well, so the result
    may hold attempts whose views never came.

    Args:
        now: The session when the worker was lost.
        result: The last result so far that it sent ahead.
    """
    record = record_of(now.choice, result)
    if record is None or len(record.session.attempts) < len(now.attempts):
        return now.attempts
    return tuple(attempt_of(attempt) for attempt in record.session.attempts)
