"""The command line as a whole: exit codes, one line of error, and the dashboard that it opens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import posture
from posture.cli.page_server import answers, free_port, is_free, server_command
from posture.errors import DashboardUnavailable

ROOT = Path(__file__).parents[2]
POSTURE = [sys.executable, "-m", "posture"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
posix = pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends."""
    return subprocess.run(
        [*POSTURE, *words],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextmanager
def started(*words: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """A command under way; whatever happens, it is gone afterwards."""
    process = subprocess.Popen(
        [*POSTURE, *words],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def wait_until_served(port: int, process: subprocess.Popen[str]) -> None:
    """Wait for the page."""
    end_s = time.monotonic() + 60
    while not answers(port):
        assert process.poll() is None
        assert time.monotonic() < end_s
        time.sleep(0.1)


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in ("analyze", "exercises", "demo", "history", "export", "doctor"):
        assert f" {name} " in done.stdout


def test_version() -> None:
    assert run("--version").stdout == f"{posture.__version__}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["--port", "0"], ["--port", "x"], ["doctor", "--loud"]])
def test_wrong_usage_gives_exit_code_2(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage" in done.stderr


def test_an_error_is_one_line_and_exit_code_1() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("--no-browser", "--port", str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"posture: port {port} is taken")
    assert f"--port {port + 1}" in line


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_dashboard_is_served_to_this_computer_alone_and_ends_clean(number: int, tmp_path: Path) -> None:
    # Settings in the folder that it is started from must not open it to others.
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[server]\naddress = "0.0.0.0"\nport = 1\n')
    port = free_port()
    with started("--no-browser", "--port", str(port), cwd=tmp_path) as process:
        wait_until_served(port, process)
        assert listeners(port) <= {"127.0.0.1", "::1"}
        os.killpg(process.pid, number)  # as a terminal does: to the server as well, if it is in the group
        said, complaints = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == f"Posture opens at http://localhost:{port} · Ctrl-C ends it\n"
    assert complaints == ""
    assert is_free(port)


@posix
def test_ctrl_c_before_the_page_is_up_ends_clean_too(tmp_path: Path) -> None:
    with started("--no-browser", "--port", str(free_port()), cwd=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.5)  # the server is loading
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 0
    assert complaints == ""


def listeners(port: int) -> set[str]:
    """The addresses that are listened at on a port, as far as this system tells."""
    found = set()
    for table, family in (("/proc/net/tcp", socket.AF_INET), ("/proc/net/tcp6", socket.AF_INET6)):
        if not Path(table).exists():
            continue
        rows = [line.split() for line in Path(table).read_text().splitlines()[1:]]
        for local in (row[1] for row in rows if row[3] == "0A"):
            address, _, number = local.partition(":")
            if int(number, 16) == port:
                words = [address[i : i + 8] for i in range(0, len(address), 8)]
                packed = b"".join(bytes.fromhex(word)[::-1] for word in words)
                found.add(socket.inet_ntop(family, packed))
    return found


@posix
def test_ctrl_c_in_a_command_leaves_no_traceback(tmp_path: Path) -> None:
    with started("doctor", cwd=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the first check is done, others follow
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    # Python dies of the signal itself where it came while a dataclass was made; a shell calls both 130.
    assert process.returncode in {130, -signal.SIGINT}
    assert "Traceback" not in complaints


def test_the_server_is_told_to_keep_to_itself() -> None:
    command = server_command(8600, with_browser=False)
    pairs = dict(zip(command[5::2], command[6::2], strict=True))
    assert pairs["--browser.gatherUsageStats"] == "false"
    assert pairs["--server.address"] == "localhost"
    assert pairs["--server.port"] == "8600"
    assert pairs["--server.headless"] == "true"
    assert "--server.headless" not in server_command(8600, with_browser=True)


def test_a_page_that_is_missing_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture.resources._ROOTS", (tmp_path,))
    with pytest.raises(DashboardUnavailable, match=r"streamlit_app\.py is missing; install posture again"):
        server_command(8600, with_browser=False)
