"""A real server, a real Chromium, and a camera that plays a sample."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from urllib.error import URLError

import av
import pytest
from app_pages import settle
from live_kit import SAMPLES, wait_for
from replay_kit import environment

ROOT = SAMPLES.parent
CHROMIUM = os.environ.get("POSTURE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
RATE = 10
"""Pictures a second: several browsers and models at once share the machine's cores."""

WINDOW = {"width": 1024, "height": 700}
"""The window of tests that ask what happens: half of a browser's work is the pixels of its window."""
WIDE = {"width": 1440, "height": 900}
"""The window that a laptop shows."""

with suppress(ImportError):  # without Playwright the tests are skipped
    from playwright.sync_api import expect

    # What is expected comes sooner or later: on a busy machine much later than in Playwright's five seconds.
    expect.set_options(timeout=30_000)

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


QUICK_COUNT_IN = """
    localStorage.getItem("posture.live.settings")
    ?? localStorage.setItem("posture.live.settings", JSON.stringify({ wait: 3, muted: false }))"""
"""A short count-in for whoever has set nothing."""
VOICES = """
    window.said = [];
    const voices = [
        { lang: "en-US", localService: false, name: "far" },
        { lang: "de-DE", localService: true, name: "other" },
        { lang: "en-GB", localService: true, name: "here" }];
    const speech = {
        getVoices: () => voices.filter((v) => !window.deaf || !v.localService), cancel() {}, speaking: false,
        speak: (words) => window.said.push([words.voice.name, words.text]) };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    const Sound = window.AudioContext;
    window.tones = 0;
    window.AudioContext = class extends Sound {
        createOscillator() { window.tones += 1; return super.createOscillator(); } };
"""
"""What a page says, kept in `window.said`; `window.deaf` leaves it without a voice of this computer."""


POLICED = """
    document.addEventListener("securitypolicyviolation", (broken) => setTimeout(() => {
        throw new Error(`against ${broken.violatedDirective}: ${broken.blockedURI} by ${broken.sourceFile}`);
    }));
"""
"""For every page of a test: what breaks the page's policy becomes an error of the page."""


OUT_OF_SIGHT = """
    window.aheadMs = 0;
    window.unseen = false;
    const clock = performance.now.bind(performance);
    performance.now = () => clock() + window.aheadMs;
    Object.defineProperty(document, "hidden", { get: () => window.unseen });
    Object.defineProperty(document, "visibilityState", { get: () => (window.unseen ? "hidden" : "visible") });
    window.beSeen = (seen) => {
        window.unseen = !seen;
        document.dispatchEvent(new Event("visibilitychange")); };
"""
"""A page that can be put out of sight (``beSeen``) and whose clock can be set ahead (``aheadMs``): a browser
without a screen shows every page."""


def noon_zone() -> str:
    """A time zone in which it is about noon: in it no test crosses a midnight."""
    ahead_h = 12 - datetime.now(timezone.utc).hour
    return f"Etc/GMT{-ahead_h:+d}" if ahead_h else "Etc/GMT"  # their signs are the wrong way round


def camera_flags(clip: Path | None) -> tuple[str, ...]:
    """Chromium's switches for a camera that is allowed and plays that file, or for none at all."""
    if clip is None:
        return QUIET
    return (
        *QUIET,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={clip}",
    )


def two_cameras() -> tuple[str, ...]:
    """Chromium's switches for two cameras that are allowed and show a test picture."""
    switches = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=device-count=2")
    return (*QUIET, *switches)


def as_camera(sample: str, folder: Path, *, of: Path = SAMPLES, rate: int = RATE) -> Path:
    """A sample as the uncompressed video that Chromium's fake camera plays in a loop."""
    with av.open(str(of / f"{sample}.mp4")) as source:
        video = source.streams.video[0]
        ends = ((frame, frame.time + float(1 / video.average_rate)) for frame in source.decode(video))
        return play(ends, folder / f"{sample}.y4m", rate=rate)


def play(pictures: Iterable[tuple[av.VideoFrame, float]], path: Path, *, rate: int = RATE) -> Path:
    """Pictures, each with the second that it lasts to, as such a video."""
    written = 0
    with path.open("wb") as file:
        for frame, until_s in pictures:
            if not written:
                head = f"YUV4MPEG2 W{frame.width} H{frame.height} F{rate}:1 Ip A1:1 C420jpeg\n"
                file.write(head.encode())
            planes = frame.to_ndarray(format="yuv420p").tobytes()
            while written < until_s * rate - 0.5:
                file.write(b"FRAME\n" + planes)
                written += 1
    return path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard(
    data: Path,
    *,
    watched: Path | None = None,
    newcomer: bool = False,
    port: int = 0,
    looks: Path | None = None,
) -> Iterator[Dashboard]:
    """The dashboard as ``streamlit run`` serves it, started from another folder.

    Its person has answered what is asked before exercising, unless it is a newcomer.
    A ``port`` is that of a server before, for pages that come back.
    Where ``watched`` names a file, its system calls that have to do with networks are written there.
    With ``looks`` its workers replay, as `replay_kit` describes.
    """
    if not newcomer:
        settle(data)
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    switches = [f"--server.port={port}", "--server.headless=true"]
    # -D: the server stays the process that we start and end.
    watch = ["strace", "-D", "-f", "-qq", "-e", "trace=network", "-s", "200", "-o", str(watched)]
    log = (data / "server.log").open("w")
    process = subprocess.Popen(
        [*(watch if watched else ()), *command, *switches],
        cwd=data,
        env={**os.environ, "POSTURE_DATA_DIR": str(data), **(environment(looks) if looks else {})},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        served = Dashboard(process, port, data)
        wait_for(served.answers, within_s=180)
        yield served
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


class Dashboard:
    """A server that was started for a test."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, data: Path) -> None:
        self.process = process
        self.data = data
        self.port = port
        self.address = f"http://localhost:{port}"

    def answers(self) -> bool:
        """Whether the page is served."""
        assert self.process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2) as reply:
                return bool(reply.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False

    def workers(self) -> list[int]:
        """The worker processes that it has started and that run."""
        listing = subprocess.run(
            ["ps", "-o", "pid=,stat=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        rows = [line.split(maxsplit=2) for line in listing.splitlines()]
        return [int(pid) for pid, state, args in rows if "posture.live.worker" in args and state[0] != "Z"]
