"""Notifications on the desktop by what each system brings along; without that, a bell and a line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable

_WITHIN_S = 5.0
"""How long a desktop may take to answer."""
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
"""Program for PowerShell. The words come by standard input, so that none of them is taken for a command."""
_SCRIPT = (
    "on run said",
    "display notification (item 2 of said) with title (item 1 of said)",
    "end run",
)

Notify = Callable[[str, str], None]
"""A function that shows a title and a text."""


def notifier() -> Notify:
    """Return how this computer shows a notification: its own way if it has one, else the terminal's."""
    for program, show in _WAYS:
        path = shutil.which(program)
        if path:
            return _Desktop(path, show)
    return in_terminal


class _Desktop:
    """A notifier that runs a program, and falls back to the terminal where that fails."""

    def __init__(self, program: str, show: Callable[[str, str, str], bool]) -> None:
        self._program, self._show = program, show

    def __call__(self, title: str, text: str) -> None:
        if not self._show(self._program, title, text):
            in_terminal(title, text)


def in_terminal(title: str, text: str) -> None:
    """Ring the bell and print a line on standard error.

    Args:
        title: What the notification is about.
        text: What it says.
    """
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
    """Run a program; return whether it worked. Without a desktop (a server, SSH) it is there and fails."""
    try:
        done = subprocess.run(
            command, input=said, text=True, capture_output=True, timeout=_WITHIN_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


_WAYS = (("notify-send", _by_notify_send), ("osascript", _by_osascript), ("powershell", _by_toast))
"""Programs that show a notification on Linux, macOS and Windows, and how."""
