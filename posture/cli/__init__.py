"""The command line: `app` with its subcommands, and `main`, which turns errors into exit codes.

Every module here gives ``register(app)``. They are light to import: what is heavy (cv2, mediapipe,
streamlit, sqlalchemy) is loaded inside the command that needs it, so that ``posture --help`` is quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

import typer

from posture.errors import PostureError

app = typer.Typer(
    name="posture",
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMANDS = ("dashboard", "analyze", "exercises", "demo", "history", "doctor")
for _name in _COMMANDS:
    if find_spec(f"{__name__}.{_name}"):
        import_module(f"{__name__}.{_name}").register(app)


def main() -> None:
    """Run the command line; exit 0 done, 1 input or machine at fault, 2 wrong usage, 130 Ctrl-C."""
    try:
        app()
    except PostureError as error:
        print(f"posture: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
