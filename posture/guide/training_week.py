"""A week of training: how often, how long, and an example."""

from __future__ import annotations

from posture.coach.references import ACSM, GUIDE, TUNING
from posture.guide.content_types import Fact, Figure, RoutineBlock, Topic
from posture.guide.sources import POSTURE_TRIALS

ROUTINE = Topic(
    id="routine",
    search_words="regimen, schedule, programme, workout, frequency, consistency, how often, rest days",
    title="A week of training",
    summary="Little and often, with days off between strength moves.",
    facts=(
        Fact("Train {} a week.", GUIDE, (Figure(2, 3, "times"),)),
        Fact("First relief comes within a few weeks; the full benefit may take a few months.", GUIDE),
        Fact("Keep going once the pain has gone: it makes a return less likely.", GUIDE),
        Fact(
            "Trials in which posture improved ran for {}, {} a week, {} a day.",
            POSTURE_TRIALS,
            (Figure(2, 13, "weeks"), Figure(2, 4, "days"), Figure(15, 60, "minutes")),
        ),
        Fact("Leave {} or more between two strength days.", ACSM, (Figure(48, 48, "hours"),)),
        Fact(
            (
                "For example: Monday, Wednesday and Friday in full. Or Monday and Thursday in full, and a "
                "short round of chin tucks, wall angels and squeezes of {} on Tuesday and Saturday."
            ),
            TUNING,
            (Figure(10, 10, "minutes"),),
        ),
        Fact("In the first week do one set of each, about {} in all.", TUNING, (Figure(15, 15, "minutes"),)),
        Fact(
            "After more than {} off, start again at {}.",
            TUNING,
            (Figure(10, 10, "days"), Figure(70, 70, "percent")),
        ),
    ),
    steps=(
        "Two easy days in a row: add one repetition or two seconds.",
        "Top of the range reached: a little more weight or a thicker band.",
        "An amber day: repeat it. A red day: take about a third off.",
    ),
)

DAY = (
    RoutineBlock("Check in", "How does it feel, 0 to 10? Anything new?", Figure(1, 1, "minute"), ""),
    RoutineBlock(
        "Warm up", "Shoulder rolls, arm circles, marching, three easy cat-cows", Figure(3, 3, "minutes"), ""
    ),
    RoutineBlock(
        "Stretch",
        "Cat-cow 10 times; neck tilts 2 times 20 seconds each side; blade squeeze 3 times 12 seconds",
        Figure(5, 5, "minutes"),
        "10 to 15 seconds",
    ),
    RoutineBlock(
        "Strength",
        "Bent-over rows 3 sets of 12 to 15; lat pulldowns 3 sets of 10 to 12; "
        "superman 3 times 10 to 15 seconds",
        Figure(12, 15, "minutes"),
        "60 to 90 seconds, 2 minutes between moves",
    ),
    RoutineBlock(
        "Posture",
        "Wall angels 2 to 3 minutes; chin tucks 10 times 5 seconds; "
        "blade retraction 10 times 5 to 10 seconds",
        Figure(6, 6, "minutes"),
        "20 to 30 seconds",
    ),
    RoutineBlock(
        "Cool down",
        "Child's pose 30 seconds, thread the needle 30 seconds each side, quiet breathing 2 to 3 minutes",
        Figure(4, 4, "minutes"),
        "",
    ),
    RoutineBlock(
        "Check out", "How does it feel now, and how hard was it, 0 to 10?", Figure(1, 1, "minute"), ""
    ),
)
"""One full training day, in order."""
