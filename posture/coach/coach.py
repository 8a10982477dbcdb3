"""The fold: poses in, updates out, one session at the end. No clock, no I/O.

Four stages, and no stage reads a later one: `setup` looks and waits, `counting` cuts the signal into
movements, `judging` says what they come to, `cues` says it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.counting.hold_clock import MAX_STEP_S
from posture.coach.counting.movement import Movement
from posture.coach.cues.cue_budget import CueBudget
from posture.coach.cues.cue_generator import CueEvent, CueGenerator
from posture.coach.exercise import Exercise, Phase
from posture.coach.fast_copy import fast_copy
from posture.coach.judging.form import MeasuredPose
from posture.coach.judging.referee import JudgedAttempt, Referee
from posture.coach.registry import resolve
from posture.coach.rejudging.before_rest import in_place_since_s
from posture.coach.rejudging.rejudged_part import RejudgedPart
from posture.coach.rejudging.rest_doubt import RestDoubt
from posture.coach.results.trace import Trace, Tracer
from posture.coach.running.running_set import RunningSet
from posture.coach.running.side_counters import SideCounter
from posture.coach.session import Finding, Session
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import NOT_ALONE, REST_S
from posture.coach.setup.rest import Rest
from posture.coach.setup.setup import SetUp
from posture.coach.update import Update

__all__ = ["Coach", "Update"]


class Coach:
    """Follows one person through one exercise; the one mutable thing.

    Args:
        exercise: The exercise, or the id of a registered one.
        hold_s: Another dose for holds than the guide's, in seconds.
        calibrate: Ask the person to show the movement, where it is learned from them; live alone.
        count_in_s: Seconds that are counted down once everything is right, before anything counts.
        counted_before: Repetitions of an earlier part of the set: what is said goes on from there.
        rest: How the person rests, where that is known: the set begins with the first pose in place.
    """

    def __init__(  # noqa: PLR0913  # what may be known of a set beforehand, each by its name
        self,
        exercise: Exercise | str,
        *,
        hold_s: float | None = None,
        calibrate: bool = False,
        count_in_s: float = 0.0,
        counted_before: int = 0,
        rest: Rest | None = None,
    ) -> None:
        self._exercise = exercise = resolve(exercise)
        self._hold_s = exercise.motion.hold_s if hold_s is None else hold_s
        self._setup = SetUp(exercise, calibrate=calibrate, count_in_s=count_in_s, rest=rest)
        self._running: RunningSet | None = None
        self._referee = Referee(exercise, hold_s=self._hold_s, counted_before=counted_before)
        self._doubt = RestDoubt(exercise)
        self._rest, self._news = rest, False
        """The rest that is known, and whether no set was begun by it yet."""
        self._script, self._tracer = CueGenerator(CueBudget(), hold_s=self._hold_s), Tracer()
        self._sight = Observation(None, None, None, Side.BOTH)
        self._t_s, self._step_s = math.nan, 0.0
        self._faulty: tuple[Landmark, ...] = ()

    def update(self, pose: Pose | None, t_s: float, *, others: bool = False) -> Update:
        """Take the next pose, or ``None`` where nobody was found. Times rise.

        Args:
            pose: Who is followed.
            t_s: Seconds.
            others: Somebody else, or a mirror, is in the picture.
        """
        self._arrive(t_s)
        if self._running and self._running.away(t_s):
            self._begin_anew()
        sight = self._sight = self._setup.look(pose, t_s)
        self._doubt.see(sight)
        if self._running is not None:
            self._begin_by_known(self._running, sight)
        measured, hindrance = None, None
        if self._running is None:
            told = self._setup.told_to_wait
            chosen, hindrance = self._setup.begin(sight)
            if chosen is not None and sight.pose is not None:
                running = RunningSet(chosen, sight, hold_s=self._hold_s)
                self._begin(running, sight)
                if not (told or running.rest.bounded):
                    self._look_back(running, known=chosen.rest is not None)
            elif hindrance is not None and hindrance.code == "start" and self._doubt.waits(t_s):
                self._begin_late()
        else:
            measured, hindrance = self._running.see(sight, t_s)
        self._referee.ledger.clock(self._step_s, seen=sight.pose is not None, measured=measured is not None)
        self._setup.problems.update(t_s, hindrance or (NOT_ALONE if others else None))
        now = self._setup.problems.current
        turned = now is not None and now.code in ("view", "turned")
        if self._running and (turned or self._running.gave_up_posture(t_s)):
            self._begin_anew()  # whoever turns away or bends down does not make the movement
        return self._waiting() if self._running is None else self._follow(self._running, measured)

    def know(self, rest: Rest | None) -> None:
        """Begin by this rest, without waiting for it; one that is new takes over between two movements."""
        self._setup.methods.know(rest)
        if rest is not self._rest:
            self._rest, self._news = rest, rest is not None

    @property
    def sight(self) -> Observation:
        """What was seen of the person last, and from where."""
        return self._sight

    @property
    def learned(self) -> Exercise:
        """The move as this person is measured in it, with what was learned from them."""
        return self._setup.methods.learned

    @property
    def taught(self) -> bool:
        """Whether the person showed the movement, so that something was learned from them."""
        return self._setup.methods.taught

    def adopt(self, exercise: Exercise) -> None:
        """Measure by this from now on: what the person has shown before, or the plain move for another.

        A set under way goes on once they have rested anew.
        """
        self._begin_anew()
        self._setup.methods.adopt(exercise)

    @property
    def trace(self) -> Trace:
        """The main signal so far; it stands beside the session."""
        return self._tracer.trace()

    def finish(self) -> Session:
        """End the set; a movement under way is ended with it."""
        if self._running is None:
            self._begin_late()
        else:
            self._with_earlier(self._running, finished=True)
        self._give_up(finished=True)
        return replace(self.so_far(), trace=self.trace)

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold_s > 0.0 and self._running is not None and self._running.holding

    def if_ended(self) -> Session:
        """The set as `finish` would give it now, with the movement under way. Ends nothing."""
        twin = copy(self)
        twin._running, twin._referee = fast_copy((self._running, self._referee))
        twin._doubt = RestDoubt(self._exercise)  # what ends in the try is no reason to doubt, nor to stop
        return twin.finish()

    def so_far(self) -> Session:
        """The set as it stands, without the movement under way. Ends nothing."""
        return self._referee.session(self._t_s, self._setup.problems.so_far())

    def _arrive(self, t_s: float) -> None:
        """Be at that moment."""
        self._step_s = min(t_s - self._t_s, MAX_STEP_S) if t_s > self._t_s else 0.0
        self._t_s = t_s

    def _begin_by_known(self, running: RunningSet, sight: Observation) -> None:
        """Go on by a rest that came to be known in the set, as soon as nothing is under way."""
        if not self._news or running.moving:
            return
        chosen = self._setup.methods.known(sight)
        if chosen is not None:
            self._begin(RunningSet(chosen, sight, hold_s=self._hold_s), sight)

    def _begin(self, running: RunningSet, sight: Observation) -> None:
        """The person is ready: follow them from here on."""
        signal = running.method.motion.signal
        self._running = running
        self._doubt.resolved()
        self._news = self._news and running.rest is not self._rest
        self._referee.begin(running.begun_s, sight.view, running.method)
        self._tracer.measure(signal.name, signal.unit)

    def _look_back(self, running: RunningSet, *, known: bool) -> None:
        """Judge what was done before the set began: by a rest that was just seen, a movement later."""
        from_s = in_place_since_s(running.method, running.rest, self._doubt.again(-math.inf, self._sight))
        if math.isnan(from_s):
            return
        self._doubt.set_aside(from_s, first_after=self._referee.ledger.next_number)
        if known:
            self._with_earlier(running, finished=True)

    def _with_earlier(self, running: RunningSet, *, finished: bool = False) -> RejudgedPart | None:
        """Judge what was done before the rest was seen, once the first movement after it has ended."""
        if not (number := self._doubt.first_after):
            return None
        from_s = self._doubt.take_up(self._referee.ledger.since(number), finished=finished)
        return None if math.isnan(from_s) else self._judge_from(running, number, from_s)

    def _begin_late(self) -> None:
        """Begin where they set out, for somebody who never paused: what they did tells how they rest."""
        rest = None if self._setup.told_to_wait else self._doubt.rest_before(self._exercise)
        begun = self._setup.begin_by(rest, self._doubt.again(rest.from_s, self._sight)) if rest else None
        if begun is None:
            return
        running, referee = RunningSet(begun[1], begun[0], hold_s=self._hold_s), self._referee
        self._referee = fast_copy(referee)
        self._begin(running, begun[0])
        if self._judge_from(running, self._referee.ledger.next_number, running.begun_s) is None:
            self._running, self._referee = None, referee
            self._setup.release()

    def _judge_from(self, running: RunningSet, number: int, from_s: float) -> RejudgedPart | None:
        """Judge what was seen since then as a part of the set, with the attempts from that number on.

        It is a part where it adds something to them, from there on: getting into place is no attempt.
        """
        listed, again = self._referee.ledger.since(number), None
        for _ in range(2):
            again = self._replayed(running, running.rest, number, least_s=from_s)
            if again is None or not again.adds_to(listed, begun_s=running.begun_s):
                return None
            trimmed_s = max(from_s, again.begins_s - REST_S)
            if trimmed_s == from_s:
                break
            from_s = trimmed_s
        assert again is not None
        self._running, self._referee = again.running, again.referee
        return again

    def _begin_anew(self) -> None:
        """Somebody was away or turned: whoever it is now rests first, for a baseline of their own."""
        self._give_up(finished=False)
        self._running = None
        self._setup.restart()
        self._doubt.forget()

    def _give_up(self, *, finished: bool) -> None:
        """List the movements under way, which end without a pose."""
        running = self._running
        for track, ended in running.give_up(finished=finished) if running else ():
            assert running is not None
            self._end(ended, track, self._moment(running, track, running.measure(None)))
        self._referee.forget()

    def _follow(self, running: RunningSet, measured: Pose | None) -> Update:
        values, findings = self._take(running, measured)
        self._doubt.feel(self._t_s, values[running.method.motion.signal])
        overdue = self._referee.ledger.next_number if running.overdue else 0
        doubtful = self._doubt.since(self._t_s, overdue=overdue)
        told = self._referee.ledger.next_number
        again = self._look_again(running, doubtful) if doubtful else self._with_earlier(running)
        if again is not None:
            running, measured = again.running, again.measured
            values, findings = again.values, again.findings
        shown = running.shown
        outcome = self._referee.next_outcome()
        findings += outcome.findings if outcome else ()
        self._mark(running, findings, outcome)
        if running.turned_round(self._sight.near):
            self._begin_anew()  # they turned the other side to the camera
        if running.pacer and measured is not None:
            running.pacer.advance(self._step_s)
        event = CueEvent(findings, outcome, running.pacer.prompt if running.pacer else "")
        update = self._moving(running, shown, measured, values, event)
        taken_back = again.number if again and again.number < told else 0
        return replace(update, taken_back=taken_back) if taken_back else update

    def _take(
        self, running: RunningSet, measured: Pose | None
    ) -> tuple[Mapping[Feature, float], tuple[Finding, ...]]:
        """Measure and judge a moment; its measurements, and the faults that became due with it."""
        findings: tuple[Finding, ...] = ()
        values, before = running.measure(measured), self._referee.untold
        moment = self._moment(running, running.shown, values)
        if measured is not None:
            findings = self._referee.look(moment)
            running.drift(measured, self._step_s, attempts=self._referee.ledger.counts.attempts)
        self._advance(running, measured, moment)
        if moment.attempt is not None and self._referee.untold == before and not running.active:
            findings = ()
            self._referee.forget()
        return values, findings

    def _look_again(self, running: RunningSet, first: int) -> RejudgedPart | None:
        """Judge what was refused by the rest that what was seen shows, where there is one.

        Nothing vanishes by it: what is not found again from there stays as it was listed. Where nothing more
        counts, nothing is taken back, and the other rest holds from here on.
        """
        rest = self._doubt.other_rest(running.method, running.rest)
        if rest is None:
            return None
        ledger = self._referee.ledger
        number, told = first, ledger.next_number
        least_s = max(running.begun_s, rest.from_s)
        while (again := self._replayed(running, rest, number, least_s=least_s)) and number < told:
            gone = [attempt.number for attempt in ledger.since(number) if not again.lists(attempt)]
            if not gone and again.referee.ledger.counts.reps > ledger.counts.reps:
                break
            number = gone[-1] + 1 if gone else told
        if again is not None:
            self._running, self._referee = again.running, again.referee
            self._doubt.resolved()
        return again

    def _replayed(
        self, running: RunningSet, rest: Rest, number: int, *, least_s: float
    ) -> RejudgedPart | None:
        """The set as it were by that rest, with the attempts from that number on judged anew."""
        twin = copy(self)
        twin._referee, twin._doubt, twin._t_s = fast_copy(self._referee), RestDoubt(self._exercise), math.nan
        from_s = twin._referee.rewind(number, least_s=least_s)
        sights = self._doubt.again(from_s, self._sight)
        if not sights:
            return None
        anew = running.again(rest, sights[0])
        for sight in sights:
            assert sight.pose is not None
            twin._arrive(sight.pose.t_s)
            twin._sight = sight
            measured, _ = anew.see(sight, sight.pose.t_s)
            values, findings = twin._take(anew, measured)
        return RejudgedPart(anew, twin._referee, number, measured, values, findings)

    def _advance(self, running: RunningSet, measured: Pose | None, moment: MeasuredPose) -> None:
        """Let every track take the moment, and list what ended with it."""
        ledger = self._referee.ledger
        for track, ended in running.advance(measured, self._t_s):
            if not math.isnan(track.counter.back_s):
                ledger.amend(track.number, track.counter.back_s)
            if ended:
                self._end(ended, track, moment)
        for track, instead in running.made_instead(measured, self._t_s, last_end_s=ledger.last_end_s):
            self._end(instead, track, moment)

    def _end(self, ended: Movement, track: SideCounter, moment: MeasuredPose) -> None:
        track.number = self._referee.end(ended, track.side, moment)
        self._doubt.ended(track.number, ended.reason)

    def _moment(
        self, running: RunningSet, track: SideCounter, values: Mapping[Feature, float]
    ) -> MeasuredPose:
        phase, view = track.counter.phase, self._sight.view
        return self._referee.moment(self._t_s, phase, view, values, active=running.active)

    def _mark(
        self, running: RunningSet, findings: tuple[Finding, ...], outcome: JudgedAttempt | None
    ) -> None:
        """Keep the joints of broken rules marked until the attempt after them has ended."""
        if joints := running.joints_of(findings):
            self._faulty = joints
        elif outcome is not None:
            self._faulty = ()

    def _waiting(self) -> Update:
        now, left_s = self._setup.problems.current, self._setup.count_in_s
        outcome = self._referee.next_outcome()
        self._tracer.add(self._t_s, math.nan, Phase.REST)
        return Update(
            t_s=self._t_s, pose=self._sight.pose, ready=False,
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=Phase.REST, side=self._exercise.motion.sides.followed(self._sight.near)[0],
            progress=math.nan, counts=self._referee.ledger.counts, hold_target_s=self._hold_s,
            passed=self._setup.passed, count_in_s=left_s,
            attempt=outcome.attempt if outcome else None, findings=outcome.findings if outcome else (),
            cue=self._script.waiting(self._t_s, now, left_s=left_s, outcome=outcome),
        )  # fmt: skip

    def _moving(
        self,
        running: RunningSet,
        track: SideCounter,
        measured: Pose | None,
        values: Mapping[Feature, float],
        event: CueEvent,
    ) -> Update:
        now, counter = self._setup.problems.current, track.counter
        reach = running.reach(self._t_s) if self._running else math.nan
        self._tracer.add(self._t_s, reach, counter.phase)
        held_s = running.pacer.held_s if running.pacer else counter.hold_s
        return Update(
            t_s=self._t_s, pose=self._sight.pose, ready=self._running is not None,
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=counter.shown_phase, side=track.side, progress=counter.progress,
            counts=self._referee.ledger.counts, hold_s=held_s, hold_target_s=self._hold_s,
            attempt=event.outcome.attempt if event.outcome else None,
            findings=event.findings, faulty=self._faulty,
            cue=self._script.moving(self._t_s, now, event=event, held_s=held_s),
            target=() if measured is None else track.target(measured, running.baseline),
            features={feature.name: value for feature, value in values.items()},
            method=running.method.method_name,
        )  # fmt: skip
