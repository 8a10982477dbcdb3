"""One made-up example of everything that is written as JSON, with numbers that are not known or are long."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
from kept_samples import MORNING, a_session

from posture.body.baseline import Baseline
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.results.set_record import SetRecord
from posture.coach.results.trace import Trace
from posture.coach.session import Unmeasured
from posture.coach.setup.rest import Rest
from posture.guide.plan import Plan
from posture.guide.programme import Form
from posture.guide.routine_run import RoutineRun, SetOutcome
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.live.run import Resume
from posture.posture_check.check_result import Check, Measured
from posture.posture_check.measures import ComfortBand
from posture.vision.landmark_log import Terms
from posture.watch.activity import Activity
from posture.watch.levels import Level
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock

SESSION = replace(a_session(), method="the arms, seen from the front", ready_at_s=math.nan)
TRACE = Trace(
    np.arange(6) / 15.0,
    np.array([0.0, 1 / 3, math.nan, 86.12341, -0.00001, 2.0]),
    np.array([0, 1, 2, 3, 0, 0], np.uint8),
    "deg",
)
REST = Rest(
    signal="elbow_above_trunk",
    view=View.SIDE,
    near=Side.LEFT,
    baseline=Baseline(
        120.0 / 7.0, math.nan, 31.5, {("shrug", Side.LEFT): -0.4, ("elbow_above_trunk", Side.LEFT): 0.1}
    ),
    levels={Side.LEFT: -0.55, Side.RIGHT: math.nan},
    noise=0.01,
    sure=0.9,
)
KEPT = replace(
    KeptSet.of(SESSION, started_at=MORNING, person="Ada"),
    id=7,
    corrections=(Correction(1, Opinion.NOT_A_REP, MORNING), Correction(None, Opinion.MISSED, MORNING)),
    trace=TRACE,
    interrupted=True,
    confirmed_at=MORNING,
    run="ab" * 16,
)
CHECK = Check(
    View.SIDE,
    5.123456,
    (
        Measured("head_forward", 40.123456, 2.0, "deg", ComfortBand(next(iter(ComfortBand))), "A note."),
        Measured("shoulder_slope", math.nan, 1 / 3, "torsos", None, ""),
    ),
    unmeasured=(Unmeasured("Hip level", "it was not seen"),),
    side=Side.LEFT,
)
SEAT = SeatBaseline(
    View.FRONT,
    Side.BOTH,
    1 / 3,
    (640, 480),
    Baseline(100.123456, math.nan, 30.0, {("tilt", Side.BOTH): 1 / 7, ("lean", Side.BOTH): math.nan}),
)
BLOCK = WatchBlock(
    level_s={Level.GOOD: 60.04, Level.RED: 1 / 3},
    habit_s={next(iter(Habit)): 12.34, list(Habit)[1]: 0.01},
    doing_s={next(iter(Activity)): 5.0},
    longest_still_s=59.99,
    alerts=1,
    typical=math.nan,
    view="front",
)
RUN = RoutineRun(form=Form.FULL, entries=Plan().forms[Form.FULL]).after(SetOutcome.DONE, reps=8, clean=7)

WRITTEN: dict[str, Any] = {
    "session": SESSION,
    "bare session": replace(a_session(1), source=None, model=None, view=None, findings=(), problems=()),
    "trace": TRACE,
    "rest": REST,
    "kept set": KEPT,
    "bare kept set": replace(KEPT, trace=None, interrupted=False, confirmed_at=None, run="", corrections=()),
    "record": SetRecord(SESSION, TRACE, {2: b"jpeg", 1: b"\xff\xd8"}, b"npz"),
    "bare record": SetRecord(SESSION),
    "check": CHECK,
    "refused check": Check(View.FRONT, 0.0, (), "moving"),
    "desk baseline": SEAT,
    "desk watch": BLOCK,
    "terms": Terms(10.0, True, 3.0, REST, True),
    "bare terms": Terms(),
    "plan": Plan(),
    "routine under way": RUN,
    "resume": Resume({"session": {"reps": 1}}, {"t_s": 0.5}),
}
