"""The command line: `app` with its subcommands, and `main`, which turns errors into exit codes.

Every command has a module of its name, with ``register(app)``. They are light to import: heavy packages
(cv2, mediapipe, streamlit, sqlalchemy) are loaded inside the command that needs them, so that
``posture --help`` is quick.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import typer

from posture.cli import (
    analyze,
    check,
    contribute,
    dashboard,
    demo,
    doctor,
    evaluate,
    exercises,
    export,
    history,
    remind,
    serve,
    watch,
)
from posture.cli.terminal_text import printable
from posture.errors import PostureError

app = typer.Typer(
    name="posture",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _module in (
    dashboard,
    demo,
    exercises,
    analyze,
    check,
    watch,
    remind,
    evaluate,
    history,
    export,
    contribute,
    doctor,
    serve,
):
    _module.register(app)


def main() -> None:
    """Run the command line; exit with 0 done, 1 input or machine at fault, 2 wrong usage, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without our signs shows a ? for them
    try:
        app()
    except PostureError as error:
        print(f"posture: {printable(error)}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
