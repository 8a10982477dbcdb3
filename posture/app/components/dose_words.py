"""Entries of a programme in words."""

from __future__ import annotations

from dataclasses import dataclass

from posture.body.landmarks import Side
from posture.exercises import EXERCISES
from posture.guide.programme_entry import ProgrammeEntry
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import brief, lasting


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step that no camera follows: its name, and what to do."""

    title: str
    text: str


STEP_WORDS = {
    "shoulder_rolls": StepWords(
        N_("Shoulder rolls"),
        N_("Slow circles with both shoulders: half the time backwards, half forwards."),
    ),
    "arm_circles": StepWords(
        N_("Arm circles"),
        N_("Arms out to the sides. Start with small circles, let them grow, then change direction."),
    ),
    "marching": StepWords(
        N_("Marching on the spot"), N_("Lift your knees as high as is easy and let your arms swing.")
    ),
    "easy_cat_cow": StepWords(
        N_("Three easy cat-cows"),
        N_("On hands and knees: round your back, then let it sink. Three times, small and slow."),
    ),
    "breathing": StepWords(
        N_("Quiet breathing"),
        N_("Sit or lie down. Breathe in for four counts and out for six, into the belly."),
    ),
    "floor_angels": StepWords(
        N_("Wall angels lying down"),
        N_("On your back, knees bent: slide your arms along the floor from a W to a V."),
    ),
    "standing_cat_cow": StepWords(
        N_("Cat-cow standing"),
        N_("Hands on your thighs, knees soft: round your back and let it sink, slowly."),
    ),
    "lying_chin_tucks": StepWords(
        N_("Chin tucks lying down"),
        N_("On your back: press the back of the head gently into the floor, then let go."),
    ),
    "wall_dog": StepWords(
        N_("Downward dog at a wall"),
        N_("Hands on a wall or a table, hips back, back level. Let the chest sink and breathe."),
    ),
    "seated_twist": StepWords(
        N_("Twist on a chair"), N_("Sit tall, turn to one side and breathe. Change sides halfway through.")
    ),
    "superman_chest": StepWords(
        N_("Superman, chest and arms"),
        N_("Face down: lift chest and arms a hand's width; the legs stay down."),
    ),
    "superman_cross": StepWords(
        N_("Superman, opposite arm and leg"),
        N_("Face down: lift one arm and the opposite leg; change sides each time."),
    ),
    "superman_arms": StepWords(
        N_("Superman, arms only"), N_("Face down, forehead on a towel: lift only your arms and reach long.")
    ),
}
_DOSES = {
    "reps": N_("{reps} times"),
    "reps_hold": N_("{reps} times, hold for {hold} s"),
    "side": N_("{reps} times on each side"),
    "side_hold": N_("{reps} times on each side, hold for {hold} s"),
    "time": "{time}",
    "once_reps": N_("once"),
    "once_reps_hold": N_("once, hold for {hold} s"),
    "once_side": N_("once on each side"),
    "once_side_hold": N_("once on each side, hold for {hold} s"),
    "sets_reps": N_("{sets} sets of {reps}"),
    "sets_reps_hold": N_("{sets} sets of {reps}, hold for {hold} s"),
    "sets_side": N_("{sets} sets of {reps} on each side"),
    "sets_side_hold": N_("{sets} sets of {reps} on each side, hold for {hold} s"),
    "sets_time": N_("{sets} times {time}"),
}
_ONE_SIDE = {"left": N_("{dose}, left side only"), "right": N_("{dose}, right side only")}


def title(entry: ProgrammeEntry) -> str:
    """Return the name of what is done."""
    return localized(EXERCISES[entry.id].title) if entry.measured else localized(STEP_WORDS[entry.id]).title


def dose(entry: ProgrammeEntry) -> str:
    """Return how much of it is done, in words."""
    kind = "time" if entry.duration_s else "side" if entry.turns > 1 else "reps"
    many = "sets_" if entry.sets > 1 else "once_" if entry.reps == 1 else ""
    held = "_hold" if entry.hold_s else ""
    words = localized(_DOSES[f"{many}{kind}{held}"]).format(
        sets=entry.sets, reps=entry.reps, hold=brief(entry.hold_s), time=lasting(entry.duration_s)
    )
    return words if entry.side is Side.BOTH else localized(_ONE_SIDE[entry.side.value]).format(dose=words)


def instructions(entry: ProgrammeEntry) -> tuple[str, ...]:
    """Return how it is done, step by step."""
    if not entry.measured:
        return (localized(STEP_WORDS[entry.id]).text,)
    how = localized(EXERCISES[entry.id].instructions)
    return (how.setup, *how.steps)


def about(minutes: int) -> str:
    """Return a length in words."""
    return _("about {minutes} min").format(minutes=minutes)
