"""A small OpenID Connect provider, a server of the dashboard behind it, and people who visit both."""

from __future__ import annotations

import http.client
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import Path

import httpx2 as httpx
import uvicorn
from browser_kit import ROOT, free_port
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from live_kit import wait_for
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from posture.server.identity import of_claims

CLIENT, SECRET = "posture", "the client's secret"
COOKIE_SECRET = "a secret of the tests, as long as one should be"
MAIL = "desk@clinic.example"
GROUPS = [sha256(bytes([n])).hexdigest() for n in range(120)]
"""More than one cookie takes, and nothing that could be packed into less."""
PEOPLE: dict[str, dict[str, object]] = {
    "ana": {"sub": "1", "name": "Ana Ruiz", "email": MAIL},
    "ben": {"sub": "2", "name": "Ben <b>Ott</b>", "email": MAIL, "groups": GROUPS},
}
"""Two people who share an address to write to; the provider says much of one."""


class Provider:
    """An OpenID Connect provider where everybody may say who they are."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"})
        self.issuer = ""
        self._codes: dict[str, tuple[str, str]] = {}
        """By the code that was given out: who, and the nonce that their ID token has to repeat."""

    def app(self) -> Starlette:
        """What answers at its address."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
                Route("/logout", self._sign_out),
            ]
        )

    async def _about(self, _: Request) -> Response:
        at = self.issuer
        return JSONResponse(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "end_session_endpoint": f"{at}/logout",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _keys(self, _: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def _authorize(self, asked: Request) -> Response:
        """Ask who it is; or, where that was said, send the browser back with a code."""
        query = asked.query_params
        who = query.get("who", "")
        if who not in PEOPLE:
            address = escape(str(asked.url), quote=True)
            links = "".join(f'<p><a href="{address}&amp;who={one}">I am {one}</a></p>' for one in PEOPLE)
            return HTMLResponse(f"<html lang=en><title>Provider</title><h1>Who are you?</h1>{links}")
        code = secrets.token_urlsafe(16)
        self._codes[code] = (who, query["nonce"])
        return RedirectResponse(f"{query['redirect_uri']}?code={code}&state={query['state']}")

    async def _sign_out(self, asked: Request) -> Response:
        return RedirectResponse(asked.query_params["post_logout_redirect_uri"])

    async def _token(self, asked: Request) -> Response:
        form = await asked.form()
        who, nonce = self._codes.pop(str(form["code"]))
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, {**PEOPLE[who], **claims}, self.key)
        return JSONResponse({"access_token": "none", "token_type": "Bearer", "id_token": token})


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers at an address of this computer's."""
    made = Provider()
    server = uvicorn.Server(uvicorn.Config(made.app(), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started)
        made.issuer = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield made
    finally:
        server.should_exit = True
        thread.join(timeout=30)


def profile_of(issuer: str, subject: str) -> str:
    """The profile of a person of that provider's."""
    now_s = time.time()
    found = of_claims({"iss": issuer, "sub": subject, "iat": now_s}, now_s=now_s, longest_s=60)
    assert found is not None
    return found.person


def secrets_of(issuer: str, address: str) -> str:
    """The secrets of a server behind that address."""
    return (
        f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{COOKIE_SECRET}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
    )


@dataclass
class Clinic:
    """A server of the dashboard where people sign in, as a process.

    Attributes:
        port: Where it listens.
        folder: Its data folder.
        log: What it says.
    """

    port: int
    folder: Path
    log: Path

    @property
    def address(self) -> str:
        """Its address, without a path."""
        return f"http://localhost:{self.port}"


@contextmanager
def clinic(issuer: str, home: Path) -> Iterator[Clinic]:
    """A server that asks that provider, with a home of its own."""
    made = Clinic(free_port(), home / "data", home / "log.txt")
    (home / ".streamlit").mkdir(parents=True)
    (home / ".streamlit" / "secrets.toml").write_text(secrets_of(issuer, made.address))
    command = [sys.executable, "-m", "posture", "serve", "--port", str(made.port)]
    own = {"HOME": str(home), "POSTURE_DATA_DIR": str(made.folder), "PYTHONPATH": str(ROOT)}
    with (
        made.log.open("wb") as log,
        subprocess.Popen(
            command, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT, cwd=home
        ) as process,
    ):
        try:
            wait_for(lambda: _is_well(made) or process.poll() is not None, within_s=60)
            assert process.poll() is None, made.log.read_text()
            yield made
        finally:
            process.terminate()


def _is_well(made: Clinic) -> bool:
    try:
        return httpx.get(f"{made.address}/_stcore/health", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


@dataclass
class Drawn:
    """What a page has drawn.

    Attributes:
        text: Everything of it, as the browser gets it.
        buttons: The buttons' ids by their labels.
        redirect: Where the browser is sent to; empty for nowhere.
        downloads: Placeholders of what is made when somebody downloads it.
    """

    text: str = ""
    downloads: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    redirect: str = ""

    @property
    def files(self) -> list[str]:
        """Addresses of the files on the page."""
        return re.findall(r"/media/[0-9a-f]+\.\w+", self.text)

    @property
    def live_token(self) -> str:
        """The token that the page gives its live picture."""
        return re.search(r'\\?"token\\?": ?\\?"([\w-]{30,})', self.text)[1]  # type: ignore[index]


class Tab:
    """A page that is open, and what it has drawn."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._session = socket, ""

    def draw(self, page: str, query: str, *, press: str = "") -> Drawn:
        """Have a page drawn, after a button of that id was pressed."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.locale = "en-US"
        asked.rerun_script.context_info.timezone = "UTC"
        if press:
            asked.rerun_script.widget_states.widgets.append(WidgetState(id=press, trigger_value=True))
        self._socket.send(asked.SerializeToString())
        drawn = Drawn()
        for message in self.messages():
            told = message.WhichOneof("type")
            if told == "new_session":
                self._session = message.new_session.initialize.session_id
            if told == "delta":
                drawn.text += str(message.delta)
                element = message.delta.new_element
                if element.download_button.deferred_file_id:
                    drawn.downloads.append(element.download_button.deferred_file_id)
                if element.WhichOneof("type") == "button":
                    drawn.buttons[element.button.label] = element.button.id
            elif told == "auth_redirect":
                drawn.redirect = message.auth_redirect.url
            elif told == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return drawn
        raise AssertionError("the page's socket was closed")

    def download(self, placeholder: str) -> str:
        """Have a download made, and return its address."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = placeholder
        asked.backend_operation_request.session_id = self._session
        asked.backend_operation_request.deferred_file.file_id = placeholder
        self._socket.send(asked.SerializeToString())
        for message in self.messages():
            if message.WhichOneof("type") == "backend_operation_response":
                return str(message.backend_operation_response.deferred_file.url)
        raise AssertionError("the page's socket was closed")

    def messages(self, within_s: float = 30.0) -> Iterator[ForwardMsg]:
        """What the server says, until it closes the socket."""
        while True:
            try:
                data = self._socket.recv(timeout=within_s)
            except ConnectionClosed:
                return
            assert isinstance(data, bytes)
            yield ForwardMsg.FromString(data)

    def closed(self) -> int | None:
        """Wait for the server to close the socket, and give its code."""
        for _ in self.messages():
            pass
        return self._socket.close_code


class Visitor:
    """Somebody with a browser of their own, as far as a server can tell."""

    def __init__(self, of: Clinic) -> None:
        self.of = of
        self.browser = httpx.Client(base_url=of.address, follow_redirects=True, timeout=20)
        self.browser.get("/_stcore/health")  # where the token comes from that pages prove themselves with

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()

    def headers(self, *, cookies: str | None = None) -> dict[str, str]:
        """The headers of a request of this browser, with its cookies or others."""
        own = "; ".join(f"{c.name}={c.value}" for c in self.browser.cookies.jar if "localhost" in c.domain)
        return {"Cookie": own if cookies is None else cookies}

    @contextmanager
    def tab(self, *, cookies: str | None = None, origin: str | None = None) -> Iterator[Tab]:
        """Open a page."""
        headers = self.headers(cookies=cookies)
        token = re.search(r"_streamlit_xsrf=\"?([^;\"]+)", headers["Cookie"])
        protocols = ["streamlit", token[1] if token else "none"]
        with connect(
            f"ws://localhost:{self.of.port}/_stcore/stream",
            origin=origin or self.of.address,  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
        ) as socket:
            yield Tab(socket)

    def sees(self, page: str, query: str = "", *, cookies: str | None = None) -> Drawn:
        """What the page of an address shows."""
        with self.tab(cookies=cookies) as tab:
            return tab.draw(page, query)

    def sign_in(self, who: str) -> httpx.Response:
        """Press the button, say who it is at the provider, and come back."""
        with self.tab() as tab:
            there = tab.draw("", "")
            leads = tab.draw("", "", press=there.buttons["Sign in"]).redirect
        asked = self.browser.get(leads)
        assert "Who are you?" in asked.text, asked.text
        return self.browser.get(f"{asked.url}&who={who}")

    def sign_out(self) -> httpx.Response:
        """Press the button, and be led out."""
        with self.tab() as tab:
            there = tab.draw("review", "")
            leads = tab.draw("review", "", press=there.buttons["Sign out"]).redirect
        return self.browser.get(leads)

    def ask(self, path: str, *, cookies: str | None = None, proxied: str = "") -> http.client.HTTPResponse:
        """What the server answers to this browser, which asks for the path letter by letter."""
        forwarded = {"X-Forwarded-Proto": proxied} if proxied else {}
        connection = http.client.HTTPConnection("localhost", self.of.port, timeout=20)
        try:
            connection.request("GET", path, headers=self.headers(cookies=cookies) | forwarded)
            answer = connection.getresponse()
            answer.read()
            return answer
        finally:
            connection.close()
