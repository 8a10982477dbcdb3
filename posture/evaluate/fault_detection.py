"""Faults that a label names against those that the session found: right, missed, invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posture.body.features import Feature
from posture.body.view import View
from posture.coach.exercise import Exercise, Rule
from posture.coach.session import Reason, Session
from posture.evaluate.intervals import Interval, wilson
from posture.evaluate.labels import Label


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults of one clip, by name of the rule or reason.

    Attributes:
        right: Labelled and found.
        missed: Labelled and not found, although a rule looks for them in this view.
        invented: Found and not labelled.
        unjudged: Labelled, but no rule looks for them in this view.
    """

    right: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()
    invented: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()


def found_in(session: Session) -> frozenset[str]:
    """Return everything that a session says was wrong: broken rules, and reasons of attempts."""
    reasons = {attempt.reason.value for attempt in session.attempts if attempt.reason is not None}
    return frozenset(reasons | {finding.rule for finding in session.findings})


def compare(label: Label, exercise: Exercise, session: Session, *, refused: bool = False) -> Faults | None:
    """Compare the labelled faults of a clip with those that were found.

    Another movement is no fault by itself, unless it is labelled as one. Where a move has a hold and the
    label names no dose, a short hold is neither right nor wrong. Where the set-up was rightly refused, no
    fault of movement could be judged.

    Args:
        label: The clip's label.
        exercise: The move that it was judged in.
        session: Its session.
        refused: The session refused the set-up, and that is right.

    Returns:
        The faults, or ``None`` where the label names none, not even that there are none.
    """
    if label.faults is None or label.negative:
        return None
    found, labelled = set(found_in(session)), set(label.faults)
    if refused:
        found |= {Reason.WRONG_POSTURE.value} & labelled
    if Reason.WRONG_POSTURE.value not in labelled:
        found.discard(Reason.WRONG_POSTURE.value)  # another movement was made: which one, the rules say
    if exercise.motion.hold_s and label.hold_s is None:
        found.discard(Reason.SHORT_HOLD.value)
        labelled.discard(Reason.SHORT_HOLD.value)
    unseen = {name for name in labelled - found if refused or not _looked_for(name, exercise, session.view)}
    return Faults(
        right=frozenset(labelled & found),
        missed=frozenset(labelled - found - unseen),
        invented=frozenset(found - labelled),
        unjudged=frozenset(unseen),
    )


def in_faultless(label: Label, exercise: Exercise, session: Session) -> list[frozenset[str]]:
    """Return what was found in each repetition that counted, of a clip that is labelled as faultless.

    Args:
        label: The clip's label; of any other clip nothing is returned.
        exercise: The move that it was judged in.
        session: Its session.
    """
    if label.negative or label.faults is None or label.faults:
        return []
    free = {Reason.SHORT_HOLD.value} if exercise.motion.hold_s and label.hold_s is None else set()
    return [frozenset(set(attempt.faults) - free) for attempt in session.attempts if attempt.counted]


def _looked_for(name: str, exercise: Exercise, view: str | None) -> bool:
    """Return whether a fault could be found: a reminder, or a rule for another view, finds none."""
    if name in {reason.value for reason in Reason}:
        return True
    rule = next((rule for rule in exercise.all_rules if rule.name == name), None)
    return rule is not None and not rule.reminder and (view is None or View(view) in _views(rule))


def _views(rule: Rule) -> frozenset[View]:
    if rule.views:
        return rule.views
    return rule.feature.views if isinstance(rule.feature, Feature) else frozenset(View)


@dataclass(frozen=True, slots=True)
class Detection:
    """Figures of one fault over many clips: in how many it was right, missed, invented or unjudged."""

    right: int
    missed: int
    invented: int
    unjudged: int

    @property
    def precision(self) -> float | None:
        """Share of those found that are right."""
        found = self.right + self.invented
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of those labelled, and looked for, that were found."""
        labelled = self.right + self.missed
        return self.right / labelled if labelled else None

    @property
    def precision_95(self) -> Interval:
        """95 % interval of the precision."""
        return wilson(self.right, self.right + self.invented)

    @property
    def recall_95(self) -> Interval:
        """95 % interval of the recall."""
        return wilson(self.right, self.right + self.missed)


def detections(many: Iterable[Faults]) -> dict[str, Detection]:
    """Count in how many clips each fault was right, missed, invented or unjudged, by its name."""
    listed = list(many)
    names = sorted(
        {n for f in listed for group in (f.right, f.missed, f.invented, f.unjudged) for n in group}
    )
    return {
        name: Detection(
            right=sum(name in faults.right for faults in listed),
            missed=sum(name in faults.missed for faults in listed),
            invented=sum(name in faults.invented for faults in listed),
            unjudged=sum(name in faults.unjudged for faults in listed),
        )
        for name in names
    }


def together(each: Iterable[Detection]) -> Detection:
    """Add the figures of all faults up."""
    listed = list(each)
    return Detection(
        right=sum(d.right for d in listed),
        missed=sum(d.missed for d in listed),
        invented=sum(d.invented for d in listed),
        unjudged=sum(d.unjudged for d in listed),
    )
