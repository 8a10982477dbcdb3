"""Faults of form: limits that are broken for long enough, or over a whole attempt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from posture.body.features import Feature
from posture.body.view import View
from posture.body.visibility import BLINK_S
from posture.coach import wording
from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.counting.movement import HOLD_TIME, AttemptMeasure, Movement
from posture.coach.exercise import Judge, Phase, Rule
from posture.coach.session import Finding, Reason, Unmeasured

REARM_S = 1.0
"""Seconds for which a rule must be obeyed outside an attempt before it may fire again."""


class MeasuredPose(NamedTuple):
    """One pose, measured, for the rules to look at.

    Attributes:
        t_s: Seconds of the source.
        phase: Phase of the movement.
        view: From where the person is seen.
        values: Every measurement by feature; NaN where it was not seen.
        attempt: Number of the attempt that is under way or just ended, ``None`` at rest.
    """

    t_s: float
    phase: Phase
    view: View | None
    values: Mapping[Feature, float]
    attempt: int | None


def with_dose(rules: tuple[Rule, ...], hold_s: float) -> tuple[Rule, ...]:
    """Return the rules for holds of another dose: the rule on short holds asks for that much.

    Args:
        rules: The rules as the exercise declares them.
        hold_s: The dose in seconds.
    """
    low = ENOUGH * hold_s
    return tuple(replace(rule, low=low) if rule.feature is HOLD_TIME else rule for rule in rules)


class _RuleState:
    """The state of one rule."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.measured = isinstance(rule.feature, AttemptMeasure)
        self._of_pose = rule.feature if isinstance(rule.feature, Feature) else None
        self._views = rule.views or getattr(rule.feature, "views", frozenset())
        self._while = rule.judge is Judge.WHILE
        self._since_s = self._obeyed_s = self._seen_s = math.nan
        self._fired = False
        self._low, self._high = math.inf, -math.inf
        self._in_a_row = 0
        self.reminds = False
        """Whether a reminder seemed broken at least once."""

    def update(self, moment: MeasuredPose) -> float | None:
        """Follow the value, and return it when the fault becomes due."""
        if moment.phase not in self.rule.phases:
            self._since_s = math.nan
            return None
        if self._of_pose is None or moment.view not in self._views:
            return None
        value = moment.values[self._of_pose]
        if math.isnan(value):
            return None
        if moment.t_s - self._seen_s > BLINK_S:
            self._since_s = math.nan  # nothing was seen in between
        self.measured, self._seen_s = True, moment.t_s
        if self._while:
            return self._due(moment, value)
        self._low, self._high = min(self._low, value), max(self._high, value)
        return None

    def _due(self, moment: MeasuredPose, value: float) -> float | None:
        if not _breaks(self.rule, value):
            self._since_s = math.nan
            self._obeyed_s = moment.t_s if math.isnan(self._obeyed_s) else self._obeyed_s
            if moment.attempt is None and moment.t_s - self._obeyed_s >= REARM_S:
                self._fired = False
            return None
        self._obeyed_s = math.nan
        self._since_s = moment.t_s if math.isnan(self._since_s) else self._since_s
        if self._fired or moment.t_s - self._since_s < self.rule.persist_s:
            return None
        self._fired = True
        return value

    def finish(self, movement: Movement) -> float | None:
        """End the attempt, and return the value that broke the limit over it, if one did."""
        value = self._over_attempt(movement)
        self.restart()
        if math.isnan(value) or self._while:
            return None
        self._in_a_row = self._in_a_row + 1 if _breaks(self.rule, value) else 0
        return value if self._in_a_row >= self.rule.in_a_row else None

    def restart(self) -> None:
        """Forget the values of the attempt under way."""
        self._fired, self._since_s = False, math.nan
        self._low, self._high = math.inf, -math.inf

    def rewind(self) -> None:
        """Forget the times, too: they go back."""
        self.restart()
        self._seen_s = self._obeyed_s = math.nan

    def _over_attempt(self, movement: Movement) -> float:
        feature = self.rule.feature
        if isinstance(feature, AttemptMeasure):
            judged_reasons = (None, Reason.SHORT_HOLD) if feature is HOLD_TIME else (None,)
            return feature.measure(movement) if movement.reason in judged_reasons else math.nan
        if self._high < self._low:
            return math.nan
        by_judge = {Judge.MAX: self._high, Judge.MIN: self._low, Judge.SPREAD: self._high - self._low}
        return by_judge.get(self.rule.judge, math.nan)


