"""The guide beside its exercises, as data: causes, therapies, routine, questions, and signs to stop.

The figures of the guide are kept exactly; the sentences are our own.
"""

from __future__ import annotations

from posture.guide.causes import CAUSES
from posture.guide.common_questions import QUESTIONS
from posture.guide.conditions import CONDITIONS
from posture.guide.pain_light import PAIN, PAIN_LIGHTS_TABLE
from posture.guide.therapies import BREATHING, CALM, HEAT_COLD, PROFESSIONAL, YOGA_PILATES
from posture.guide.training_week import DAY, ROUTINE
from posture.guide.warning_signs import ASK_FIRST, RED_FLAGS, STOP

TOPICS = (CAUSES, YOGA_PILATES, HEAT_COLD, CALM, PROFESSIONAL, ROUTINE, STOP, PAIN)
"""Every topic in the order of the guide, safety last."""

__all__ = [
    "ASK_FIRST",
    "BREATHING",
    "CALM",
    "CAUSES",
    "CONDITIONS",
    "DAY",
    "HEAT_COLD",
    "PAIN",
    "PAIN_LIGHTS_TABLE",
    "PROFESSIONAL",
    "QUESTIONS",
    "RED_FLAGS",
    "ROUTINE",
    "STOP",
    "TOPICS",
    "YOGA_PILATES",
]
