"""Sign-in with a real provider and a real server: each person is given their own, and nobody else's."""

from __future__ import annotations

import json
import os
import re
import secrets
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from app_pages import settle
from browser_kit import ROOT, free_port
from itsdangerous import URLSafeTimedSerializer
from kept_samples import MORNING, a_session, a_trace
from live_kit import Page, jpegs
from openid_kit import (
    CLIENT,
    COOKIE_SECRET,
    PEOPLE,
    Clinic,
    Tab,
    Visitor,
    clinic,
    profile_of,
    provider,
    secrets_of,
)
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from posture.files.data_folder import SIGNED_OUT as SIGNED_OUT_THERE
from posture.history.kept_set import KeptSet
from posture.history.store import Store
from posture.report.plan_feed import change_key, key_of
from posture.server.identity import of_claims
from posture.server.sign_outs import SignOuts
from posture.server.signed_in_only import SIGNED_OUT

USER = "_streamlit_user"
OF_ANA, OF_BEN = "blade of Ana's", "blade of Ben's"
PAGES = ("", "train", "today", "review", "guide", "check", "watch", "timers", "plan", "upload", "data",
         "professional", "settings")  # fmt: skip


@dataclass
class Two:
    """A server with sets of two people, both of whom are signed in, and somebody who is not."""

    of: Clinic
    issuer: str
    ana: Visitor
    ben: Visitor
    nobody: Visitor
    sets: dict[str, int]

    def key(self, subject: str) -> str:
        """The profile of a person of the provider's."""
        return profile_of(self.issuer, subject)

    def store(self) -> Store:
        """What the server keeps."""
        return Store(f"sqlite:///{self.of.folder / 'posture.db'}")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    home = tmp_path_factory.mktemp("clinic")
    with pytest.MonkeyPatch.context() as changed:
        changed.delenv("POSTURE_DATABASE_URL", raising=False)
        with (
            provider() as asked,
            clinic(asked.issuer, home) as of,
            Visitor(of) as ana,
            Visitor(of) as ben,
            Visitor(of) as nobody,
        ):
            made = Two(of, asked.issuer, ana, ben, nobody, {})
            _fill(made)
            ana.sign_in("ana")
            ben.sign_in("ben")
            yield made


def _fill(two: Two) -> None:
    with two.store() as store:
        for who, subject, where in (("ana", "1", OF_ANA), ("ben", "2", OF_BEN)):
            key = two.key(subject)
            session = a_session(source=replace(a_session().source, name=where))
            kept = replace(KeptSet.of(session, started_at=MORNING, person=key), trace=a_trace(session))
            two.sets[who] = store.keep(kept, stills={1: jpegs()[0][1]})
            settle(two.of.folder, person=key)
            store.journal.write("pain", {"where": where}, at=MORNING, person=key)
        store.save(a_session(), started_at=MORNING, person="A household's")


def cookies_with(visitor: Visitor, value: str) -> str:
    """The cookies of a browser, with another one in the place of the one that says who it is."""
    return re.sub(rf"{USER}=[^;]*", f"{USER}={value}", visitor.headers()["Cookie"])


def signed(claims: dict[str, object] | str, *, secret: str = COOKIE_SECRET, name: str = USER) -> str:
    """A cookie, or a piece of one, as Streamlit signs it."""
    text = claims if isinstance(claims, str) else json.dumps(claims)
    return URLSafeTimedSerializer(secret, salt=name).dumps(text)


def claims_of(two: Two, **changed: object) -> dict[str, object]:
    """What the cookie of somebody says who has signed in now."""
    return {
        "iss": two.issuer, "sub": "1", "aud": CLIENT, "iat": int(time.time()), "nonce": secrets.token_hex(),
        "origin": two.of.address, "is_logged_in": True, "provider": "default", **changed,
    }  # fmt: skip


# ---- the pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_shown_before_the_sign_in(two: Two, page: str) -> None:
    drawn = two.nobody.sees(page, f"set={two.sets['ana']}")
    assert set(drawn.buttons) == {"Sign in"}
    assert "Ruiz" not in drawn.text
    assert "posture_live_picture" not in drawn.text
    assert str(two.of.folder) not in drawn.text


