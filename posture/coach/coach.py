"""The fold: poses in, updates out, one session at the end. No clock, no I/O."""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side, on
from posture.body.seen import Gate
from posture.body.smoothing import PoseSmoother
from posture.body.view import ViewTracker
from posture.coach.counting.excursion import Excursion
from posture.coach.counting.holds import MAX_STEP_S
from posture.coach.counting.movement import EARLIER
from posture.coach.counting.pacer import Pacer
from posture.coach.cues.budget import CueBudget
from posture.coach.cues.script import Event, Outcome, Script
from posture.coach.exercise import Exercise, Phase, Sides
from posture.coach.judging.form import FormChecker, Moment, with_dose
from posture.coach.judging.ledger import Ledger
from posture.coach.session import Finding, Session
from posture.coach.setup.countin import CountIn
from posture.coach.setup.problems import ProblemLog
from posture.coach.setup.readiness import CALIBRATE, Obstacle, obstacle, posture_obstacle
from posture.coach.setup.rest import Rest
from posture.coach.setup.ways import Sight, Ways
from posture.coach.trace import Trace, Tracer
from posture.coach.tracks import Track, leading, levels_at, mistaken_tracks, reach_of, tracks_of
from posture.coach.twin import twin_of
from posture.coach.update import Update

__all__ = ["Coach", "Update"]

AWAY_S = 3.0
"""Nothing measured for longer, and the person rests anew before anything counts."""
LEFT_S = 0.5
"""A posture that the movement needs, given up for longer, is taken up anew before anything counts."""
NEUTRAL_MEMORY_S = 10.0
"""People drift: neutral values follow, slowly, while the movement rests."""


