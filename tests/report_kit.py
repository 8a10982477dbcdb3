"""What the tests of the report share: the fullest that there can be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kept_samples import MORNING, a_session, attempt

from posture.coach.session import Counts, Reason, Unmeasured
from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.pain_light import Judged, LightReason
from posture.guide.pain_places import BodyPlace
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import PainNote, When
from posture.history.statistics import digest
from posture.report.html_report import Subject


def pain(day: float, score: int, when: When = When.BEFORE, *places: BodyPlace) -> PainNote:
    judged, at = Judged(Light.GREEN, LightReason.CALM), MORNING + timedelta(days=day)
    return PainNote(written_at=at, when=when, score=score, judged=judged, places=places)


def fullest() -> tuple[Subject, Any]:
    """A report with all that can be on it: every move, long names, every reason, many scores."""
    sets = []
    for day, move in enumerate([*EXERCISES.values()] * 3):
        unit = move.motion.signal.unit
        made = [attempt(n, range=90.0 + 3 * day, unit=unit, hold_s=11.0) for n in (1, 2)]
        missed = [attempt(3 + n, counted=False, reason=r) for n, r in enumerate(list(Reason)[:3])]
        unmeasured = tuple(Unmeasured(f"{u.what} {day}", u.why) for u in move.cannot_measure)
        session = a_session(
            exercise=move.id,
            view=move.views[0].value,
            attempts=(*made, *missed),
            counts=Counts(2, 1, 5, hold_s=75.0),
            unmeasured=unmeasured,
        )
        sets.append(KeptSet.of(session, started_at=MORNING + timedelta(days=day), person="Ana"))
    pains = [pain(d / 2, (d * 7) % 11, list(When)[d % 4], list(BodyPlace)[d % 15]) for d in range(200)]
    return Subject("Wilhelmina Katharina von und zu Oberbergstein", pains), digest(sets)
