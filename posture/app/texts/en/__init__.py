"""The dashboard's words in English."""

from __future__ import annotations

from posture.app.texts.en.check import CHECK
from posture.app.texts.en.data import DATA
from posture.app.texts.en.frame import FRAME
from posture.app.texts.en.guide import GUIDE
from posture.app.texts.en.interrupted import INTERRUPTED
from posture.app.texts.en.plan import PLAN
from posture.app.texts.en.professional import PROFESSIONAL
from posture.app.texts.en.report import REPORT
from posture.app.texts.en.review import REVIEW
from posture.app.texts.en.routine import ROUTINE
from posture.app.texts.en.safety import SAFETY
from posture.app.texts.en.settings import SETTINGS
from posture.app.texts.en.summary import SUMMARY
from posture.app.texts.en.timers import TIMERS
from posture.app.texts.en.today import TODAY
from posture.app.texts.en.train import TRAIN
from posture.app.texts.en.upload import UPLOAD
from posture.app.texts.en.watch import WATCH
from posture.app.texts.shape import Texts

TEXTS = Texts(
    check=CHECK,
    frame=FRAME,
    guide=GUIDE,
    interrupted=INTERRUPTED,
    professional=PROFESSIONAL,
    review=REVIEW,
    routine=ROUTINE,
    safety=SAFETY,
    today=TODAY,
    plan=PLAN,
    settings=SETTINGS,
    summary=SUMMARY,
    timers=TIMERS,
    train=TRAIN,
    upload=UPLOAD,
    watch=WATCH,
    data=DATA,
    report=REPORT,
)
