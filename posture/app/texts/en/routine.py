"""Words of training days: forms, parts, steps and doses."""

from __future__ import annotations

from posture.app.texts.shape.routine import RoutineTexts, StepWords

ROUTINE = RoutineTexts(
    forms={"full": "Full", "short": "Short", "gentle": "Gentle"},
    form_leads={
        "full": "Everything of the guide: stretches, strength and posture.",
        "short": "A small round for posture, without strength. Good between two full days.",
        "gentle": "Slow stretches at the guide's lower dose, for a day that feels stiff.",
    },
    parts={
        "warm_up": "Warm up",
        "stretch": "Stretch",
        "strength": "Strength",
        "posture": "Posture",
        "cool_down": "Cool down",
    },
    steps={
        "shoulder_rolls": StepWords(
            "Shoulder rolls",
            "Let both shoulders draw slow circles: half of the time backward, half forward.",
        ),
        "arm_circles": StepWords(
            "Arm circles",
            "Arms out to the sides. Begin with small circles, let them grow, then turn around.",
        ),
        "marching": StepWords(
            "Marching on the spot",
            "Lift the knees as far as it is easy and let the arms swing along.",
        ),
        "easy_cat_cow": StepWords(
            "Three easy cat-cows",
            "On hands and knees: round the back, let it sink, three times, small and slow.",
        ),
        "breathing": StepWords(
            "Quiet breathing",
            "Sit or lie down. Breathe in for four counts and out for six, into the belly.",
        ),
        "floor_angels": StepWords(
            "Wall angels lying down",
            "On your back, knees bent: slide the arms along the floor from a W to a V.",
        ),
        "standing_cat_cow": StepWords(
            "Cat-cow standing",
            "Hands on your thighs, knees soft: round the back and let it sink, slowly.",
        ),
        "lying_chin_tucks": StepWords(
            "Chin tucks lying down",
            "On your back: press the back of the head gently into the floor, then let go.",
        ),
        "wall_dog": StepWords(
            "Dog at the wall",
            "Hands on a wall or a table, hips back, back level. Let the chest sink and breathe.",
        ),
        "seated_twist": StepWords(
            "Twist on a chair",
            "Sit tall, turn to one side and breathe; change sides at half time.",
        ),
        "superman_chest": StepWords(
            "Superman, chest and arms",
            "Face down: chest and arms float a hand's width, the legs stay down.",
        ),
        "superman_cross": StepWords(
            "Superman, opposite arm and leg",
            "Face down: one arm and the other leg float; change sides each time.",
        ),
        "superman_arms": StepWords(
            "Superman, arms only",
            "Face down, forehead on a towel: only the arms float, reaching long.",
        ),
    },
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    about="about {minutes} min",
    doses={
        "reps": "{reps} times",
        "reps_hold": "{reps} times, hold for {hold} s",
        "side": "{reps} times on each side",
        "side_hold": "{reps} times on each side, hold for {hold} s",
        "time": "{time}",
        "once_reps": "once",
        "once_reps_hold": "once, hold for {hold} s",
        "once_side": "once on each side",
        "once_side_hold": "once on each side, hold for {hold} s",
        "sets_reps": "{sets} sets of {reps}",
        "sets_reps_hold": "{sets} sets of {reps}, hold for {hold} s",
        "sets_side": "{sets} sets of {reps} on each side",
        "sets_side_hold": "{sets} sets of {reps} on each side, hold for {hold} s",
        "sets_time": "{sets} times {time}",
    },
    one_side={"left": "{dose}, left side only", "right": "{dose}, right side only"},
    easings={
        "first_week": "Your first week: one set of each, so that the body can get used to it.",
        "restart": "You were away for a while: this week everything is about a third less.",
        "deload": "A lighter week: fewer sets. Muscles grow while they rest.",
    },
)
