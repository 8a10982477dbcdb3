"""Poses of a simulated person who makes an exercise, with the truth about every repetition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from numbers import Integral, Real
from typing import overload

import numpy as np

from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.counting.hold_clock import check_hold_s
from posture.coach.exercise import Exercise
from posture.exercises import resolve
from posture.simulation import arm_exercises, floor_exercises, neck_exercises, positions, shoulder_blades
from posture.simulation.simulated_move import SimulatedFault, SimulatedMove, body_at
from posture.simulation.stick_person import Body, Viewpoint, pose_of, shaken
from posture.simulation.timeline import Rep, Timeline

MOVES: dict[str, SimulatedMove] = {
    **arm_exercises.MOVES,
    **neck_exercises.MOVES,
    **shoulder_blades.MOVES,
    **floor_exercises.MOVES,
    **positions.MOVES,
}
"""The moves of the stick person, by the id of the exercise."""
YAWS = {View.FRONT: 0.0, View.OBLIQUE: 45.0, View.SIDE: 90.0, View.BACK: 180.0}
"""Turn of the person in each view, in degrees from the front."""
HELD_LONGER_S = 0.6
"""By how much a hold outlasts the dose: the way in and out of the position is not all credited."""
PX_PER_M = 0.27
"""Pixels a metre, as a share of the square root of the image's area: a person at the distance asked for."""


@dataclass(frozen=True, slots=True)
class SimulatedRep:
    """Truth about one repetition, in seconds from the first pose.

    Attributes:
        side: The side that worked; both where the sides do not take turns.
        start_s, end_s: When it left rest and was back.
        peak_s: When it first reached the top.
        hold_s: How long it stayed there.
    """

    side: Side
    start_s: float
    peak_s: float
    end_s: float
    hold_s: float


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedSet(Sequence[Pose]):
    """Poses of a simulated set, in order, and the truth about it.

    Attributes:
        exercise: Id of the exercise.
        poses: A pose for each frame that was not lost.
        reps: Every repetition that was made.
        faults: Names of the rules that it breaks, each in every repetition.
        view: Where the camera stands.
        hold_s: The dose that is held, for ``Coach(..., hold_s=)``.
    """

    exercise: str
    poses: tuple[Pose, ...] = field(repr=False)
    reps: tuple[SimulatedRep, ...] = field(repr=False)
    faults: tuple[str, ...]
    view: View
    hold_s: float

    def __len__(self) -> int:
        return len(self.poses)

    def __iter__(self) -> Iterator[Pose]:
        return iter(self.poses)

    @overload
    def __getitem__(self, index: int) -> Pose: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Pose]: ...
    def __getitem__(self, index: int | slice) -> Pose | Sequence[Pose]:
        return self.poses[index]


