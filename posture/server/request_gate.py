"""The guards that every request passes before a page or a socket sees it, whichever route it asks for."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware import Middleware

from posture.server.descriptor_limit import DescriptorLimit, WhileThereIsRoom
from posture.server.known_hosts import KnownHostsOnly
from posture.server.prompt_answers import PromptAnswers
from posture.server.security_headers import Policed, failed
from posture.server.signed_in_only import SignedInOnly, SignIn

__all__ = ["around", "failed"]


def around(
    room: DescriptorLimit, *, page: Path, sign_in: SignIn | None = None, prefix: str = ""
) -> list[Middleware]:
    """List the guards from the outermost inwards: each answer has the policy, whichever guard refused.

    Args:
        room: The server's descriptors.
        page: The page that Streamlit serves for every address; its own scripts are allowed.
        sign_in: How people sign in; ``None`` where nobody does.
        prefix: The server's base path.
    """
    signed_in = [] if sign_in is None else [Middleware(SignedInOnly, sign_in=sign_in, prefix=prefix)]
    return [
        Middleware(PromptAnswers),
        Middleware(Policed, page=page),
        Middleware(KnownHostsOnly),
        Middleware(WhileThereIsRoom, room=room),
        *signed_in,
    ]
