"""Words of the summary after a set."""

from __future__ import annotations

from posture.app.texts.shape import SummaryTexts
from posture.coach.motion import Phase
from posture.coach.session import Reason

SUMMARY = SummaryTexts(
    counted="counted",
    clean="of them clean",
    not_counted="not counted",
    per_side="Left {left}, right {right}",
    hold_total="{time} held in position",
    held_enough="{counted} counted, {held} held for {dose}",
    of_dose="{held} of {dose}",
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
    chart_words_tempo="Shaded: a calm pace, {target}. A hollow bar did not count.",
    chart_tempo="How long each one took",
    chart_took="Seconds",
    ends_title="Best and least",
    best="Went best: attempt {number}",
    least="Has most room: attempt {number}",
    end_reach="{range}, took {time}",
    end_held="{range}, held {time}",
    ends_rule="Counted comes before not counted, clean before unclean, fewer things noticed before more. "
    "Among equals the larger range decides.",
    ends_rule_held="Counted comes before not counted, clean before unclean, fewer things noticed before "
    "more. Among equals the longer hold decides.",
    ends_alike="Your attempts were alike: best and least differ by no more than the camera can tell, "
    "{error} to either side.",
    still="Attempt {number} near its widest",
    signal_title="The movement over time",
    signal_help="Each shaded stretch is an attempt; a dashed frame means that it did not count. A triangle "
    "marks something that was noticed. The strip below shows the phase, tallest at full range. Point at "
    "the line to read its values.",
    signal_unmeasured="The movement itself could not be seen in this set, so there is no line to show.",
    signal_time="Time",
    signal_closer="Look closer",
    signal_whole="The whole set",
    signal_attempt="Attempt {number} at {start}: {outcome}",
    signal_tips={
        "time": "Time",
        "value": "Value",
        "phase": "Phase",
        "attempt": "Attempt",
        "noticed": "Noticed",
    },
    signal_finding="{name}: {value}, limit {limit}",
    signal_noticed="At {time}, {name}: {value}, where the limit is {limit}. “{cue}”",
    phases={
        Phase.REST: "At rest",
        Phase.GOING: "On the way",
        Phase.FULL: "Full range",
        Phase.RETURNING: "On the way back",
    },
    kin_help="If it was, take that move next time: it is counted and looked at in its own way. "
    "If not, all is well.",
    kin_take="Go to {move}",
    table_title="Every attempt",
    percent="A percentage compares with your own body: with the length of your trunk or head, the width of "
    "your shoulders, or your full range at the beginning of the set.",
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
    refused_title="What to do instead",
    problems_title="When the view was not good enough",
    problem="{start} to {end}: {message}",
    seen="{measured} of {seen} measured",
    timed="by the clock, not counted",
    reasons={
        Reason.PARTIAL_RANGE: "Short of the full range",
        Reason.TOO_FAST: "Too quick to follow",
        Reason.TOO_SLOW: "Paused too long on the way",
        Reason.SHORT_HOLD: "Held for less time than asked",
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
