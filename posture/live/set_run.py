"""A coached set of an exercise as a worker runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from posture.coach.coach import Coach
from posture.coach.results.highlights import HighlightStills, highlights_of
from posture.coach.results.joined_set import added, continued, joined, stills_of
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Counts, Session
from posture.coach.setup.rest import Rest
from posture.exercises import find
from posture.live.hand_sign import Choice, HandSign, ShownSign
from posture.live.kept_calibration import Place, Teaching
from posture.live.message import describe, moment_of, signed, still
from posture.live.rep_target import RepTarget
from posture.live.rest_seen import RestSeen
from posture.live.run import About, Look, Memory, resumed
from posture.live.same_person import Acquaintance
from posture.serialize import to_json
from posture.vision.brightness import light_of
from posture.vision.jpeg import encode_jpeg
from posture.vision.landmark_log import LandmarkLog, Terms
from posture.vision.orientation import Rgb
from posture.vision.pose_stream import SourcePose


@dataclass(frozen=True, slots=True)
class Asked:
    """The wishes for a set.

    Attributes:
        place: The move, whose it is, and the camera.
        hold_s: The dose of its hold, where it has one.
        count_in_s: Seconds that are counted down once the person is in place.
        pictures: The person lets stills of two attempts be kept.
        landmarks: The person lets the landmarks of the set be kept.
        rest: How the person rests, where that is known from an earlier set.
        before: The part of this set before its worker was lost, which this one goes on from.
        hands_free: Crossed forearms pause, go on and finish.
        target: The number of repetitions that ends it.
    """

    place: Place
    hold_s: float | None = None
    count_in_s: float = 0.0
    pictures: bool = False
    landmarks: bool = False
    rest: Rest | None = None
    before: SetRecord | None = None
    hands_free: bool = False
    target: RepTarget | None = None


class SetRun:
    """One coach for one set; the movement that a person shows serves their next set.

    Args:
        asked: The wishes for it.
        memory: What earlier runs of the page have learned.
    """

    def __init__(self, asked: Asked, memory: Memory) -> None:
        self._move = find(asked.place.exercise)
        self._before, self._target = asked.before, asked.target
        self._coach = Coach(
            self._move,
            hold_s=asked.hold_s,
            calibrate=True,
            count_in_s=asked.count_in_s,
            counted_before=asked.before.session.counts.reps if asked.before else 0,
        )
        self._known_rest, self._acquaintance = asked.rest, Acquaintance(asked.place, memory)
        self._stills: HighlightStills[Rgb] | None = HighlightStills(self._move) if asked.pictures else None
        self._log = self._opened(asked)
        self._rest = RestSeen(self._move, asked.place.camera, asked.rest)
        self._teaching = Teaching(self._move, asked.place, memory)
        self._ready = False
        self._sign = HandSign() if asked.hands_free else None
        begun = {"counts": to_json(asked.before.session.counts, digits=2)} if asked.before else {}
        self._view = {**moment_of(0.0, None), **begun}
        self.look = Look(mask=self._move.needs_mask)

    def update(self, moment: SourcePose) -> dict[str, Any]:
        """Coach one moment; one in which the person gives the sign is no part of the exercise."""
        sign = self.sign_in(moment, Choice.PAUSE)
        if sign is not None and sign.shown:
            breaks_off = sign.made in (Choice.PAUSE, Choice.FINISH)
            taken_back = self._set_aside() if breaks_off else 0
            now = still(self._view, moment.t_s, moment.pose)
            return signed({**now, "taken_back": taken_back, "ahead": breaks_off}, sign)
        self._view = self._coached(moment)
        return signed(self._view, sign)

    def glance(self, moment: SourcePose) -> dict[str, Any]:
        """Look at a moment of a pause, for the sign alone."""
        sign = self.sign_in(moment, Choice.GO_ON)
        return {**signed(moment_of(moment.t_s, moment.pose), sign), "paused": True}

    def sign_in(self, moment: SourcePose, first: Choice) -> ShownSign | None:
        """Look for the sign, and for nothing else; ``None`` where it is not minded.

        Args:
            moment: A moment of the run.
            first: What the sign does first, by what goes on at the moment.
        """
        if self._sign is None:
            return None
        return self._sign.update(moment.pose, moment.t_s, first=first)

    def _set_aside(self) -> int:
        """Drop what the arms have moved on their way to the sign: the same person goes on later.

        Returns:
            Number of the first attempt that is taken back, or 0.
        """
        assert self._sign is not None
        moved = self._coach.moving
        first = self._coach.set_aside(self._sign.lifted_s)
        self._ready = False
        if (moved or first) and self._log is not None:  # counted again, the poses would give one more
            self._log.spoil()
        if first and self._stills is not None:
            self._stills.take_back(first)
        return first and first + (self._before.session.counts.attempts if self._before else 0)

    def _coached(self, moment: SourcePose) -> dict[str, Any]:
        if self._log is not None:
            self._log.add(moment.t_s, moment.pose)
        if not self._ready:
            self._recognize(moment)
        update = self._coach.update(moment.pose, moment.t_s, others=moment.others)
        self._rest.take(self._coach.observation)
        if update.attempt is not None and self._leave_out_the_rest():
            update = replace(update, counts=self._coach.counts)
        if update.ready:
            self._acquaintance.learn(moment)
            self._teaching.during(moment, learned=self._coach.learned if self._coach.calibrated else None)
        elif self._ready and (plain := self._teaching.left()):
            self._coach.adopt(plain)
        self._ready = update.ready
        if self._stills is not None and moment.rgb is not None:
            self._stills.see(update, moment.rgb)
        light = None if update.ready or moment.rgb is None else light_of(moment.rgb).value
        whole = continued(update, self._before.session.counts) if self._before else update
        return {**describe(whole), "light": light}

    def _leave_out_the_rest(self) -> bool:
        """Leave out what was done after the set had come to what it was to; tell whether anything was."""
        left_out = self._coach.end_with(self._enough)
        if left_out and self._log is not None:  # counted again, the poses would give more
            self._log.spoil()
        return left_out

    def _enough(self, counts: Counts) -> bool:
        whole = added(self._before.session.counts, counts) if self._before else counts
        return self._target is not None and self._target.reached(asdict(whole))

    def _recognize(self, moment: SourcePose) -> None:
        """Begin by what is known of the person who waits, once they are known to be the same."""
        rest = self._known_rest
        if rest is not None and self._acquaintance.is_same(moment):
            self._known_rest = None
            self._coach.use_rest(rest)
            if self._log is not None:
                self._log.begins_by(rest)
        if shown := self._teaching.before(moment):
            self._coach.adopt(shown)
            if self._log is not None:
                self._log.shown_before()

    def hear(self, words: Mapping[str, Any]) -> None:
        """Go on before another ``camera``, where the person has to rest again; mind the sign, or do not."""
        if "hands_free" in words:
            self._sign = (self._sign or HandSign()) if words["hands_free"] else None
        if "camera" in words:
            self._teaching.move_to(str(words["camera"]))
            self._rest.move_to(str(words["camera"]))
            self._known_rest = None
            self._coach.adopt(self._move)
            self._ready = False
            if self._log is not None:  # poses of two cameras are no one recording
                self._log.spoil()

    def _opened(self, asked: Asked) -> LandmarkLog | None:
        """Open the log of landmarks, if they may be kept: those of a part of a set are of no use."""
        if not asked.landmarks or self._before is not None:
            return None
        terms = Terms(asked.hold_s, live=True, count_in_s=asked.count_in_s)
        return LandmarkLog(terms, with_outline=self._move.needs_mask)

    def so_far(self, about: About) -> dict[str, Any]:
        """Return the record (`SetRecord`) with a hold under way, but no other movement and no stills."""
        coach = self._coach
        session = coach.if_ended() if coach.holding else coach.so_far()
        return self._whole(SetRecord(_told(session, about), coach.trace)).as_dict()

    def finish(self, about: About) -> dict[str, Any]:
        """Return the record of the set (`SetRecord`), with ``rest`` beside it for `known_rest`."""
        self._teaching.keep()
        self._coach.finish()
        self._leave_out_the_rest()  # at two frames a second the next movement may be nearly over by now
        session = _told(self._coach.so_far(), about)
        stills = self._stills.of(session.attempts) if self._stills else {}
        jpegs = {number: encode_jpeg(rgb) for number, rgb in stills.items()}
        landmarks = self._log.to_bytes(about.model) if self._log else b""
        record = self._whole(SetRecord(session, self._coach.trace, jpegs, landmarks)).as_dict()
        return {**record, "rest": self._rest.worth_keeping(session.counts)}

    def _whole(self, record: SetRecord) -> SetRecord:
        """Join the part before; of the stills keep only those of the best and the least of the whole set."""
        if self._before is None:
            return record
        whole = joined(self._before, record)
        ends = highlights_of(whole.session.attempts, self._coach.learned)
        numbers = {attempt.number for attempt in (ends.best, ends.least) if attempt is not None}
        return replace(whole, stills=stills_of(whole.stills, numbers))


def open_set(options: Mapping[str, Any], memory: Memory) -> SetRun:
    """Open a coached set.

    Args:
        options: Of ``BEGIN``: ``exercise``, and if wished ``hold_s``, ``count_in_s``, ``pictures`` and
            ``landmarks`` (may be kept), ``hands_free``, whose set it is before which ``camera``:
            ``person``, ``target`` (the `RepTarget` that ends it), and ``resume``
            (`posture.live.run.Resume`) where the set goes on from there.
        memory: What earlier runs of the page have learned.
    """
    resume = resumed(options)
    asked = Asked(
        Place(options["exercise"], options.get("person") or "", options.get("camera") or ""),
        hold_s=options.get("hold_s"),
        count_in_s=options.get("count_in_s", 0.0),
        pictures=bool(options.get("pictures")),
        landmarks=bool(options.get("landmarks")),
        rest=Rest.from_dict(options["rest"]) if options.get("rest") else None,
        before=SetRecord.from_dict(resume.result) if resume.result else None,
        hands_free=bool(options.get("hands_free")),
        target=RepTarget.from_dict(options["target"]) if options.get("target") else None,
    )
    return SetRun(asked, memory)


def _told(session: Session, about: About) -> Session:
    return replace(session, source=about.source, model=about.model, version=about.version)
