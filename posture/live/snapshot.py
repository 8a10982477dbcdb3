"""The state of a live session at one moment; replaced as a whole, never changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from posture.body.landmarks import Side
from posture.coach.exercise import Exercise
from posture.coach.results.closing import Closing, closing_of
from posture.coach.results.trace import Trace
from posture.coach.session import Session
from posture.exercises import find
from posture.live.rep_target import RepTarget, on_each_side, takes_turns
from posture.live.run import EXERCISE
from posture.serialize import contract


class State(str, Enum):
    """Where a page is with its set."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"

    __str__ = str.__str__


class Ending(str, Enum):
    """Why a set ended."""

    STOPPED = "stopped"
    """The person stopped it."""
    REACHED = "reached"
    """The dose that was set for it was done."""
    CAMERA_LOST = "camera_lost"
    """The camera was unplugged or taken away."""
    LEFT = "left"
    """The page was gone for longer than the time of grace."""
    GAVE_WAY = "gave_way"
    """It stood still while somebody waited for a place."""
    CRASHED = "crashed"
    """The worker process was lost again and again; only what it had sent before is kept."""
    SHUTDOWN = "shutdown"
    """The server was asked to end."""
    DELETED = "deleted"
    """Everything of the person was deleted meanwhile: it is not kept."""
    INTERRUPTED = "interrupted"
    """The server was killed; what was on disk of the set came back with the next one."""

    __str__ = str.__str__


