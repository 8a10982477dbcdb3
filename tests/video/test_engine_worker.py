"""The pose engine's own process: what it keeps to itself, how its end is told, and whose it is."""

from __future__ import annotations

import io
import json
import math
import os
import signal
import subprocess
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import cv2
import pytest
from clip_kit import ANGELS, ROOT, at, pictures, write
from live_kit import runs, wait_for

from posture.app.state.analysis_protocol import ANALYZE, AnalysisAnswer
from posture.errors import EngineFailed, ModelMissing
from posture.processes.framing import receive, send
from posture.resources import locate
from posture.vision import engine_client
from posture.vision.engine_client import EngineClient

LITE = locate("models/pose_landmarker_lite.task")

NOISY = """
import os, sys
def noise(event, args):
    if event == "import" and args[0] == "mediapipe":
        os.write(1, b"INFO: printed by the engine\\n")
        os.write(2, b"INFO: written by the engine\\n")
sys.addaudithook(noise)
"""
"""As an engine that writes when nobody expects it; Python runs this at the start of each process."""


@pytest.fixture
def noisy(tmp_path: Path) -> dict[str, str]:
    """The environment of a computer whose engine writes to both of its outputs."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NOISY)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(ROOT)])}


def ran(program: list[str] | str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command of ours, or a program of somebody who calls us."""
    words = ["-c", program] if isinstance(program, str) else ["-m", *program]
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        ["posture", "analyze", "CLIP", "--exercise", "wall_angels", "--json", "-"],
        ["posture", "analyze", "CLIP", "CLIP", "--exercise", "wall_angels", "--json", "-"],
        ["posture", "check", "PICTURE", "--view", "front", "--json", "-"],
        ["posture", "watch", "--video", "CLIP", "--json", "-"],
    ],
    ids=["analyze", "several", "check", "watch"],
)
def test_a_command_writes_its_own_words_alone(
    command: list[str], noisy: dict[str, str], tmp_path: Path
) -> None:
    seen = pictures(12, size=(640, 480))
    short, still = write(tmp_path / "short.mp4", seen, at(25, 12)), tmp_path / "still.png"
    cv2.imwrite(str(still), seen[0][..., ::-1])
    files = {"CLIP": str(short), "PICTURE": str(still)}
    done = ran([files.get(word, word) for word in command], noisy)
    assert done.returncode == 0, done.stderr
    assert "engine" not in done.stdout + done.stderr
    assert done.stdout.startswith(("{", "["))


