"""Words of the page on asking a professional."""

from __future__ import annotations

from posture.app.texts.shape import ProfessionalTexts

PROFESSIONAL = ProfessionalTexts(
    title="Ask a professional",
    lead="A doctor or physiotherapist can find out what is behind it. Here is when to go, and what to bring.",
    when="When to go",
    emergency="Call the emergency number now",
    urgent="See a doctor within a day or two",
    ask="What to ask",
    questions=(
        "What is likely behind my pain, and does anything need to be looked at?",
        "Which of these moves suit me, and which should I leave out or change?",
        "How much, how often, and how much pain is all right?",
        "What would be a reason to come back, and when?",
    ),
    summary="What to tell them",
    summary_lead="From what you did and said here in the last six weeks. Print it, or take it "
    "along as a file.",
    empty="Nothing is noted yet. When you train and rate your pain, a summary for your visit gathers here.",
    span="From {first} to {last}",
    name="For {name}",
    signs="Warning signs",
    signs_none="None ticked on {day}.",
    signs_never="Not gone through yet.",
    seen="Seen by a professional, as I said on {day}.",
    back_hurts="My upper back hurt on {day}.",
    moves="What I did",
    move_columns=("Move", "Sets", "Counted", "Last time", "Highest pain", "Lights"),
    lights="{red} red, {amber} amber",
    stopped="What was stopped",
    stop="{day}, {move}: pain {score} of 10. {why}",
    stopped_none="Nothing had to be stopped.",
    scores="Pain over time",
    score_columns=("Day", "Moment", "Move", "Pain, 0 to 10", "Light"),
    scores_none="No pain was rated.",
    moments={
        "before": "Before training",
        "during": "During the set",
        "after": "After the set, the most",
        "next_day": "The day after, the worst",
    },
    whole="All of it",
    chart="Each point is a score that I gave.",
    chart_time="Day",
    chart_score="Pain",
    download="Take it along as a file",
    print="To print this page, use your browser’s print command (Ctrl or ⌘ and P).",
    note="Gathered by Posture, a program for general wellness that is no medical device. Counts come from a "
    "camera, scores from the person.",
)
