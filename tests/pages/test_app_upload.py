"""The Upload page with real videos, analyzed in a real process."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import threading
import time
from dataclasses import replace

import av
import numpy as np
import pytest
from app_pages import button, first_seconds, html_of, labels, nothing_seen, open_page, wall_angels

from posture.app.components.page_text import plain
from posture.app.pages import data
from posture.app.pages.upload import TURNS, _bar
from posture.app.state import analysis, upload_queue
from posture.app.state.analysis import Analysis, AnalysisResult, AnnotatedVideo, Progress, VideoCopy
from posture.app.state.analysis_protocol import ANNOTATED, PURPOSE, AnalysisAnswer
from posture.app.state.upload_queue import (
    MOST,
    MOST_OF_ONE,
    Stage,
    UploadChoice,
    UploadQueue,
    UploadQueues,
    VideoOutcome,
    upload_queues,
)
from posture.app.state.upload_turns import UploadTurns
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Counts
from posture.errors import PostureError, StoreError
from posture.evaluate.own_sets import count_again
from posture.history.store import Store
from posture.processes.framing import receive

CLIP = first_seconds("wall_angels_good_front", 7.0)
SHORT = first_seconds("wall_angels_good_front", 1.5)
"""Somebody is there, and has not moved yet."""


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
    return Analysis(VideoCopy(io.BytesIO(content), name), exercise=exercise, **how)


def analyzed(app, *files):
    """The page once every file is read."""
    app.file_uploader[0].set_value([(name, content, "video/mp4") for name, content in files]).run()
    button(app, "Analyse").click().run()
    assert not app.exception
    ended(queue_of(app))
    return app.run()


def ended(queue):
    """What came of each video, once all are read."""
    until = time.monotonic() + 120.0
    while queue.under_way and time.monotonic() < until:
        time.sleep(0.05)
    return queue.outcomes


def queue_of(app):
    return upload_queues().get(app.session_state["upload_queue"], person="")


def test_nothing_can_be_analyzed_before_move_and_file_are_there():
    app = open_page("upload", move="chin_tucks")
    assert app.selectbox[0].value == "chin_tucks"
    assert button(app, "Analyse").disabled
    assert "mp4" in " ".join(app.file_uploader[0].allowed_type)
    app = open_page("upload")
    assert app.selectbox[0].value is None, "no move is chosen for anybody"
    app.file_uploader[0].set_value([("a.mp4", b"abc", "video/mp4")]).run()
    assert button(app, "Analyse").disabled
    app.selectbox[0].set_value("chin_tucks").run()
    assert not button(app, "Analyse").disabled


def test_a_picture_on_its_head_is_told_of_and_can_be_turned():
    app = open_page("upload", move="wall_angels")
    assert [TURNS[turn] for turn in (0, 90, 180, 270)] == app.selectbox(key="upload_turn").options
    app.selectbox(key="upload_turn").set_value(180)
    analyzed(app, ("a.mp4", SHORT))
    assert not app.exception
    assert "The picture seems to be sideways or upside down. Turn it and analyse again." in [
        warning.value for warning in app.warning
    ]


def test_a_video_is_kept_at_once_also_where_the_page_is_reloaded_meanwhile(folders):
    with Store() as store:
        store.journal.choose("landmarks", value=True)
    app = open_page("upload", move="wall_angels")
    app.file_uploader[0].set_value([("my <set>.mp4", CLIP, "video/mp4")]).run()
    button(app, "Analyse").click().run()
    token = app.session_state["upload_queue"]
    assert token in app.query_params["job"] and "Stop" in labels(app)
    del app
    app = open_page("upload", job=token)
    ended(queue_of(app))
    app.run()
    assert not app.exception and not app.error
    (kept,) = Store().sets()
    assert kept.exercise == "wall_angels" and kept.counts.reps == 2
    assert Store().get(kept.id).session.source.name == "my <set>.mp4"
    assert count_again(Store().landmarks.of(kept.id), "wall_angels").counts == kept.counts
    assert f"set={kept.id}" in [link.proto.query_string for link in app.get("page_link")]
    assert app.header[0].value == "Every repetition was clean"
    assert html_of(app).count('<th scope="row"') == 2
    assert len(app.get("video")) == 1 and len(app.get("download_button")) == 1
    (drawn,) = folders.glob("*/*.mp4")
    assert drawn.name == ANNOTATED and drawn.read_bytes()[4:8] == b"ftyp", "what was uploaded is gone"
    button(app, "Analyse more").click().run()
    assert not app.exception and list(folders.iterdir()) == []


def read(*results):
    """The page of a queue whose videos are read, with what came of each."""
    queue = UploadQueue([], UploadChoice(exercise="wall_angels"), Store())
    queue._outcomes += [VideoOutcome(name, Stage.DONE, result=result) for name, result in results]
    for place in range(len(results)):
        queue.keep(place)
    return open_page("upload", job=upload_queues().add(queue))


def of(session):
    return AnalysisResult(record=SetRecord(session))


def test_what_was_kept_can_be_taken_back_and_kept_again():
    app = read(("a.mp4", of(wall_angels())))
    assert [kept.counts.reps for kept in Store().sets()] == [3]
    button(app, "Undo").click().run()
    assert Store().sets() == [] and "Not saved." in html_of(app)
    button(app, "Keep it").click().run()
    (kept,) = Store().sets()
    assert "✓ Saved in Review" in [link.label for link in app.get("page_link")]
    Store().delete(kept.id)
    button(app, "Undo").click().run()
    assert not app.exception and "Not saved." in html_of(app), "deleted in Review meanwhile"
    button(app, "Keep it").click().run()
    button(app, "Analyse more").click().run()
    assert app.file_uploader and "upload_queue" not in app.session_state
    assert len(Store().sets()) == 1


def test_of_several_videos_each_has_its_own_outcome():
    text = AnalysisResult(problem="notes.mp4: is no video but a text file; give a video file")
    room, died = of(nothing_seen()), AnalysisResult(exit_code=9)
    other = of(replace(wall_angels(), counts=Counts(2, 2, 2)))
    app = read(
        ("a.mp4", of(wall_angels())), ("notes.mp4", text), ("room.mp4", room), ("a.mp4", other), ("c", died)
    )
    assert [kept.counts.reps for kept in Store().sets()] == [2, 3]
    first, second = (error.value for error in app.error)
    assert first == plain(text.problem) and "exit code 9" in second
    (nobody,) = (warning.value for warning in app.warning)
    assert nobody.startswith(plain("room.mp4: nobody was found"))
    assert "a.mp4: 3 counted" in html_of(app) and "a.mp4: 2 counted" in html_of(app)
    assert labels(app) == ["Undo", "Undo", "Analyse more"]
    (shown,) = (group for group in app.button_group if group.label == "Which video?")
    assert shown.options == ["1: a.mp4", "4: a.mp4"], "two files of one name"
    shown.set_value(3).run()
    assert not app.exception and "<dd>2</dd>" in html_of(app)


def test_the_videos_of_others_are_not_shown():
    queue = UploadQueue([], UploadChoice(exercise="cat_cow", person="Ada"), Store())
    token = upload_queues().add(queue)
    assert upload_queues().get(token, person="Ada") is queue
    app = open_page("upload", job=token)
    assert app.file_uploader and "job" not in app.query_params


def test_a_failure_that_nobody_expected_ends_one_video_and_not_the_queue(folders):
    videos = [VideoCopy(io.BytesIO(b"nothing"), name) for name in ("a.mp4", "b.mp4")]
    queue = UploadQueue(videos, UploadChoice(exercise="cat_cow", allowed=5), Store())  # no list
    first, second = ended(queue)
    assert first.stage is second.stage is Stage.DONE
    assert "TypeError" in first.result.problem and "TypeError" in second.result.problem
    assert list(folders.iterdir()) == []


def test_what_is_deleted_while_a_video_is_read_stays_deleted():
    store = Store()
    queue = UploadQueue(
        [VideoCopy(io.BytesIO(SHORT), "a.mp4")], UploadChoice(exercise="wall_angels", person="Ada"), store
    )
    store.delete_person("Ada")
    (outcome,) = ended(queue)
    assert outcome.seen and outcome.set_id is None and not outcome.unkept
    assert store.sets(person=None) == []


def drawn_for(person, folder):
    """A queue of that person with one video that is read and drawn."""
    made = folder / f"{person}.mp4"
    made.write_bytes(b"drawn")
    queue = UploadQueue([], UploadChoice(exercise="wall_angels", person=person), Store())
    result = AnalysisResult(record=SetRecord(wall_angels()), video=AnnotatedVideo(made))
    queue._outcomes.append(VideoOutcome("a.mp4", Stage.DONE, result=result))
    queue.keep(0)
    return queue


@pytest.mark.parametrize("whose", ["Ada", None])
def test_what_was_drawn_goes_with_the_data_of_its_person(folders, tmp_path, whose):
    tokens = {person: upload_queues().add(drawn_for(person, tmp_path)) for person in ("Ada", "Bo")}
    data.delete_everything(whose)
    assert len(list(folders.iterdir())) == (whose is not None), "also where no page asks for it again"
    assert upload_queues().get(tokens["Ada"], person="Ada") is None
    assert (upload_queues().get(tokens["Bo"], person="Bo") is None) is (whose is None)
    upload_queues().drop(tokens["Bo"])
    assert list(folders.iterdir()) == []


def test_videos_follow_a_profile_that_gets_another_name(folders, tmp_path):
    queue = drawn_for("Ada", tmp_path)
    token = upload_queues().add(queue)
    Store().profiles.rename("Ada", "Eda")
    assert upload_queues().get(token, person="Ada") is None
    assert upload_queues().get(token, person="Eda") is queue
    queue.undo(0)
    queue.keep(0)
    assert Store().profiles.names() == ["Eda"], "nothing brings the old name back"
    upload_queues().drop(token)


def test_there_are_as_many_queues_as_may_be_and_the_one_not_looked_at_for_longest_goes(folders, tmp_path):
    queues = UploadQueues()
    tokens = [queues.add(drawn_for(f"p{n}", tmp_path)) for n in range(MOST)]
    assert len(list(folders.iterdir())) == MOST
    assert queues.get(tokens[0], person="p0") is not None
    queues.make_room()
    assert queues.get(tokens[1], person="p1") is None and queues.get(tokens[0], person="p0") is not None
    assert len(list(folders.iterdir())) == MOST - 1
    queues.make_room()
    assert len(list(folders.iterdir())) == MOST - 1, "there is room already"
    for token in tokens:
        queues.drop(token)
    assert list(folders.iterdir()) == []


def test_where_all_queues_are_being_read_another_is_refused_and_one_in_line_can_be_stopped(folders):
    queues = UploadQueues()
    choice = UploadChoice(exercise="wall_angels")
    waiting = [UploadQueue([VideoCopy(io.BytesIO(CLIP), "a.mp4")], choice, Store()) for _ in range(MOST)]
    tokens = [queues.add(queue) for queue in waiting]
    with pytest.raises(PostureError, match=f"{MOST} uploads are being read"):
        queues.make_room()
    assert waiting[-1].outcomes[0].stage is Stage.WAITING, "two at a time"
    for token in reversed(tokens):
        queues.drop(token)
    assert waiting[-1].outcomes[0].stage is Stage.STOPPED and not Store().sets()
    assert list(folders.iterdir()) == []


def test_who_has_signed_in_has_a_share_of_the_queues_and_leaves_the_rest_to_others(folders):
    queues = UploadQueues()

    def queue(owner, content=CLIP):
        choice = UploadChoice(exercise="wall_angels", person=owner, owner=owner)
        return UploadQueue([VideoCopy(io.BytesIO(content), "a.mp4")] if content else [], choice, Store())

    done = queues.add(queue("ana", b""))
    assert queues.get(done, person="ana") is not None
    with upload_queue._turns.taken("ana", stopped=threading.Event()):  # one of hers is read all the time
        mine = [queue("ana") for _ in range(MOST_OF_ONE + 1)]
        tokens = [queues.add(one) for one in mine[:MOST_OF_ONE]]
        assert queues.get(done, person="ana") is None, "what she has read goes first"
        with pytest.raises(PostureError, match=f"{MOST_OF_ONE} uploads of yours are being read"):
            queues.make_room("ana")
        with pytest.raises(PostureError, match="of yours"):
            queues.add(mine[MOST_OF_ONE])
        assert mine[MOST_OF_ONE].outcomes[0].stage is Stage.STOPPED
        queues.make_room("ben")
        his = queue("ben")
        tokens.append(queues.add(his))
        until_s = time.monotonic() + 60
        while his.outcomes[0].stage is Stage.WAITING and time.monotonic() < until_s:
            time.sleep(0.02)
        assert his.outcomes[0].stage is not Stage.WAITING
        assert {one.outcomes[0].stage for one in mine[:MOST_OF_ONE]} == {Stage.WAITING}
        for token in tokens[:MOST_OF_ONE]:
            queues.drop(token)
    queues.drop(tokens[-1])
    assert list(folders.iterdir()) == []


def test_turns_are_first_come_first_served_and_one_of_each_who_has_signed_in():
    turns, never = UploadTurns(2), threading.Event()
    had, lock = [], threading.Lock()

    def wait(owner):
        with turns.taken(owner, stopped=never) as mine, lock:
            assert mine
            had.append(owner)

    with turns.taken("ana", stopped=never), turns.taken("", stopped=never):
        threads = []
        for owner in ("ana", "ben", ""):
            threads.append(threading.Thread(target=wait, args=(owner,)))
            threads[-1].start()
            while len(turns._line) < len(threads):
                time.sleep(0.001)
        assert had == [], "two are read"
    for thread in threads:
        thread.join()
    assert sorted(had) == ["", "ana", "ben"]
    with turns.taken("ana", stopped=never):
        gone = threading.Event()
        gone.set()
        with turns.taken("ana", stopped=gone) as mine:
            assert not mine
        with turns.taken("", stopped=never) as mine:
            assert mine


def test_a_set_that_cannot_be_kept_says_why_and_can_be_kept_later(monkeypatch):
    def full(*_args, **_more):
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "keep", full)
        app = read(("a.mp4", of(wall_angels())))
        assert "the disk is full" in app.error[0].value
    button(app, "Save it now").click().run()
    assert not app.error and len(Store().sets()) == 1


def test_stopping_leaves_the_rest_unread(folders):
    app = open_page("upload", move="wall_angels")
    app.file_uploader[0].set_value([("a.mp4", SHORT, "video/mp4"), ("b.mp4", SHORT, "video/mp4")]).run()
    button(app, "Analyse").click().run()
    assert html_of(app).count("b.mp4: waiting") == 1
    button(app, "Stop").click().run()
    assert app.file_uploader and Store().sets() == []
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"these are words and no pictures " * 99, "no video"),
        (SHORT[:4000], "cut off"),
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


def test_a_video_without_anybody_says_so_and_keeps_nothing():
    app = analyzed(open_page("upload", move="chin_tucks"), ("room.mp4", nobody_there()))
    assert "Film your whole body" in app.warning[0].value
    assert labels(app) == ["Analyse more"] and not app.header
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


def test_a_copy_that_is_forgotten_is_removed(folders):
    copy = VideoCopy(io.BytesIO(CLIP), "a.mp4")
    assert list(folders.iterdir()) == [copy.path.parent]
    del copy
    gc.collect()
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
    app = open_page("upload", move="cat_cow")
    app.file_uploader[0].set_value([("a.mp4", b"abc", "video/mp4")]).run()
    button(app, "Analyse").click().run()
    assert not app.exception and "No such file" in app.error[0].value


def test_a_computer_without_room_for_another_process_is_said(folders, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    app = analyzed(open_page("upload", move="cat_cow"), ("a.mp4", b"abc"))
    assert not app.exception and "close other programs and try again" in app.error[0].value
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("progress", "full", "text"),
    [
        (Progress(), 0.0, "Getting ready…"),
        (Progress(12.0, float("nan")), 0.0, "12 s read"),
        (Progress(12.0, 0.256, 83.0), 0.256, "25 % read, about 1 min 23 s left"),
        (Progress(12.0, 0.256), 0.256, "25 % read"),
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
