"""Starting another Python of ours: the process of the engine, and the one that watches a live picture."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from posture.errors import PostureError

_ROOT = Path(__file__).parents[2]
"""Where ``posture`` is imported from: a checkout, or the environment's packages."""


def start(
    module: str, *arguments: str, refused: type[PostureError], told: tuple[str, str], raw: bool = False
) -> subprocess.Popen[bytes]:
    """Run a module of ours in a process of its own, with pipes to its input and its output.

    Args:
        module: Its full name.
        arguments: What it is called with.
        refused: What is raised where the system has no room for another process.
        told: What that process is, and what to do, in words for a person.
        raw: Whether the pipes hold nothing back, and what it writes beside its output is a pipe, too;
            else that goes where this process's goes.
    """
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    try:
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if raw else None,
            bufsize=0 if raw else -1,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError as error:
        what, to_do = told
        raise refused(
            f"{what} could not be started ({error.strerror}); close other programs and {to_do}"
        ) from error
