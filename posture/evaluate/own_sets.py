"""Accuracy on a person's own sets: counted again from their landmarks, beside what the person said.

Only sets that the person looked at say what is right: the count was called right, or was corrected. Of the
others the report says whether today's coach still counts the same, which is no accuracy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from posture.coach.coach import Coach
from posture.coach.session import Session
from posture.errors import PostureError
from posture.evaluate.intervals import UNKNOWN, Interval, bootstrap, wilson
from posture.evaluate.markdown import NONE, table
from posture.evaluate.stated_counts import ListedMovement, StatedMovements
from posture.exercises import EXERCISES, find
from posture.history.kept_set import Agreement, KeptSet
from posture.history.store import Store
from posture.pipeline import Options, analyze
from posture.serialize import to_json
from posture.version import __version__
from posture.vision import landmark_log

SCHEMA = "posture.own-accuracy/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSet:
    """A set that can be counted again.

    Attributes:
        name: Its name in the report.
        exercise: Id of the move.
        path: File of its landmarks (`posture.vision.landmark_log`).
        then: Repetitions that were counted when it was made.
        said: Its movements as the person sees them; ``None`` where they have not looked at it.
    """

    name: str
    exercise: str
    path: Path
    then: int
    said: StatedMovements | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A set that was counted again.

    Attributes:
        name: Its name in the report.
        exercise: Id of the move.
        then: Repetitions that were counted when it was made.
        said: Repetitions that the person counted; ``None`` where they have not looked at it.
        now: Repetitions that today's coach counts; ``None`` where the set could not be read.
        why: Why it could not be read.
        then_agreed, now_agreed: Both counts beside what the person said, movement by movement; ``None``
            where either is not known.
    """

    name: str
    exercise: str
    then: int
    said: int | None
    now: int | None
    why: str = ""
    then_agreed: Agreement | None = None
    now_agreed: Agreement | None = None

    @property
    def agreed(self) -> tuple[Agreement, Agreement] | None:
        """Agreement of then and of today; ``None`` where one of them is not known."""
        if self.then_agreed is None or self.now_agreed is None:
            return None
        return self.then_agreed, self.now_agreed


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """Figures of how often counts agree with the person, over the sets that they looked at.

    Attributes:
        sets: Number of those sets.
        exact, within_one: Sets in which every movement was judged right, and all but at most one.
        exact_interval: 95 % interval of the share of exact sets.
        mean_abs_error: Mean number of movements missed or invented; NaN without a set.
        error_interval: Its 95 % interval.
        repetitions: Repetitions that the person counted.
    """

    sets: int
    exact: int
    within_one: int
    exact_interval: Interval = UNKNOWN
    mean_abs_error: float = math.nan
    error_interval: Interval = UNKNOWN
    repetitions: int = 0

    @classmethod
    def of(cls, agreements: Iterable[Agreement]) -> AgreementFigures:
        """Add some agreements up."""
        listed = list(agreements)
        errors = [one.errors for one in listed]
        exact = errors.count(0)
        return cls(
            sets=len(errors),
            exact=exact,
            within_one=sum(error <= 1 for error in errors),
            exact_interval=wilson(exact, len(errors)),
            mean_abs_error=mean(errors) if errors else math.nan,
            error_interval=bootstrap(errors),
            repetitions=sum(one.of for one in listed),
        )


