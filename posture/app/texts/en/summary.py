"""Words of the summary after a set."""

from __future__ import annotations

from posture.app.texts.shape import SummaryTexts
from posture.coach.session import Reason

SUMMARY = SummaryTexts(
    counted="counted",
    clean="of them clean",
    not_counted="not counted",
    per_side="Left {left}, right {right}",
    hold_total="{time} held in position",
    corrected="You corrected this to {count}.",
    clean_help="Clean means that nothing but small polish was noticed.",
    nothing="No movement was found in this set.",
    nothing_help="Stand so that the whole body the move needs is in the picture, rest for a moment in the "
    "starting position, then begin.",
    next_title="Next time",
    next_none="Nothing stood out. Keep it as it is.",
    next_none_held="Nothing stood out in what could be seen.",
    chart_range="How far each one went",
    chart_hold="How long each one was held",
    chart_attempt="Attempt",
    chart_seconds="Seconds held",
    chart_range_axis="Range",
    chart_words="Shaded: the guide's target, {target}. A hollow bar did not count.",
    table_title="Every attempt",
    columns={
        "number": "No.",
        "side": "Side",
        "start": "Began at",
        "duration": "Took",
        "range": "Range",
        "hold": "Held",
        "result": "Counted",
        "faults": "What was noticed",
    },
    yes="Yes",
    no="No",
    no_fault="Nothing",
    fault="{name}: “{cue}”",
    method_title="What was looked at",
    unmeasured_title="What could not be judged",
    unmeasured="{what}: {why}",
    problems_title="When the view was not good enough",
    problem="{start} to {end}: {message}",
    seen="{measured} of {seen} measured",
    reasons={
        Reason.PARTIAL_RANGE: "A little short of full range",
        Reason.TOO_FAST: "Too quick to follow",
        Reason.TOO_SLOW: "Paused too long on the way",
        Reason.SHORT_HOLD: "Let go before the hold was done",
        Reason.ONE_SIDE: "Only one side moved",
        Reason.LOST: "Not seen to its end",
        Reason.WRONG_POSTURE: "Another movement was made",
    },
    reason_tips={
        Reason.PARTIAL_RANGE: "Some movements stopped early. Go a little further if it is comfortable; "
        "never push into pain.",
        Reason.TOO_FAST: "Some movements were over too soon. Slow down and let each one take its time.",
        Reason.TOO_SLOW: "Some movements paused on the way. Go there and back in one calm movement.",
        Reason.SHORT_HOLD: "Some holds ended early. Ease the effort so that you can stay for the whole time.",
        Reason.ONE_SIDE: "Sometimes only one side moved. Start both sides together, the slower one leading.",
        Reason.LOST: "Some movements were not seen to their end: the picture or the set ended before. Step "
        "back or turn the camera so that all of the movement fits.",
        Reason.WRONG_POSTURE: "Some movements were others than this one. Begin in the starting position and "
        "let only the part move that the steps name.",
    },
)
