"""The guards around a real server: names, policy on every answer, and few descriptors."""

from __future__ import annotations

import ctypes
import http.client
import os
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from browser_kit import ROOT, free_port
from live_kit import wait_for
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from posture.server.known_hosts import MORE_NAMES

FEW = 128
"""As many files as some systems let a process open."""
HARD = f"import resource, os, sys; resource.setrlimit(resource.RLIMIT_NOFILE, ({FEW}, {FEW})); "
CHANGED = HARD + "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
ROUTES = (
    "/", "/review", "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/x/y", "/media/none.json",
    "/samples/none.mp4", "/favicon.png", "/static/none.js", "/_stcore/stream", "/live", "/component/none/x",
    "/_stcore/metrics", "/_stcore/agent/interact",
)  # fmt: skip
_PIDFD_GETFD = 438
"""Linux's number of the call that copies a descriptor of another process, on every kind of machine."""


class Served:
    """A server of the dashboard as a process."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def ask(self, path: str, *, host: str = "localhost") -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer; status 0 where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text
        except OSError:
            return 0, {}, ""
        finally:
            connection.close()

    def socket(
        self, path: str, *, host: str = "localhost", origin: str | None = None, proxied: str = ""
    ) -> Any:
        """An open socket, with the streams of Streamlit's own page where it is one."""
        return connect(
            f"ws://{host}:{self.port}{path}",
            origin=origin or f"http://{host}:{self.port}",  # type: ignore[arg-type]
            sock=socket.create_connection(("127.0.0.1", self.port), timeout=20),
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"X-Forwarded-Proto": proxied} if proxied else {},
            open_timeout=20,
        )

    def option_of(self, client: socket.socket, level: int, option: int) -> int:
        """An option of the server's end of a connection."""
        with ExitStack() as opened:
            pid = os.pidfd_open(self.process.pid)
            opened.callback(os.close, pid)
            for number in Path(f"/proc/{self.process.pid}/fd").iterdir():
                copied = ctypes.CDLL(None).syscall(_PIDFD_GETFD, pid, int(number.name), 0)
                if copied < 0:
                    continue
                opened.callback(os.close, copied)
                if stat.S_ISSOCK(os.fstat(copied).st_mode):
                    theirs = socket.socket(fileno=os.dup(copied))
                    opened.callback(theirs.close)
                    with suppress(OSError, IndexError):  # it listens, or is within the process
                        if theirs.getpeername()[1] == client.getsockname()[1]:
                            return theirs.getsockopt(level, option)
        raise AssertionError("the server has no such connection")

    def files(self) -> int:
        """How many descriptors the server has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


@contextmanager
def served(data: Path, *before: str, **environment: str) -> Iterator[Served]:
    """The dashboard as ``streamlit run`` serves it; ``before`` stands before the command's arguments."""
    port = free_port()
    log = data / "server.log"
    page = ["-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, *before, *page, f"--server.port={port}", "--server.headless=true"],
            cwd=data,
            env={**os.environ, "POSTURE_DATA_DIR": str(data), **environment},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            running = Served(process, port, log)
            wait_for(lambda: running.ask("/_stcore/health")[0] == 200, within_s=180)
            yield running
        finally:
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), **{MORE_NAMES: "desk.clinic.example"}) as one:
        yield one


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_refuses_a_name_that_is_not_known(running: Served, path: str) -> None:
    status, _, text = running.ask(path, host="evil.example")
    assert status == 400 and "evil.example" in text and MORE_NAMES in text
    for known in ("localhost", "127.0.0.1", "[::1]", "desk.clinic.example"):
        assert running.ask(path, host=known)[0] not in (0, 400)


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_carries_the_policy(running: Served, path: str) -> None:
    for host in ("localhost", "evil.example"):
        _, headers, _ = running.ask(path, host=host)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "camera=(self)" in headers["permissions-policy"]


@pytest.mark.parametrize("path", ["/_stcore/stream", "/live?token=none"])
def test_sockets_answer_to_pages_of_this_server_alone(running: Served, path: str) -> None:
    own = f"http://localhost:{running.port}"
    for host, origin, status in (
        ("evil.example", f"http://evil.example:{running.port}", 400),
        ("localhost", f"http://evil.example:{running.port}", 403),
        ("localhost", own.replace("http:", "https:"), 403),
        ("localhost", "null", 403),
    ):
        with pytest.raises(InvalidStatus) as refused, running.socket(path, host=host, origin=origin):
            pass
        assert refused.value.response.status_code == status
        assert "frame-ancestors" in refused.value.response.headers["content-security-policy"]
    for host in ("localhost", "desk.clinic.example"):
        with running.socket(path, host=host):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="looks into the server as Linux lets its parent do")
def test_answers_do_not_wait_for_acknowledgements(running: Served) -> None:
    """Else the answer to a picture lies in the system until the next picture is sent."""
    with running.socket("/_stcore/stream") as page:
        assert running.option_of(page.socket, socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_proxy_on_this_computer_speaks_https_for_the_server(running: Served) -> None:
    origin = f"https://desk.clinic.example:{running.port}"
    with running.socket("/_stcore/stream", host="desk.clinic.example", origin=origin, proxied="https"):
        pass
    with pytest.raises(InvalidStatus), running.socket("/live", host="desk.clinic.example", origin=origin):
        pass
    with (
        pytest.raises(InvalidStatus),
        running.socket(
            "/live", host="desk.clinic.example", origin=origin.replace("https", "http"), proxied="https"
        ),
    ):
        pass


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="a system that lists no descriptors")
def test_a_server_with_few_descriptors_takes_pages_in_turn_refuses_some_and_comes_back(
    tmp_path: Path,
) -> None:
    with served(tmp_path, "-c", CHANGED) as running:
        for _ in range(2 * FEW):  # each of them held three descriptors for good
            with running.socket("/_stcore/stream"):
                pass
        assert running.files() < FEW

        with ExitStack() as held:
            with pytest.raises(InvalidStatus) as refused:
                fill(held, running)
            assert refused.value.response.status_code == 503
        wait_for(lambda: running.ask("/_stcore/health")[0] == 200)
        with running.socket("/_stcore/stream"):
            pass

        with ExitStack() as held:  # now so many that nobody can be accepted any more
            for _ in range(2 * FEW):
                address = ("127.0.0.1", running.port)
                held.enter_context(socket.create_connection(address, timeout=20))
            wait_for(lambda: "nobody can connect" in running.log.read_text(), within_s=60)
        wait_for(lambda: running.ask("/")[0] == 200, within_s=60)
        with running.socket("/_stcore/stream"):
            pass
        said = running.log.read_text()
        assert len(said) < 5000 and len(re.findall("nobody can connect|pages are refused", said)) < 5


def fill(held: ExitStack, running: Served) -> None:
    """Open pages that stay open, more than there is room for."""
    for _ in range(FEW):
        held.enter_context(running.socket("/_stcore/stream"))
