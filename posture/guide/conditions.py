"""Conditions with which a professional should look first, and the cautions of the moves that each is about.

Each move names its cautions in its own words. Asked move by move they would be read fifteen times; here each
condition is asked about once, and what was ticked brings the cautions of every move that it is about.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from posture.coach.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a person may have.

    Attributes:
        id: Short name, as it is kept.
        name: What it is called where it is asked about: short, and rather too wide than too narrow.
        cautions: The cautions of moves that are about it, word for word.
    """

    id: str
    name: str
    cautions: frozenset[str]


CONDITIONS = (
    Condition(
        "pregnancy",
        "Pregnancy",
        frozenset(
            {
                "pregnancy",
                "late pregnancy",
                "late pregnancy: leave out the deep hollow",
                "late pregnancy, unless the knees are wide and nothing presses",
            }
        ),
    ),
    Condition(
        "blood_pressure",
        "High blood pressure",
        frozenset(
            {
                "high blood pressure that is not under control",
                "high blood pressure that is not under control, or glaucoma: the head is low",
            }
        ),
    ),
    Condition(
        "eyes",
        "Glaucoma or retina disease",
        frozenset(
            {
                "glaucoma or a disease of the retina",
                "high blood pressure that is not under control, or glaucoma: the head is low",
            }
        ),
    ),
    Condition(
        "bones",
        "Brittle bones or a fracture",
        frozenset(
            {
                "brittle bones or a broken vertebra: no deep rounding",
                "a recent operation or fracture of shoulder, collarbone or breastbone",
            }
        ),
    ),
    Condition(
        "operation",
        "Recent operation",
        frozenset(
            {
                "a recent neck injury or operation",
                "a recent operation on knee, hip or abdomen",
                "a recent operation on the abdomen",
                "a recent operation or fracture of shoulder, collarbone or breastbone",
                "a recent shoulder operation",
            }
        ),
    ),
    Condition("hernia", "Hernia", frozenset({"a hernia"})),
    Condition(
        "spine",
        "Disc, vertebra or spinal canal",
        frozenset(
            {"a disc problem that bending makes worse", "a slipped vertebra or a narrowed spinal canal"}
        ),
    ),
    Condition(
        "low_back",
        "Low-back pain",
        frozenset(
            {"low-back pain that bending backwards makes worse", "low-back pain that bending makes worse"}
        ),
    ),
    Condition(
        "neck",
        "Neck injury or arthritis",
        frozenset(
            {
                "a neck known to be unstable, for example with rheumatoid arthritis",
                "a neck or shoulder injury",
                "a recent neck injury or operation",
                "a recent neck injury or whiplash",
            }
        ),
    ),
    Condition(
        "shoulder",
        "Shoulder trouble",
        frozenset(
            {
                "a frozen shoulder in its painful stage",
                "a neck or shoulder injury",
                "a shoulder that pinches or feels unstable",
                "an injured wrist, elbow or shoulder",
                "pain when you reach overhead: row with a band instead",
                "pinching or instability in a shoulder",
            }
        ),
    ),
    Condition(
        "loose_joints",
        "Very loose joints",
        frozenset(
            {
                "a neck known to be unstable, for example with rheumatoid arthritis",
                "a shoulder that pinches or feels unstable",
                "pinching or instability in a shoulder",
            }
        ),
    ),
    Condition(
        "arm",
        "Tingling arm or hand",
        frozenset(
            {
                "an arm that tingles when you tilt",
                "hands that tingle when the arms are overhead",
                "hands that tingle with the arms at your sides",
                "pain that travels further down an arm with the tuck",
            }
        ),
    ),
    Condition(
        "wrist",
        "Injured wrist or elbow",
        frozenset({"an injured wrist", "an injured wrist or knee", "an injured wrist, elbow or shoulder"}),
    ),
    Condition(
        "knee",
        "Knee or ankle trouble",
        frozenset(
            {
                "an injured wrist or knee",
                "knee or ankle pain when you sit on your heels",
                "knee pain when you kneel",
            }
        ),
    ),
    Condition(
        "dizziness",
        "Dizziness",
        frozenset({"dizziness", "dizziness with neck movement", "dizziness with the head low"}),
    ),
    Condition("swallowing", "Trouble swallowing", frozenset({"trouble swallowing"})),
)
"""Every condition, those of the whole body first."""

CONDITION_IDS = frozenset(condition.id for condition in CONDITIONS)


def cautions_for(exercise: Exercise, ticked: Collection[str]) -> tuple[str, ...]:
    """Return the cautions of a move that concern a person, in the order of the move.

    Args:
        exercise: The move.
        ticked: Ids of `CONDITIONS` that the person has; unknown ids are ignored.

    >>> from posture.exercises import find
    >>> cautions_for(find("cobra"), {"pregnancy", "wrist"})
    ('pregnancy', 'an injured wrist')
    """
    about = frozenset[str]().union(*(c.cautions for c in CONDITIONS if c.id in ticked))
    return tuple(caution for caution in exercise.contraindications if caution in about)