@pytest.mark.parametrize("page", PAGES)
def test_pages_tell_nothing_of_others_and_nothing_of_the_machine(two: Two, page: str) -> None:
    drawn = two.ben.sees(page)
    assert "Sign out" in drawn.buttons
    for secret in ("Ruiz", OF_ANA, two.key("1"), "A household's", str(two.of.folder), "posture.db"):
        assert secret not in drawn.text
    assert "Ben \\\\<b\\\\>Ott\\\\</b\\\\>" in drawn.text  # his name, and no HTML of it


def test_a_set_is_shown_to_its_person_alone(two: Two) -> None:
    assert "There is no set" not in two.ana.sees("review", f"set={two.sets['ana']}").text
    other = two.ben.sees("review", f"set={two.sets['ana']}").text
    assert f"There is no set {two.sets['ana']} here" in other
    for tried in ("0", "-1", "1 OR 1=1", "../1", "%00", "9" * 30):
        assert "There is no set" in two.ben.sees("review", f"set={tried}").text


def test_an_address_alone_is_no_way_in(two: Two) -> None:
    with two.ana.tab() as tab:
        token = tab.draw("", "").live_token
        job = f"job={secrets.token_urlsafe(24)}"
        assert OF_ANA not in two.ben.sees("upload", job).text
        assert token not in two.ben.sees("", f"token={token}").text


def test_pictures_and_downloads_are_had_by_those_alone_on_whose_page_they_are(two: Two) -> None:
    """Whoever has learned the address of one is told that there is none."""
    with two.ana.tab() as tab, two.ana.tab() as other:
        files = tab.draw("review", f"set={two.sets['ana']}").files
        picture = next(file for file in files if file.endswith(".jpg"))
        made = other.download(other.draw("data", "").downloads[0])
        for file in (*files, made):
            assert two.ana.ask(file).status == 200, file
            assert two.ben.ask(file).status == 404, file
            assert two.ben.ask(f"/review/..{file}").status in (400, 404), file
            assert two.nobody.ask(file).status == 401, file
        with two.ben.tab() as his:
            assert picture in his.draw("review", f"set={two.sets['ben']}").files  # he has the same one
            assert two.ben.ask(picture).status == 200
            assert two.ben.ask(made).status == 404
        tab.draw("review", f"set={two.sets['ana']}")
        assert two.ana.ask(picture).status == 200  # also once the page was drawn again


INNER = (
    "/media/none.json", "/samples/none.mp4", "/_stcore/metrics", "/_stcore/agent/interact",
    "/_stcore/upload_file/a/b", "/_stcore/script-health-check", "/samples/../data", "//media/none.json",
    "/media%2fnone.json", "/static/../media/none.json", "/auth/../media/none.json",
    "/component/../media/none.json",
)  # fmt: skip


@pytest.mark.parametrize("path", INNER)
def test_files_and_inner_addresses_need_a_sign_in(two: Two, path: str) -> None:
    assert two.nobody.ask(path).status in (400, 401)


def test_what_the_sign_in_itself_needs_is_open(two: Two) -> None:
    for path in ("/", "/review", "/_stcore/health", "/_stcore/host-config", "/favicon.png"):
        assert two.nobody.ask(path).status == 200, path
    assert two.nobody.ask("/plan.ics?key=none").status == 404


def test_a_calendar_has_a_secret_address_that_can_be_changed(two: Two) -> None:
    with two.store() as store:
        key = key_of(store.journal, person=two.key("1"))
        assert two.nobody.ask(f"/plan.ics?key={key}").status == 200
        change_key(store.journal, person=two.key("1"))
        assert two.nobody.ask(f"/plan.ics?key={key}").status == 404
        assert two.nobody.ask(f"/plan.ics?key={key_of(store.journal, person=two.key('1'))}").status == 200


def test_no_browser_stores_what_is_shown(two: Two) -> None:
    for path in ("/", "/review", "/media/none.json"):
        assert two.ben.ask(path).headers["Cache-Control"] == "no-store"


def test_cookies_go_over_https_alone_where_the_proxy_speaks_it(two: Two) -> None:
    for path in ("/_stcore/health", "/auth/logout"):
        answers = {
            proxied: two.nobody.ask(path, cookies=f"{USER}=x", proxied=proxied) for proxied in ("", "https")
        }
        secure = {
            proxied: ["Secure" in set_ for set_ in found.headers.get_all("Set-Cookie", [])]
            for proxied, found in answers.items()
        }
        assert secure["https"] and all(secure["https"]), path
        assert not any(secure[""]), path


