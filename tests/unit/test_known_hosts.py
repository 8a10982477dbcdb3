"""Which names are answered, and which page may open a socket."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.datastructures import Headers

from posture.server.known_hosts import MORE_NAMES, OWN_NAMES, KnownHostsOnly, allowed, is_own_page, name_of

OWN = (
    *("localhost", "localhost:8501", "LOCALHOST:8501", "localhost.", "localhost.:80"),
    *("127.0.0.1:8501", "[::1]", "[::1]:8501"),
)
FOREIGN = (
    *("", "evil.example", "evil.example:8501", "localhost.evil.example", "evil-localhost", "a.localhost"),
    *("127.0.0.1.evil.example", "localhost@evil.example", "evil.example#localhost", "localhost/evil"),
    *("localhost:x", "localhost:99999999", "[::1", "::1", "[::1].evil.example", "127.1", "2130706433"),
    *("0.0.0.0", "[evil]", "*", "localhost..", "ⓛocalhost", "localhost?evil", ".localhost"),
    *("localhost localhost", "localhost,evil.example"),
)


def asked(
    kind: str,
    *hosts: str,
    origin: str | None = None,
    names: frozenset[str] = OWN_NAMES,
    method: str = "GET",
) -> int:
    """The status that something is answered with under those names; 200 where it is passed on."""
    sent: list[dict[str, Any]] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", host.encode("utf-8")) for host in hosts]
    headers += [] if origin is None else [(b"origin", origin.encode())]
    scheme = "ws" if kind == "websocket" else "http"
    scope = {"type": kind, "path": "/", "method": method, "scheme": scheme, "headers": headers}
    scope["extensions"] = {"websocket.http.response": {}}
    asyncio.run(KnownHostsOnly(app, names)(scope, receive, send))
    if sent[0]["status"] == 400:
        assert MORE_NAMES.encode() in sent[1]["body"]
    return int(sent[0]["status"])


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_this_computers_own_names_are_answered_and_no_other(kind: str) -> None:
    assert {host: asked(kind, host, origin=f"http://{host}") for host in OWN} == dict.fromkeys(OWN, 200)
    assert {host: asked(kind, host, origin=f"http://{host}") for host in FOREIGN} == dict.fromkeys(
        FOREIGN, 400
    )
    assert asked(kind, origin="http://localhost") == 400
    assert asked(kind, "localhost", "evil.example", origin="http://localhost") == 400


def test_names_are_added_by_the_environment() -> None:
    names = allowed({MORE_NAMES: "desk.clinic.example, 192.168.1.20 ,,[fd00::1]"})
    for host in (
        "desk.clinic.example",
        "Desk.Clinic.Example:443",
        "192.168.1.20:8501",
        "[fd00::1]:8501",
        *OWN,
    ):
        assert asked("http", host, names=names) == 200
    for host in ("clinic.example", "x.desk.clinic.example", "192.168.1.2", "evil.example"):
        assert asked("http", host, names=names) == 400
    assert allowed({}) == allowed({MORE_NAMES: " , "}) == OWN_NAMES


@pytest.mark.parametrize(
    ("scheme", "host", "origin", "own"),
    [
        ("ws", "localhost:8501", "http://localhost:8501", True),
        ("ws", "LOCALHOST:8501", "http://localhost:8501", True),
        ("ws", "[::1]:8501", "http://[::1]:8501", True),
        ("wss", "clinic.example", "https://clinic.example", True),
        ("wss", "clinic.example:443", "https://clinic.example", True),
        ("ws", "localhost", "http://localhost:80", True),
        ("ws", "localhost:8501", "https://localhost:8501", False),
        ("wss", "clinic.example", "http://clinic.example", False),
        ("ws", "localhost:8501", "http://localhost:8502", False),
        ("ws", "localhost:8501", "http://localhost", False),
        ("ws", "localhost:8501", "http://evil.example:8501", False),
        ("ws", "localhost:8501", "http://127.0.0.1:8501", False),
        ("ws", "localhost:8501", "null", False),
        ("ws", "localhost:8501", "", False),
        ("ws", "localhost:8501", "file://localhost:8501", False),
        ("ws", "localhost:8501", "ws://localhost:8501", False),
        ("ws", "localhost:8501", "http://localhost:85o1", False),
        ("ws", "localhost:8501", "http://[::1", False),
    ],
)
def test_a_socket_belongs_to_a_page_of_the_same_scheme_name_and_port(
    scheme: str, host: str, origin: str, own: bool
) -> None:
    assert is_own_page(Headers({"host": host, "origin": origin}), scheme) is own
    assert not is_own_page(Headers({"host": host}), scheme)


def test_a_socket_of_another_sites_page_is_refused() -> None:
    assert asked("websocket", "localhost:8501", origin="http://localhost:8501") == 200
    assert asked("websocket", "localhost:8501", origin="https://localhost:8501") == 403
    assert asked("websocket", "localhost:8501", origin="http://evil.example") == 403
    assert asked("websocket", "localhost:8501") == 403


def test_another_sites_page_may_change_nothing() -> None:
    for origin, status in (("http://localhost:8501", 200), ("http://evil.example", 403), ("null", 403)):
        assert asked("http", "localhost:8501", origin=origin, method="POST") == status
        assert asked("http", "localhost:8501", origin=origin) == 200
    assert asked("http", "localhost:8501", method="POST") == 200, "a program on this computer"


def test_a_name_that_is_none_is_nothing() -> None:
    assert [name_of(host) for host in ("[::1]:8501", "Clinic.Example.", "")] == [
        "[::1]",
        "clinic.example",
        None,
    ]
