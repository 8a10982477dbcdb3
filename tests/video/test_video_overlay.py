"""What an annotated picture shows, and the video that it is written to."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.coach import Update
from posture.coach.cues.caption_line import Caption
from posture.coach.cues.cue_budget import Cue
from posture.coach.exercise import Phase
from posture.coach.session import Counts
from posture.errors import OutputUnwritable
from posture.render.text_sprites import fitted, sprite, text_width
from posture.render.video_overlay import CALM, FAULT, PHASES, Overlay
from posture.render.video_writer import VideoWriter
from posture.vision.capture import VideoFile
from posture.vision.orientation import Rgb


def figure(width: int = 640, height: int = 480) -> Pose:
    """Arms hanging, in the middle of the picture."""
    xy = np.full((33, 2), np.nan)
    for joint, dx, y in (
        ("SHOULDER", 0.08, 0.4),
        ("ELBOW", 0.12, 0.55),
        ("WRIST", 0.13, 0.7),
        ("HIP", 0.06, 0.7),
    ):
        for sign, side in ((1, "LEFT"), (-1, "RIGHT")):
            xy[Landmark[f"{side}_{joint}"]] = (width / 2 + sign * dx * width, y * height)
    return Pose(0.0, (width, height), xy, np.zeros((33, 3)), np.ones(33))


def update(pose: Pose | None = None, **changes: object) -> Update:
    plain = Update(
        t_s=1.0,
        pose=pose,
        ready=True,
        problem="",
        problem_code="",
        phase=Phase.GOING,
        side=Side.BOTH,
        progress=0.5,
        counts=Counts(reps=3, clean=2, attempts=4),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def blank(width: int = 640, height: int = 480) -> Rgb:
    return np.full((height, width, 3), 90, np.uint8)


def drawn(now: Update, size: tuple[int, int] = (640, 480)) -> Rgb:
    return Overlay().draw(blank(*size), now)


def near(picture: Rgb, color: tuple[int, int, int]) -> int:
    """How many pixels have about that color."""
    return int((np.abs(picture.astype(int) - color).max(axis=2) < 12).sum())


def differ(a: Rgb, b: Rgb) -> tuple[slice, slice]:
    """The rows and columns in which two pictures differ."""
    rows, columns = np.nonzero((a != b).any(axis=2))
    return slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1)


def test_the_picture_itself_stays_as_it_is() -> None:
    picture = blank()
    Overlay().draw(picture, update(figure()))
    assert (picture == 90).all()


def test_the_skeleton_lies_on_the_joints() -> None:
    area = differ(drawn(update(figure())), drawn(update()))
    xy = figure().image_xy
    assert area[1].start == pytest.approx(np.nanmin(xy[:, 0]), abs=9)
    assert area[1].stop == pytest.approx(np.nanmax(xy[:, 0]), abs=9)
    assert area[0].start == pytest.approx(np.nanmin(xy[:, 1]), abs=9)


def test_a_fault_differs_in_shape_as_well_as_in_color() -> None:
    arm = (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW)
    calm, faulty = drawn(update(figure())), drawn(update(figure(), faulty=arm))
    assert near(calm, FAULT) == 0
    assert near(faulty, FAULT) > 200
    # along the limb the color comes and goes: dashes
    (x0, y0), (x1, y1) = figure().at(arm[0]), figure().at(arm[1])
    share = np.linspace(0.15, 0.85, 60)
    line = faulty[(y0 + share * (y1 - y0)).round().astype(int), (x0 + share * (x1 - x0)).round().astype(int)]
    on = np.abs(line.astype(int) - FAULT).max(axis=1) < 40
    assert np.abs(np.diff(on.astype(int))).sum() >= 2
    assert near(faulty, CALM) < near(calm, CALM)


def test_unseen_landmarks_and_nobody_are_left_out() -> None:
    without_arm = figure().image_xy.copy()
    without_arm[Landmark.LEFT_ELBOW] = np.nan
    hidden = drawn(update(replace(figure(), image_xy=without_arm)))
    assert near(hidden, CALM) < near(drawn(update(figure())), CALM)
    assert np.array_equal(
        drawn(update(replace(figure(), image_xy=np.full((33, 2), np.nan)))), drawn(update())
    )


def test_landmarks_far_outside_do_no_harm() -> None:
    far = figure().image_xy.copy()
    far[Landmark.LEFT_WRIST] = (1e12, -1e12)
    far[Landmark.RIGHT_WRIST] = (-3000.0, 9000.0)
    drawn(update(replace(figure(), image_xy=far)))


@pytest.mark.parametrize(
    "other",
    [
        {"counts": Counts(reps=4, clean=2)},
        {"counts": Counts(reps=3, clean=1)},
        {"counts": Counts(reps=3, left=2, right=1)},
        {"phase": Phase.FULL},
        {"ready": False},
    ],
)
def test_the_panel_shows_count_and_phase(other: dict[str, object]) -> None:
    area = differ(drawn(update()), drawn(update(**other)))
    assert area[0].stop < 160
    assert area[1].stop < 220


def test_every_phase_has_words() -> None:
    assert set(PHASES) == set(Phase)


def test_the_ring_shows_seconds_of_the_hold() -> None:
    empty = drawn(update(hold_target_s=20.0))
    half = drawn(update(hold_target_s=20.0, hold_s=10.4))
    area = differ(empty, half)
    assert area[1].start > 500
    assert area[0].stop < 130
    assert near(half, CALM) > near(empty, CALM) + 100
    assert (
        np.array_equal(
            drawn(update()), drawn(update(hold_target_s=20.0, ready=False, counts=update().counts))
        )
        is False
    )


def test_the_line_stands_as_long_as_the_coach_has_it_and_a_cue_alone_is_not_drawn() -> None:
    overlay, plain = Overlay(), drawn(update())
    said = overlay.draw(blank(), update(caption=Caption("Match both sides", "fault", 1.0)))
    assert differ(said, plain)[0].start > 400
    assert np.array_equal(overlay.draw(blank(), update(cue=Cue("Match both sides", "fault"))), plain)


def test_what_to_do_instead_says_that_it_did_not_count() -> None:
    instead = drawn(update(caption=Caption("Bend the elbows", "instead", 1.0)))
    whole = drawn(update(caption=Caption("Not counted. Bend the elbows", "missed", 1.0)))
    assert np.array_equal(instead, whole)


def test_what_cannot_be_seen_is_shown_as_long_as_it_lasts() -> None:
    overlay, plain = Overlay(), drawn(update())
    shown = overlay.draw(blank(), update(problem="I can't see your hands"))
    assert differ(shown, plain)[0].start > 380
    assert np.array_equal(overlay.draw(blank(), update(t_s=1.1)), plain)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (202, 360), (64, 64), (641, 481)])
def test_any_size_is_filled_within_its_edges(size: tuple[int, int]) -> None:
    now = update(
        figure(*size),
        problem="Step back until I see your hands and your feet",
        caption=Caption("Keep your elbows close to the wall", "fault", 1.0),
        hold_target_s=30.0,
        hold_s=12.0,
    )
    picture = drawn(now, size)
    assert picture.shape == (size[1], size[0], 3)
    assert near(picture, (90, 90, 90)) < size[0] * size[1]


def test_words_grow_with_the_picture() -> None:
    small, large = (differ(drawn(update(), size), blank(*size)) for size in ((640, 480), (1920, 1440)))
    assert (large[0].stop - large[0].start) == pytest.approx(3 * (small[0].stop - small[0].start), abs=6)


def test_long_words_fit_their_width() -> None:
    lines, size = fitted("Step back until I see your hands and your feet", 40.0, 300.0)
    assert len(lines) == 2
    assert max(text_width(line, size) for line in lines) <= 301.0
    assert fitted("Short", 40.0, 300.0) == (["Short"], 40.0)


def test_a_sprite_lays_its_color_by_its_opacity_and_is_cut_at_the_edge() -> None:
    half = sprite(10, 10, lambda ink, fine: ink.rectangle((0, 0, 99, 99), (200, 100, 0, 128)))
    picture = np.full((20, 20, 3), 100, np.uint8)
    half.lay(picture, 15, -5)
    assert picture[2, 17].tolist() == pytest.approx([150, 100, 50], abs=2)
    assert (picture[6:, :] == 100).all()
    assert (picture[:, :15] == 100).all()
    white = sprite(4, 4, lambda ink, fine: ink.rectangle((0, 0, 99, 99), (255, 255, 255, 255)))
    white.lay(picture, 0, 0)
    assert (picture[:4, :4] >= 254).all()


def test_a_video_keeps_sizes_times_and_pictures(tmp_path: Path) -> None:
    times_s = [2.0, 2.04, 2.3, 2.301, 3.0]
    path = tmp_path / "out.mp4"
    with VideoWriter(path, size_px=(321, 241), fps=math.nan) as writer:
        for i, t_s in enumerate(times_s):
            rgb = np.full((241, 321, 3), (40 * i, 100, 200), np.uint8)
            writer.add(rgb, t_s)
        writer.finish()
    with VideoFile(path) as video:
        back = list(video)
        assert video.size_px == (322, 242)
    assert [frame.t_s for frame in back] == pytest.approx([t_s - 2.0 for t_s in times_s], abs=1e-3)
    for i, frame in enumerate(back):
        assert np.abs(frame.rgb[:241, :321].mean(axis=(0, 1)) - (40 * i, 100, 200)).max() < 6.0


def test_browsers_can_play_it_while_it_loads(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    with VideoWriter(path, size_px=(64, 48), fps=25.0) as writer:
        for i in range(10):
            writer.add(blank(64, 48), i / 25)
        writer.finish()
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="cannot be written"):
        VideoWriter(tmp_path / "no" / "out.mp4", size_px=(64, 48), fps=25.0)
