"""The guide's ten questions, answered in our own words."""

from __future__ import annotations

from posture.coach.references import GUIDE
from posture.guide.content_types import Fact, Figure, Question

QUESTIONS = (
    Question(
        1,
        "Where does upper back pain come from?",
        Fact(
            "Mostly from posture, strained muscles, discs or stress; sometimes from an illness behind it. "
            "What helps depends on which it is.",
            GUIDE,
        ),
    ),
    Question(
        2,
        "How often should I train?",
        Fact(
            "{} a week suits most people. Your own comfort decides, and a professional can tailor it.",
            GUIDE,
            (Figure(2, 3, "times"),),
        ),
    ),
    Question(
        3,
        "I have a medical condition. May I do the moves?",
        Fact("Ask your doctor or therapist before you begin; they can pick what is safe for you.", GUIDE),
    ),
    Question(
        4,
        "How long do I hold a stretch?",
        Fact(
            "{}. That is enough for the muscle to let go and lengthen.", GUIDE, (Figure(15, 30, "seconds"),)
        ),
    ),
    Question(
        5,
        "What equipment do I need?",
        Fact(
            "Hardly any. Some of the strength moves take dumbbells or a cable machine; filled bottles or an "
            "elastic band do for a start.",
            GUIDE,
        ),
    ),
    Question(
        6,
        "When will I feel a difference?",
        Fact(
            "It differs. With regular practice many feel relief within a few weeks; the lasting part can "
            "take a few months.",
            GUIDE,
        ),
    ),
    Question(
        7,
        "Can I add yoga or Pilates?",
        Fact("Yes, they go well together: both build suppleness, a strong middle and better posture.", GUIDE),
    ),
    Question(
        8,
        "The pain is gone. Do I stop?",
        Fact(
            "Better not. Going on keeps the back well and makes a relapse less likely; settle a long-term "
            "plan with your doctor or therapist.",
            GUIDE,
        ),
    ),
    Question(
        9,
        "Which signs tell me to stop?",
        Fact(
            "Pain that is sharp or gets worse. Stop at once and have it looked at. Good form protects you.",
            GUIDE,
        ),
    ),
    Question(
        10,
        "Do the moves help a lower back too?",
        Fact(
            "They are made for the upper back. Yoga and Pilates reach all of it; for the lower back, look "
            "for advice made for it.",
            GUIDE,
        ),
    ),
)
