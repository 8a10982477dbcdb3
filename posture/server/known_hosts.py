"""The names that this server answers to, and the check that one of its own pages opened a socket.

Any name on the internet can be made to lead to this computer, and a browser then takes the site behind
that name for the one that it asks. So only names that are known are answered, on every route.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this computer itself."""
MORE_NAMES = "POSTURE_ALLOWED_HOSTS"
"""The environment variable with more names, separated by commas."""
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")
_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}
_SECURE = frozenset({"https", "wss"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing; its headers say whether another site may see the answer."""
_LONGEST = 80
"""Most letters of a foreign name that an answer repeats."""


def allowed(environment: Mapping[str, str] | None = None) -> frozenset[str]:
    """Return the names that are answered: this computer's own, and those added in the environment.

    >>> sorted(allowed({MORE_NAMES: "Desk.Clinic.example, "}) - OWN_NAMES)
    ['desk.clinic.example']
    """
    named = (os.environ if environment is None else environment).get(MORE_NAMES, "").split(",")
    return OWN_NAMES | {_same(name.strip()) for name in named if name.strip()}


def name_of(host: str) -> str | None:
    """Return the name in a ``Host`` header in lower case, without its port; ``None`` if it is no host name.

    >>> name_of("LocalHost.:8501"), name_of("[::1]:8501"), name_of("a@b"), name_of("localhost:x")
    ('localhost', '[::1]', None, None)
    """
    found = _split(host)
    return found and found[0]


def _split(host: str) -> tuple[str, int | None] | None:
    found = _HOST.fullmatch(host)
    if found is None:
        return None
    port = found["port"]
    return _same(found["name"]), int(port) if port else None


def _same(name: str) -> str:
    return name.lower().removesuffix(".")


def is_own_page(headers: Headers, scheme: str) -> bool:
    """Tell whether a page that this server served asks: same scheme, name and port.

    Behind a proxy that speaks https, the scheme is the one in its ``X-Forwarded-Proto`` where uvicorn
    trusts it, which is so for a proxy on this computer.

    Args:
        headers: Of the request; browsers always send an ``Origin`` with a socket.
        scheme: The scheme of the request.
    """
    origin_scheme, _, origin_host = headers.get("origin", "").partition("://")
    origin, asked = _split(origin_host), _split(headers.get("host", ""))
    if origin is None or asked is None or origin_scheme not in ("http", "https"):
        return False
    same_name = origin[0] == asked[0]
    same_port = (origin[1] or _PORTS[origin_scheme]) == (asked[1] or _PORTS.get(scheme))
    return same_name and same_port and (origin_scheme in _SECURE) == (scheme in _SECURE)


class KnownHostsOnly:
    """Answers 400 to every name that is not known.

    A socket, or a request that could change something, is answered 403 where another site's page asks.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str] | None = None) -> None:
        self._app = app
        self._names = allowed() if names is None else names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was asked under a known name."""
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            hosts = headers.getlist("host")
            if len(hosts) != 1 or name_of(hosts[0]) not in self._names:
                refusal = PlainTextResponse(_refused(hosts[0] if hosts else ""), 400)
                await refusal(scope, receive, send)
                return
            asks_alone = scope["type"] == "http" and (scope["method"] in _READS or "origin" not in headers)
            if not asks_alone and not is_own_page(headers, scope["scheme"]):
                await PlainTextResponse("not a page of this server\n", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _refused(host: str) -> str:
    shown = "".join(letter for letter in host[:_LONGEST] if letter.isprintable())
    return (
        f"Posture does not answer to the name {shown!r}. Open it as http://localhost with its port; "
        f"whoever runs this server can add a name to {MORE_NAMES}, names separated by commas.\n"
    )