def simulate(  # noqa: PLR0913  # each is one property of the set, given by its name
    exercise: Exercise | str,
    *,
    reps: int = 5,
    faults: Sequence[str] = (),
    seed: int = 0,
    view: View | str | None = None,
    side: Side | str = Side.LEFT,
    hold_s: float | None = None,
    fps: float = 30.0,
    size_px: tuple[int, int] = (640, 480),
    noise: float = 0.002,
    frame_loss: float = 0.0,
) -> SimulatedSet:
    """Simulate the poses of a person who makes an exercise.

    The seed decides the pace, the range of motion, where the person stands and how large they are,
    the noise and the lost frames. The same arguments give the same poses.

    >>> poses = simulate("wall_angels", reps=3, seed=1)
    >>> len(poses.reps), poses[0].t_s, poses.view.value
    (3, 0.0, 'front')

    Args:
        exercise: The exercise, or its id.
        reps: Repetitions, or holds; where the sides take turns, of both sides together.
        faults: Names of rules that each repetition breaks, or one; `posture.simulation.faults_of` lists them.
        seed: Of the random generator, 0 or more.
        view: From where the camera sees the person; the best view of the exercise by default.
        side: The side nearer to the camera, or the one that begins where the sides take turns.
        hold_s: Seconds that each repetition is held; the guide's dose by default.
        fps: Frames a second.
        size_px: Width and height of the image in pixels.
        noise: Standard deviation of every landmark, in torso lengths.
        frame_loss: Share of the frames that are lost, from 0 to below 1.

    Returns:
        The poses in order, with the truth beside them.

    Raises:
        UnknownExercise: No exercise has that id.
        ValueError: A fault or a view that cannot be simulated in this exercise (the message names
            those that can), or a number out of range.
    """
    _check_numbers(reps=reps, seed=seed, fps=fps, noise=noise, frame_loss=frame_loss)
    _check_size(size_px)
    check_hold_s(hold_s)
    declared = resolve(exercise)
    move = _move_of(declared)
    view = _known_view(declared.id, move, view)
    names = (faults,) if isinstance(faults, str) else tuple(faults)
    wrong = tuple(_known_fault(declared.id, move, name, view) for name in names)
    dose_s = declared.motion.hold_s if hold_s is None else hold_s
    made = _Performance(move, view, _known_side(side), wrong, dose_s)
    rng = np.random.default_rng(seed)
    timeline, camera = made.timeline(rng, reps), made.camera(rng, size_px)
    poses = []
    for i in range(round(timeline.duration_s * fps) + 1):
        pose = shaken(made.pose(timeline, camera, i / fps), rng, noise)
        if i == 0 or rng.random() >= frame_loss:
            poses.append(pose)
    return SimulatedSet(declared.id, tuple(poses), made.truth(timeline), names, view, dose_s)


@dataclass(frozen=True, slots=True)
class _Performance:
    """A move as it is asked for: from where, on which side, with which faults, held for how long."""

    move: SimulatedMove
    view: View
    side: Side
    faults: tuple[SimulatedFault, ...]
    dose_s: float

    def timeline(self, rng: np.random.Generator, reps: int) -> Timeline:
        """Return the repetitions: a pace and a range of the person's own, and a little of both each time."""
        pace, range_of_motion = rng.uniform(0.95, 1.2), rng.uniform(0.97, 1.06)
        made = []
        for number in range(reps):
            own_pace, own_range = pace * rng.uniform(0.96, 1.04), range_of_motion * rng.uniform(0.99, 1.01)
            rep = _scaled(self._rep(number), pace=own_pace, amplitude=own_range)
            for fault in self.faults:
                rep = fault.pace(rep)
            made.append(rep)
        return Timeline(tuple(made))

    def _rep(self, number: int) -> Rep:
        turn = self.move.alternating and number % 2 == 1
        hold_s = self.dose_s + HELD_LONGER_S if self.dose_s else self.move.rep.hold_s
        return replace(self.move.rep, hold_s=hold_s, side=self.side.other if turn else self.side)

    def camera(self, rng: np.random.Generator, size_px: tuple[int, int]) -> Viewpoint:
        """Return where the camera stands: as people put one up, never quite square to them."""
        width, height = size_px
        yaw = YAWS[self.view] + rng.uniform(-5.0, 5.0)
        return Viewpoint(
            size_px=size_px,
            px_per_m=self.move.nearness * PX_PER_M * math.sqrt(width * height) * rng.uniform(0.92, 1.08),
            place=(0.5 + rng.uniform(-0.03, 0.03), self.move.height + rng.uniform(-0.02, 0.02)),
            yaw=-yaw if self.side is Side.RIGHT else yaw,
        )

    def pose(self, timeline: Timeline, camera: Viewpoint, t_s: float) -> Pose:
        """Return the pose at a time, without noise."""
        body = body_at(self._bent, *timeline.at(t_s))
        return pose_of(body, camera, t_s, far_hidden=self.move.far_hidden)

    def _bent(self, share: float) -> Body:
        body = self.move.bodies[self.view](share)
        for fault in self.faults:
            body = fault.bend(body, share)
        return body

    def truth(self, timeline: Timeline) -> tuple[SimulatedRep, ...]:
        """Return what is true of each repetition."""
        return tuple(
            SimulatedRep(
                side=rep.side if self.move.alternating else Side.BOTH,
                start_s=start_s,
                peak_s=top_s,
                end_s=start_s + rep.moving_s,
                hold_s=rep.hold_s,
            )
            for rep, start_s, top_s in zip(timeline.reps, timeline.starts_s, timeline.tops_s, strict=True)
        )


