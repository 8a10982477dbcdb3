"""Words that keep a person safe: warning signs, pain, and what to know before a move."""

from __future__ import annotations

from posture.app.texts.shape import SafetyTexts
from posture.app.texts.shape.safety import PainTexts, ScreeningTexts

_SCREENING = ScreeningTexts(
    title="Before you move",
    lead="Some signs need a doctor rather than exercises. Tick what applies to you. Your answers stay on "
    "this computer.",
    again="A month has gone by. Has anything changed? Tick what applies to you now.",
    after_pain="That was strong pain. Please go through these signs once more before the next set.",
    hurts="Does your upper back hurt at the moment?",
    yes="Yes",
    no="No",
    emergency="Get help at once",
    urgent="See a doctor first",
    none="None of these",
    save="Save my answers",
    sure="You ticked a sign that needs help at once. Is that right?",
    sure_yes="Yes, that is right",
    sure_no="No, back to the list",
    ticked="What you ticked",
    locked_title="Please get help now",
    locked="These signs can be serious. Call your emergency number: 112 in Europe, 999 in Britain, 911 in "
    "North America. Do not drive yourself.",
    locked_open="Exercises are closed until a professional has seen you. Everything else stays open.",
    seen="A doctor or another health professional has looked at this, and I may exercise",
    unlock="Open the exercises",
    advised_title="Please get checked before exercising",
    advised="This is no diagnosis, and often there is a harmless reason. Still, together these are a reason "
    "to have somebody look at your back within a day or two.",
    advised_seen="I was seen and may exercise",
    advised_go_on="I understand, and go on gently",
    ask="What to tell a professional",
    unkept="Your answers hold for this visit only, because they cannot be kept: {error}",
)

_PAIN = PainTexts(
    scale="0 is no pain, 10 the worst you can imagine.",
    before="How much does it hurt right now?",
    after="The most it hurt during this set?",
    next_day="The worst it hurt in the 24 hours after training ({day})?",
    settled="Is it back to how it was before training?",
    settled_yes="Yes",
    settled_no="No, still worse",
    skip="Skip",
    noted="Noted.",
    hurt_title="What hurts?",
    hurt_lead="Your set is paused. Take your time.",
    hurt_now="How much does it hurt?",
    hurt_sharp="Is it sharp, shooting, new, or getting worse?",
    sharp_yes="Yes",
    sharp_no="No",
    mistake="Nothing hurts, I pressed it by mistake",
    lights={"green": "Green", "amber": "Amber", "red": "Red"},
    why={
        "green_calm": "{score} of 10 is all right.",
        "amber_score": "{score} of 10 is more than a mild pull.",
        "amber_rise": "{rise} more than before you began.",
        "red_score": "{score} of 10 is too much.",
        "red_rise": "{rise} more than before you began is too much.",
        "red_sharp": "Sharp, shooting, new or growing pain means stop, whatever the number.",
        "red_lasted": "It has not settled within the day.",
    },
    before_does={
        "green": "Move slowly and stay below the point of pain.",
        "amber": "Take it easy today: less range, less weight, fewer repetitions.",
        "red": "Rest today, or try quiet breathing. Please go through the warning signs first.",
    },
    during_does={
        "green": "Go on if you like, slowly and below the point of pain.",
        "amber": "Finish the set easier: a smaller movement, less weight, fewer repetitions.",
        "red": "This move is over for today, and what you did is kept. Sit down and breathe. If it does not "
        "settle at once, get help.",
    },
    after_does={
        "green": "You may do a little more next time.",
        "amber": "Do the next set easier. It should settle within a day.",
        "red": "Leave this move for today. Next time take an easier form.",
    },
    next_day_does={
        "green": "Your back took it well.",
        "amber": "It settled. Repeat the same amount before you do more.",
        "red": "Do about a third less today, and take easier forms.",
    },
    easier="Easier: {how}",
    easier_next="Next time, easier: {how}",
    go_on="Go on",
    go_on_easier="Go on, easier",
    end="End the set",
    close="All right",
    over_title="{move}: enough for today",
    over_next="It was right to stop. This move is here again tomorrow. If you feel well, choose a gentler "
    "one above.",
    second_red="This move was in red before. Please show it to a professional before you do it again.",
    signs_again="Pain this strong is a reason to go through the warning signs again. They come next.",
    ask="What to tell a professional",
)

SAFETY = SafetyTexts(
    screening=_SCREENING,
    pain=_PAIN,
    gate_title="Before the first time: {move}",
    gates_title="Before your first round",
    gates_columns=("Move", "Ask first with"),
    gate_lead="Move slowly, stay below the point of pain, keep breathing. A mild pull is fine.",
    gate_ask_first="Ask a professional first if you have",
    gate_stop="Stop at once if you feel",
    gate_go_on="None of these, go on",
    gate_otherwise="If one of them is yours, choose another move and ask about this one.",
    gate_again="Who should ask first, and when to stop",
)
