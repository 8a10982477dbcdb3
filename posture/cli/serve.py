"""``posture serve``: the dashboard for other computers, behind a proxy that speaks https."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from posture.cli.page_server import DEFAULT_PORT, server_command

_BOUNDS = ["--server.maxMessageSize", "25"]
"""Megabytes of one message over a socket: the sign-in page has one, too, and strangers may open many."""


def register(app: typer.Typer) -> None:
    """Add ``serve``."""
    app.command("serve")(serve)


def serve(
    address: Annotated[str, typer.Option(help="The network address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the page is served.")] = DEFAULT_PORT,
    sign_in: Annotated[
        bool, typer.Option(help="Serve nothing unless people sign in (the [auth] section of secrets.toml).")
    ] = True,
) -> None:
    """Serve the dashboard to many people, behind a proxy; docs/how-to/run-for-a-clinic.md tells how.

    Ends as soon as it is asked to; sets under way are kept.
    """
    if scratch := os.environ.get("TMPDIR"):  # on a new volume it is missing, and videos would go elsewhere
        Path(scratch).mkdir(parents=True, exist_ok=True)
    command = server_command(port, with_browser=False, address=address) + _BOUNDS
    environment = {**os.environ, "POSTURE_SIGN_IN": "required"} if sign_in else os.environ
    sys.stdout.flush()
    # In the place of this process: what ends it, such as a container, reaches the server itself.
    os.execve(command[0], command, environment)  # noqa: S606 no shell is wanted