@contract(optional="hold_s reps duration_s begin_in_s kind title options person fps side set_of")
@dataclass(frozen=True, slots=True)
class RunChoice:
    """The choice of a page: a move and how much of it, or a run of another kind.

    Attributes:
        exercise: The move's id; empty for another kind.
        hold_s: The dose of its hold, where it has one.
        reps: The set ends by itself when so many were counted, on each side where sides take turns.
        duration_s: The set ends by itself so long after the person was ready.
        begin_in_s: A rest, after which the set begins by itself; ``None``: it waits for Start.
        kind: The kind of run (`posture.live.run_types`).
        title: How the live picture names a run of another kind than a set.
        options: What that kind needs to begin, as plain JSON values.
        person: Whose run it is; empty where the household keeps no profiles.
        fps: The most frames a second that the browser sends; ``None``: as many as are answered.
        side: The one side whose repetitions end the set; ``BOTH``: each side where sides take turns.
        set_of: Which set this is, and of how many.
    """

    exercise: str
    _: KW_ONLY
    hold_s: float | None = None
    reps: int | None = None
    duration_s: float | None = None
    begin_in_s: float | None = None
    kind: str = EXERCISE
    title: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    person: str = ""
    fps: float | None = None
    side: Side = Side.BOTH
    set_of: tuple[int, int] | None = None

    def asked(
        self,
        *,
        count_in_s: float = 0.0,
        rest_s: float = 0.0,
        pictures: bool = False,
        landmarks: bool = False,
        camera: str = "",
    ) -> dict[str, Any]:
        """Return what the worker is asked to begin with.

        Args:
            count_in_s: Seconds that are counted down once the person is in place.
            rest_s: Seconds of rest that are counted down instead, in place or not.
            pictures: Stills of a set may be kept.
            landmarks: The landmarks of a set may be kept.
            camera: The camera, as the browser names it.
        """
        if self.kind == EXERCISE:
            asked: dict[str, Any] = {
                "exercise": self.exercise,
                "hold_s": self.hold_s,
                "count_in_s": count_in_s,
            }
            allowed = {"pictures": pictures, "landmarks": landmarks}
            asked |= {"rest_s": rest_s} if rest_s else {}
            asked |= {"target": RepTarget(self.reps, self.side).as_dict()} if self.reps else {}
            return {"kind": EXERCISE, **asked, **allowed, "person": self.person, "camera": camera}
        return {"kind": self.kind, **self.options}

    @property
    def goal(self) -> RunChoice | None:
        """Return the same set ending with the most that the guide asks for.

        ``None`` where the set has an end of its own, or the guide asks for no number and no time.
        """
        if self.kind != EXERCISE or self.reps is not None or self.duration_s is not None:
            return None
        dose = find(self.exercise).dose
        reps, lasts_s = dose.reps[1] or None, dose.duration_s[1] or None
        return replace(self, reps=reps, duration_s=lasts_s) if reps or lasts_s else None

    def done(self, view: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was done of it as the browser tells it: ``reps`` ``of`` so many, or ``minutes``.

        ``reps`` is ``None`` where only the clock measured; ``sided``: so many on each side.

        Args:
            view: What the latest frame changed.
        """
        minutes = None if self.duration_s is None else round(self.duration_s / 60.0)
        timed = find(self.exercise).measured_by(view.get("method", "")).pace is not None
        counts = view["counts"]
        reps = None if timed else on_each_side(counts)
        return {"reps": reps, "of": self.reps, "sided": takes_turns(counts), "minutes": minutes}

    def reached(self, view: Mapping[str, Any], *, worked_s: float) -> bool:
        """Tell whether a set of it is done.

        Args:
            view: What the latest frame changed.
            worked_s: Seconds since the person was ready, without pauses.
        """
        if view.get("done"):
            return True
        if self.duration_s is not None and worked_s >= self.duration_s:
            return True
        if self.reps is None or self.kind != EXERCISE:
            return False
        exercise = find(self.exercise)
        pace = exercise.measured_by(view.get("method", "")).pace
        if pace is not None:  # nothing is counted there: it lasts as long as so many would
            dose_s = exercise.motion.hold_s if self.hold_s is None else self.hold_s
            return worked_s >= self.reps * pace.round_s(dose_s)
        return RepTarget(self.reps, self.side).reached(view["counts"])

    def _tempo(self, exercise: Exercise) -> list[float] | None:
        """Return the seconds out, there and back at a good pace; ``None`` where the move has none."""
        tempo = getattr(exercise.motion, "tempo", None)
        if tempo is None:
            return None
        hold_s = self.hold_s if self.hold_s is not None else exercise.motion.hold_s
        return [tempo.out_s, tempo.stay_s or hold_s, tempo.back_s]

    def for_browser(self) -> dict[str, Any]:
        """Return what the live picture needs to know of it."""
        if self.kind != EXERCISE:
            return {
                "kind": self.kind, "exercise": self.kind, "title": self.title, "reps": [0, 0],
                "duration_s": [0.0, 0.0], "begin_in_s": self.begin_in_s, "fps": self.fps,
            }  # fmt: skip
        exercise = find(self.exercise)
        reps, lasts_s = list(exercise.dose.reps), list(exercise.dose.duration_s)
        if self.reps is not None or self.duration_s is not None:
            reps, lasts_s = [self.reps or 0] * 2, [self.duration_s or 0.0] * 2
        return {
            "kind": EXERCISE,
            "exercise": exercise.id,
            "title": exercise.title,
            "reps": reps,
            "duration_s": lasts_s,
            "begin_in_s": self.begin_in_s,
            "fps": self.fps,
            "set_of": self.set_of,
            "tempo": self._tempo(exercise),
            "view": exercise.views[0].value,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A live session at one moment.

    Attributes:
        state: Where the page is with its set.
        connected: The browser is there.
        choice: The move of the set under way or finished.
        started_at: When that set began.
        run: Its key, under which it is kept once.
        view: What the last frame changed (`posture.live.message.describe`); empty before the first.
        attempts: The set's attempts so far, as in ``view``, oldest first.
        result: The result of the run, as plain JSON values; ``None`` before its end, or where all was lost.
        session: The same as a session, where it was a set.
        trace: The main signal of that set over time.
        set_id: Its number in the store; ``None`` while it is not kept.
        ending: Why it ended.
        error: Why it could not be kept, in words for people, or "".
        hurts: The person said that something hurts, and the page has not answered it yet.
        replacing: The worker was lost and another one takes over: nothing is looked at meanwhile.
    """

    state: State = State.IDLE
    connected: bool = False
    choice: RunChoice | None = None
    started_at: datetime | None = None
    run: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    attempts: tuple[Mapping[str, Any], ...] = ()
    result: Mapping[str, Any] | None = None
    session: Session | None = None
    trace: Trace | None = None
    set_id: int | None = None
    ending: Ending | None = None
    error: str = ""
    hurts: bool = False
    replacing: bool = False

    @property
    def under_way(self) -> bool:
        """Tell whether a set has begun and not ended."""
        return self.state in (State.RUNNING, State.PAUSED)

    def for_browser(self) -> dict[str, Any]:
        """Return what the browser hears of it when it connects, and when a set ends."""
        counts = self.session.as_dict()["counts"] if self.session else self.view.get("counts")
        return {
            "state": self.state.value,
            "setup": self.choice.for_browser() if self.choice else None,
            "counts": counts,
            "ending": self.ending.value if self.ending else None,
            "saved": self.set_id is not None,
            "error": self.error,
            "hurts": self.hurts,
            "replacing": self.replacing,
            **said_at_end(self.session),
        }


def said_at_end(session: Session | None) -> dict[str, str]:
    """Return ``praise`` and ``advice`` at the end of a set, in English; empty without one."""
    words = closing_of(session) if session else Closing("", "")
    return {"praise": words.praise, "advice": words.advice}


class SharedSnapshot:
    """The latest snapshot of a live session, which pages and the server's loop change from their own threads.

    Attributes:
        now: The snapshot; reading it needs no lock.
        changing: Held while another one is put in its place.
    """

    def __init__(self) -> None:
        self.now = Snapshot()
        self.changing = threading.Lock()

    def put(self, now: Snapshot) -> None:
        """Put another snapshot in place of the latest."""
        with self.changing:
            self.now = now

    def change(self, **new: Any) -> None:
        """Put a snapshot in place of the latest that differs in these fields."""
        with self.changing:
            self.now = replace(self.now, **new)

    def change_run(self, started_at: datetime | None, **new: Any) -> None:
        """Do as `change`, unless another run has begun meanwhile.

        Args:
            started_at: When the run that is meant began.
            new: The fields.
        """
        with self.changing:
            if self.now.started_at == started_at:
                self.now = replace(self.now, **new)
