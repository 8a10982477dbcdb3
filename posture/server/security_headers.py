"""What a browser may do with this server's pages, as headers of every answer: nothing with other sites."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NO_FEATURES = (
    "accelerometer", "browsing-topics", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_OWN_FEATURES = (
    "camera",  # the live picture
    "autoplay",  # the voice and the tones
    "fullscreen",  # the live picture, read from afar
    "screen-wake-lock",  # a screen that stays on during a set
    "clipboard-write",  # Streamlit's button that copies the path of the data folder
)
FEATURES = ", ".join([*(f"{f}=(self)" for f in _OWN_FEATURES), *(f"{f}=()" for f in _NO_FEATURES)])
_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",  # for browsers that do not know frame-ancestors
    "referrer-policy": "no-referrer",
    "permissions-policy": FEATURES,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def inline_scripts(page: Path) -> list[str]:
    """Return the scripts that stand in a page itself, as a policy names them: by their hash."""
    found = _INLINE.findall(page.read_text("utf-8"))
    return [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in found]


def content(host: str, *, secure: bool, scripts: Iterable[str] = ()) -> str:
    """Write the Content-Security-Policy of an answer.

    Args:
        host: Name and port that the page is served under.
        secure: Whether by https.
        scripts: Sources of scripts beside those of this server.
    """
    allows = {
        "default-src": "'none'",
        # blob: Streamlit hands a component's script, which is ours, to the browser as a blob. No
        # 'unsafe-inline' and no 'unsafe-eval': its charts interpret their expressions.
        # 'wasm-unsafe-eval': its messages' 64-bit numbers are multiplied by a few bytes of WebAssembly.
        "script-src": " ".join(["'self'", "blob:", "'wasm-unsafe-eval'", *scripts]),
        # Streamlit writes its styles into the page while it draws, and ours set widths and delays.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",  # data: the logo, and icons in Streamlit's style sheets
        "font-src": "'self' data:",  # data: the letters of formulas in Streamlit's Markdown
        "media-src": "'self' blob:",  # blob: the camera, and a video that is looked at
        # Not every browser counts the sockets of this server as 'self'.
        "connect-src": f"'self' {'wss' if secure else 'ws'}://{host}",
        "manifest-src": "'self'",
        "worker-src": "'self' blob:",  # blob: the clock of the live picture where the page is hidden
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allows.items())


class Policed:
    """Puts the policy on every answer, also where a socket is refused."""

    def __init__(self, app: ASGIApp, page: Path) -> None:
        self._app = app
        self._scripts = inline_scripts(page)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked, and the answer with its headers."""

        async def _sent(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                add(message, scope, self._scripts)
            await send(message)

        await self._app(scope, receive, _sent)


def add(message: Message, scope: Scope, scripts: Iterable[str] = ()) -> None:
    """Put the policy's headers on the beginning of an answer, in place of those that are there.

    Args:
        message: The beginning of the answer; it is changed.
        scope: Of the request.
        scripts: Sources of scripts beside those of this server.
    """
    headers = MutableHeaders(scope=message)
    host = "".join(letter for letter in Headers(scope=scope).get("host", "") if letter not in " ;,'\"")
    headers["content-security-policy"] = content(
        host or "localhost", secure=scope["scheme"] in ("https", "wss"), scripts=scripts
    )
    for name, value in _FIXED.items():
        headers[name] = value


async def failed(request: Request, _error: Exception) -> Response:
    """Answer where the server itself fails: outside of every guard, so with headers of its own."""
    response = PlainTextResponse("Something went wrong; the server's terminal tells what.\n", 500)
    message: Message = {"type": "http.response.start", "headers": response.raw_headers}
    add(message, request.scope)
    return response