def _breaks(rule: Rule, value: float) -> bool:
    return value < rule.low or value > rule.high


class FormChecker:
    """Runs the rules of one measurement method at a time; each fires at most once an attempt.

    Args:
        *methods: The rules of each method; those of the first are run to begin with.
    """

    def __init__(self, *methods: tuple[Rule, ...]) -> None:
        self._states = {rule: _RuleState(rule) for rules in methods for rule in rules}
        self.follow(methods[0])

    def follow(self, rules: tuple[Rule, ...]) -> None:
        """Run these rules from now on."""
        self._followed = [self._states[rule] for rule in rules]
        self._of_poses = [state for state in self._followed if isinstance(state.rule.feature, Feature)]

    def update(self, moment: MeasuredPose) -> tuple[Finding, ...]:
        """Return the faults that became due with this pose."""
        due = [(state, value) for state in self._of_poses if (value := state.update(moment)) is not None]
        return _findings(moment, due) if due else ()

    def finish(self, moment: MeasuredPose, movement: Movement) -> tuple[Finding, ...]:
        """Return the faults of an attempt as a whole, which ended with this pose.

        Args:
            moment: The pose, measured, with the number of the attempt.
            movement: The movement that ended.
        """
        return _findings(moment, ((state, state.finish(movement)) for state in self._followed))

    def forget(self) -> None:
        """Forget the attempt under way: it was none."""
        for state in self._followed:
            state.restart()

    def rewind(self) -> None:
        """Let times go back, to judge the same poses again."""
        for state in self._states.values():
            state.rewind()

    def unmeasured(self, view: View | None) -> tuple[Unmeasured, ...]:
        """Return the rules that never had a value in any method, and why, with the reminders that are due."""
        measured = {rule.name for rule, state in self._states.items() if state.measured}
        left = {rule.name: rule for rule in reversed(self._states) if rule.name not in measured}
        due = {rule.name: rule for rule, state in self._states.items() if state.reminds}
        return (
            *(Unmeasured(rule.title, _why(rule, view)) for rule in reversed(left.values())),
            *(Unmeasured(rule.title, wording.remember(rule.cue)) for rule in due.values()),
        )


def _findings(moment: MeasuredPose, due: Iterable[tuple[_RuleState, float | None]]) -> tuple[Finding, ...]:
    """Return what became due; a reminder is noted and makes no finding."""
    found: list[Finding] = []
    for state, value in due:
        if value is None:
            continue
        if state.rule.reminder:
            state.reminds = True
        else:
            found.append(_finding(state.rule, moment, value))
    return tuple(found)


def _why(rule: Rule, view: View | None) -> str:
    assert isinstance(rule.feature, Feature)
    views = rule.views or rule.feature.views
    if view not in views:
        return wording.other_view(views)
    if rule.feature.outline:
        return wording.OUTLINE_UNSEEN
    if rule.feature.standing:
        return wording.NOT_STANDING
    return wording.joints_unseen(rule.feature.joints)


def _finding(rule: Rule, moment: MeasuredPose, value: float) -> Finding:
    limit = rule.low if value < rule.low else rule.high
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        t_s=moment.t_s,
        attempt=moment.attempt,
        value=value,
        limit=limit,
        unit=rule.feature.unit,
        cue=rule.cue,
    )
