"""What a process of our own does before it loads the pose engine: it shuts the way out, and keeps it quiet.

The engine (mediapipe 1.x) sends its maker what it logs and has no switch for that: a part of it reads the
proxies of its process at each attempt, for as long as the process lives. They are therefore set to a port
of this machine where nobody listens, so that no look-up and no connection leaves it. That holds for all
that the process does, so only processes of our own do it, never that of somebody who calls us.
"""

from __future__ import annotations

import faulthandler
import os
import sys

_NOWHERE = "http://127.0.0.1:9"
_state = {"cut_off": False}


def cut_off() -> None:
    """Shut the way out of this process and its children, which have to be our own."""
    for name in ("https_proxy", "http_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = _NOWHERE
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = ""  # an exception would open the door again
    _state["cut_off"] = True


def is_cut_off() -> bool:
    """Whether the engine may be loaded into this process."""
    return _state["cut_off"]


def keep_quiet() -> None:
    """Keep what native code writes off the terminal; Python's own errors, and a crash, are still told."""
    try:
        told = os.dup(2)
    except OSError:  # there is no standard error to keep clean
        return
    if sys.stderr is not None:
        sys.stderr.flush()
    # It lives as long as the process: what is told last is told through it.
    sys.stderr = open(told, "w", buffering=1, encoding="utf-8", errors="backslashreplace")  # noqa: PTH123, SIM115  a number, not a path
    faulthandler.enable(sys.stderr)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