# ---- who somebody is ---------------------------------------------------------------------------


def test_a_cookie_must_be_signed_current_and_of_this_address(two: Two) -> None:
    good = cookies_with(two.ben, signed(claims_of(two)))
    assert "Sign out" in two.ben.sees("review", cookies=good).buttons
    hostile = {
        "another secret": signed(claims_of(two), secret="x" * 40),
        "changed": "A" + signed(claims_of(two))[1:],
        "old": signed(claims_of(two, iat=int(time.time()) - 13 * 3600)),
        "to come": signed(claims_of(two, iat=int(time.time()) + 3600)),
        "without a time": signed(claims_of(two, iat=None)),
        "without a person": signed(claims_of(two, sub="")),
        "without a provider": signed(claims_of(two, iss=None)),
        "of another address": signed(claims_of(two, origin="https://evil.example")),
        "signed out": signed(claims_of(two, is_logged_in=False)),
        "no JSON": URLSafeTimedSerializer(COOKIE_SECRET, salt=USER).dumps("ana"),
        "no cookie": "",
        "many parts": URLSafeTimedSerializer(COOKIE_SECRET, salt=USER).dumps("chunks-99"),
        "for another purpose": URLSafeTimedSerializer(COOKIE_SECRET, salt="other").dumps("{}"),
    }
    for why, value in hostile.items():
        drawn = two.ben.sees("review", cookies=cookies_with(two.ben, value))
        assert set(drawn.buttons) == {"Sign in"}, why
        if why != "of another address":  # pages of this address are checked for that
            assert two.nobody.ask("/media/none.json", cookies=f"{USER}={value}").status == 401, why


def test_a_person_is_known_by_the_provider_and_not_by_an_address(two: Two) -> None:
    assert two.key("1") != two.key("2")
    drawn = two.ana.sees("review").text
    assert "clinic.example" not in drawn
    same_mail = cookies_with(two.ben, signed(claims_of(two, sub="3", email="desk@clinic.example")))
    assert "No sets yet" in two.ben.sees("review", cookies=same_mail).text


def test_pieces_of_two_sign_ins_name_nobody(two: Two) -> None:
    """Each piece is signed by itself: one of Ben's, and one of another's that goes on with Ana's number."""
    whole = json.dumps({"name": "x" * 3000, **claims_of(two, sub="2")})
    before, after = whole.split('"sub": "2"')
    pieces = {USER: "chunks-2", f"{USER}_1": f'{before}"sub": "', f"{USER}_2": f'1"{after}'}
    assert json.loads(pieces[f"{USER}_1"] + pieces[f"{USER}_2"])["sub"] == "1"
    signed_each = "; ".join(f"{name}={signed(piece, name=name)}" for name, piece in pieces.items())
    cookies = re.sub(rf"{USER}=[^;]*", signed_each, two.ben.headers()["Cookie"])
    assert two.nobody.ask("/media/none.json", cookies=cookies).status == 401
    assert set(two.ben.sees("review", f"set={two.sets['ana']}", cookies=cookies).buttons) == {"Sign in"}


def test_one_cookie_says_who_somebody_is_however_much_their_provider_says(two: Two) -> None:
    kept = {name: value for name, value in two.ben.browser.cookies.items() if name.startswith(USER)}
    assert set(kept) == {USER}
    claims = json.loads(URLSafeTimedSerializer(COOKIE_SECRET, salt=USER).loads(kept[USER]))
    assert claims["name"] == PEOPLE["ben"]["name"]
    assert not {"groups", "email"} & set(claims)
    assert {USER, f"{USER}_tokens"} <= set(two.ana.browser.cookies)


def test_strangers_send_no_large_messages(two: Two) -> None:
    """One is refused by its length, before any of it is held in memory."""
    with two.nobody.tab() as tab:
        tab.draw("", "")
        length, mask = struct.pack("!Q", 26_000_000), bytes(4)
        tab._socket.socket.sendall(b"\x82\xff" + length + mask)  # a binary message, masked, of that length
        assert tab.closed() == 1009


