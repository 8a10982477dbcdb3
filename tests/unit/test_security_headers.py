"""The headers of every answer."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
import streamlit

from posture.server.security_headers import FEATURES, add, content, inline_scripts

PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


def rules(host: str = "localhost:8501", *, secure: bool = False) -> dict[str, str]:
    """The policy's rules by name."""
    parts = content(host, secure=secure, scripts=inline_scripts(PAGE)).split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_nothing_is_allowed_that_has_no_name() -> None:
    found = rules()
    assert found["default-src"] == found["frame-ancestors"] == found["object-src"] == "'none'"
    assert found["base-uri"] == found["form-action"] == found["frame-src"] == "'none'"
    assert not any("*" in sources or "http" in sources for sources in found.values())
    assert "unsafe-inline" not in found["script-src"] and "'unsafe-eval'" not in found["script-src"]


def test_the_pages_own_script_is_allowed_by_its_hash(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<script>\n  one()\n</script><script type='module' src='x.js'></script>", "utf-8")
    digest = base64.b64encode(hashlib.sha256(b"\n  one()\n").digest()).decode()
    assert inline_scripts(page) == [f"'sha256-{digest}'"]


@pytest.mark.parametrize(
    ("secure", "socket"), [(False, "ws://localhost:8501"), (True, "wss://localhost:8501")]
)
def test_the_servers_own_sockets_are_allowed(secure: bool, socket: str) -> None:
    assert rules(secure=secure)["connect-src"] == f"'self' {socket}"


def test_a_name_cannot_add_to_the_policy() -> None:
    message = {"type": "http.response.start", "headers": []}
    add(
        message,
        {"type": "http", "scheme": "http", "headers": [(b"host", b"x; script-src * 'unsafe-inline'")]},
    )
    policy = dict(message["headers"])[b"content-security-policy"].decode()
    assert policy.count("script-src") == 2 and ";script-src" not in policy  # the other is inside the name
    assert dict(part.split(" ", 1) for part in policy.split("; "))["connect-src"].count(" ") == 1


def test_the_camera_is_for_this_page_and_the_microphone_for_nobody() -> None:
    features = FEATURES.split(", ")
    assert "camera=(self)" in features and "microphone=()" in features and "geolocation=()" in features
