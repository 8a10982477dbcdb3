"""Uploaded videos, analyzed one after the other and kept as live sets are: at once.

A queue belongs to the server and not to the page that began it. A page that is reloaded finds it by its
token, and one that is closed loses nothing: the videos are read to the end, and their sets are kept. What
was deleted meanwhile takes its queues with it.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from enum import Enum
from functools import cache

from posture.app.state.analysis import Analysis, AnalysisResult, Progress, VideoCopy
from posture.app.state.upload_turns import UploadTurns
from posture.coach.results.set_record import SetRecord
from posture.errors import DataDeleted, PostureError, StoreError
from posture.history.kept_set import KeptSet
from posture.history.store import Store

_LOG = logging.getLogger(__name__)
_LOOK_S = 0.1
_FORGOTTEN_S = 3600.0
"""How long results stay that no page looks at: each has its video on the disk."""
MOST = 8
"""Queues of a server, each with its videos."""
MOST_OF_ONE = 2
"""Queues of one person who has signed in."""
_turns = UploadTurns(2)
"""Two videos are read at the same time; the others wait."""


class Stage(Enum):
    """How far a video is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadChoice:
    """What a person asks for.

    Attributes:
        exercise: Id of the move in all of the videos.
        person: Whose sets they are.
        owner: The profile of who has signed in; empty where nobody signs in.
        allowed: What may be kept beside them: ``pictures``, ``landmarks``.
        turn: Degrees by which the frames are turned clockwise.
    """

    exercise: str
    person: str = ""
    owner: str = ""
    allowed: tuple[str, ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class VideoOutcome:
    """What has become of one video so far.

    Attributes:
        name: The file's own name.
        stage: How far it is.
        progress: How far the reading is.
        result: What came of it, once it is done.
        set_id: Number of the set that was kept; ``None`` where there is none, or the person took it back.
        unkept: Why it could not be kept, empty where it could.
    """

    name: str
    stage: Stage = Stage.WAITING
    progress: Progress = field(default_factory=Progress)
    result: AnalysisResult = field(default_factory=AnalysisResult)
    set_id: int | None = None
    unkept: str = ""

    @property
    def seen(self) -> bool:
        """Whether somebody was seen, so that there is a set to keep."""
        return self.result.session is not None and self.result.session.seen_s > 0


class UploadQueue:
    """Some videos of one person, in order. Safe to use from any thread.

    Args:
        videos: Their copies; they are removed as soon as they are read.
        how: What is asked for.
        store: Where their sets are kept.
    """

    def __init__(self, videos: Sequence[VideoCopy], how: UploadChoice, store: Store) -> None:
        self.how = how
        self.used_s = time.monotonic()
        """When a page last looked at it."""
        self._videos, self._store = list(videos), store
        self._outcomes = [VideoOutcome(video.name) for video in videos]
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._keeping = threading.Lock()
        self._begun_at = datetime.now(timezone.utc)
        self._thread = threading.Thread(target=self._read_all, name="uploads", daemon=True)
        self._thread.start()

    @property
    def outcomes(self) -> tuple[VideoOutcome, ...]:
        """What has become of each video so far."""
        with self._lock:
            return tuple(self._outcomes)

    @property
    def under_way(self) -> bool:
        """Whether a video is being read or waits for it."""
        return any(outcome.stage in (Stage.WAITING, Stage.READING) for outcome in self.outcomes)

    @property
    def person(self) -> str | None:
        """Whose videos they are by now; ``None`` where that profile, or everything, was deleted."""
        try:
            return self._store.owner(self.how.person, since=self._begun_at)
        except StoreError:  # said when something is to be kept
            return self.how.person

    def stop(self) -> None:
        """Read no further. What was kept by then stays."""
        self._stopped.set()
        self._thread.join()

    def leave(self) -> None:
        """Read no further, and remove the videos. The sets that were kept stay."""
        self.stop()
        for outcome in self.outcomes:
            if outcome.result.video is not None:
                outcome.result.video.remove()

    def undo(self, place: int) -> None:
        """Take back that a set was kept.

        Args:
            place: Place of the video, from 0.
        """
        with self._keeping:
            found = self.outcomes[place]
            if found.set_id is not None:
                with suppress(StoreError):  # deleted in Review meanwhile
                    self._store.delete(found.set_id)
                self._change(place, set_id=None)

    def keep(self, place: int) -> None:
        """Keep the set of a video that was not kept, or was taken back, unless its person was deleted.

        Args:
            place: Place of the video, from 0.
        """
        with self._keeping:
            found = self.outcomes[place]
            record = found.result.record
            if self.person is None or not found.seen or record is None or found.set_id is not None:
                return
            try:
                self._change(place, set_id=self._kept(record), unkept="")
            except DataDeleted:
                return
            except StoreError as error:
                self._change(place, unkept=str(error))

    def _kept(self, record: SetRecord) -> int:
        """Keep a set as of now: a video does not tell its date."""
        now = datetime.now(timezone.utc)
        made = KeptSet.of(record.session, started_at=now, person=self.how.person)
        kept = replace(made, trace=record.trace)
        return self._store.keep(
            kept, stills=record.stills, landmarks=record.landmarks, begun_at=self._begun_at
        )

    def _read_all(self) -> None:
        for place, video in enumerate(self._videos):
            with _turns.taken(self.how.owner, stopped=self._stopped) as mine:
                if mine:
                    self._read_or_fail(place, video)
                else:
                    video.scratch.remove()
                    self._change(place, stage=Stage.STOPPED)
        self._videos.clear()

    def _read_or_fail(self, place: int, video: VideoCopy) -> None:
        try:
            self._read(place, video)
        except Exception as error:  # noqa: BLE001 no failure may leave a page waiting for ever
            _LOG.exception("an uploaded video could not be read")
            self._fail(place, video, f"{type(error).__name__}: {error}")

    def _fail(self, place: int, video: VideoCopy, why: str) -> None:
        """Go on without a video: what was measured of it by then can still be kept."""
        video.scratch.remove()
        found = self.outcomes[place]
        result = found.result if found.seen else AnalysisResult(problem=why)
        self._change(place, stage=Stage.DONE, result=result, unkept=why if found.seen else "")

    def _read(self, place: int, video: VideoCopy) -> None:
        self._change(place, stage=Stage.READING)
        how = self.how
        try:
            job = Analysis(video, exercise=how.exercise, allowed=how.allowed, turn=how.turn)
        except (OSError, PostureError) as error:
            self._change(place, stage=Stage.DONE, result=AnalysisResult(problem=str(error)))
            return
        while job.poll() is None:
            self._change(place, progress=job.progress)
            if self._stopped.wait(_LOOK_S):
                job.stop()
                self._change(place, stage=Stage.STOPPED)
                return
        self._change(place, result=job.result or AnalysisResult())
        self.keep(place)
        self._change(place, stage=Stage.DONE)

    def _change(self, place: int, **what: object) -> None:
        with self._lock:
            self._outcomes[place] = replace(self._outcomes[place], **what)  # type: ignore[arg-type]  # its fields


class UploadQueues:
    """The queues of a server by their tokens. Safe to use from any thread."""

    def __init__(self) -> None:
        self._queues: dict[str, UploadQueue] = {}
        self._lock = threading.Lock()

    def make_room(self, owner: str = "") -> None:
        """Make room for another queue: the results that nobody has looked at for longest go.

        Args:
            owner: Who has signed in, and has a share of the queues; empty where nobody signs in.

        Raises:
            PostureError: All of the queues are being read.
        """
        self.sweep()
        with self._lock:
            gone = self._free(owner)
        for queue in gone:
            queue.leave()

    def add(self, queue: UploadQueue) -> str:
        """Take a queue in and return its token, which nobody can guess.

        Raises:
            PostureError: Others were quicker, and there is no room any more.
        """
        token = secrets.token_urlsafe(24)
        try:
            with self._lock:
                gone = self._free(queue.how.owner)
                self._queues[token] = queue
        except PostureError:
            queue.leave()
            raise
        for left in gone:
            left.leave()
        return token

    def _free(self, owner: str) -> list[UploadQueue]:
        """Take out what has to go for one more queue: of the person's own, then of everybody's.

        Raises:
            PostureError: All of them are being read.
        """
        full = f"{MOST} uploads are being read already; wait until one of them is done"
        own = f"{MOST_OF_ONE} uploads of yours are being read already; wait until one of them is done"
        gone = self._take_out(MOST_OF_ONE, own, of=owner) if owner else []
        return gone + self._take_out(MOST, full)

    def _take_out(self, most: int, full: str, *, of: str = "") -> list[UploadQueue]:
        """Take out those that nobody has looked at for longest, until there are fewer than so many.

        Args:
            most: How many there may be.
            full: Why that cannot be, where all are being read.
            of: Whose are counted; everybody's if empty.
        """
        there = {token: queue for token, queue in self._queues.items() if not of or queue.how.owner == of}
        gone = []
        for _ in range(len(there) - most + 1):
            ended = [token for token, queue in there.items() if not queue.under_way]
            oldest = min(ended, key=lambda token: self._queues[token].used_s, default=None)
            if oldest is None:
                raise PostureError(full)
            gone.append(self._queues.pop(oldest))
            del there[oldest]
        return gone

    def get(self, token: str, *, person: str) -> UploadQueue | None:
        """Return a queue, if it is still there and that person's.

        Args:
            token: Its token, or anything else.
            person: Who asks.
        """
        self.sweep()
        with self._lock:
            found = self._queues.get(token)
        if found is None or found.person != person:
            return None
        found.used_s = time.monotonic()
        return found

    def drop(self, token: str) -> None:
        """Forget a queue with its videos; its sets stay."""
        with self._lock:
            found = self._queues.pop(token, None)
        if found is not None:
            found.leave()

    def sweep(self) -> None:
        """Forget the queues of profiles that were deleted, and those that nobody has looked at for long."""
        until_s = time.monotonic() - _FORGOTTEN_S
        with self._lock:
            there = list(self._queues.items())
        for token, queue in there:
            if (queue.used_s < until_s and not queue.under_way) or queue.person is None:
                self.drop(token)


@cache
def upload_queues() -> UploadQueues:
    """Return the queues of this process."""
    return UploadQueues()
