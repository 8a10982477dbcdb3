"""The Upload page with real videos, analyzed in a real process."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import time

import av
import numpy as np
import pytest
from app_pages import first_seconds, html_of, open_page

from posture.app.components.page_text import plain
from posture.app.pages.upload import TURNS, _bar
from posture.app.state import analysis
from posture.app.state.analysis import Analysis, Progress
from posture.app.state.analysis_protocol import PURPOSE, AnalysisAnswer
from posture.evaluate.own_sets import count_again
from posture.history.store import Store
from posture.processes.framing import receive

CLIP = first_seconds("wall_angels_good_front", 7.0)


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """Where copies lie during a test; those that are left behind are found here."""
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    return copies


def waited(job, *, seconds=120.0):
    """The result, and every share of the work that was seen on the way."""
    until, shares = time.monotonic() + seconds, []
    while job.poll() is None and time.monotonic() < until:
        shares.append(job.progress.fraction)
        time.sleep(0.05)
    assert job.result is not None
    return job.result, shares


def start(content, name="clip.mp4", exercise="wall_angels", **how):
    return Analysis(io.BytesIO(content), name=name, exercise=exercise, **how)


def button(app, label):
    return next(b for b in app.button if b.label == label)


def test_nothing_can_be_analyzed_before_a_file_is_there():
    app = open_page("upload", move="chin_tucks")
    assert app.selectbox[0].value == "chin_tucks"
    assert button(app, "Analyze").disabled
    assert "mp4" in " ".join(app.file_uploader[0].allowed_type)


def test_a_picture_on_its_head_is_told_of_and_can_be_turned():
    app = open_page("upload", move="wall_angels")
    assert [TURNS[turn] for turn in (0, 90, 180, 270)] == app.selectbox(key="upload_turn").options
    job = start(first_seconds("wall_angels_good_front", 1.5), turn=180)
    waited(job)
    app.session_state["upload_job"] = job
    app.run()
    assert not app.exception
    assert (
        "The picture seems to lie on its side, or on its head. Analyze it again, and choose below the file "
        "how to turn it." in [warning.value for warning in app.warning]
    )


def test_a_video_is_analyzed_watched_and_kept(folders):
    with Store() as store:
        store.journal.choose("landmarks", value=True)
    app = open_page("upload", move="wall_angels")
    app.file_uploader[0].set_value(("my <set>.mp4", CLIP, "video/mp4")).run()
    button(app, "Analyze").click().run()
    assert not app.exception and "Stop the analysis" in [b.label for b in app.button]
    result, shares = waited(app.session_state["upload_job"])
    assert len(set(shares)) > 5 and shares == sorted(shares)
    assert result.session.source.name == "my <set>.mp4" and result.video[4:8] == b"ftyp"
    app.run()
    assert not app.exception and not app.error
    assert plain("my <set>.mp4") in app.header[0].value
    assert html_of(app).count('<th scope="row"') == 2
    assert len(app.get("video")) == 1 and len(app.get("download_button")) == 1
    assert list(folders.iterdir()) == []
    button(app, "Keep this set").click().run()
    (kept,) = Store().sets()
    assert kept.exercise == "wall_angels" and kept.counts.reps == 2
    assert count_again(Store().landmarks.of(kept.id), "wall_angels").counts == kept.counts
    assert f"set={kept.id}" in [link.proto.query_string for link in app.get("page_link")]
    button(app, "Analyze another video").click().run()
    assert app.selectbox and "upload_job" not in app.session_state


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"these are words and no pictures " * 99, "no video"),
        (CLIP[:4000], "cut off"),
    ],
    ids=["empty", "text", "cut"],
)
def test_what_is_no_video_is_said_plainly_with_the_persons_own_name_for_it(folders, content, says):
    result, _ = waited(start(content, name="holiday.mp4"))
    assert result.session is None and result.exit_code is None
    assert says in result.problem and "holiday.mp4" in result.problem
    assert str(folders) not in result.problem and "\n" not in result.problem
    assert list(folders.iterdir()) == []


def nobody_there() -> bytes:
    """Two seconds of an empty room."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as video:
        stream = video.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        room = np.full((180, 320, 3), 140, np.uint8)
        for _ in range(20):
            video.mux(stream.encode(av.VideoFrame.from_ndarray(room, format="rgb24")))
        video.mux(stream.encode())
    return out.getvalue()


