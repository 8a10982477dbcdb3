"""The guards that every request passes before a page or a socket sees it, whichever route it asks for."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware import Middleware

from posture.server.descriptor_limit import DescriptorLimit, WhileThereIsRoom
from posture.server.known_hosts import KnownHostsOnly
from posture.server.prompt_answers import PromptAnswers
from posture.server.security_headers import Policed, failed

__all__ = ["around", "failed"]


def around(room: DescriptorLimit, *, page: Path) -> list[Middleware]:
    """List the guards from the outermost inwards: each answer has the policy, whichever guard refused.

    Args:
        room: The server's descriptors.
        page: The page that Streamlit serves for every address; its own scripts are allowed.
    """
    return [
        Middleware(PromptAnswers),
        Middleware(Policed, page=page),
        Middleware(KnownHostsOnly),
        Middleware(WhileThereIsRoom, room=room),
    ]