def _scaled(rep: Rep, *, pace: float, amplitude: float) -> Rep:
    return replace(
        rep,
        amplitude=rep.amplitude * amplitude,
        out_s=rep.out_s * pace,
        back_s=rep.back_s * pace,
        rest_s=rep.rest_s * pace,
    )


def faults_of(exercise: Exercise | str, view: View | str | None = None) -> tuple[str, ...]:
    """Return the faults that `simulate` makes in an exercise, seen from a view.

    >>> faults_of("wall_angels", "oblique")
    ('too_fast',)

    Args:
        exercise: The exercise, or its id.
        view: From where the camera sees the person; the best view of the exercise by default.

    Raises:
        UnknownExercise: No exercise has that id.
        ValueError: A view from which the exercise cannot be simulated.
    """
    declared = resolve(exercise)
    move = _move_of(declared)
    seen = _known_view(declared.id, move, view)
    return tuple(name for name, fault in move.faults.items() if _shows(fault, seen))


def _move_of(exercise: Exercise) -> SimulatedMove:
    if exercise.id not in MOVES:
        raise ValueError(f"exercise: expected one of {', '.join(MOVES)}, got {exercise.id!r}")
    return MOVES[exercise.id]


def _shows(fault: SimulatedFault, view: View) -> bool:
    return not fault.views or view in fault.views


def _check_numbers(*, reps: int, seed: int, fps: float, noise: float, frame_loss: float) -> None:
    for name, count in {"reps": reps, "seed": seed}.items():
        if not _is_whole(count, least=0):
            raise ValueError(f"{name}: expected a whole number, 0 or more, got {count!r}")
    if not 0.0 < _number(fps) < math.inf:
        raise ValueError(f"fps: expected more than 0 and finite, got {fps!r}")
    if not 0.0 <= _number(noise) < math.inf:
        raise ValueError(f"noise: expected 0 or more and finite, got {noise!r}")
    if not 0.0 <= _number(frame_loss) < 1.0:
        raise ValueError(f"frame_loss: expected from 0 to below 1, got {frame_loss!r}")


def _is_whole(value: object, *, least: int) -> bool:
    return isinstance(value, Integral) and int(value) >= least


def _number(value: object) -> float:
    """Return the value as a float; NaN where it is no number."""
    return float(value) if isinstance(value, Real) else math.nan


def _check_size(size_px: object) -> None:
    sides = size_px if isinstance(size_px, Sequence) else ()
    if len(sides) != 2 or not all(_is_whole(side, least=1) for side in sides):
        raise ValueError(f"size_px: expected width and height in pixels, each above 0, got {size_px!r}")


def _known_side(side: Side | str) -> Side:
    if side not in (Side.LEFT, Side.RIGHT):
        raise ValueError(f"side: expected left or right, got {str(side)!r}")
    return Side(side)


def _known_view(exercise_id: str, move: SimulatedMove, view: View | str | None) -> View:
    if view is None:
        return next(iter(move.bodies))
    if view not in list(move.bodies):
        known = ", ".join(possible.value for possible in move.bodies)
        raise ValueError(f"view: {exercise_id} can be simulated from {known}, got {str(view)!r}")
    return View(view)


def _known_fault(exercise_id: str, move: SimulatedMove, name: str, view: View) -> SimulatedFault:
    known = [possible for possible, fault in move.faults.items() if _shows(fault, view)]
    if name not in known:
        raise ValueError(
            f"faults: in {exercise_id} from {view.value}, {', '.join(known)} can be simulated, got {name!r}"
        )
    return move.faults[name]
