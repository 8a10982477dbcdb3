"""Somebody else in the picture: what they do is never counted, at worst the set pauses and says so."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import pytest
from clip_kit import FOLDER, write
from two_people_kit import Cutout, Frames, coached, composed, cutouts, film, room

from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.live.snapshot import RunChoice
from posture.live.worker import Engine
from posture.pipeline import Options, analyze
from posture.vision.person_tracker import TrackingEstimator

COACHED, OTHER, STANDING = "wall_angels_good_front", "wall_angels_faulty_front", "neck_tilts_faulty_front"
TOPS_S = (2.25, 5.94)
"""When the coached person's arms are at the top."""
NEAR_S = 0.7


def session_of(frames: Frames) -> Session:
    coach = None
    for coach, _ in coached(frames, "wall_angels"):  # noqa: B007 - the last is wanted
        pass
    assert coach is not None
    return coach.finish()


def counted_s(session: Session) -> list[float]:
    return [attempt.peak_s for attempt in session.attempts if attempt.counted]


def paused(session: Session, from_s: float, to_s: float) -> bool:
    """Whether it was said most of that time that the person is not seen."""
    said_s = sum(
        min(problem.to_s, to_s) - max(problem.from_s, from_s)
        for problem in session.problems
        if problem.code == "person" and problem.from_s < to_s and problem.to_s > from_s
    )
    return said_s > 0.8 * (to_s - from_s)


@pytest.mark.parametrize("right_px", [-150, 110])
def test_somebody_who_comes_to_stand_beside_changes_nothing(right_px: int):
    bystander = cutouts(STANDING, 0.3)[0]
    frames = composed(
        COACHED,
        8.0,
        lambda t_s, rgb: bystander.over(rgb, right_px=right_px, larger=0.65) if t_s > 1.5 else rgb,
    )
    assert counted_s(session_of(frames)) == pytest.approx(TOPS_S, abs=NEAR_S)


@pytest.mark.parametrize("right_px", [None, -190, 190])
def test_somebody_beside_is_told_of_while_the_person_gets_ready(right_px: int | None):
    other = cutouts(OTHER, 0.3)[0]
    with TrackingEstimator("lite", mind_others=True) as estimator:
        for t_s, rgb in film(COACHED, 1.0):
            estimator.estimate(rgb if right_px is None else other.over(rgb, right_px=right_px), t_s)
        assert estimator.others == (right_px is not None)


def test_the_person_in_a_large_mirror_is_told_of():
    own = cutouts(COACHED, 1.0)
    with TrackingEstimator("lite", mind_others=True) as estimator:
        for (t_s, rgb), cutout in zip(film(COACHED, 1.0), own, strict=True):
            glass = Cutout(cutout.rgb[:, ::-1].copy(), cutout.share[:, ::-1].copy())
            estimator.estimate(glass.over(rgb, right_px=185, larger=0.85), t_s)
        assert estimator.others


def test_somebody_who_exercises_beside_is_not_counted():
    others = cutouts(OTHER, 6.0)
    frames = composed(
        COACHED,
        8.0,
        lambda t_s, rgb: (
            others[int(9 * (t_s - 3.6)) % len(others)].over(rgb, right_px=190) if t_s > 3.6 else rgb
        ),
    )
    assert counted_s(session_of(frames)) == pytest.approx(TOPS_S, abs=NEAR_S)


def test_somebody_who_walks_through_in_front_counts_nothing_of_their_own():
    walker = cutouts(OTHER, 0.3)[0]
    frames = composed(
        COACHED,
        8.0,
        lambda t_s, rgb: walker.over(rgb, right_px=round(350 * (t_s - 4.1)), larger=1.3),
    )
    assert counted_s(session_of(frames)) == pytest.approx(TOPS_S, abs=NEAR_S)


def test_somebody_who_stays_in_front_pauses_the_set():
    others = cutouts(OTHER, 6.0)
    frames = composed(
        COACHED,
        8.0,
        lambda t_s, rgb: (
            others[int(9 * (t_s - 4.2)) % len(others)].over(rgb, right_px=10, larger=1.2)
            if t_s > 4.2
            else rgb
        ),
    )
    session = session_of(frames)
    assert counted_s(session) == pytest.approx(TOPS_S[:1], abs=NEAR_S)
    assert paused(session, 5.0, 8.0)


def taken_over(seconds: float) -> Frames:
    """The coached person walks out after one repetition while the other walks to their place."""
    empty, leaving, others = room(COACHED), cutouts(COACHED, 4.2)[-1], cutouts(OTHER, 6.0)
    frames = [*film(COACHED, 4.2)]
    for step in range(14):
        both = others[0].over(leaving.over(empty, right_px=25 * step), right_px=25 * step - 350)
        frames.append((frames[-1][0] + 0.11, both))
    for other in others[: round(seconds * 9)]:
        frames.append((frames[-1][0] + 0.11, other.over(empty)))
    return frames


def of_a_file(frames: Frames) -> Session:
    times, pictures = [t_s for t_s, _ in frames], [rgb for _, rgb in frames]
    path = write(FOLDER / "taken_over.mp4", pictures, times)
    return analyze(path, EXERCISES["wall_angels"], options=Options(model="lite"))


def of_the_live_worker(frames: Frames) -> Session:
    engine = Engine("lite")
    engine.begin(RunChoice("wall_angels").asked())
    for t_s, rgb in frames:
        list(engine.step(t_s, cv2.imencode(".jpg", rgb[..., ::-1])[1].tobytes()))
    return SetRecord.from_dict(engine.finish()).session


@pytest.mark.parametrize("follow", [of_a_file, of_the_live_worker])
def test_the_repetitions_of_somebody_who_takes_the_place_never_count(follow: Callable[[Frames], Session]):
    frames = taken_over(6.0)
    session = follow(frames)
    assert counted_s(session) == pytest.approx(TOPS_S[:1], abs=NEAR_S)
    assert paused(session, 6.0, frames[-1][0])


def test_the_set_goes_on_when_the_person_is_back_wherever_they_stand():
    empty, frames = room(COACHED), taken_over(3.0)
    back_s = frames[-1][0]
    for person in cutouts(COACHED, 8.0)[round(4.2 * 9) :]:
        frames.append((frames[-1][0] + 0.11, person.over(empty, right_px=110)))
    session = session_of(frames)
    again_s = back_s + TOPS_S[1] - 4.2
    assert counted_s(session) == pytest.approx([TOPS_S[0], again_s], abs=NEAR_S)


def test_after_a_long_absence_the_next_who_gets_ready_is_coached():
    empty, others = room(COACHED), cutouts(OTHER, 5.0)
    frames = [*film(COACHED, 4.2)]
    frames.append((frames[-1][0] + 10.5, empty))
    for other in others:
        frames.append((frames[-1][0] + 0.11, other.over(empty)))
    assert len(counted_s(session_of(frames))) == 2
