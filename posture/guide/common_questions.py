"""The guide's ten questions, answered in our own words."""

from __future__ import annotations

from posture.coach.references import GUIDE
from posture.guide.content_types import Fact, Figure, Question

QUESTIONS = (
    Question(
        1,
        "Where does upper back pain come from?",
        Fact(
            (
                "Mostly posture, strained muscles, discs or stress; sometimes an illness. What helps depends "
                "on the cause."
            ),
            GUIDE,
        ),
        search_words="causes, reason",
    ),
    Question(
        2,
        "How often should I train?",
        Fact(
            "{} a week suits most people. Let your comfort decide; a professional can tailor it.",
            GUIDE,
            (Figure(2, 3, "times"),),
        ),
        search_words="frequency, daily, weekly",
    ),
    Question(
        3,
        "I have a medical condition. May I do the moves?",
        Fact("Ask your doctor or therapist first; they can pick what is safe for you.", GUIDE),
        search_words="illness, disease, concerns",
    ),
    Question(
        4,
        "How long do I hold a stretch?",
        Fact("{}. Long enough for the muscle to let go.", GUIDE, (Figure(15, 30, "seconds"),)),
    ),
    Question(
        5,
        "What equipment do I need?",
        Fact(
            (
                "Hardly any. Some moves take dumbbells or a cable machine; filled bottles or an elastic band "
                "will do."
            ),
            GUIDE,
        ),
        search_words="props, accessories, gear, dumbbells",
    ),
    Question(
        6,
        "When will I feel a difference?",
        Fact(
            (
                "It differs. Many feel relief within a few weeks of regular practice; lasting change can "
                "take a few months."
            ),
            GUIDE,
        ),
        search_words="results, how long, progress",
    ),
    Question(
        7,
        "Can I add yoga or Pilates?",
        Fact("Yes. Both build flexibility, a strong core and better posture.", GUIDE),
    ),
    Question(
        8,
        "The pain is gone. Can I stop?",
        Fact(
            (
                "Better not. Going on makes a relapse less likely; settle a long-term plan with your doctor "
                "or therapist."
            ),
            GUIDE,
        ),
        search_words="prevention, prevent, maintain",
    ),
    Question(
        9,
        "Which signs tell me to stop?",
        Fact(
            "Sharp pain, or pain that gets worse. Stop at once and have it looked at.",
            GUIDE,
        ),
    ),
    Question(
        10,
        "Do the moves help a lower back too?",
        Fact(
            (
                "They are made for the upper back. Yoga and Pilates reach the whole back; for the lower "
                "back, look for advice of its own."
            ),
            GUIDE,
        ),
    ),
)