# ---- the live socket ---------------------------------------------------------------------------


def live(two: Two, visitor: Visitor, token: str, *, origin: str = "", host: str = "") -> int:
    """How the live socket of a token answers a browser: 0 for a greeting, else its code, or HTTP's."""
    headers = visitor.headers() | ({"Host": host} if host else {})
    try:
        with connect(
            f"ws://localhost:{two.of.port}/live?token={token}",
            origin=origin or two.of.address,  # type: ignore[arg-type]
            additional_headers=headers,
        ) as socket:
            try:
                assert json.loads(socket.recv(timeout=20))["type"] == "hello"
            except ConnectionClosed:
                return int(socket.close_code or -1)
            return 0
    except InvalidStatus as refused:
        return refused.response.status_code


def test_a_live_session_serves_its_person_alone(two: Two) -> None:
    with two.ana.tab() as tab:
        token = tab.draw("", "").live_token
        assert live(two, two.ana, token) == 0
        assert live(two, two.ben, token) == 4401  # as if there were none
        assert live(two, two.nobody, token) == 401
        assert live(two, two.ana, token, origin="https://evil.example") == 403
        with two.ben.tab() as other:
            own = other.draw("", "").live_token
            assert live(two, two.ben, f"{own}&earlier={token}") == 0
            assert live(two, two.ana, token) == 0  # nobody has taken it over


def test_a_person_has_one_set_at_a_time_and_leaves_the_other_places_to_others(two: Two) -> None:
    def opened(visitor: Visitor, tab: Tab) -> Page:
        token = tab.draw("train", "move=wall_angels").live_token
        return Page(two.of.address.removeprefix("http://"), token, headers=visitor.headers())

    with (
        two.ana.tab() as first, two.ana.tab() as second, two.ben.tab() as third,
        opened(two.ana, first) as running, opened(two.ana, second) as other, opened(two.ben, third) as his,
    ):  # fmt: skip
        running.start()
        other.hear("warm", "full")
        other.tell("start")
        assert other.hear("began", "line", "elsewhere")["type"] == "elsewhere"
        running.post(0.0, jpegs()[0][1])
        assert running.hear("view", "drop")["type"] == "view"  # it goes on
        running.tell("stop")
        running.hear("finished")
        other.tell("start")
        other.hear("began")  # also where there is one place alone: it goes from window to window
        his.tell("start")
        his.hear("began", "line")
        for page in (other, his):
            page.tell("stop")
        other.hear("finished")


# ---- the way out -------------------------------------------------------------------------------


def test_a_sign_out_ends_pages_sockets_and_copies_of_the_cookie(two: Two) -> None:
    with Visitor(two.of) as carl:
        carl.sign_in("ana")
        stolen = carl.headers()["Cookie"]
        with carl.tab() as tab:
            token = tab.draw("", "").live_token
            with connect(
                f"ws://localhost:{two.of.port}/live?token={token}",
                origin=two.of.address,  # type: ignore[arg-type]
                additional_headers=carl.headers(),
            ) as socket:
                socket.recv(timeout=20)
                assert carl.sign_out().status_code == 200
                with suppress(ConnectionClosed):
                    while True:
                        socket.recv(timeout=20)
                assert socket.close_code == SIGNED_OUT
            assert tab.closed() == SIGNED_OUT
        assert set(carl.sees("review").buttons) == {"Sign in"}
        assert set(carl.sees("review", cookies=stolen).buttons) == {"Sign in"}
        assert two.nobody.ask("/media/none.json", cookies=stolen).status == 401
    assert "Sign out" in two.ana.sees("review").buttons  # in another browser she is still signed in


def test_a_sign_out_at_one_process_ends_what_is_open_at_another(two: Two) -> None:
    claims = claims_of(two, sub="2")
    who = of_claims(claims, now_s=time.time(), longest_s=60)
    assert who is not None
    cookies = cookies_with(two.ben, signed(claims))
    with two.ben.tab(cookies=cookies) as tab:
        token = tab.draw("", "").live_token
        with connect(
            f"ws://localhost:{two.of.port}/live?token={token}",
            origin=two.of.address,  # type: ignore[arg-type]
            additional_headers=two.ben.headers(cookies=cookies),
        ) as socket:
            socket.recv(timeout=20)
            SignOuts(3600, two.of.folder / SIGNED_OUT_THERE).add(who.sign_in)
            drawn = "".join(str(message) for message in tab.messages())
            assert "You see your own sets here" in drawn
            assert tab.closed() == SIGNED_OUT
            with suppress(ConnectionClosed):
                while True:
                    socket.recv(timeout=20)
            assert socket.close_code == SIGNED_OUT
    assert "Sign out" in two.ben.sees("review").buttons


