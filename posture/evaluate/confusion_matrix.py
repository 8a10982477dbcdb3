"""The confusion matrix: every clip run in every move that it does not show, where nothing may count.

Moves that are one movement for a camera are kin: nothing in the joints tells them apart for sure, only
the bar or the wall that the network does not see. Kin are run and listed by name, and their repetitions
do not count as invented.
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
"""Pairs of kin, as the moves themselves name them."""


def are_kin(one: str, other: str) -> bool:
    """Return whether two moves are one movement for a camera.

    Args:
        one: Id of a move.
        other: Id of another.
    """
    return frozenset({one, other}) in KIN


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMoveCount:
    """The count of one clip in one move that it does not show.

    Attributes:
        clip: Name of the clip.
        of: Ids of the moves that the clip shows; empty where it shows none.
        exercise: The move that it was run in.
        rendered: The clip is rendered.
        kin: The two are one movement for a camera, or the clip's label says so.
        reps: Repetitions that were counted.
        hold_s: Seconds that were credited, where the move has a hold.
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
    """Return what was counted of one clip in moves that it does not show.

    Args:
        label: The clip's label.
        of: The moves that the clip shows, by all labels that it has.
        sessions: Its sessions; those in its own moves are left out.
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
    """Figures of many pairs of a clip and a move that it does not show.

    Attributes:
        pairs: Number of pairs without kin; ``quiet`` of them counted nothing.
        reps: Repetitions that were invented.
        kin: Number of pairs of kin; ``kin_reps`` repetitions were counted there.
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
    """Add some pairs up."""
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
    """Return the pairs of moves in which something counted.

    Args:
        some: Counts of all clips.
        kin: Return the pairs of kin; otherwise the others.

    Returns:
        For each pair: the move shown, the move counted, clips in which something counted, all clips, and
        the repetitions.
    """
    mine = [pair for pair in some if pair.kin is kin]
    found = []
    for of, exercise in sorted({(pair.of, pair.exercise) for pair in mine if pair.reps}):
        same = [pair for pair in mine if (pair.of, pair.exercise) == (of, exercise)]
        clips = sum(bool(pair.reps) for pair in same)
        found.append((" or ".join(of) or ANY, exercise, clips, len(same), sum(pair.reps for pair in same)))
    return found
