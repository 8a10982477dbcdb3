"""Texts that are orders to a browser, a page or a terminal, in every field that a person or a file fills."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone

from app_pages import wall_angels

from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.session import Problem, Session, Unmeasured
from posture.guide.pain_light import judge
from posture.history.kept_checks import keep_check
from posture.history.pain_notes import PainNote, When, note_pain
from posture.history.screenings import answer
from posture.history.store import Store
from posture.posture_check.check_result import Check, Measured

ELSEWHERE = "evil.example"
STRANGE = (
    f"# ![p](http://{ELSEWHERE}/p.png) <img src=http://{ELSEWHERE}/i.png> [l](http://{ELSEWHERE}/l) "
    f":material/home: :red[r] $x$ `c` &lt; https://{ELSEWHERE} www.{ELSEWHERE} [link=http://{ELSEWHERE}]k[/] "
    "\x1b]8;;http://evil.example\x07 \u202e[bold]"
)
"""A picture, a tag, links, an icon, a color, a formula, code, an entity, and orders to a terminal."""


def strange_set(exercise: str) -> Session:
    """A set with the strange text wherever a set has text."""
    known = wall_angels()
    return dataclasses.replace(
        known,
        exercise=exercise,
        view=STRANGE,
        method=STRANGE,
        version=STRANGE,
        attempts=tuple(dataclasses.replace(a, unit=STRANGE, faults=(STRANGE,)) for a in known.attempts),
        findings=tuple(
            dataclasses.replace(f, rule=STRANGE, cue=STRANGE, unit=STRANGE) for f in known.findings
        ),
        problems=(Problem(STRANGE, 0.0, 0.6, STRANGE),),
        unmeasured=(Unmeasured(STRANGE, STRANGE),),
        source=known.source and dataclasses.replace(known.source, name=STRANGE),
        model=known.model and dataclasses.replace(known.model, name=STRANGE),
    )


def fill(store: Store, *, person: str = STRANGE) -> list[int]:
    """Keep the strange text in every field of the database; the numbers of the sets."""
    now = datetime.now(timezone.utc)
    journal = store.journal
    answer(journal, frozenset(), upper_back_hurts=False, at=now, person=person)
    numbers = []
    for age, exercise in enumerate(("wall_angels", STRANGE, "chin_tucks", STRANGE)):
        begun = now - timedelta(hours=age)
        numbers.append(store.save(strange_set(exercise), started_at=begun, person=person))
        for when in When:
            score = PainNote(
                written_at=begun, when=when, score=8, judged=judge(8), move=exercise, about=begun
            )
            note_pain(journal, score, person=person)
    for age in range(2):
        measured = (Measured(STRANGE, 3.0 + age, 1.0, STRANGE, None, STRANGE),)
        check = Check(View.SIDE, 4.0, measured, None, (Unmeasured(STRANGE, STRANGE),), Side.LEFT)
        keep_check(journal, check, at=now - timedelta(hours=age), person=person)
    done = [{"key": STRANGE, "id": STRANGE, "outcome": "done", "reps": 1, "clean": 1, "about": STRANGE}]
    journal.write("routine", {"form": STRANGE, "complete": True, "done": done}, at=now, person=person)
    journal.choose("profile", STRANGE, person=person)
    journal.choose("language", STRANGE, person=person)
    journal.choose("watch", {"view": STRANGE, "seat": STRANGE}, person=person)
    journal.choose("profile", now.isoformat(), person="Ida " + STRANGE[:40])
    return numbers
