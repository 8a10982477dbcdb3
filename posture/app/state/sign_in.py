"""Sign-in through Streamlit's OpenID Connect: whether it is on, who is signed in, and the way in and out.

It is on where the secrets have an ``[auth]`` section. That is decided once, as the server starts: a file
that goes, or that cannot be read, must not open everybody's sets to all.
"""

from __future__ import annotations

import json
import math
import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import runtime
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from posture.app.state import personal_files
from posture.errors import DashboardUnavailable, StoreError
from posture.server.identity import Identity, needed, of_claims
from posture.server.known_hosts import MORE_NAMES, allowed, name_of
from posture.server.sign_outs import SignOuts
from posture.server.signed_in_only import SignIn

REQUIRED = "POSTURE_SIGN_IN"
"""The environment variable that, where it says ``required``, lets nothing be served without sign-in."""
LASTS = "POSTURE_SIGN_IN_HOURS"
"""The environment variable with the hours after which a person signs in again."""
_HOURS = 12.0
_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_CALLBACK = "/oauth2callback"
_GIVEN = re.compile(rf"(?P<name>{USER_COOKIE_NAME}(?:_tokens)?(?:_\d+)?)=(?P<value>[\w.-]+)(?P<manner>;.*)?")
"""A cookie, or a piece of it, that says who somebody is, as an answer gives it, not as one takes it away."""
_OF_STREAMLIT = ("origin", "is_logged_in", "provider")
"""What Streamlit itself writes beside the provider's claims."""


class NotSignedIn(StoreError):
    """Something of a person was asked for, and nobody is signed in."""


@cache
def is_on() -> bool:
    """Return whether people sign in to this server.

    Raises:
        DashboardUnavailable: They should, but it is not set up, or wrongly; the message says what to change.
    """
    section = _auth_section()
    wanted = os.environ.get(REQUIRED, "").strip().lower()
    if wanted not in ("", "required"):
        raise DashboardUnavailable(f"{REQUIRED} is {wanted!r}; set it to required, or leave it out")
    if section is None:
        if wanted:
            raise DashboardUnavailable(
                f"{REQUIRED} is required, but no secrets.toml has an [auth] section; "
                "see docs/how-to/run-for-a-clinic.md"
            )
        return False
    _check(section)
    return True


def _auth_section() -> Mapping[str, Any] | None:
    """Return what the secrets say about sign-in; ``None`` where there are no secrets, or not about that."""
    there = [path for path in st.get_option("secrets.files") if Path(path).exists()]
    if not there:
        return None
    if not st.secrets.load_if_toml_exists():
        raise DashboardUnavailable(f"{' or '.join(there)} is no TOML file; correct it or take it away")
    section = st.secrets.get("auth")
    return section if section is None or isinstance(section, Mapping) else {}


def _check(section: Mapping[str, Any]) -> None:
    missing = [name for name in _NEEDED if not str(section.get(name, "")).strip()]
    wrong = ""
    address = urlsplit(str(section.get("redirect_uri", "")))
    if missing:
        wrong = f"lacks {', '.join(missing)}"
    elif len(str(section["cookie_secret"])) < _SHORTEST_SECRET:
        wrong = f"has a cookie_secret shorter than {_SHORTEST_SECRET} characters"
    elif not address.path.endswith(_CALLBACK):
        wrong = f"has a redirect_uri that does not end in {_CALLBACK}"
    elif name_of(address.netloc) not in allowed():
        wrong = f"has a redirect_uri at {address.netloc!r}, a name that {MORE_NAMES} does not have"
    elif st.get_option("server.trustedUserHeaders"):
        wrong = "goes with no server.trustedUserHeaders, which would say who somebody is without a sign-in"
    if wrong:
        raise DashboardUnavailable(f"the [auth] section of secrets.toml {wrong}")
    if find_spec("authlib") is None:
        raise DashboardUnavailable("sign-in needs Authlib; run: python -m pip install Authlib httpx2")
    lasts_s()


@cache
def lasts_s() -> float:
    """Return after how many seconds a person signs in again.

    Raises:
        DashboardUnavailable: The environment says no number of hours.
    """
    said = os.environ.get(LASTS, "").strip()
    with suppress(ValueError):
        hours = float(said or _HOURS)
        if 0 < hours <= 24 * 30:
            return hours * 3600
    raise DashboardUnavailable(f"{LASTS} is {said!r}; set it to hours between 0 and 720, such as 12")


@cache
def sign_outs() -> SignOuts:
    """Return the sign-ins that were ended."""
    return SignOuts(lasts_s())


