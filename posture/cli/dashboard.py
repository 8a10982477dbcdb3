"""``posture`` alone: serve the dashboard to this computer's browser."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from types import FrameType
from typing import Annotated

import typer

from posture.cli.page_server import DEFAULT_PORT, is_free, server_command
from posture.errors import DashboardUnavailable


def register(app: typer.Typer) -> None:
    """Make the dashboard what ``posture`` opens without a command."""
    app.callback(invoke_without_command=True)(_root)


def _tell_version(asked: bool) -> None:
    if asked:
        from posture.version import __version__

        typer.echo(__version__)
        raise typer.Exit


def _root(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the page is served.")] = DEFAULT_PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    version: Annotated[  # its callback has answered already
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """Coach upper-back exercises in front of a webcam. Without a command: open the dashboard.

    Nothing leaves this computer. Not a medical device.
    """
    gc.enable()  # what had to be loaded is there (posture/__main__.py)
    _sweep()
    if context.invoked_subcommand is None:
        _open(port, with_browser=browser)


def _sweep() -> None:
    """Remove what earlier processes, which were killed, left unfinished."""
    from posture.files.atomic_file import sweep_all
    from posture.files.scratch import sweep_scratch

    sweep_all()
    sweep_scratch()


def _open(port: int, *, with_browser: bool) -> None:
    from posture.live.server_limits import set_limit

    set_limit()  # a number that makes no sense is told here, in one line
    command = server_command(port, with_browser=with_browser)
    if not is_free(port):
        raise DashboardUnavailable(
            f"port {port} is taken, perhaps by another dashboard (http://localhost:{port}); "
            f"use --port {port + 1 if port < 65535 else DEFAULT_PORT}"
        )
    typer.echo(f"Posture opens at http://localhost:{port} · Ctrl-C ends it")
    code = _serve(command)
    if code:
        raise DashboardUnavailable(f"the page's server ended with code {code}; run posture doctor")


def _serve(command: list[str]) -> int:
    """Run the server until it ends or this process is asked to; return its exit code, 0 if asked.

    The server has a session of its own where that exists, so that Ctrl-C reaches this process alone:
    asked to terminate, the server saves what is under way and ends without complaint. Asked twice, it
    is killed.
    """
    asked: list[int] = []
    sys.stdout.flush()
    server = subprocess.Popen(command, start_new_session=os.name == "posix")

    def _stop(number: int, _frame: FrameType | None) -> None:
        (server.kill if asked else server.terminate)()
        asked.append(number)

    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _stop)
        code = server.wait()
    finally:
        if server.poll() is None:  # an error in here must not leave it running
            server.terminate()
    return 0 if asked else code
