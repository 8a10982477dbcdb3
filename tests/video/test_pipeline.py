"""From files to sessions: one fold, outputs whole or not at all, and odd files that lose nothing."""

from __future__ import annotations

import json
import math
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from clip_kit import ANGELS, SAMPLES, at, clip, pictures, write

from posture import __version__
from posture.cluster.clips import analyze_many
from posture.coach.coach import Coach
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import ModelMissing, OutputUnwritable, PostureError, RecordingUnreadable, VideoUnreadable
from posture.exercises import EXERCISES, find
from posture.first_pass import rests_in
from posture.pipeline import Options, Outputs, analyze, follow
from posture.vision import recording
from posture.vision.capture import VideoFile
from posture.vision.jpeg import decode_jpeg
from posture.vision.person_tracker import TrackingEstimator
from posture.vision.pose_sources import RecordingSource

MOVE = find("wall_angels")
LITE = Options(model="lite")
BRIEF = Options(model="lite", end_s=8.5)
"""Two repetitions."""


def outputs(folder: Path, *, force: bool = False) -> Outputs:
    names = {"session": "set.json", "annotated": "set.mp4", "landmarks": "set.npz"}
    return Outputs(**{name: folder / file for name, file in names.items()}, force=force)


@pytest.fixture(scope="module")
def analyzed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Path]:
    """Two wall angels with everything written."""
    folder = tmp_path_factory.mktemp("analyzed")
    return analyze(ANGELS, MOVE, options=BRIEF, outputs=outputs(folder)), folder


def without_source(session: Session) -> Session:
    assert session.source is not None
    return replace(session, source=replace(session.source, name="", kind=""))


def test_a_clip_is_counted(analyzed: tuple[Session, Path]) -> None:
    session, _ = analyzed
    assert (session.counts.reps, session.counts.attempts, session.view) == (2, 2, "front")
    assert session.version == __version__
    assert session.model is not None
    assert session.model.name == "pose_landmarker_lite"
    source = session.source
    assert source is not None
    assert (source.name, source.kind, source.frames, source.size_px) == (
        ANGELS.name,
        "video",
        153,
        (640, 480),
    )
    assert source.fps == pytest.approx(18.0)
    assert source.duration_s == pytest.approx(8.5, abs=0.01)


def test_it_is_the_same_fold_as_one_pose_after_the_other(analyzed: tuple[Session, Path]) -> None:
    coach, rests = Coach(MOVE), rests_in(RecordingSource(analyzed[1] / "set.npz"), MOVE)
    assert rests
    with VideoFile(ANGELS, end_s=8.5) as video, TrackingEstimator("lite") as estimator:
        for frame in video:
            coach.use_rest(next((rest for rest in rests if rest.covers(frame.t_s)), None))
            coach.update(estimator.estimate(frame.rgb, frame.t_s), frame.t_s)
    expected = coach.finish()
    assert replace(analyzed[0], source=None, model=None, version="") == expected


def test_a_recording_replayed_gives_the_same_session(analyzed: tuple[Session, Path]) -> None:
    session, folder = analyzed
    replayed = analyze(folder / "set.npz", MOVE)
    assert replayed.source is not None
    assert (replayed.source.name, replayed.source.kind) == ("set.npz", "recording")
    # as text: unknown numbers are equal to themselves there, and not rounded
    assert repr(without_source(replayed)) == repr(without_source(session))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_any_exercise_replays_alike(analyzed: tuple[Session, Path], exercise: str) -> None:
    """Whatever is made of the poses, it is made of the same poses."""
    move, path = find(exercise), analyzed[1] / "set.npz"
    coach, rests = Coach(move, hold_s=2.0), rests_in(RecordingSource(path), move)
    with VideoFile(ANGELS, end_s=8.5) as video:
        times_s = [frame.t_s for frame in video]
    for (t_s, pose), taken_s in zip(recording.read(path), times_s, strict=True):
        assert t_s == taken_s
        coach.use_rest(next((rest for rest in rests if rest.covers(t_s)), None))
        coach.update(pose, t_s)
    replayed = analyze(path, move, options=Options(hold_s=2.0))
    assert repr(replace(replayed, source=None, model=None, version="")) == repr(coach.finish())


