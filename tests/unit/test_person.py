"""The person tracker with a network that says what it is told: what it is shown, and when."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from posture.body.landmarks import Pose
from posture.coach import wording
from posture.coach.coach import Coach
from posture.errors import ModelMissing
from posture.exercises import find
from posture.simulation.stick_person import Body, Viewpoint, pose_of
from posture.vision import other_people, person_tracker
from posture.vision.brightness import brightened, is_backlit
from posture.vision.frame_part import GrayFrame, Part
from posture.vision.orientation import Rgb
from posture.vision.other_people import EVERY_S, TOLD_S
from posture.vision.person_tracker import BRIGHTEN_AGAIN_S, TrackingEstimator

Sees = Callable[[Rgb, float], Pose | None]
LEFT, RIGHT = Viewpoint(place=(0.25, 0.5)), Viewpoint(place=(0.75, 0.5))
LIT = np.full((480, 640, 3), 120, np.uint8)


class Network:
    """Stands where the network does."""

    def __init__(self, sees: Sees) -> None:
        self.sees, self.model, self.closed = sees, None, 0
        self.shown: list[Rgb] = []

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        self.shown.append(rgb.copy())
        return self.sees(rgb, t_s)

    def begin(self, rgb: Rgb, t_s: float, part: Part | None = None) -> Callable[[], Pose | None]:
        return partial(self.estimate, rgb if part is None else GrayFrame().show(rgb, part), t_s)

    def close(self) -> None:
        self.closed += 1


def locked(monkeypatch: pytest.MonkeyPatch, sees: Sees, other: Sees | None = None, **how: bool):
    """A lock with a network of its own, and what looks for others."""
    first, second = Network(sees), Network(other or (lambda rgb, t_s: None))
    monkeypatch.setattr(person_tracker, "Estimator", lambda model, with_mask: first)
    monkeypatch.setattr(other_people, "Estimator", lambda model: second)
    return TrackingEstimator(**how), first, second


def backlit() -> Rgb:
    """A window, and somebody dark before it."""
    rgb = np.full((480, 640, 3), 235, np.uint8)
    rgb[60:470, 270:370] = 14
    return rgb


def somebody(t_s: float, camera: Viewpoint = LEFT) -> Pose:
    return pose_of(Body(), camera, t_s)


def test_somebody_dark_before_a_window_is_looked_for_in_a_brighter_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The network finds whom it can see: nobody as dark as that."""
    center = Viewpoint(place=(0.5, 0.56))
    estimator, network, _ = locked(
        monkeypatch, lambda rgb, t_s: somebody(t_s, center) if rgb[200, 320, 0] > 40 else None
    )
    picture = backlit()
    assert [estimator.estimate(picture, i / 10) is not None for i in range(4)] == [True] * 4
    assert len(network.shown) == 5, "once it has helped, each picture is made brighter before"
    assert is_backlit(picture) and brightened(picture)[200, 320, 0] > 60
    assert estimator.estimate(LIT, 0.5) is not None


def test_where_a_brighter_picture_does_not_help_it_is_tried_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    estimator, network, _ = locked(monkeypatch, lambda rgb, t_s: None)
    for i in range(20):
        assert estimator.estimate(backlit(), i * BRIGHTEN_AGAIN_S / 10.0) is None
    assert len(network.shown) == 22
    for i in range(20):
        assert estimator.estimate(LIT, 10.0 + i / 10) is None
    assert len(network.shown) == 42, "in an even light nothing is tried"


def test_somebody_beside_is_seen_while_the_person_gets_ready_at_hardly_any_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    estimator, network, others = locked(
        monkeypatch,
        lambda rgb, t_s: somebody(t_s),
        lambda rgb, t_s: somebody(t_s, RIGHT) if rgb[240, 160, 0] == 128 else None,
        mind_others=True,
    )
    told = []
    for i in range(30):
        estimator.estimate(LIT, i / 10)
        told.append(estimator.others)
    assert told == [False] + [True] * 29
    assert len(network.shown) == 30
    assert len(others.shown) == 2 * (1 + int(2.9 / EVERY_S))
    estimator.keep()
    for i in range(30, 80):
        estimator.estimate(LIT, i / 10)
    assert not estimator.others and TOLD_S < 4.0, "once the set has begun nobody looks"
    assert len(others.shown) == 4


def jumpy(rgb: Rgb, t_s: float, shift: list[float]) -> Pose:
    """What is no body is put somewhere else each time."""
    shift[0] += 0.05
    return somebody(t_s, Viewpoint(place=(0.6 + shift[0], 0.5)))


@pytest.mark.parametrize(
    "other",
    [
        lambda rgb, t_s: None,
        lambda rgb, t_s: somebody(t_s),
        lambda rgb, t_s: somebody(t_s, Viewpoint(place=(0.75, 0.5), px_per_m=60.0)),
        lambda rgb, t_s, shift=[0.0]: jumpy(rgb, t_s, shift),  # it remembers
    ],
    ids=["nobody", "what is left of the person", "a poster", "a chair"],
)
def test_what_is_nobody_is_not_told_of(monkeypatch: pytest.MonkeyPatch, other: Sees) -> None:
    estimator, *_ = locked(monkeypatch, lambda rgb, t_s: somebody(t_s), other, mind_others=True)
    for i in range(50):
        estimator.estimate(LIT, i / 10)
        assert not estimator.others


def test_nobody_looks_for_others_where_nobody_minds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    estimator, _, others = locked(
        monkeypatch, lambda rgb, t_s: somebody(t_s), lambda rgb, t_s: somebody(t_s, RIGHT)
    )
    for i in range(50):
        estimator.estimate(LIT, i / 10)
    assert not estimator.others and others.shown == []


def test_the_next_frames_do_not_wait_for_a_look_at_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who asks whether somebody is there does."""
    may_look = threading.Event()

    def slow(rgb: Rgb, t_s: float) -> Pose | None:
        assert may_look.wait(60.0)
        return somebody(t_s, RIGHT) if rgb[240, 160, 0] == 128 else None

    estimator, network, others = locked(monkeypatch, lambda rgb, t_s: somebody(t_s), slow, mind_others=True)
    for i in range(10):
        estimator.estimate(LIT, i / 10)
    assert len(network.shown) == 10
    may_look.set()
    assert estimator.others
    estimator.keep()
    estimator.close()
    estimator.close()
    assert others.closed == 1


def test_a_network_that_does_not_load_is_told_where_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded once somebody is followed, before the first look."""

    def missing(model: str) -> None:
        raise ModelMissing(model)

    estimator, *_ = locked(monkeypatch, lambda rgb, t_s: somebody(t_s), mind_others=True)
    monkeypatch.setattr(other_people, "Estimator", missing)
    estimator.estimate(LIT, 0.0)
    assert not estimator.others
    estimator.estimate(LIT, 0.2)
    with pytest.raises(ModelMissing, match="lite"):
        _ = estimator.others
    estimator.close()


def test_the_coach_asks_for_one_person_and_goes_on() -> None:
    coach = Coach(find("neck_tilts"))
    updates = [coach.update(pose_of(Body(), Viewpoint(), i / 15), i / 15, others=i < 30) for i in range(75)]
    assert updates[20].problem == wording.NOT_ALONE
    assert updates[20].ready, "it is told, and nothing waits for it"
    assert updates[-1].problem == ""
    assert [p.code for p in coach.finish().problems] == ["others"]
