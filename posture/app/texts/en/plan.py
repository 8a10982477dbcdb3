"""Words of the Plan page."""

from __future__ import annotations

from posture.app.texts.shape import PlanTexts

_GOOD = "Two sessions in a row went well: nothing hurt, and nine of ten repetitions were clean."

PLAN = PlanTexts(
    title="Plan",
    lead="The guide's programme, made yours. Two or three days a week are enough.",
    week="Your week",
    nothing="Free",
    clash="{day} has strength on the day after strength. Muscles need a day in between, so that day will "
    "offer you a form without it.",
    few="The guide says two or three times a week. One day is a beginning.",
    many="The guide says two or three times a week. More is fine as long as nothing hurts.",
    form="Form",
    lasts="Altogether {about}",
    sets="Sets",
    reps="Repetitions",
    reps_side="Repetitions a side",
    side="Side",
    sides={"both": "Both", "left": "Left only", "right": "Right only"},
    hold="Hold (s)",
    time="Time (s)",
    rest="Rest (s)",
    swap="Swap for easier",
    swap_help="{title}, {dose}",
    back="As in the guide",
    change="Change",
    unmeasured="runs by time, nothing is measured",
    add="Add a move",
    add_help="Choose a move",
    remove="Take it out",
    reset="Back to the guide's plan",
    reset_title="Back to the guide's plan?",
    reset_text="Your days and doses are replaced by the guide's. What you have trained stays.",
    reset_yes="Yes, the guide's",
    reset_no="Keep mine",
    suggestions="Suggestions",
    accept="Yes, do that",
    not_now="Not now",
    kinds={
        "more_reps": "{move}: one repetition more",
        "more_hold": "{move}: hold a little longer",
        "longer": "{move}: a little longer",
        "more_sets": "{move}: one set more",
        "more_load": "{move}: a little more weight, or a thicker band",
        "less": "{move}: about a third less",
        "easier": "{move}: an easier form",
        "harder": "{move}: the next form up again",
        "restart": "Begin again with less",
        "deload": "A lighter week",
    },
    reasons={
        "more_reps": _GOOD,
        "more_hold": _GOOD,
        "longer": _GOOD,
        "more_sets": f"{_GOOD} There is room for one more set.",
        "more_load": f"{_GOOD} You are at the guide's upper dose: add five to ten percent of weight.",
        "less": "It was in the red the last time. Less of it gives it room to settle.",
        "easier": "It was in the red twice. An easier form gives it room to settle.",
        "harder": "The easier form went well twice. You can try a little of the one before it.",
        "restart": "You were away for more than ten days. Take seven tenths of everything for a week.",
        "deload": "Four weeks in a row are behind you. A week with fewer sets lets the body catch up.",
    },
    from_to="Now {old}. Then {new}.",
)
