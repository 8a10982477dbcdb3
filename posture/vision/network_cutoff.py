"""Cuts a process of our own off from the network before it loads the pose engine, and keeps it quiet.

The engine (mediapipe 1.x) sends its maker what it logs and has no switch for that: a part of it reads the
proxies of its process at each attempt, for as long as the process lives. They are therefore set to a port
of this machine where nobody listens, so that no look-up and no connection leaves it. That holds for all
that the process does, so only processes of our own do it, never that of a program that calls us.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable
from io import FileIO
from typing import NoReturn

from posture.processes.child_process import take_pipes

_NOWHERE = "http://127.0.0.1:9"
_state = {"cut_off": False}


def cut_off() -> None:
    """Cut this process and its children, which have to be our own, off from the network."""
    for name in ("https_proxy", "http_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = _NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ""  # an exception would open the door again
    _state["cut_off"] = True


def serve_cut_off(serve: Callable[[FileIO, FileIO], None]) -> NoReturn:
    """Serve the pipe on standard input and output in this process, cut off from the network, and end it.

    Args:
        serve: Takes where requests come from and where answers go, and returns when nobody asks any more.
    """
    cut_off()
    serve(*take_pipes())
    sys.stderr.flush()
    os._exit(0)  # nothing is left to be done, and the engine's own threads may take their time


def is_cut_off() -> bool:
    """Tell whether the engine may be loaded into this process."""
    return _state["cut_off"]


def keep_quiet() -> None:
    """Keep what native code writes off the terminal; Python's own errors, and a crash, still show."""
    try:
        terminal = os.dup(2)
    except OSError:  # there is no standard error to keep clean
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    # It lives as long as the process, whose last words go through it.
    sys.stderr = open(terminal, "w", buffering=1, encoding="utf-8", errors="backslashreplace")  # noqa: PTH123, SIM115  a number, not a path
    faulthandler.enable(sys.stderr)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
