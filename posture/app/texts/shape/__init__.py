"""Which words a language must bring; a missing one is found by the type checker.

Each page has a module here and one of the same name in every language.
"""

from __future__ import annotations

from dataclasses import dataclass

from posture.app.texts.shape.check import CheckTexts
from posture.app.texts.shape.data import DataTexts
from posture.app.texts.shape.frame import FrameTexts
from posture.app.texts.shape.guide import GuideTexts
from posture.app.texts.shape.interrupted import InterruptedTexts
from posture.app.texts.shape.plan import PlanTexts
from posture.app.texts.shape.professional import ProfessionalTexts
from posture.app.texts.shape.report import ReportTexts
from posture.app.texts.shape.review import ReviewTexts
from posture.app.texts.shape.routine import RoutineTexts
from posture.app.texts.shape.safety import SafetyTexts
from posture.app.texts.shape.settings import SettingsTexts
from posture.app.texts.shape.summary import SummaryTexts
from posture.app.texts.shape.timers import TimersTexts
from posture.app.texts.shape.today import TodayTexts
from posture.app.texts.shape.train import TrainTexts
from posture.app.texts.shape.upload import UploadTexts
from posture.app.texts.shape.watch import WatchTexts

__all__ = [
    "CheckTexts",
    "DataTexts",
    "FrameTexts",
    "GuideTexts",
    "InterruptedTexts",
    "PlanTexts",
    "ProfessionalTexts",
    "ReportTexts",
    "ReviewTexts",
    "RoutineTexts",
    "SafetyTexts",
    "SettingsTexts",
    "SummaryTexts",
    "Texts",
    "TimersTexts",
    "TodayTexts",
    "TrainTexts",
    "UploadTexts",
    "WatchTexts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every word of one language."""

    frame: FrameTexts
    summary: SummaryTexts
    upload: UploadTexts
    data: DataTexts
    report: ReportTexts
    review: ReviewTexts
    guide: GuideTexts
    interrupted: InterruptedTexts
    train: TrainTexts
    check: CheckTexts
    routine: RoutineTexts
    safety: SafetyTexts
    professional: ProfessionalTexts
    timers: TimersTexts
    watch: WatchTexts
    today: TodayTexts
    plan: PlanTexts
    settings: SettingsTexts
