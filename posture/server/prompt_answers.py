"""Has every answer leave the machine at once, however small it is.

A system holds a small packet back until the one before it was acknowledged (Nagle's algorithm), and the
other end puts its acknowledgement off until it has something to send itself, or some 40 ms have gone by.
The answer to a picture so waited for the next picture: 12 ms at the median where the model needs 20. Event
loops switch that off for connections that they know to be TCP by their protocol number; Streamlit makes its
listening socket without naming one, so they do not.
"""

from __future__ import annotations

import socket
from asyncio import BaseTransport
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class PromptAnswers:
    """Lets the connection of whatever is asked send without waiting for acknowledgements."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked."""
        if scope["type"] in ("http", "websocket"):
            send_at_once(receive)
        await self._app(scope, receive, send)


def send_at_once(receive: Receive) -> None:
    """Switch the waiting off for the connection that a request came by.

    ASGI names no connection. uvicorn's own ``receive`` belongs to an object that has it; with another server,
    or through a file that stands in for a port, nothing happens.

    Args:
        receive: What the server gave to the application with the request.
    """
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if isinstance(transport, BaseTransport) else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError):  # closed meanwhile
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