def test_the_json_is_the_session(analyzed: tuple[Session, Path]) -> None:
    session, folder = analyzed
    written = json.loads((folder / "set.json").read_text("utf-8"))
    assert written == session.as_dict()
    assert written["schema"] == "posture.session/1"


def test_the_annotated_video_has_every_picture_at_its_time(analyzed: tuple[Session, Path]) -> None:
    with VideoFile(analyzed[1] / "set.mp4") as shown, VideoFile(ANGELS, end_s=8.5) as source:
        assert shown.size_px == (640, 480)
        assert [frame.t_s for frame in shown] == pytest.approx([frame.t_s for frame in source], abs=1e-3)


def test_nothing_but_what_was_asked_for_is_left(analyzed: tuple[Session, Path]) -> None:
    assert sorted(path.name for path in analyzed[1].iterdir()) == ["set.json", "set.mp4", "set.npz"]


def test_a_recording_can_be_drawn_without_pictures(analyzed: tuple[Session, Path], tmp_path: Path) -> None:
    analyze(analyzed[1] / "set.npz", MOVE, outputs=Outputs(annotated=tmp_path / "figure.mp4"))
    with VideoFile(tmp_path / "figure.mp4") as video:
        assert len(list(video)) == 153


def test_beside_the_session_stand_the_signal_and_where_allowed_two_pictures() -> None:
    options = replace(BRIEF, pictures=True)
    record = follow(ANGELS, MOVE, options=options)
    assert repr(record.session) == repr(analyze(ANGELS, MOVE, options=BRIEF))
    assert record.trace is not None
    for one in record.session.attempts:
        inside = (record.trace.t_s >= one.start_s) & (record.trace.t_s <= one.end_s)
        assert np.nanmax(record.trace.value[inside]) == pytest.approx(one.range, rel=0.03)
    assert set(record.stills) == {1, 2}
    for jpeg in record.stills.values():
        assert max(decode_jpeg(jpeg).shape) <= 960


def test_progress_rises_to_the_end() -> None:
    said: list[tuple[float, float]] = []
    analyze(
        ANGELS,
        MOVE,
        options=Options(model="lite", start_s=2.0, end_s=4.0),
        progress=lambda share, t_s: said.append((share, t_s)),
    )
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[0] < 0.05
    assert shares[-1] > 0.95
    assert said[0][1] == pytest.approx(2.0, abs=0.06)


def test_progress_is_unknown_where_the_length_is() -> None:
    said: list[float] = []
    analyze(clip("timeless"), MOVE, options=LITE, progress=lambda share, _: said.append(share))
    assert all(math.isnan(share) for share in said)


def test_a_window_keeps_the_times_of_the_source(analyzed: tuple[Session, Path]) -> None:
    path = analyzed[1] / "set.npz"
    session = analyze(path, MOVE, options=Options(start_s=4.2, end_s=8.2, name="mine"))
    assert session.counts.reps == 1
    assert 4.2 < session.attempts[0].start_s < session.attempts[0].end_s < 8.2
    assert session.source is not None
    assert (session.source.name, session.source.duration_s) == ("mine", pytest.approx(4.0, abs=0.05))
    with pytest.raises(RecordingUnreadable, match=r"nothing from 90 s on; it ends at 8\.4 s"):
        analyze(path, MOVE, options=Options(start_s=90.0))


