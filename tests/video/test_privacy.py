"""An analysis leaves no trace on the network: no look-up, no connection beyond this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clip_kit import ANGELS, ROOT
from network_kit import leaving

ANALYSIS = [
    sys.executable, "-m", "posture", "analyze", str(ANGELS),
    "--exercise", "wall_angels", "--end", "1.5", "--json", "-",
]  # fmt: skip
CALLED = f"""
import json
from pathlib import Path
from posture.exercises import find
from posture.pipeline import Options, analyze
print(json.dumps(analyze(Path({str(ANGELS)!r}), find("wall_angels"), options=Options(end_s=1.5)).as_dict()))
"""
LIVE = f"""
import json
from pathlib import Path
from posture.live.worker_client import WorkerClient
from posture.live.protocol import Ask, pack_frame
from posture.live.snapshot import RunChoice
from posture.vision.capture import VideoFile
from posture.vision.jpeg import encode_jpeg
worker = WorkerClient("full")
worker.wait_until_warm()
worker.ask(Ask.BEGIN, json.dumps(RunChoice("wall_angels").asked()).encode())
with VideoFile(Path({str(ANGELS)!r}), end_s=1.5) as video:
    for frame in video:
        worker.ask(Ask.FRAME, pack_frame(frame.t_s, encode_jpeg(frame.rgb)))
print(worker.ask(Ask.FINISH).decode().replace('":"', '": "'))
worker.close()
"""


def environment() -> dict[str, str]:
    """As on somebody's machine: no proxy is set that might hide a way out."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    kept["NO_PROXY"] = "*"  # some networks set it: it must not open a way out either
    return {**kept, "PYTHONPATH": str(ROOT)}


def traced(command: list[str], trace: Path) -> subprocess.CompletedProcess[str]:
    watched = ["strace", "-f", "-qq", "-e", "trace=network", "-s", "200", "-o", str(trace), *command]
    return subprocess.run(watched, env=environment(), capture_output=True, text=True, check=False)


@pytest.fixture
def strace(tmp_path: Path) -> Path:
    """Where system calls are written; a skip where they cannot be watched."""
    if not shutil.which("strace"):
        pytest.skip("no strace here; on Debian: apt-get install strace")
    if traced(["true"], tmp_path / "probe").returncode:
        pytest.skip("strace may not watch processes here")
    return tmp_path / "trace"


def test_the_watch_would_see_a_look_up_and_a_connection(strace: Path) -> None:
    program = (
        "import socket\n"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 53)); s.close()\n"
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.53', 53)); s.close()\n"
        "s = socket.socket(); s.settimeout(0.1)\n"
        "try: s.connect(('127.0.0.1', 9))\n"
        "except OSError: pass\n"
    )
    assert traced([sys.executable, "-c", program], strace).returncode == 0
    found = leaving(strace.read_text())
    assert len(found) == 2
    assert "192.0.2.1" in found[0]
    assert "127.0.0.53" in found[1]


@pytest.mark.parametrize(
    "command",
    [ANALYSIS, [sys.executable, "-c", CALLED], [sys.executable, "-c", LIVE]],
    ids=["command", "called", "live"],
)
def test_an_analysis_looks_nothing_up_and_connects_nowhere(strace: Path, command: list[str]) -> None:
    done = traced(command, strace)
    assert done.returncode == 0, done.stderr
    assert '"posture.session/1"' in done.stdout
    assert leaving(strace.read_text()) == []


def test_an_analysis_works_with_the_network_cut_off() -> None:
    cut = ["unshare", "-r", "-n"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*cut, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("the network cannot be cut off here")
    done = subprocess.run([*cut, *ANALYSIS], env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"posture.session/1"' in done.stdout
    assert done.stderr == ""