# ---- how it is set up --------------------------------------------------------------------------


WHOLE = secrets_of("https://id.example", "http://localhost:8501")
SETTINGS: dict[str, tuple[str, dict[str, str], str]] = {
    "nothing": ("", {}, "off"),
    "all": (WHOLE, {}, "on"),
    "other secrets": ('[database]\npassword = "x"\n', {}, "off"),
    "no secrets": ("", {"POSTURE_SIGN_IN": "required"}, "no secrets.toml has an [auth] section"),
    "not TOML": ("[auth", {}, "is no TOML file"),
    "too little": ('[auth]\nclient_id = "x"\n', {}, "lacks redirect_uri, cookie_secret"),
    "no section": ("auth = true\n", {}, "lacks redirect_uri, cookie_secret"),
    "a short secret": (WHOLE.replace(COOKIE_SECRET, "short"), {}, "cookie_secret shorter than 32"),
    "another name": (
        WHOLE.replace("localhost:8501", "clinic.example"),
        {},
        "'clinic.example', a name that POSTURE_ALLOWED_HOSTS does not have",
    ),
    "another path": (WHOLE.replace("oauth2callback", "callback"), {}, "does not end in /oauth2callback"),
    "headers": (WHOLE, {}, "goes with no server.trustedUserHeaders"),
    "hours": (WHOLE, {"POSTURE_SIGN_IN_HOURS": "soon"}, "POSTURE_SIGN_IN_HOURS is 'soon'"),
    "a slip": (WHOLE, {"POSTURE_SIGN_IN": "yes"}, "set it to required"),
}
"""What secrets.toml and the environment say, and what comes of it: on, off, or nothing is served, and why."""
TRY_EACH = """
import json, os, sys
from posture.app.state import sign_in
from posture.errors import DashboardUnavailable
for home, environment in json.load(sys.stdin):
    if not (child := os.fork()):
        os.chdir(home)
        os.environ.update(environment, HOME=home)
        try:
            said = "on" if sign_in.is_on() else "off"
        except DashboardUnavailable as error:
            said = str(error)
        print(json.dumps(said), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def bare(home: Path) -> dict[str, str]:
    """An environment with no settings but where Python keeps what it compiles."""
    compiled = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {}
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **compiled}


@pytest.mark.skipif(os.name == "nt", reason="tries each in a fork, so that the program is loaded once")
def test_sign_in_is_on_off_or_nothing_is_served(tmp_path: Path) -> None:
    cases = []
    for how, (text, environment, _) in SETTINGS.items():
        folder = tmp_path / how / ".streamlit"
        folder.mkdir(parents=True)
        if text:
            (folder / "secrets.toml").write_text(text)
        if how == "headers":
            (folder / "config.toml").write_text('[server.trustedUserHeaders]\nX-User = "sub"\n')
        cases.append((str(tmp_path / how), environment))
    command, asked = [sys.executable, "-c", TRY_EACH], json.dumps(cases)
    tried = subprocess.run(
        command,
        env=bare(tmp_path),
        cwd=tmp_path,
        input=asked,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    said = dict(zip(SETTINGS, map(json.loads, tried.stdout.splitlines()), strict=True))
    wanted = {how: comes for how, (_, _, comes) in SETTINGS.items()}
    assert {how: said[how] for how in said if wanted[how] not in said[how]} == {}
    assert {how for how in said if said[how] == "on"} == {"all"}
    assert {how for how in said if said[how] == "off"} == {"nothing", "other secrets"}


def test_serve_says_in_one_line_why_nothing_is_served(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "posture", "serve", "--port", str(free_port())]
    refused = subprocess.run(
        command, env=bare(tmp_path), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("posture: POSTURE_SIGN_IN is required, but no secrets.toml")
    assert refused.stderr.count("\n") == 1