def test_a_video_without_anybody_says_so_and_offers_nothing_to_keep():
    app = open_page("upload", move="chin_tucks")
    app.file_uploader[0].set_value(("room.mp4", nobody_there(), "video/mp4")).run()
    button(app, "Analyze").click().run()
    result, _ = waited(app.session_state["upload_job"])
    assert result.session.seen_s == 0
    app.run()
    assert (
        "Nobody was found in this video, so there is nothing to keep. Film with your whole body in the "
        "picture, in good light, two to three metres away." in app.warning[0].value
    )
    assert [b.label for b in app.button] == ["Analyze another video"]
    assert Store().sets() == []


def test_a_process_that_dies_is_reported_with_its_code(folders):
    job = start(CLIP)
    job._process.kill()
    result, _ = waited(job)
    assert result.session is None and result.exit_code not in (None, 0)
    assert list(folders.iterdir()) == []


def test_stopping_ends_the_process_and_removes_the_copy(folders):
    job = start(CLIP)
    job.stop()
    assert not job._process.alive
    assert list(folders.iterdir()) == []


def test_an_analysis_that_is_forgotten_ends(folders):
    job = start(CLIP)
    process = job._process
    del job
    gc.collect()
    assert not process.alive
    assert list(folders.iterdir()) == []


def test_a_disk_that_takes_no_copy_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))
    app = open_page("upload")
    app.file_uploader[0].set_value(("a.mp4", b"abc", "video/mp4")).run()
    button(app, "Analyze").click().run()
    assert not app.exception and "No such file" in app.error[0].value


def test_a_computer_without_room_for_another_process_is_said(folders, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    app = open_page("upload")
    app.file_uploader[0].set_value(("a.mp4", b"abc", "video/mp4")).run()
    button(app, "Analyze").click().run()
    assert not app.exception and "close other programs and try again" in app.error[0].value
    assert list(folders.iterdir()) == []


def test_the_page_says_why_there_is_no_result():
    app = open_page("upload")
    app.file_uploader[0].set_value(("notes.mp4", b"just words " * 50, "video/mp4")).run()
    button(app, "Analyze").click().run()
    waited(app.session_state["upload_job"])
    app.run()
    assert "notes.mp4" in app.error[0].value
    button(app, "Analyze another video").click().run()
    assert not app.error


@pytest.mark.parametrize(
    ("progress", "full", "text"),
    [
        (Progress(), 0.0, "Getting the pose model ready …"),
        (Progress(12.0, float("nan")), 0.0, "Reading the video: 12 s of it done"),
        (Progress(12.0, 0.256, 83.0), 0.256, "Reading the video: 25 %, about 1 min 23 s left"),
        (Progress(12.0, 0.256), 0.256, "Reading the video: 25 %"),
    ],
)
def test_the_bar_says_what_is_known(progress, full, text):
    assert _bar(progress) == (full, text)


@pytest.mark.parametrize(("name", "stays"), [(f"posture-{PURPOSE}-x", False), ("Videos", True)])
def test_a_process_whose_dashboard_is_gone_removes_the_copy_but_no_video_of_yours(tmp_path, name, stays):
    video = tmp_path / name / "video.mp4"
    video.parent.mkdir()
    video.write_bytes(CLIP)
    asked = {"video": str(video), "name": "clip.mp4", "exercise": "wall_angels", "allowed": [], "turn": 0}
    process = analysis.start(asked)
    assert receive(process.answers)[0] == AnalysisAnswer.PROGRESS
    process.answers.close()
    assert process.wait(60) == 1
    assert video.exists() is stays and video.parent.exists() is stays


def test_the_process_loads_no_dashboard():
    code = "import sys, posture.app.state.analysis_worker; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
