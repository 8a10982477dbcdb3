"""The page's server as a process: its command, whether a port is free, whether it answers."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from types import TracebackType

from posture.errors import DashboardUnavailable
from posture.resources import locate

DEFAULT_PORT = 8501

_PRIVATE = {
    "browser.gatherUsageStats": "false",
    "server.address": "localhost",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.showEmailPrompt": "false",
    "server.fileWatcherType": "none",
    "logger.hideWelcomeMessage": "true",
}
"""Settings that must hold whatever lies in the folder that it is started from; the rest (the look of
the page) comes from ``.streamlit/config.toml`` beside the page's script."""
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_START_S = 60.0
"""How long the server may take to start, on a slow computer with cold disks."""
_STOP_S = 10.0


def server_command(port: int, *, with_browser: bool, address: str = "localhost") -> list[str]:
    """Return the command that serves the page at a port.

    Args:
        port: Where it serves.
        with_browser: Open the page in a browser, too.
        address: The network address to listen at; other computers reach none but this one's own.

    Raises:
        DashboardUnavailable: A part of the page is missing.
    """
    page = locate("streamlit_app.py")
    if not page.is_file():
        raise DashboardUnavailable(f"{page} is missing; install posture again")
    if find_spec("streamlit") is None:
        raise DashboardUnavailable("streamlit is missing; install posture again")
    settings = {**_PRIVATE, "server.address": address, "server.port": str(port)}
    if not with_browser:
        settings["server.headless"] = "true"
    flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(page), *flags]


def is_free(port: int) -> bool:
    """Return whether a server could listen at that port on this computer's own addresses."""
    import socket

    places = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
    return all(_can_listen(family, address) for family, _, _, _, address in places)


def _can_listen(
    family: int, address: tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
) -> bool:
    import socket

    with socket.socket(family) as probe:
        if os.name == "posix":  # elsewhere the option would share a port that is taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            # An address family that this computer lacks is nobody's.
            return error.errno in _NO_SUCH_ADDRESS
    return True


def free_port() -> int:
    """Return a port that nobody listens at now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def answers(port: int) -> bool:
    """Return whether a dashboard on this computer answers at that port and serves its page."""
    return _status(port, "/_stcore/health") == 200 and _status(port, "/") == 200


def _status(port: int, path: str) -> int:
    import http.client

    connection = http.client.HTTPConnection("localhost", port, timeout=2.0)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


class PageServer:
    """The page's server without a browser, for as long as the ``with`` block lasts.

    Args:
        port: Where it serves.

    Raises:
        DashboardUnavailable: A part of the page is missing.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self._command = server_command(port, with_browser=False)

    def __enter__(self) -> PageServer:
        import tempfile

        self._said = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stdout=self._said, stderr=subprocess.STDOUT
        )
        return self

    def wait(self) -> float:
        """Wait until the page is served; return how many seconds that took.

        Raises:
            DashboardUnavailable: The server ended, or does not answer within a minute.
        """
        begin_s = time.monotonic()
        while (waited_s := time.monotonic() - begin_s) < _START_S:
            if answers(self.port):
                return waited_s
            if self._process.poll() is not None:
                raise DashboardUnavailable(
                    f"the page's server ended: {self._last_words()}; install posture again"
                )
            time.sleep(0.1)
        raise DashboardUnavailable(f"the page does not answer within {_START_S:.0f} s; close other programs")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else f"exit code {self._process.returncode}"