def test_the_analysis_of_an_upload_writes_its_messages_alone(noisy: dict[str, str], tmp_path: Path) -> None:
    short, asked = write(tmp_path / "short.mp4", pictures(12, size=(640, 480)), at(25, 12)), io.BytesIO()
    request = {"video": str(short), "name": "a.mp4", "exercise": "wall_angels", "allowed": [], "turn": 0}
    send(asked, ANALYZE, json.dumps(request).encode())
    command = [sys.executable, "-m", "posture.app.state.analysis_worker"]
    done = subprocess.run(
        command,
        input=asked.getvalue(),
        cwd=ROOT,
        env=noisy,
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said, kinds = io.BytesIO(done.stdout), []
    while said.tell() < len(done.stdout):
        kinds.append(receive(said)[0])
    assert set(kinds[:-1]) <= {AnalysisAnswer.PROGRESS}
    assert kinds[-1] == AnalysisAnswer.RECORD


def test_the_live_worker_tells_its_own_errors_alone(noisy: dict[str, str]) -> None:
    done = ran(
        "from posture.live.worker_client import WorkerClient\n"
        "worker = WorkerClient('lite'); worker.wait_until_warm(); worker.close()\n",
        noisy,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_whoever_calls_keeps_their_environment_their_outputs_and_their_way_out(noisy: dict[str, str]) -> None:
    given = {name: value for name, value in noisy.items() if not name.lower().endswith("_proxy")}
    program = f"""
import ctypes, os, subprocess, sys, threading, urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

class Says(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204); self.end_headers()
    def log_message(self, *_): pass

def seen():
    inherited = subprocess.run(["env"], capture_output=True, text=True).stdout
    return dict(os.environ), sorted(inherited.splitlines()), [os.fstat(n) for n in (0, 1, 2)], sys.stderr

before = seen()
from posture.exercises import find
from posture.pipeline import Options, analyze
analyze(Path({str(ANGELS)!r}), find("wall_angels"), options=Options(model="lite", end_s=1.0))
assert seen() == before
assert "mediapipe" not in sys.modules
server = HTTPServer(("127.0.0.1", 0), Says)
threading.Thread(target=server.handle_request).start()
print(urllib.request.urlopen(f"http://127.0.0.1:{{server.server_port}}/").status)
server.server_close()
os.write(2, b"mine\\n")
"""
    done = ran(program, given)
    assert (done.returncode, done.stdout, done.stderr) == (0, "204\n", "mine\n")


def test_a_crash_is_told_with_the_engine_s_last_words() -> None:
    engine = EngineClient(LITE, with_mask=False)
    said = b"F0000 graph.cc:7] Check failed: width > 0\n*** Check failure stack trace: ***\n    @  0x7f\n"
    Path(f"/proc/{engine.pid}/fd/2").write_bytes(said)
    os.kill(engine.pid, signal.SIGABRT)
    with pytest.raises(EngineFailed, match=r"crashed \(SIGABRT\): F0000 .* Check failed: width > 0; try"):
        engine.estimate(pictures(1)[0], 0.0)
    engine.close()


def test_an_error_in_the_engine_ends_its_process_and_is_told() -> None:
    engine = EngineClient(LITE, with_mask=False)
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(engine.estimate, pictures(1)[0], math.nan)
        try:
            assert "NaN" in str(asked.exception(timeout=60))
        finally:
            engine._process.end()


def test_a_command_whose_engine_crashes_says_so_in_one_line(tmp_path: Path) -> None:
    """The process of the engine ends itself as native code does, at the first picture."""
    crash = "import sys, os\nif 'posture.vision.engine_worker' in sys.orig_argv:\n    os.abort()\n"
    (tmp_path / "sitecustomize.py").write_text(crash)
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    record = tmp_path / "landmarks.npz"
    command = ["posture", "analyze", str(ANGELS), "--exercise", "wall_angels", "--record", str(record)]
    done = ran(command, {**os.environ, "PYTHONPATH": path})
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("posture: the pose engine crashed (SIGABRT)")
    assert [left.name for left in tmp_path.iterdir() if "landmarks" in left.name] == []


def test_a_crash_of_the_live_worker_is_told_where_the_engine_is_not() -> None:
    done = ran(
        "import os, sys; from posture.vision.network_cutoff import cut_off, keep_quiet\n"
        "cut_off(); keep_quiet(); os.write(2, b'chatter\\n'); print('ours', file=sys.stderr); os.abort()",
        dict(os.environ),
    )
    assert done.returncode == -signal.SIGABRT
    assert done.stderr.startswith("ours\nFatal Python error: Aborted")
    assert "chatter" not in done.stderr


def test_the_engine_is_not_loaded_where_the_way_out_is_open() -> None:
    done = ran("import posture.vision.mediapipe_engine", dict(os.environ))
    assert "RuntimeError: expected a process that was cut off" in done.stderr


def test_what_drawings_microphones_and_files_need_is_left_out_of_the_engine_and_there_for_others() -> None:
    program = (
        "import sys; from posture.vision.network_cutoff import cut_off; cut_off()\n"
        "import posture.vision.mediapipe_engine\n"
        "print({name.partition('.')[0] for name in sys.modules} & {'matplotlib', 'sounddevice', 'av'})\n"
        "import matplotlib; print(matplotlib.__name__, bool(matplotlib.__version__))"
    )
    assert ran(program, dict(os.environ)).stdout == "set()\nmatplotlib True\n"


def test_a_process_serves_one_landmarker_after_the_other() -> None:
    first, second, third = (EngineClient(LITE, with_mask=masked) for masked in (False, True, False))
    assert len({first.pid, second.pid, third.pid}) == 3
    third.close()
    second.close()
    first.close()
    first.close()
    wait_for(lambda: not runs(third.pid))
    again, beside = (EngineClient(LITE, with_mask=False) for _ in range(2))
    assert (again.pid, beside.pid) == (first.pid, second.pid)
    beside.close()
    again.close()
    os.kill(first.pid, signal.SIGKILL)  # while nobody uses it
    with pytest.raises(ModelMissing):
        EngineClient(Path(__file__), with_mask=False)


def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next() -> None:
    """Ctrl-C in a notebook comes while a picture is looked at."""
    engine, picture = EngineClient(LITE, with_mask=False), pictures(1)[0]

    def interrupted(_: int, frame: FrameType | None) -> None:
        """Nothing before the two talk, however long that takes."""
        if frame is not None and Path(frame.f_code.co_filename).stem == "framing":
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        os.kill(engine.pid, signal.SIGSTOP)
        signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
        with pytest.raises(KeyboardInterrupt):
            engine.estimate(picture, 0.0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
    wait_for(lambda: not runs(engine.pid))
    with pytest.raises(EngineFailed, match="ended in the middle"):
        engine.estimate(picture, 0.0)
    engine.close()


def test_it_ends_with_the_process_that_it_serves() -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from posture.vision.engine_client import EngineClient\n"
        f"engine = EngineClient(Path({str(LITE)!r}), with_mask=False)\n"
        "print(engine.pid, flush=True); time.sleep(100)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert caller.stdout is not None
    pid = int(caller.stdout.readline())
    assert runs(pid)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    wait_for(lambda: not runs(pid))


def test_threads_that_share_a_landmarker_take_turns() -> None:
    """Each gets the answer to its own picture, and whoever closes it waits for the last one."""
    program = f"""
import threading
from pathlib import Path
import numpy as np
from posture.errors import EngineFailed
from posture.vision.engine_client import EngineClient
engine = EngineClient(Path({str(LITE)!r}), with_mask=False)
grey = np.full((480, 640, 3), 128, np.uint8)
refused = []
def look(first):
    for number in range(20):
        try:
            engine.estimate(grey, first + number / 10)
        except EngineFailed as error:
            refused.append(str(error))
            return
threads = [threading.Thread(target=look, args=(first,), daemon=True) for first in (0.0, 0.05)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(refused)
late = threading.Thread(target=look, args=(100.0,), daemon=True)
late.start()
engine.close()
late.join()
again = EngineClient(Path({str(LITE)!r}), with_mask=False)
print(again.pid == engine.pid)
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert (done.stdout, done.stderr) == ("[]\nTrue\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks there")
def test_a_forked_process_waits_for_no_thread_that_it_has_not_and_talks_to_no_engine_of_the_other() -> None:
    program = f"""
import os, signal, threading
from pathlib import Path
import numpy as np
from posture.errors import EngineFailed
from posture.vision.engine_client import EngineClient
engine = EngineClient(Path({str(LITE)!r}), with_mask=False)
grey = np.full((480, 640, 3), 128, np.uint8)
os.kill(engine.pid, signal.SIGSTOP)
thread = threading.Thread(target=engine.estimate, args=(grey, 0.0), daemon=True)
thread.start()
while not engine._turn.locked():
    pass
child = os.fork()
if not child:
    try:
        engine.estimate(grey, 1.0)
    except EngineFailed as error:
        print(error, flush=True)
    engine.close()
    os._exit(0)
os.waitpid(child, 0)
os.kill(engine.pid, signal.SIGCONT)
thread.join()
engine.estimate(grey, 2.0)
engine.close()
print("the other goes on")
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    first, last = done.stdout.splitlines()
    assert "another process" in first
    assert (last, done.returncode) == ("the other goes on", 0)


def test_a_kept_process_is_given_to_one_thread_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many ask at once, and each look at the list lets another thread run."""

    class Kept:
        alive = True

        def end(self) -> None: ...

    class Slow(deque[Kept]):
        def __len__(self) -> int:
            number = super().__len__()
            time.sleep(0.001)
            return number

    kept = Slow([Kept()])
    monkeypatch.setattr(engine_client, "_idle", kept)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: engine_client._spare(), range(8)))
    assert len([one for one in given if one]) == 1


def test_a_process_that_cannot_be_started_is_told_with_what_to_do(tmp_path: Path) -> None:
    """No program stands where Python should be, as where the system has no room for another process."""
    done = ran(
        f"""
import sys
from pathlib import Path
from posture.errors import PostureError
from posture.vision.engine_client import EngineClient
sys.executable = {str(tmp_path / "nothing")!r}
try:
    EngineClient(Path({str(LITE)!r}), with_mask=False)
except PostureError as error:
    print(error)
""",
        dict(os.environ),
    )
    assert done.stdout == (
        "the process of the pose engine could not be started (No such file or directory); "
        "close other programs and try again\n"
    )
