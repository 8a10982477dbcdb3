"""Notes on the desktop by what each system brings along; where there is nothing, a bell and a line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable

_WITHIN_S = 5.0
"""A desktop that does not answer is not waited for longer."""
_TOAST = """
$from = 'Windows.UI.Notifications, ContentType = WindowsRuntime'
[Type]::GetType("Windows.UI.Notifications.ToastNotificationManager, $from") > $null
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$lines = $toast.GetElementsByTagName('text')
$said = [Console]::In.ReadToEnd() | ConvertFrom-Json
$lines[0].AppendChild($toast.CreateTextNode($said.title)) > $null
$lines[1].AppendChild($toast.CreateTextNode($said.text)) > $null
$note = [Windows.UI.Notifications.ToastNotification]::new($toast)
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($note)
"""
"""The words come by standard input, so that none of them is taken for a command."""
_SCRIPT = (
    "on run said",
    "display notification (item 2 of said) with title (item 1 of said)",
    "end run",
)

Notify = Callable[[str, str], None]
"""Show a title and a text."""


def notifier() -> Notify:
    """How this computer shows a note: its own way if it has one, else the terminal's."""
    for program, show in _WAYS:
        path = shutil.which(program)
        if path:
            return _Desktop(path, show)
    return in_terminal


class _Desktop:
    """Shows notes by a program, and in the terminal where that fails."""

    def __init__(self, program: str, show: Callable[[str, str, str], bool]) -> None:
        self._program, self._show = program, show

    def __call__(self, title: str, text: str) -> None:
        if not self._show(self._program, title, text):
            in_terminal(title, text)


def in_terminal(title: str, text: str) -> None:
    """A bell and a line on standard error."""
    print(f"\a{title}: {text}", file=sys.stderr, flush=True)


def _by_notify_send(program: str, title: str, text: str) -> bool:
    return _ran([program, "--app-name=Posture", "--", title, text])


def _by_osascript(program: str, title: str, text: str) -> bool:
    lines = [part for line in _SCRIPT for part in ("-e", line)]
    return _ran([program, *lines, title, text])


def _by_toast(program: str, title: str, text: str) -> bool:
    words = json.dumps({"title": title, "text": text})
    return _ran([program, "-NoProfile", "-NonInteractive", "-Command", _TOAST], said=words)


def _ran(command: list[str], said: str = "") -> bool:
    """Whether the program did it; a computer without a desktop (a server, SSH) has the program and fails."""
    try:
        done = subprocess.run(
            command, input=said, text=True, capture_output=True, timeout=_WITHIN_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


_WAYS = (("notify-send", _by_notify_send), ("osascript", _by_osascript), ("powershell", _by_toast))
"""Linux, macOS, Windows."""