@dataclass(frozen=True, slots=True)
class OwnAccuracy:
    """All figures of a report on a person's own sets.

    Attributes:
        recounts: Every set that has landmarks.
        without: Number of sets without landmarks, which cannot be counted again.
    """

    recounts: tuple[Recount, ...]
    without: int = 0

    def now(self, exercise: str | None = None) -> AgreementFigures:
        """Return how right today's coach is, in all moves or in one."""
        return AgreementFigures.of(now for _, now in self._agreed(exercise))

    def then(self, exercise: str | None = None) -> AgreementFigures:
        """Return how right the counts of then were, over the same sets."""
        return AgreementFigures.of(then for then, _ in self._agreed(exercise))

    def _agreed(self, exercise: str | None) -> Iterator[tuple[Agreement, Agreement]]:
        for one in self.recounts:
            if one.agreed is not None and exercise in (None, one.exercise):
                yield one.agreed

    @property
    def exercises(self) -> list[str]:
        """The moves of the sets that were looked at, in the order of the guide."""
        there = {one.exercise for one in self.recounts if one.agreed is not None}
        return [exercise for exercise in EXERCISES if exercise in there]

    @property
    def unseen(self) -> list[Recount]:
        """The sets that nobody has looked at."""
        return [one for one in self.recounts if one.said is None and one.now is not None]

    @property
    def unreadable(self) -> list[Recount]:
        """The sets that could not be counted again."""
        return [one for one in self.recounts if one.now is None]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain JSON values, NaN as ``None``."""
        moves = {name: {"now": self.now(name), "then": self.then(name)} for name in self.exercises}
        figures = {"all": {"now": self.now(), "then": self.then()}, **moves}
        return {
            "schema": SCHEMA,
            "version": __version__,
            "looked_at": to_json(figures, digits=4),
            "not_looked_at": {
                "sets": len(self.unseen),
                "as_before": sum(one.now == one.then for one in self.unseen),
            },
            "without_landmarks": self.without,
            "sets": to_json(self.recounts),
        }


def own_sets(store: Store, *, person: str | None = None) -> tuple[list[OwnSet], int]:
    """Return the kept sets that have landmarks, newest first, and how many have none.

    Args:
        store: The history.
        person: Only sets of this profile; "" for those without one.
    """
    found, without = [], 0
    for kept in store.sets(person=person):
        path = store.landmarks.of(kept.id)
        if path is None:
            without += 1
        else:
            said = said_of(store.get(kept.id)) if kept.agreement is not None else None
            name, then = f"set {kept.id}", kept.counts.reps
            found.append(OwnSet(name=name, exercise=kept.exercise, path=path, then=then, said=said))
    return found, without


def said_of(kept: KeptSet) -> StatedMovements:
    """Return the movements of a whole set as its person sees them."""
    attempts = kept.session.attempts if kept.session else ()
    return StatedMovements.of(
        (ListedMovement(attempt.number, attempt.peak_s, attempt.counted) for attempt in attempts),
        ((correction.attempt, correction.verdict) for correction in kept.corrections),
    )


def recounted(sets: Iterable[OwnSet], *, progress: Callable[[int], None] | None = None) -> Iterator[Recount]:
    """Count sets again, one after the other.

    Args:
        sets: Sets with their landmarks.
        progress: Called after each set with the number of those done.

    Yields:
        Each set with today's count, or with why it could not be counted.
    """
    for number, one in enumerate(sets, start=1):
        yield _recount(one)
        if progress:
            progress(number)


def _recount(one: OwnSet) -> Recount:
    stated = None if one.said is None else one.said.then
    done = Recount(
        name=one.name,
        exercise=one.exercise,
        then=one.then,
        said=None if stated is None else stated.of,
        now=None,
    )
    try:
        session = count_again(one.path, one.exercise)
    except PostureError as error:
        return replace(done, why=str(error))
    now = None if one.said is None else one.said.beside(session.attempts)
    return replace(done, now=session.counts.reps, then_agreed=stated, now_agreed=now)


def count_again(path: Path, exercise: str) -> Session:
    """Judge the landmarks of a set by today's coach, on the terms of then.

    A live set is followed pose by pose, as then; a video is judged as a file.

    Args:
        path: File of the landmarks.
        exercise: Id of the move.

    Raises:
        RecordingUnreadable: The file is damaged or something else.
        UnknownExercise: The move no longer exists.
        PostureError: The person was measured by what they had shown in an earlier set.
    """
    kept, move = landmark_log.read(path), find(exercise)
    terms = kept.terms
    if not terms.live:
        return analyze(path, move, options=Options(hold_s=terms.hold_s))
    if terms.shown_before:
        raise PostureError(_SHOWN_BEFORE)
    coach = Coach(move, hold_s=terms.hold_s, calibrate=True, count_in_s=terms.count_in_s, rest=terms.rest)
    for t_s, pose in kept.recording:
        coach.update(pose, t_s)
    return coach.finish()


_SHOWN_BEFORE = (
    "was measured by what you had shown of the move in an earlier set, which is not kept; nothing is wrong "
    "with the set, it is only left out here"
)


def markdown(own: OwnAccuracy) -> str:
    """Return the report: today's coach beside the counts of then, and every set that either got wrong."""
    parts = [_head(own), _table(own) if own.exercises else _NOT_YET, *_others(own)]
    wrong = [
        f"- {one.name}, {one.exercise}: then {one.then_agreed}; today {one.now_agreed}"
        for one in own.recounts
        if one.agreed is not None and not all(agreed.exact for agreed in one.agreed)
    ]
    broken = [f"- {one.name}, {one.exercise}: {one.why}" for one in own.unreadable]
    parts += ["\n".join(lines) for lines in (wrong, broken) if lines]
    return "\n\n".join(parts) + "\n"


_NOT_YET = (
    "None of them was looked at: say on the Review page whether a count was right, or correct it. Until then "
    "nobody knows what is right."
)


def _head(own: OwnAccuracy) -> str:
    seen = own.now()
    return (
        f"Posture {__version__} on your own sets: {len(own.recounts)} with landmarks, of which you looked at "
        f"{seen.sets} ({seen.repetitions} repetitions as you counted)."
    )


def _others(own: OwnAccuracy) -> list[str]:
    """Return the paragraphs on sets that say nothing about right and wrong."""
    same = sum(one.now == one.then for one in own.unseen)
    unseen = (
        f"Not looked at: {len(own.unseen)}. Today's coach counts {same} of them as before, which says "
        "nothing about right or wrong."
    )
    without = f"Without landmarks, and so not counted again: {own.without}."
    return [*([unseen] if own.unseen else []), *([without] if own.without else [])]


def _table(own: OwnAccuracy) -> str:
    titles = (
        "move",
        "sets",
        "exact then",
        "exact today",
        "95 %",
        "±1 today",
        "MAE then",
        "MAE today",
        "95 %",
    )
    rows = []
    for exercise in (None, *own.exercises):
        then, now = own.then(exercise), own.now(exercise)
        rows.append(
            (
                exercise or "all",
                str(now.sets),
                str(then.exact),
                str(now.exact),
                _span(now.exact_interval, percent=True),
                str(now.within_one),
                f"{then.mean_abs_error:.2f}",
                f"{now.mean_abs_error:.2f}",
                _span(now.error_interval),
            )
        )
    return table(titles, rows)


def _span(interval: Interval, *, percent: bool = False) -> str:
    low, high = interval
    if math.isnan(low):
        return NONE
    return f"{100 * low:.0f} to {100 * high:.0f} %" if percent else f"{low:.2f} to {high:.2f}"
