"""A video's poses: the network works on the next frame while the last one is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clip_kit import ANGELS, pictures
from live_kit import runs

from posture.body.landmarks import Pose
from posture.errors import VideoUnreadable
from posture.resources import locate
from posture.vision.capture import Frame
from posture.vision.engine_client import EngineClient
from posture.vision.orientation import Rgb
from posture.vision.pose_sources import SourcePart, VideoSource


class Network:
    """Writes down what it is asked, and finds nobody."""

    model, others = None, False

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, rgb: Rgb, t_s: float) -> Callable[[], Pose | None]:
        number = sum(word.startswith("begin") for word in self.told)
        self.told.append(f"begin {number}")

        def finding() -> None:
            self.told.append(f"found {number}")

        return finding

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
    ahead = [f"found {i} begin {i + 1} moment keep" for i in range(last)]
    assert " ".join(network.told) == " ".join(["begin 0", *ahead, f"found {last} moment keep close"])


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
