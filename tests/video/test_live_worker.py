"""A real worker process: what it counts, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from live_kit import jpegs, reps, runs, wait_for
from replay_kit import replaying

from posture.coach.results.set_record import SetRecord
from posture.errors import PostureError, VideoUnreadable
from posture.live.frame_cost import LEAST_FRAMES, WINDOW
from posture.live.protocol import Answer, Ask, pack_frame
from posture.live.run import Look
from posture.live.snapshot import RunChoice
from posture.live.worker import Engine
from posture.live.worker_client import WorkerClient, WorkerGone
from posture.vision.jpeg import decode_jpeg


@pytest.fixture(scope="module")
def seeing() -> Iterator[WorkerClient]:
    """One with the network, for tests in which that looks at pictures."""
    process = WorkerClient("full")
    process.wait_until_warm()
    yield process
    process.close()
    assert not runs(process.pid)


@pytest.fixture(scope="module")
def worker(looks: Path) -> Iterator[WorkerClient]:
    """One for all other tests that leave it alive; each begins a set of its own."""
    with replaying(looks):
        process = WorkerClient("full")
    process.wait_until_warm()
    yield process
    process.close()
    assert not runs(process.pid)


@pytest.fixture
def mortal(looks: Path) -> Iterator[WorkerClient]:
    """One to be killed."""
    with replaying(looks):
        process = WorkerClient("full")
    process.wait_until_warm()
    yield process
    process.close()


def begin(worker: WorkerClient, exercise: str = "wall_angels") -> None:
    assert worker.ask(Ask.BEGIN, json.dumps(RunChoice(exercise).asked()).encode()) == b""


def look(worker: WorkerClient, t_s: float, jpeg: bytes) -> dict[str, Any]:
    return json.loads(worker.ask(Ask.FRAME, pack_frame(t_s, jpeg)))


def play(worker: WorkerClient, count: int) -> dict[str, Any]:
    return next(view for t_s, jpeg in jpegs() if reps(count)(view := look(worker, t_s, jpeg)))


def test_an_event_loop_is_answered_as_a_thread_is_each_in_its_turn(mortal: WorkerClient) -> None:
    begin = json.dumps(RunChoice("wall_angels").asked()).encode()
    frames = [pack_frame(t_s, jpeg) for t_s, jpeg in jpegs(until_s=0.2)]

    def plain(reply: bytes) -> dict[str, Any]:
        return {**json.loads(reply), "spent_ms": None}

    async def talk() -> None:
        assert await mortal.asked(Ask.BEGIN, begin) == b""
        by_thread = [plain(await mortal.asked(Ask.FRAME, frame)) for frame in frames]
        mortal.watch()
        assert await mortal.asked(Ask.BEGIN, begin) == b""
        assert [plain(await mortal.asked(Ask.FRAME, frame)) for frame in frames] == by_thread
        with pytest.raises(PostureError, match="no picture"):
            await mortal.asked(Ask.FRAME, pack_frame(1.0, b"other"))
        given_up = mortal.asked(Ask.FRAME, pack_frame(2.0, jpegs()[0][1]))
        given_up.cancel()
        assert plain(await mortal.asked(Ask.FRAME, pack_frame(3.0, jpegs()[0][1])))["t_s"] == 3.0
        assert not mortal.awaited
        os.kill(mortal.pid, signal.SIGSTOP)
        answer = mortal.asked(Ask.FRAME, frames[0])
        assert mortal.awaited
        os.kill(mortal.pid, signal.SIGKILL)
        with pytest.raises(WorkerGone, match="exit code -9"):
            await answer
        with pytest.raises(WorkerGone):
            await mortal.asked(Ask.FRAME, frames[0])

    asyncio.run(talk())


def test_a_worker_that_is_let_go_answers_nobody_any_more(mortal: WorkerClient) -> None:
    async def talk() -> None:
        mortal.watch()
        os.kill(mortal.pid, signal.SIGSTOP)
        answer = mortal.asked(Ask.FRAME, pack_frame(0.0, b""))
        mortal.unwatch()
        with pytest.raises(WorkerGone, match="let go"):
            await answer
        os.kill(mortal.pid, signal.SIGKILL)

    asyncio.run(talk())


def test_what_a_frame_costs_is_measured_when_asked_and_told_in_every_set(worker: WorkerClient) -> None:
    assert worker.ask(Ask.MEASURE) == b""
    costs = [worker.cost]
    for _ in range(2):
        worker.cost = None
        begin(worker)
        looked = 0
        for t_s, jpeg in jpegs()[:WINDOW]:  # a slow computer tells sooner
            if worker.cost is None:
                look(worker, t_s, jpeg)
                looked += 1
        assert looked >= LEAST_FRAMES
        costs.append(worker.cost)
        worker.ask(Ask.FINISH)
    assert [cost and cost.model for cost in costs] == ["full"] * 3
    assert all(cost and cost.wall_ms > 0.0 and cost.cpu_ms > 0.0 for cost in costs)


def test_a_set_is_counted_and_another_begins_anew(seeing: WorkerClient) -> None:
    begin(seeing)
    view = play(seeing, 2)
    assert view["attempt"]["number"] == 2
    record = SetRecord.from_json(seeing.ask(Ask.FINISH))
    session = record.session
    assert record.stills == {}  # nobody allowed pictures
    assert session.counts.reps == 2
    assert session.source is not None
    assert session.source.kind == "camera"
    assert session.source.size_px == (640, 480)
    assert 15 < session.source.fps < 21
    assert session.model is not None
    assert session.model.name == "pose_landmarker_full"
    begin(seeing)
    assert play(seeing, 1)["counts"]["attempts"] == 1


def test_the_session_so_far_is_told_at_every_attempt(worker: WorkerClient) -> None:
    begin(worker)
    assert worker.so_far is None
    play(worker, 1)
    assert worker.so_far is not None
    told = SetRecord.from_json(worker.so_far)
    assert told.session.counts.reps == 1
    assert told.trace is not None
    assert 0 < told.trace.t_s[-1] <= told.session.source.duration_s
    begin(worker)
    assert worker.so_far is None


def test_where_pictures_are_allowed_two_attempts_bring_theirs(
    worker: WorkerClient,
) -> None:
    asked = {"exercise": "wall_angels", "hold_s": None, "pictures": True}
    worker.ask(Ask.BEGIN, json.dumps(asked).encode())
    play(worker, 2)
    record = SetRecord.from_json(worker.ask(Ask.FINISH))
    assert set(record.stills) == {1, 2}
    sent = [(t_s, decode_jpeg(jpeg)[::8, ::8]) for t_s, jpeg in jpegs()]
    for number, jpeg in record.stills.items():
        attempt = record.session.attempts[number - 1]
        still = decode_jpeg(jpeg)[::8, ::8].astype(int)
        away = [(np.abs(picture - still).mean(), t_s) for t_s, picture in sent]
        assert attempt.start_s < min(away)[1] < attempt.end_s


def test_a_smaller_picture_of_a_slow_link_changes_nothing_for_the_coach(seeing: WorkerClient) -> None:
    begin(seeing)
    for k, (t_s, jpeg) in enumerate(jpegs(until_s=4.5)):
        small = cv2.resize(cv2.imdecode(np.frombuffer(jpeg, np.uint8), 1), (320, 240))
        sent = cv2.imencode(".jpg", small)[1].tobytes() if k > 20 else jpeg
        view = look(seeing, t_s, sent)
        assert view["size"] is None or view["size"] == [640, 480]
    assert view["counts"]["reps"] == 1


def test_times_that_do_not_rise_are_moved_on(worker: WorkerClient) -> None:
    begin(worker)
    jpeg = jpegs()[0][1]
    times = [look(worker, t_s, jpeg)["t_s"] for t_s in (1.0, 1.0, 0.2, 1.5)]
    assert times == sorted(set(times))


def test_bytes_that_are_no_picture_are_refused_and_the_set_goes_on(worker: WorkerClient) -> None:
    begin(worker)
    with pytest.raises(PostureError, match="no picture"):
        worker.ask(Ask.FRAME, pack_frame(0.1, b"GIF89a"))
    with pytest.raises(PostureError, match="no picture"):
        worker.ask(Ask.FRAME, pack_frame(0.2, b""))
    assert look(worker, 0.3, jpegs()[0][1])["t_s"] == pytest.approx(0.3)


def test_a_picture_without_a_set_is_refused(worker: WorkerClient) -> None:
    begin(worker)
    worker.ask(Ask.FINISH)
    with pytest.raises(PostureError, match="press Start"):
        worker.ask(Ask.FRAME, pack_frame(0.1, jpegs()[0][1]))
    with pytest.raises(PostureError, match="did you mean wall_angels"):
        begin(worker, "wall_angel")


def test_a_killed_worker_is_noticed_and_what_it_told_stays(mortal: WorkerClient) -> None:
    begin(mortal)
    play(mortal, 1)
    os.kill(mortal.pid, signal.SIGKILL)
    with pytest.raises(WorkerGone, match="exit code -9"):
        look(mortal, 9.0, jpegs()[0][1])
    assert not mortal.alive
    assert mortal.so_far is not None


def test_ctrl_c_does_not_reach_it(worker: WorkerClient) -> None:
    begin(worker)
    os.kill(worker.pid, signal.SIGINT)
    time.sleep(0.1)
    assert look(worker, 0.1, jpegs()[0][1])["t_s"] == pytest.approx(0.1)


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    process = WorkerClient(str(tmp_path / "none.task"))
    try:
        with pytest.raises(PostureError, match=r"none\.task"):
            process.wait_until_warm()
    finally:
        process.close()


class _Missing:
    """A run that wants another model than there is."""

    look = Look(model="not there")


def test_after_a_model_that_does_not_open_the_next_run_has_one_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Engine("lite")
    with monkeypatch.context() as patched:
        patched.setattr("posture.live.worker.open_run", lambda *_: _Missing())
        for _ in range(2):  # and trying again does not make use of the one that was closed
            with pytest.raises(PostureError):
                engine.begin({})
    engine.begin(RunChoice("wall_angels").asked())
    assert [kind for kind, _ in engine.step(*jpegs()[0])] == [Answer.VIEW]


def test_a_system_without_room_for_a_process_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(WorkerGone, match=r"could not be started .*; close other programs"):
        WorkerClient("lite")


def test_it_ends_when_its_server_is_killed() -> None:
    code = (
        "import time; from posture.live.worker_client import WorkerClient; w = WorkerClient('lite'); "
        "w.wait_until_warm(); print(w.pid, flush=True); time.sleep(60)"
    )
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    pid = int(server.stdout.readline())
    assert runs(pid)
    server.kill()
    server.wait()
    server.stdout.close()
    wait_for(lambda: not runs(pid))


def test_it_loads_no_dashboard() -> None:
    code = (
        "import sys, posture.live.worker; "
        "found = {'streamlit', 'sqlalchemy', 'starlette'} & set(sys.modules); assert not found, found"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_huge_picture_is_refused() -> None:
    huge = cv2.imencode(".jpg", np.zeros((10, 5000, 3), np.uint8))[1].tobytes()
    with pytest.raises(VideoUnreadable, match="5000"):
        decode_jpeg(huge)


def test_colors_are_red_green_blue() -> None:
    red = np.zeros((16, 16, 3), np.uint8)
    red[:] = (0, 0, 255)  # as the encoder takes it: blue, green, red
    rgb = decode_jpeg(cv2.imencode(".jpg", red)[1].tobytes(), width_px=8)
    assert rgb.shape == (8, 8, 3)
    assert rgb[4, 4, 0] > 240
    assert rgb[4, 4, 2] < 20
