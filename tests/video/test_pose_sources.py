"""A video's poses: the network works on the next frame while the last one is looked at."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clip_kit import ANGELS, pictures
from live_kit import runs, wait_for

from posture.body.landmarks import Pose
from posture.cluster.spreading import spread
from posture.errors import EngineFailed, VideoUnreadable
from posture.resources import locate
from posture.vision import engine_client
from posture.vision.capture import Frame
from posture.vision.engine_client import EngineClient
from posture.vision.frame_part import GrayFrame, Part
from posture.vision.orientation import Rgb
from posture.vision.pose_sources import SourcePart, VideoSource, open_source


class Network:
    """Writes down what it is asked, and finds nobody."""

    model, others = None, False

    def __init__(self) -> None:
        self.told: list[str] = []
        self.ahead: Rgb | None = None

    def begin(self, rgb: Rgb, t_s: float) -> Callable[[], Pose | None]:
        number = sum(word.startswith("begin") for word in self.told)
        assert self.ahead is rgb or number == 0
        self.told.append(f"begin {number}")

        def finding() -> None:
            self.told.append(f"found {number}")

        return finding

    def send_ahead(self, rgb: Rgb) -> None:
        self.told.append("ahead")
        self.ahead = rgb

    def keep(self) -> None:
        self.told.append("keep")

    def close(self) -> None:
        self.told.append("close")


def source(
    network: Network, through: Callable[[Iterator[Frame]], Iterator[Frame]] | None = None
) -> VideoSource:
    """Some pictures of a video."""
    return VideoSource(ANGELS, lambda: network, part=SourcePart(end_s=0.3), through=through)  # type: ignore[arg-type, return-value]


def test_the_next_frame_is_begun_before_a_moment_is_given_and_found_after_it_was_kept() -> None:
    network = Network()
    with source(network) as poses:
        for moment in poses:
            assert moment.rgb is not None
            network.told.append("moment")
            poses.keep()
    last = network.told.count("moment") - 1
    assert last >= 3
    between = [f"begin {i} ahead moment keep found {i}" for i in range(1, last)]
    end = f"begin {last} moment keep found {last} moment keep close"
    assert " ".join(network.told) == " ".join(["begin 0 ahead found 0", *between, end])


def test_what_is_wrong_with_a_later_frame_is_said_after_the_moments_before_it() -> None:
    def broken(frames: Iterator[Frame]) -> Iterator[Frame]:
        for number, frame in enumerate(frames):
            if number == 3:
                raise VideoUnreadable("torn")
            yield frame

    seen = []
    with source(Network(), broken) as poses, pytest.raises(VideoUnreadable, match="torn"):
        seen.extend(moment.t_s for moment in poses)
    assert len(seen) == 3 and seen == sorted(seen)


def test_an_engine_is_asked_for_one_pose_at_a_time_and_lets_go_of_one_that_nobody_took() -> None:
    lite, picture = Path(locate("models/pose_landmarker_lite.task")), pictures(1)[0]
    engine = EngineClient(lite, with_mask=False)
    finding = engine.begin(picture, 0.0)
    with pytest.raises(ValueError, match="to be taken first"):
        engine.begin(picture, 0.1)
    assert not runs(engine.pid), "a question without its answer ends the process"
    again = EngineClient(lite, with_mask=False)
    assert again.estimate(picture, 0.0) is not None
    again.begin(picture, 0.1)
    again.close()
    third = EngineClient(lite, with_mask=False)
    assert third.pid == again.pid
    assert third.estimate(picture, 0.0) is not None
    third.close()
    del finding


def test_frames_sent_ahead_and_looked_at_in_part_give_the_poses_of_gray_frames_sent_when_asked() -> None:
    """A frame that was sent ahead is not taken for another one that is asked about first."""
    lite, seen = Path(locate("models/pose_landmarker_lite.task")), pictures(4, size=(640, 480))
    parts: list[Part] = [(0, 0, 640, 480), (160, 20, 480, 480), (0, 60, 330, 480), (200, 0, 640, 400)]
    gray = [GrayFrame().show(rgb, part) for rgb, part in zip(seen, parts, strict=True)]

    def plain(engine: EngineClient) -> Iterator[Pose | None]:
        for number, rgb in enumerate([*gray, gray[1]]):
            yield engine.estimate(rgb, number / 25)

    def ahead(engine: EngineClient) -> Iterator[Pose | None]:
        for number, part in enumerate(parts):
            finding = engine.begin(seen[number], number / 25, part)
            engine.send_ahead(seen[(number + 1) % 4])
            yield finding()
        yield engine.begin(seen[1], 4 / 25, parts[1])()
        engine.send_ahead(seen[0])

    found: list[list[bytes]] = []
    for way in (plain, ahead):
        engine = EngineClient(lite, with_mask=False)
        poses = list(way(engine))
        assert None not in poses
        found.append([pose.image_xy.tobytes() + pose.world_xyz.tobytes() for pose in poses if pose])
        engine.close()
        assert engine.pid in {one.pid for one in engine_client._idle}
    assert found[0] == found[1]


def poses_of_a_clip(clip: Path) -> list[tuple[float, bool, bytes]]:
    """Every pose of the beginning of a clip, bit by bit, and whether others were there."""
    with open_source(clip, model="lite", part=SourcePart(end_s=1.5)) as poses:
        return [
            (moment.t_s, moment.others, moment.pose.image_xy.tobytes() + moment.pose.world_xyz.tobytes())
            for moment in poses
            if moment.pose is not None
        ]


def test_a_worker_that_holds_the_engine_finds_what_a_program_finds_that_reads_ahead() -> None:
    """There nothing is handed ahead: one frame is read and looked at after the other."""
    here = poses_of_a_clip(ANGELS)
    assert list(spread(poses_of_a_clip, [ANGELS], workers=1)) == [(0, here)]
    assert len(here) > 20


def test_a_crash_is_told_the_same_whichever_message_meets_it() -> None:
    lite, picture = Path(locate("models/pose_landmarker_lite.task")), pictures(1)[0]
    for ask in (EngineClient.send_ahead, lambda engine, rgb: engine.begin(rgb, 0.0)()):
        engine = EngineClient(lite, with_mask=False)
        os.kill(engine.pid, signal.SIGKILL)
        wait_for(lambda pid=engine.pid: not runs(pid))  # type: ignore[misc]
        with pytest.raises(EngineFailed, match=r"crashed \(SIGKILL\)"):
            ask(engine, picture)
        engine.close()
