"""The fold: poses in, updates out, one session at the end. No clock, no I/O.

Four stages, and no stage reads a later one: `setup` looks and waits, `counting` cuts the signal into
movements, `judging` decides what counts and what was wrong, `cues` chooses what to say. `running` is a set
under way; `rejudging` judges parts of it again, once more is known of how the person rests.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace

from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.counting.hold_clock import check_hold_s, credited_step_s
from posture.coach.cues.caption_line import CaptionLine
from posture.coach.cues.cue_budget import CueBudget
from posture.coach.cues.cue_generator import CueEvent, CueGenerator, told
from posture.coach.cues.steady_notice import SteadyNotice
from posture.coach.exercise import Exercise, Phase
from posture.coach.fast_copy import fast_copy
from posture.coach.judging.attempt_log import AttemptLog, JudgedAttempt
from posture.coach.registry import resolve
from posture.coach.rejudging.rejudged_part import RejudgedPart
from posture.coach.rejudging.rejudging import Rejudging
from posture.coach.results.trace import Trace, Tracer
from posture.coach.running.judged_set import JudgedSet
from posture.coach.running.running_set import RunningSet
from posture.coach.running.side_counters import SideCounter
from posture.coach.session import Counts, Finding, Session
from posture.coach.setup.method_choice import ChosenMethod
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import NOT_ALONE, Obstacle
from posture.coach.setup.rest import Rest
from posture.coach.setup.setup import SetUp
from posture.coach.setup.setup_checklist import unasked
from posture.coach.update import Update

__all__ = ["Coach", "Update"]


class Coach:
    """Follows one person through one exercise; the one mutable thing.

    Args:
        exercise: The exercise, or the id of a registered one.
        hold_s: Dose of a hold in seconds, where it is another than the guide's; 0 asks for no hold.
        calibrate: Whether the person can be asked to show the movement, where it is learned from them:
            live they can, in a file they cannot.
        count_in_s: Seconds that are counted down once everything is right, before anything counts.
        counted_before: Repetitions of an earlier part of the set: spoken counts go on from there.
        rest: How the person rests, where that is known: the set begins with the first pose in place.

    Raises:
        UnknownExercise: No exercise has that id.
        ValueError: ``hold_s`` is negative or not finite.
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
        check_hold_s(hold_s)
        self._exercise = exercise = resolve(exercise)
        self._hold_s = exercise.motion.hold_s if hold_s is None else hold_s
        self._setup = SetUp(exercise, calibrate=calibrate, count_in_s=count_in_s, rest=rest)
        self._set: JudgedSet | None = None
        self._attempt_log = AttemptLog(exercise, hold_s=self._hold_s, counted_before=counted_before)
        self._rejudging = Rejudging(exercise)
        self._rest, self._rest_is_new = rest, False
        """The rest that is known, and whether no set has begun by it yet."""
        self._cues, self._tracer = CueGenerator(CueBudget(), hold_s=self._hold_s), Tracer()
        self._notice, self._line = SteadyNotice(), CaptionLine()
        self._observation = Observation(None, None, None, Side.BOTH)
        self._t_s, self._step_s, self._finished = math.nan, 0.0, False
        self._faulty: tuple[Landmark, ...] = ()
        self._shown: Obstacle | None = None

    def __repr__(self) -> str:
        counts = self._attempt_log.builder.counts
        state = "finished" if self._finished else "waiting" if self._set is None else "under way"
        return f"<Coach {self._exercise.id}: {state}, {counts.reps} of {counts.attempts} attempts counted>"

    def update(self, pose: Pose | None, t_s: float, *, others: bool = False) -> Update:
        """Take the next pose and return what it changed.

        Args:
            pose: The person who is followed, in image pixels; ``None`` where nobody was found.
            t_s: Seconds of the source, rising: a time equal to the one before is allowed and credits nothing.
            others: Whether somebody else, or a mirror, is in the frame.

        Raises:
            ValueError: ``t_s`` is not finite or falls, or the set was finished.
        """
        self._check_time(t_s)
        self._step_s, self._t_s = credited_step_s(self._t_s, t_s), t_s
        if self._set and self._set.running.presence.away(t_s):
            self._begin_afresh()
        observation = self._observation = self._setup.look(pose, t_s)
        self._rejudging.observe(observation)
        if self._set is not None:
            self._begin_by_known_rest(self._set.running)
        measured, obstacle = None, None
        if self._set is None:
            asked_to_wait = self._setup.asks_to_wait
            chosen, obstacle = self._setup.begin(observation, unread=self._notice.unread(t_s))
            if chosen is not None and observation.pose is not None:
                judged_set = self._begin(chosen, observation)
                if not (asked_to_wait or judged_set.running.rest.bounded):
                    known = chosen.rest is not None
                    self._follow_rejudged(self._rejudging.look_back(judged_set, observation, known=known))
            elif obstacle is not None and obstacle.code == "start" and self._rejudging.waits(t_s):
                self._begin_late()
        else:
            measured, obstacle = self._set.running.see(observation, t_s)
        seen = observation.pose is not None
        self._attempt_log.builder.clock(self._step_s, seen=seen, measured=measured is not None)
        in_the_way = obstacle or (NOT_ALONE if others else None)
        self._setup.problems.update(t_s, in_the_way)
        self._shown = self._notice.update(t_s, in_the_way)
        now = self._setup.problems.current
        turned = now is not None and now.code in ("view", "turned")
        if self._set and (turned or self._set.running.presence.gave_up_posture(t_s)):
            self._begin_afresh()  # a person who turns away or bends down does not make the movement
        return self._waiting() if self._set is None else self._follow(self._set, measured)

    def use_rest(self, rest: Rest | None) -> None:
        """Begin by this rest, without waiting for it; a new one takes over between two movements."""
        self._setup.methods.use_rest(rest)
        if rest is not self._rest:
            self._rest, self._rest_is_new = rest, rest is not None

    @property
    def observation(self) -> Observation:
        """The last observation of the person."""
        return self._observation

    @property
    def learned(self) -> Exercise:
        """The exercise as this person is measured in it, with what calibration learned from them."""
        return self._setup.methods.learned

    @property
    def calibrated(self) -> bool:
        """Whether the person showed the movement, so that something was learned from them."""
        return self._setup.methods.calibrated

    def adopt(self, exercise: Exercise) -> None:
        """Measure by this from now on: what the person has shown before, or the plain move for another.

        A set under way goes on once they have rested again.
        """
        self._begin_afresh()
        self._setup.methods.adopt(exercise)

    @property
    def moving(self) -> bool:
        """Whether anything has left its rest."""
        return self._set is not None and self._set.running.moving

    def set_aside(self, since_s: float) -> int:
        """Drop the movement under way: the person breaks off to do something else. It is no attempt.

        What was refused at the very end is none either; what counted stays, and so does a hold that was long
        enough by then. The set goes on once they have rested again.

        Args:
            since_s: Second from which on they may have been about to do that.

        Returns:
            Number of the first attempt that is taken back, or 0.
        """
        listed = self._attempt_log.builder.next_number
        self._begin_afresh()
        first = self._attempt_log.take_back_refused(since_s)
        return first if first < listed else 0  # what ended only now was told to nobody

    def end_with(self, enough: Callable[[Counts], bool]) -> bool:
        """Leave out what was done after the set had enough: two movements may be recognised at one pose.

        Args:
            enough: Tells by its numbers whether it has.

        Returns:
            Whether anything was left out; then no movement is under way either.
        """
        if not self._attempt_log.end_with(enough):
            return False
        self._set = None
        self._attempt_log.forget()
        self._rejudging.forget()
        return True

    @property
    def counts(self) -> Counts:
        """The numbers of the set so far."""
        return self._attempt_log.builder.counts

    @property
    def trace(self) -> Trace:
        """The main signal so far; it stands beside the session."""
        return self._tracer.trace()

    def finish(self) -> Session:
        """End the set, and a movement under way with it; the next set takes a new coach."""
        self._finished = True
        if self._set is None:
            self._begin_late()
        else:
            settled = self._rejudging.settle_start(self._set, self._observation, finished=True)
            self._follow_rejudged(settled)
        self._give_up(finished=True)
        return replace(self.so_far(), trace=self.trace)

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold_s > 0.0 and self._set is not None and self._set.running.holding

    def if_ended(self) -> Session:
        """Return the set as `finish` would give it now, with the movement under way. Ends nothing."""
        trial = copy(self)
        running, trial._attempt_log = fast_copy((self._set and self._set.running, self._attempt_log))
        trial._set = JudgedSet(running, trial._attempt_log) if running else None
        trial._rejudging = Rejudging(self._exercise)  # what ends in the trial gives no reason for doubt
        return trial.finish()

    def so_far(self) -> Session:
        """Return the set as it stands, without the movement under way. Ends nothing."""
        return self._attempt_log.session(self._t_s, self._setup.problems.so_far())

    def _check_time(self, t_s: float) -> None:
        if self._finished:
            raise ValueError("update: expected a set under way, got a finished one; make a new Coach")
        if not math.isfinite(t_s) or t_s < self._t_s:
            raise ValueError(f"t_s: expected finite seconds, {self._t_s:g} or later, got {t_s!r}")

    def _begin_by_known_rest(self, running: RunningSet) -> None:
        """Go on by a rest that became known during the set, as soon as nothing is under way."""
        if not self._rest_is_new or running.moving:
            return
        chosen = self._setup.methods.known(self._observation)
        if chosen is not None:
            self._begin(chosen, self._observation)

    def _begin(self, chosen: ChosenMethod, observation: Observation) -> JudgedSet:
        """Follow a person who is ready from here on."""
        running = RunningSet(chosen, observation, hold_s=self._hold_s)
        signal = running.method.motion.signal
        self._set = JudgedSet(running, self._attempt_log)
        self._rejudging.begun()
        self._rest_is_new = self._rest_is_new and running.rest is not self._rest
        self._attempt_log.begin(running.begun_s, observation.view, running.method)
        self._tracer.measure(signal.name, signal.unit)
        return self._set

    def _begin_late(self) -> None:
        """Begin where a person set out who never paused: what they did shows how they rest."""
        rest = None if self._setup.asks_to_wait else self._rejudging.rest_of_somebody_moving()
        if rest is None:
            return
        begun = self._setup.begin_by(rest, self._rejudging.since(rest.from_s, self._observation))
        if begun is None:
            return
        attempt_log, self._attempt_log = self._attempt_log, fast_copy(self._attempt_log)
        judged_set, number = self._begin(begun[1], begun[0]), self._attempt_log.builder.next_number
        begun_s = judged_set.running.begun_s
        part = self._rejudging.extend(judged_set, self._observation, number, begun_s)
        self._follow_rejudged(part)
        if part is None:
            self._set, self._attempt_log = None, attempt_log
            self._setup.release()

    def _follow_rejudged(self, part: RejudgedPart | None) -> None:
        """Go on with what was judged again, where anything was."""
        if part is not None:
            self._set, self._attempt_log = part.judged_set, part.judged_set.attempt_log

    def _begin_afresh(self) -> None:
        """Let the person rest first, for a baseline of their own: somebody was away or turned."""
        self._give_up(finished=False)
        self._set = None
        self._setup.restart()
        self._rejudging.forget()

    def _give_up(self, *, finished: bool) -> None:
        """List the movements under way, which end without a pose."""
        if self._set is not None:
            self._set.give_up(self._observation.view, self._t_s, finished=finished)
        self._attempt_log.forget()

    def _follow(self, judged_set: JudgedSet, measured: Pose | None) -> Update:
        judged = judged_set.take(measured, self._observation.view, self._t_s, self._step_s)
        self._rejudging.take(judged_set, judged, self._t_s)
        next_number = self._attempt_log.builder.next_number
        part = self._rejudging.review(judged_set, self._observation, self._t_s)
        self._follow_rejudged(part)
        if part is not None:
            judged_set, judged = part.judged_set, part.last
        running, shown = judged_set.running, judged_set.running.shown
        outcome = self._attempt_log.next_outcome()
        findings = judged.findings + (outcome.findings if outcome else ())
        self._mark(running, findings, outcome)
        if running.turned_round(self._observation.near):
            self._begin_afresh()  # they turned the other side to the camera
        if running.pacer and judged.measured is not None:
            running.pacer.advance(self._step_s)
        event = CueEvent(findings, outcome, running.pacer.prompt if running.pacer else "")
        update = self._moving(running, shown, judged.measured, judged.values, event)
        taken_back = part.number if part and part.number < next_number else 0
        return replace(update, taken_back=taken_back) if taken_back else update

    def _mark(
        self, running: RunningSet, findings: tuple[Finding, ...], outcome: JudgedAttempt | None
    ) -> None:
        """Keep the joints of broken rules marked until the attempt after them has ended."""
        if findings and (joints := running.joints_of(findings)):
            self._faulty = joints
        elif outcome is not None:
            self._faulty = ()

    def _waiting(self) -> Update:
        left_s, outcome = self._setup.count_in_s, self._attempt_log.next_outcome()
        self._tracer.add(self._t_s, math.nan, Phase.REST)
        if left_s > 0.0:  # nothing stands under a count-in
            self._shown = None
            self._notice.clear()
            self._line.clear()
        now = self._shown
        cue = self._cues.waiting(self._t_s, now, left_s=left_s, outcome=outcome)
        return Update(
            t_s=self._t_s, pose=self._observation.pose, ready=False,
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=Phase.REST, side=self._exercise.motion.sides.followed(self._observation.near)[0],
            progress=math.nan, counts=self._attempt_log.builder.counts, hold_target_s=self._hold_s,
            passed=unasked(self._setup.passed, now), count_in_s=left_s,
            attempt=outcome.attempt if outcome else None, findings=outcome.findings if outcome else (),
            cue=cue, caption=self._line.update(self._t_s, cue, outcome=told(outcome) if outcome else None),
        )  # fmt: skip

    def _moving(
        self,
        running: RunningSet,
        counter: SideCounter,
        measured: Pose | None,
        values: Mapping[Feature, float],
        event: CueEvent,
    ) -> Update:
        now, segmenter, outcome = self._shown, counter.segmenter, event.outcome
        if self._tracer.due(self._t_s):
            reach = running.reach(self._t_s) if self._set else math.nan
            self._tracer.add(self._t_s, reach, segmenter.phase)
        held_s = running.pacer.held_s if running.pacer else segmenter.hold_s
        cue = self._cues.moving(self._t_s, now, event=event, held_s=held_s)
        outcome_told = told(outcome) if outcome else None
        return Update(
            t_s=self._t_s, pose=self._observation.pose, ready=self._set is not None,
            problem=now.message if now else "", problem_code=now.code if now else "",
            phase=segmenter.shown_phase, side=counter.side, progress=segmenter.progress,
            counts=self._attempt_log.builder.counts, hold_s=held_s, hold_target_s=self._hold_s,
            attempt=outcome.attempt if outcome else None,
            findings=event.findings, faulty=self._faulty, cue=cue,
            caption=self._line.update(self._t_s, cue, outcome=outcome_told, moving=running.active),
            full=None if measured is None else counter.target(measured, running.baseline),
            values=values, method=running.method.method_name,
        )  # fmt: skip
