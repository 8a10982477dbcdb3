"""Another Python process of ours: the pose engine's, a live worker's, the one that analyzes an upload.

The parent holds a `ChildProcess`; the child begins with `take_pipes`. Both talk by
`posture.processes.framing`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import cast

from posture.errors import PostureError

_ROOT = Path(__file__).parents[2]
"""Where ``posture`` is imported from: a checkout, or the environment's packages."""
_END_WAIT_S = 5.0
_KILL_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a child process is for, in words for the person who waits for it.

    Attributes:
        what: The process, as the beginning of a sentence.
        advice: What to do beside closing other programs where it cannot be started.
        error: The error to raise then.
    """

    what: str
    advice: str
    error: type[PostureError]


class ChildProcess:
    """A module of ours run in a process of its own, with a pipe for requests and one for answers.

    The pipes are not buffered, so a message is on its way once it is written.

    Args:
        module: Full name of the module, run as ``python -m``.
        arguments: What it is called with.
        purpose: What to say where the process cannot be started.
        with_errors: Make a pipe of its standard error too; else that goes where this process's goes.
        settings: More variables of its environment, where the person has not set them.

    Attributes:
        requests: Where to write requests.
        answers: Where to read answers.
        errors: Where to read its standard error, or ``None``.

    Raises:
        PostureError: The system has no room for another process; of the kind that the purpose names.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        purpose: Purpose,
        with_errors: bool = False,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if with_errors else None,
                bufsize=0,
                cwd=_ROOT,
                env={**(settings or {}), **os.environ, "PYTHONPATH": path},
            )
        except OSError as error:
            raise purpose.error(
                f"{purpose.what} could not be started ({error.strerror}); "
                f"close other programs and {purpose.advice}"
            ) from error
        self.requests = cast("FileIO", self._popen.stdin)
        self.answers = cast("FileIO", self._popen.stdout)
        self.errors = cast("FileIO | None", self._popen.stderr)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._popen.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._popen.poll() is None

    def wait(self, timeout_s: float) -> int | None:
        """Wait for the process to end.

        Returns:
            Its exit code, negative for a signal, or ``None`` while it still runs.
        """
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout_s)
        return self._popen.returncode

    def kill(self) -> None:
        """End the process at once, without waiting; its pipes are at their end then."""
        self._popen.kill()

    def end(self, *, wait_s: float = _END_WAIT_S) -> None:
        """Close the pipe of requests, which asks the process to end, and kill it where it does not in time.

        A second call does nothing.
        """
        with suppress(OSError):
            self.requests.close()
        if self.wait(wait_s) is None:
            self.kill()
            self.wait(_KILL_WAIT_S)  # one that hangs in the system is left behind
        self.answers.close()


def take_pipes() -> tuple[FileIO, FileIO]:
    """Take standard input and output of this child process for messages.

    What native libraries print from here on goes to standard error, not between the messages. Ctrl-C,
    which reaches every process of a terminal, is left to the parent: it ends this one.

    Returns:
        Where requests come from, and where answers go.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout.flush()
    answers = FileIO(os.dup(1), "w")
    os.dup2(2, 1)
    return FileIO(os.dup(0)), answers