def test_another_dose_for_holds(tmp_path: Path) -> None:
    tucks, kept = find("chin_tucks"), tmp_path / "tucks.npz"
    options = Options(model="lite", end_s=8.0, hold_s=2.0)
    clip_ = SAMPLES / "chin_tucks_hold5_side.mp4"
    short = analyze(clip_, tucks, options=options, outputs=Outputs(landmarks=kept))
    long = analyze(kept, tucks, options=replace(options, hold_s=20.0))
    assert {f.rule for f in long.findings} - {f.rule for f in short.findings}


def test_a_cut_file_is_analyzed_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    session = analyze(clip("cut"), MOVE, options=LITE, outputs=Outputs(landmarks=tmp_path / "cut.npz"))
    assert session.source is not None
    assert 50 < session.source.frames < 100
    assert session.problems[-1].code == "truncated"
    assert "up to 2.8 s" in session.problems[-1].message
    assert analyze(tmp_path / "cut.npz", MOVE).problems == session.problems


@pytest.mark.parametrize(
    ("name", "said"), [("nobody", "Nobody was found"), ("two_frames", "found for 0.1 s only")]
)
def test_without_a_person_nothing_is_counted_and_it_is_said(name: str, said: str) -> None:
    session = analyze(clip(name), MOVE, options=LITE)
    assert (session.counts.reps, session.counts.attempts, session.attempts) == (0, 0, ())
    problem, *others = session.problems
    assert (problem.code, problem.from_s) == ("person", 0.0)
    assert said in problem.message
    assert not [other for other in others if other.code == "person"]
    json.dumps(session.as_dict(), allow_nan=False)


def test_a_moment_is_said_to_be_too_short(tmp_path: Path) -> None:
    session = analyze(write(tmp_path / "two.mp4", pictures(2), at(25, 2)), MOVE, options=LITE)
    (problem,) = session.problems
    assert (problem.code, problem.from_s) == ("short", 0.0)
    assert problem.message == "Only 0.1 s were looked at: too short for a movement"


def test_a_single_picture_is_no_set_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(VideoUnreadable, match="is a single picture, not a video"):
        analyze(clip("single"), MOVE, options=LITE, outputs=outputs(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "size_px", "frames"),
    [
        ("huge", (1920, 1080), 4),
        ("slow", (320, 240), 12),
        ("turned_180", (320, 240), 12),
        ("odd", (321, 241), 6),
    ],
)
def test_odd_files_are_analyzed_like_others(
    name: str, size_px: tuple[int, int], frames: int, tmp_path: Path
) -> None:
    out = Outputs(annotated=tmp_path / "out.mp4", landmarks=tmp_path / "out.npz")
    session = analyze(clip(name), MOVE, options=LITE, outputs=out)
    assert session.source is not None
    assert (session.source.size_px, session.source.frames) == (size_px, frames)
    assert session.seen_s > 0.05
    kept = recording.read(tmp_path / "out.npz")
    assert kept.size_px == size_px
    head_y, hip_y = (next(p for p in kept.poses if p).image_xy[joint, 1] for joint in (0, 23))
    assert head_y < hip_y  # upright
    with VideoFile(tmp_path / "out.mp4") as video:
        assert len(list(video)) == frames


class InTheMiddle(Exception):
    """What a test throws into an analysis."""


def stop_late(_share: float, t_s: float) -> None:
    if t_s > 1.0:
        raise InTheMiddle