class Coach:
    """Follows one person through one exercise; the one mutable thing.

    Args:
        exercise: The move.
        hold_s: Another dose for holds than the guide's, in seconds.
        calibrate: Whether the person can be asked to show the movement, where it is learned from them:
            live they can, in a file they cannot.
        count_in_s: Seconds that are counted down once everything is right, before anything counts.
        counted_before: Repetitions of an earlier part of the set: what is said goes on from there.
        rest: How the person rests, where that is known: the set begins with the first pose in place.
    """

    def __init__(  # noqa: PLR0913  # what may be known of a set beforehand, each by its name
        self,
        exercise: Exercise,
        *,
        hold_s: float | None = None,
        calibrate: bool = False,
        count_in_s: float = 0.0,
        counted_before: int = 0,
        rest: Rest | None = None,
    ) -> None:
        self._counted_before = counted_before
        self._hold_s = exercise.motion.hold_s if hold_s is None else hold_s
        self._exercise = exercise
        self._gate, self._smoother, self._view = Gate(), PoseSmoother(), ViewTracker()
        self._ways, self._problems = Ways(exercise, calibrate=calibrate), ProblemLog()
        self._ways.know(rest)
        self._count_in = CountIn(count_in_s)
        self._baseline = Baseline()
        self._tracks: list[Track] = []
        self._mistaken: list[Track] = []
        self._checker = FormChecker(*(with_dose(way.rules, self._hold_s) for way in exercise.ways))
        self._ledger, self._tracer = Ledger(exercise), Tracer()
        self._pacer: Pacer | None = None
        self._script = Script(CueBudget(), hold_s=self._hold_s)
        self._t_s, self._step_s, self._measured_at_s = math.nan, 0.0, math.nan
        self._kept_at_s = math.nan
        self._faulty: tuple[Landmark, ...] = ()
        self._outcomes: tuple[Outcome, ...] = ()
        """What ended and was not told yet: each has an update, also where two ended at one pose."""

    def update(self, pose: Pose | None, t_s: float) -> Update:
        """Take the next pose, or ``None`` where nobody was found. Times rise."""
        self._step_s = min(t_s - self._t_s, MAX_STEP_S) if t_s > self._t_s else 0.0
        self._t_s = t_s
        if self._tracks and t_s - self._measured_at_s > AWAY_S:
            self._begin_anew()
        seen = None if pose is None else self._smoother.update(self._gate.update(pose, self._view.view))
        if seen is not None:
            self._view.update(seen)
        near = self._view.near
        measured = None
        if not self._tracks:
            hindrance = self._get_ready(Sight(seen, pose, self._view.view, near))
        else:
            hindrance = obstacle(self._exercise, seen, pose, view=self._view.view, near=near)
            measured = None if hindrance is not None and hindrance.blocks else seen
            self._measured_at_s = self._measured_at_s if measured is None else t_s
            if measured is not None and hindrance is None:
                hindrance = self._posture(measured)
        self._ledger.clock(self._step_s, seen=seen is not None, measured=measured is not None)
        self._problems.update(t_s, hindrance)
        now = self._problems.current
        turned = now is not None and now.code == "view"
        if self._tracks and (turned or self._left_posture(measured)):
            self._begin_anew()  # whoever turns away or bends down does not make the movement
        if not self._tracks:
            return self._waiting(seen)
        return self._follow(seen, measured)

    def know(self, rest: Rest | None) -> None:
        """Let a set that is not under way begin by this rest, and without waiting for it."""
        self._ways.know(rest)

    @property
    def learned(self) -> Exercise:
        """The move as this person is measured in it, with what was learned from them."""
        return self._ways.learned

    @property
    def taught(self) -> bool:
        """Whether the person showed the movement, so that something was learned from them."""
        return self._ways.taught

    def adopt(self, exercise: Exercise) -> None:
        """Measure by this from now on: what the person has shown before, or the plain move for another.

        A set under way goes on once they have rested anew.
        """
        self._begin_anew()
        self._ways.adopt(exercise)

    @property
    def trace(self) -> Trace:
        """The main signal so far; it stands beside the session."""
        return self._tracer.trace()

    def finish(self) -> Session:
        """End the set; a movement under way is ended with it."""
        for track in self._tracks:
            self._keep(track.finish(), track)
        self._forget()
        return self.so_far()

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold_s > 0.0 and any(track.counter.hold_s > 0.0 for track in self._tracks)

    def if_ended(self) -> Session:
        """The set as `finish` would give it now, with the movement under way. Ends nothing."""
        twin = copy(self)
        twin._tracks, twin._checker, twin._ledger = twin_of((self._tracks, self._checker, self._ledger))
        return twin.finish()

    def so_far(self) -> Session:
        """The set as it stands, without the movement under way. Ends nothing."""
        unmeasured = self._checker.unmeasured(self._ledger.view)
        return self._ledger.session(self._t_s, self._problems.so_far(), unmeasured)

    def _keep(self, ended: Excursion | None, track: Track) -> None:
        """List a movement that ended without a pose."""
        if ended:
            self._end(ended, track, self._moment(track, self._measure(None, track.side)))

    def _begin_anew(self) -> None:
        """Somebody was away or turned: whoever it is now rests first, for a baseline of their own."""
        for track in self._tracks:
            self._keep(track.lose(), track)
        self._forget()
        self._tracks, self._mistaken = [], []
        self._ways.restart()
        self._view.release()

    def _get_ready(self, sight: Sight) -> Obstacle | None:
        chosen = self._ways.update(sight)
        hindrance = self._ways.hindrance
        asked = hindrance is not None and hindrance.code == CALIBRATE  # paced enough by itself
        may_begin = self._count_in.update(self._t_s, placed=chosen is not None or asked, hindrance=hindrance)
        if chosen is not None and sight.pose is not None and may_begin:
            self._exercise, self._baseline = chosen.way, chosen.baseline
            near, rest = sight.near, chosen.rest
            levels = rest.levels if rest else levels_at(chosen.way, sight.pose, chosen.baseline, near=near)
            self._tracks = tracks_of(self._exercise, levels, hold_s=self._hold_s)
            self._mistaken = mistaken_tracks(self._exercise, near=near)
            self._view.hold()
            self._measured_at_s = self._kept_at_s = sight.pose.t_s
            self._checker.follow(with_dose(self._exercise.rules, self._hold_s))
            self._ledger.begin(sight.pose.t_s, sight.view, self._exercise)
            signal, pace = self._exercise.motion.signal, self._exercise.pace
            self._tracer.measure(signal.name, signal.unit)
            self._pacer = Pacer(pace, hold_s=self._hold_s) if pace else None
        counting = self._count_in.left_s > 0.0 and not asked
        return None if counting else hindrance

    def _posture(self, pose: Pose) -> Obstacle | None:
        """A start posture that is not kept between repetitions."""
        track = leading(self._tracks)
        if track.counter.active:
            return None
        return posture_obstacle(self._exercise, pose, track.side, self._baseline)

    def _left_posture(self, measured: Pose | None) -> bool:
        """Whether a posture that has to be kept was given up for more than a moment."""
        if measured is None:
            return False
        side = leading(self._tracks).side
        kept = [band for band in self._exercise.start if band.kept]
        if not any(band.broken(band.feature.compute(measured, side, self._baseline)) for band in kept):
            self._kept_at_s = self._t_s
        return self._t_s - self._kept_at_s > LEFT_S

    def _follow(self, seen: Pose | None, measured: Pose | None) -> Update:
        shown, before = leading(self._tracks), len(self._outcomes)
        findings: tuple[Finding, ...] = ()
        values = self._measure(measured, shown.side)
        moment = self._moment(shown, values)
        if measured is not None:
            findings = self._checker.update(moment)
            self._ledger.note(findings)
            self._drift(measured)
        self._advance(measured, moment)
        if moment.attempt is not None and len(self._outcomes) == before and not self._active:
            findings = ()
            self._forget()
        outcome = self._next_outcome()
        findings += outcome.findings if outcome else ()
        self._mark(findings, outcome, shown.side)
        self._follow_near_side()
        if self._pacer and measured is not None:
            self._pacer.advance(self._step_s)
        event = Event(findings, outcome, self._pacer.prompt if self._pacer else "")
        target = () if measured is None else shown.target(measured, self._baseline)
        return replace(self._update(seen, shown, values, event), target=target)

    def _advance(self, measured: Pose | None, moment: Moment) -> None:
        """Let every track take the moment, and list what ended with it."""
        for track in self._tracks:
            ended = track.update(measured, self._t_s, self._baseline)
            if not math.isnan(track.counter.back_s):
                self._ledger.amend(track.number, track.counter.back_s)
            if ended:
                self._end(ended, track, moment)
        for track in self._mistaken:
            instead = track.update(measured, self._t_s, self._baseline)
            if instead and self._made_instead(instead):
                self._end(instead.elsewhere(track.instead), track, moment)

    @property
    def _active(self) -> bool:
        """Whether a movement is under way, the right one or a mistaken one."""
        return any(track.counter.active for track in (*self._tracks, *self._mistaken))

    def _forget(self) -> None:
        """Leave out what was found in a movement that is not listed: the next one is not to blame."""
        self._ledger.forget()
        self._checker.forget()

    def _made_instead(self, ended: Excursion) -> bool:
        """Whether a mistaken movement was whole, and came without the right one."""
        alone = not any(track.counter.active for track in self._tracks)
        under_way_s = ended.start_s + EARLIER * (ended.peak_s - ended.start_s)
        return alone and ended.reason is None and under_way_s >= self._ledger.last_end_s

    def _end(self, ended: Excursion, track: Track, moment: Moment) -> None:
        """List a movement that ended; it is told with this pose, or the next that has none to tell."""
        track.number = self._ledger.next_number
        findings = self._checker.finish(replace(moment, attempt=track.number), ended)
        attempt = self._ledger.add(ended, track.side, findings)
        self._outcomes += (
            Outcome(attempt, findings, self._counted_before + self._ledger.counts.reps, ended.hint),
        )

    def _next_outcome(self) -> Outcome | None:
        first, self._outcomes = self._outcomes[:1], self._outcomes[1:]
        return first[0] if first else None

    def _follow_near_side(self) -> None:
        """Begin to wait anew where the person has turned the other side to the camera."""
        if self._exercise.motion.sides is not Sides.NEAR or self._tracks[0].counter.moving:
            return
        if self._tracks[0].side is not self._view.near:
            self._begin_anew()

    def _moment(self, track: Track, values: Mapping[Feature, float]) -> Moment:
        number = self._ledger.next_number if self._active else None
        return Moment(self._t_s, track.counter.phase, self._view.view, values, number)

    def _measure(self, pose: Pose | None, side: Side) -> dict[Feature, float]:
        if pose is None:
            return dict.fromkeys(self._exercise.features, math.nan)
        return {f: f.measure(pose, side, self._baseline) for f in self._exercise.features}

    def _drift(self, pose: Pose) -> None:
        """Let neutral values follow while everything rests; one that was never seen begins here."""
        if any(track.counter.moving for track in (*self._tracks, *self._mistaken)):
            return
        if getattr(self._exercise.motion, "two_sided", False) and self._ledger.counts.attempts:
            return  # between two repetitions the body is on the other side of neutral
        neutral = dict(self._baseline.neutral)
        gain = 1.0 - math.exp(-self._step_s / NEUTRAL_MEMORY_S)
        relative = [feature for feature in self._exercise.features if feature.relative]
        for key, feature in [((f.name, t.side), f) for t in self._tracks for f in relative]:
            value = feature.compute(pose, key[1], self._baseline)
            if not math.isnan(value):
                before = neutral.get(key, math.nan)
                neutral[key] = value if math.isnan(before) else before + gain * (value - before)
        self._baseline = replace(self._baseline, neutral=neutral)

    def _mark(self, findings: tuple[Finding, ...], outcome: Outcome | None, side: Side) -> None:
        """Keep the joints of broken rules marked until the attempt after them has ended."""
        rules = {rule.name: rule for rule in self._exercise.rules}
        joints = [joint for f in findings for joint in getattr(rules[f.rule].feature, "joints", ())]
        if joints:
            sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
            marked = {Landmark.NOSE if j == "nose" else on(s, j) for j in joints for s in sides}
            self._faulty = tuple(sorted(marked))
        elif outcome is not None:
            self._faulty = ()

    def _waiting(self, seen: Pose | None) -> Update:
        now, left_s = self._problems.current, self._count_in.left_s
        outcome = self._next_outcome()
        self._tracer.add(self._t_s, math.nan, Phase.REST)
        return Update(
            t_s=self._t_s, pose=seen, ready=False,
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=Phase.REST, side=self._exercise.motion.sides.followed(self._view.near)[0],
            progress=math.nan, counts=self._ledger.counts, hold_target_s=self._hold_s,
            passed=self._ways.passed, count_in_s=left_s,
            attempt=outcome.attempt if outcome else None, findings=outcome.findings if outcome else (),
            cue=self._script.waiting(self._t_s, now, left_s=left_s, outcome=outcome),
        )  # fmt: skip

    def _update(
        self, seen: Pose | None, track: Track, values: Mapping[Feature, float], event: Event
    ) -> Update:
        now, counter = self._problems.current, track.counter
        self._tracer.add(self._t_s, reach_of(self._tracks, self._t_s), counter.phase)
        held_s = self._pacer.held_s if self._pacer else counter.hold_s
        return Update(
            t_s=self._t_s, pose=seen, ready=bool(self._tracks),
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=counter.phase, side=track.side, progress=counter.progress,
            counts=self._ledger.counts, hold_s=held_s, hold_target_s=self._hold_s,
            attempt=event.outcome.attempt if event.outcome else None,
            findings=event.findings, faulty=self._faulty,
            cue=self._script.moving(self._t_s, now, event=event, held_s=held_s),
            features={feature.name: value for feature, value in values.items()},
            method=self._exercise.method,
        )  # fmt: skip
