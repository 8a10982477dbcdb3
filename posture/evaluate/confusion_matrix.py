"""The confusion matrix: every clip run in every move that it is not of, where nothing may count.

Moves that are one movement for a camera are kin: no sign in the joints tells them apart for sure, only
the bar or the wall that the network does not see. Kin are run and listed by name, and do not count as
invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from posture.coach.session import Session
from posture.evaluate.intervals import Interval, wilson
from posture.evaluate.labels import ANY, Label
from posture.exercises import EXERCISES

KIN: tuple[frozenset[str], ...] = tuple(
    dict.fromkeys(frozenset({id_, kin.id}) for id_, move in EXERCISES.items() for kin in move.kin)
)
"""The pairs that the moves themselves name."""


def are_kin(one: str, other: str) -> bool:
    """Whether two moves are one movement for a camera."""
    return frozenset({one, other}) in KIN


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMoveCount:
    """One clip in one move that it is not of.

    Attributes:
        of: Ids of the moves that the clip is of, empty where it is of none.
        exercise: The move that it was run in.
        kin: The two are one movement for a camera, or the clip's label says so.
        reps: Repetitions that were counted; ``hold_s`` seconds credited, where the move has a hold.
    """

    clip: str
    of: tuple[str, ...]
    exercise: str
    rendered: bool
    kin: bool
    reps: int
    hold_s: float

    @property
    def invented(self) -> int:
        """Repetitions that are not there."""
        return 0 if self.kin else self.reps


def elsewhere(label: Label, of: Iterable[str], sessions: Iterable[Session]) -> list[OtherMoveCount]:
    """What the sessions of one clip in other moves made of it.

    Args:
        label: The clip's own.
        of: The moves that the clip is of, by all labels that it has.
        sessions: Those in other moves; others are left out.
    """
    own = tuple(sorted(set(of) - {ANY}))
    return [
        OtherMoveCount(
            clip=label.clip,
            of=own,
            exercise=session.exercise,
            rendered=label.rendered,
            kin=session.exercise in label.kin or any(are_kin(one, session.exercise) for one in own),
            reps=session.counts.reps,
            hold_s=session.counts.hold_s or 0.0,
        )
        for session in sessions
        if session.exercise not in own
    ]


@dataclass(frozen=True, slots=True)
class MatrixFigures:
    """Many pairs of a clip and a move together, kin left out.

    Attributes:
        pairs: How many; ``quiet`` of them counted nothing.
        reps: Repetitions that were invented.
        kin: Pairs of kin; ``kin_reps`` repetitions were counted there.
    """

    pairs: int
    quiet: int
    reps: int
    kin: int
    kin_reps: int

    @property
    def quiet_95(self) -> Interval:
        """95 % interval of the share of pairs that count nothing."""
        return wilson(self.quiet, self.pairs)


def together(some: Iterable[OtherMoveCount]) -> MatrixFigures:
    """The figures of some pairs."""
    listed = list(some)
    strange = [pair for pair in listed if not pair.kin]
    return MatrixFigures(
        pairs=len(strange),
        quiet=sum(not pair.reps for pair in strange),
        reps=sum(pair.invented for pair in strange),
        kin=len(listed) - len(strange),
        kin_reps=sum(pair.reps for pair in listed if pair.kin),
    )


def rows(some: Sequence[OtherMoveCount], *, kin: bool) -> list[tuple[str, str, int, int, int]]:
    """Pairs of moves in which something counted: what it was, what it was taken for, clips, of all, reps."""
    mine = [pair for pair in some if pair.kin is kin]
    found = []
    for of, exercise in sorted({(pair.of, pair.exercise) for pair in mine if pair.reps}):
        same = [pair for pair in mine if (pair.of, pair.exercise) == (of, exercise)]
        clips = sum(bool(pair.reps) for pair in same)
        found.append((" or ".join(of) or ANY, exercise, clips, len(same), sum(pair.reps for pair in same)))
    return found