def test_what_breaks_in_the_middle_leaves_nothing_and_no_thread(tmp_path: Path) -> None:
    kept = tmp_path / "set.json"
    kept.write_text("before")
    with pytest.raises(InTheMiddle):
        analyze(ANGELS, MOVE, options=LITE, outputs=outputs(tmp_path, force=True), progress=stop_late)
    assert [path.name for path in tmp_path.iterdir()] == ["set.json"]
    assert kept.read_text() == "before"
    assert not [thread for thread in threading.enumerate() if thread.name == "read-ahead"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"session": "nowhere/set.json"}, "the folder .*nowhere does not exist"),
        ({"session": "."}, "is a folder"),
        ({"annotated": "set.avi"}, r"expected a name that ends in \.mp4"),
        ({"landmarks": "set.txt"}, r"expected a name that ends in \.npz"),
        ({"session": "set.npz", "landmarks": "set.npz"}, "another output already"),
    ],
)
def test_an_output_that_cannot_be_written_is_told_before_the_analysis(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    out = Outputs(**{name: tmp_path / value for name, value in changes.items()})
    began: list[float] = []
    with pytest.raises(OutputUnwritable, match=said):
        analyze(ANGELS, MOVE, options=LITE, outputs=out, progress=lambda share, _: began.append(share))
    assert not began
    assert not list(tmp_path.iterdir())


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.mp4"
    mine.write_bytes(ANGELS.read_bytes())
    with pytest.raises(OutputUnwritable, match="is the input"):
        analyze(mine, MOVE, outputs=Outputs(annotated=tmp_path / "." / "mine.mp4"))
    assert mine.read_bytes() == ANGELS.read_bytes()


def test_bad_sources_leave_no_outputs(tmp_path: Path) -> None:
    for name in ("empty", "text", "sound_only", "no_index"):
        with pytest.raises(VideoUnreadable):
            analyze(clip(name), MOVE, outputs=outputs(tmp_path))
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"nothing")
    with pytest.raises(RecordingUnreadable):
        analyze(broken, MOVE, outputs=outputs(tmp_path))
    with pytest.raises(ModelMissing):
        analyze(ANGELS, MOVE, options=Options(model="huge"), outputs=outputs(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["broken.npz"]


def test_many_at_once_and_one_of_them_broken(analyzed: tuple[Session, Path]) -> None:
    sources = [analyzed[1] / "set.npz", clip("empty"), clip("slow")]
    results = {
        done.position: done.record or done.error
        for done in analyze_many(sources, MOVE, options=LITE, workers=2)
    }
    assert sorted(results) == [0, 1, 2]
    assert isinstance(results[1], PostureError)
    assert isinstance(results[0], SetRecord)
    assert repr(results[0].session) == repr(analyze(sources[0], MOVE))
    assert isinstance(results[2], SetRecord)


def test_a_very_fast_video_is_looked_at_thirty_times_a_second_and_counts_the_same(tmp_path: Path) -> None:
    """Two wall angels at 240 pictures a second, of which 30 are looked at."""
    with VideoFile(ANGELS, end_s=8.5) as video:
        slow = [(frame.t_s, cv2.resize(frame.rgb, (320, 240))) for frame in video]
    times = at(240, 8 * 240)
    places = np.searchsorted([t_s for t_s, _ in slow], times, side="right") - 1

    def rate(stream: Any) -> None:
        stream.codec_context.framerate = 240

    fast = write(tmp_path / "fast.mp4", [slow[i][1] for i in places], times, tune=rate)
    annotated = tmp_path / "annotated.mp4"
    session = analyze(fast, MOVE, options=LITE, outputs=Outputs(annotated=annotated))
    assert session.source is not None
    assert session.source.frames == 240
    assert session.source.fps == pytest.approx(30.0, abs=0.1)
    assert session.source.duration_s == pytest.approx(8.0, abs=0.05)
    expected = analyze(ANGELS, MOVE, options=replace(LITE, end_s=8.0))
    assert session.counts == expected.counts
    assert session.counts.reps == 2
    peaks = [attempt.peak_s for attempt in expected.attempts]
    assert [attempt.peak_s for attempt in session.attempts] == pytest.approx(peaks, abs=0.3)
    with VideoFile(annotated) as video:
        assert video.fps == pytest.approx(30.0, abs=0.1)
        assert len(list(video)) == 240
    every = analyze(fast, MOVE, options=replace(LITE, end_s=0.5, every=True))
    assert every.source is not None
    assert (every.source.frames, every.source.fps) == (120, pytest.approx(240.0, abs=0.5))
