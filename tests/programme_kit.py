"""Entries, plans and histories at random."""

from __future__ import annotations

from hypothesis import strategies as st

from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.plan import WEEK, Plan
from posture.guide.programme import PROGRAMME, Form
from posture.guide.programme_entry import STEPS, DayPart, ProgrammeEntry, bounds, entry_of
from posture.guide.progression import History, PainOnDay, SetDone

MONDAY = 105_700 * WEEK + 1
"""A Monday, as `datetime.date.toordinal` counts."""


@st.composite
def entries(draw: st.DrawFn, ids: tuple[str, ...] = (*EXERCISES, *STEPS)) -> ProgrammeEntry:
    """Any entry within its bounds."""
    made = entry_of(draw(st.sampled_from(ids)), draw(st.sampled_from(DayPart)))
    room = bounds(made.id)
    return entry_of(
        made.id,
        made.part,
        sets=draw(st.integers(*room.sets)),
        reps=draw(st.integers(*room.reps)),
        hold_s=float(draw(st.integers(*map(int, room.hold_s)))),
        duration_s=float(draw(st.integers(*map(int, room.duration_s)))),
        on=draw(st.booleans()),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any week, with the guide's forms or random ones."""
    days = draw(st.dictionaries(st.integers(0, 6), st.sampled_from(Form)))
    some = {form: tuple(draw(st.lists(entries(), min_size=1, max_size=6))) for form in Form}
    return Plan(days, draw(st.sampled_from((PROGRAMME, some))))


days = st.integers(MONDAY - 90, MONDAY)
done = st.builds(
    lambda day, move, reps, dirty: SetDone(day, move, reps, max(0, reps - dirty)),
    days,
    st.sampled_from(sorted(EXERCISES)),
    st.integers(0, 45),
    st.integers(0, 5),
)
pains = st.builds(PainOnDay, days, st.sampled_from(Light), st.sampled_from(("", *EXERCISES)))
histories = st.builds(
    lambda sets, pains, answered: History(sets, pains, frozenset(d.day for d in sets), answered),
    st.lists(done, max_size=30),
    st.lists(
        st.builds(PainOnDay, days, st.sampled_from(Light), st.sampled_from(("", *EXERCISES))), max_size=8
    ),
    st.dictionaries(st.sampled_from((*EXERCISES, "restart", "deload")), days, max_size=4),
)