def who_asks(cookies: Mapping[str, str]) -> Identity | None:
    """Return who sent those cookies, by the one that Streamlit signed; ``None`` for nobody.

    Streamlit cuts a long one into pieces and signs each by itself. Pieces of two sign-ins, put together,
    could name a third person: none are taken (`in_one`).
    """
    try:
        told = _told(USER_COOKIE_NAME, cookies)
        claims = json.loads(told) if told else None
    except ValueError:  # a name that is no Latin letters, or what is no JSON
        return None
    return _current(claims) if isinstance(claims, dict) and claims.get("is_logged_in") is True else None


def _told(name: str, cookies: Mapping[str, str]) -> bytes | None:
    signed = cookies.get(name)
    if not signed:
        return None
    told: bytes | None = decode_signed_value(get_cookie_secret(), name, signed.encode("latin-1"))
    return told


def in_one(headers: Sequence[tuple[bytes, bytes]]) -> Sequence[tuple[bytes, bytes]]:
    """Return the headers of an answer that signs somebody in, with what has to be known of them alone.

    Streamlit's cookie has all that the provider says, such as every group that somebody belongs to; it may
    take several. Another has the provider's tokens, to say at the sign-out whose it is: where it takes
    several, the provider is not told. A socket is not opened by a browser with so much to say.
    """
    given: dict[str, re.Match[str]] = {}
    others = []
    for header in headers:
        found = _GIVEN.fullmatch(header[1].decode("latin-1")) if header[0].lower() == b"set-cookie" else None
        if found is None:
            others.append(header)
        else:
            given[found["name"]] = found
    signed = {name: found["value"] for name, found in given.items()}
    told = get_cookie_with_chunks(lambda name: _told(name, signed), USER_COOKIE_NAME)
    if not told:
        return headers
    claims = json.loads(told)
    small = needed(claims) | {name: claims[name] for name in _OF_STREAMLIT if name in claims}
    value = create_signed_value(get_cookie_secret(), USER_COOKIE_NAME, json.dumps(small)).decode()
    manner = given[USER_COOKIE_NAME]["manner"]
    cookies = [f"{USER_COOKIE_NAME}={value}{manner}"]
    if f"{TOKENS_COOKIE_NAME}_1" in given:
        cookies.append(f'{TOKENS_COOKIE_NAME}=""{manner}; Max-Age=0')
    elif TOKENS_COOKIE_NAME in given:
        cookies.append(given[TOKENS_COOKIE_NAME].string)
    return [*others, *((b"set-cookie", cookie.encode("latin-1")) for cookie in cookies)]


def guard() -> SignIn | None:
    """Return how people sign in, for the server's own guard; ``None`` where nobody does.

    Raises:
        DashboardUnavailable: They should, but it is not set up, or wrongly.
    """
    if not is_on():
        return None
    return SignIn(who_asks, sign_outs(), redraw, USER_COOKIE_NAME, in_one, personal_files.are_of)


def lifespan(inner: personal_files.Lifespan) -> personal_files.Lifespan:
    """Wrap the server's lifespan in one that knows whose each file of a page is, where people sign in."""
    return personal_files.lifespan(inner, who=_whose) if is_on() else inner


def _whose() -> str:
    """Return whose page is being drawn; empty for nobody's."""
    found = current()
    return found.person if found else ""


def redraw(sign_in: str) -> None:
    """Have every open page of a sign-in that was ended drawn again: each asks for a sign-in then.

    Left alone, a page that is open in another tab would show until the next click what it showed before.
    Streamlit has no public way to its open pages.
    """
    for info in runtime.get_instance()._session_mgr.list_active_sessions():
        found = of_claims(info.session._user_info, now_s=time.time(), longest_s=math.inf)
        if found is not None and found.sign_in == sign_in:
            info.session.request_rerun(None)


def current() -> Identity | None:
    """Return who is signed in on this page; ``None`` for nobody, also once they have signed out elsewhere."""
    return _current(_claims())


def _claims() -> Mapping[str, Any]:
    """Return what the provider said of who opened this page; nothing where nobody is signed in."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return {}
    claims = st.user.to_dict()
    return claims if claims.get("is_logged_in") is True else {}


def _current(claims: Mapping[str, Any]) -> Identity | None:
    found = of_claims(claims, now_s=time.time(), longest_s=lasts_s())
    return None if found is None or found.sign_in in sign_outs() else found


def person() -> str:
    """Return the profile of who is signed in on this page.

    Raises:
        NotSignedIn: Nobody is.
    """
    found = current()
    if found is None:
        raise NotSignedIn("sign in first; reload this page")
    return found.person


def owner() -> str:
    """Return the profile of who is signed in on this page; empty where nobody signs in.

    Raises:
        NotSignedIn: People sign in here, and nobody has.
    """
    return person() if is_on() else ""


def begin() -> None:
    """Lead the browser to the provider's sign-in."""
    st.login()


def end() -> None:
    """Sign this browser out, here and at the provider."""
    st.logout()
