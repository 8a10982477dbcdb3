"""Who has signed in, as their sign-in provider says: a person's key, their name, and which sign-in it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEY_BEGINS = "openid-"
_DIGITS = 32
_NAMES = ("name", "preferred_username", "given_name", "email")
"""Claims that say what to call a person, the best first."""
_LONGEST_NAME = 40
_ONE_SIGN_IN = ("iss", "sub", "aud", "iat", "exp", "nonce", "jti", "sid", "at_hash")
"""Claims that tell one sign-in from the next; the provider returns our own random ``nonce`` in each."""
_EARLY_S = 300.0
"""How far the provider's clock may be ahead."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person who has signed in.

    Attributes:
        person: The profile of theirs: the same for the same person of the same provider, whatever they are
            called and whichever address they write from. It tells neither.
        name: What they are called, for their own eyes; may be empty.
        sign_in: Which sign-in it was.
        since_s: When that was, in seconds of Unix time.
    """

    person: str
    name: str
    sign_in: str
    since_s: float


def of_claims(claims: Mapping[str, Any], *, now_s: float, longest_s: float) -> Identity | None:
    """Return who is signed in by the claims of an ID token; ``None`` where they name nobody, or are too old.

    Args:
        claims: What the provider said; its signature was checked when it came.
        now_s: The time in seconds of Unix time.
        longest_s: How long a sign-in lasts.

    >>> ana = {"iss": "https://id.example", "sub": "7", "name": "Ana", "iat": 1000}
    >>> found = of_claims(ana, now_s=1060, longest_s=3600)
    >>> found.name, found.person == of_claims({**ana, "name": "A."}, now_s=1060, longest_s=3600).person
    ('Ana', True)
    >>> of_claims(ana, now_s=9000, longest_s=3600) is None
    True
    """
    issuer, subject, issued_s = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    if isinstance(issued_s, bool) or not isinstance(issued_s, (int, float)):
        return None
    if not -_EARLY_S <= now_s - issued_s <= longest_s:
        return None
    return Identity(
        person=key_of(issuer, subject),
        name=_name(claims),
        sign_in=_digest([claims.get(claim) for claim in _ONE_SIGN_IN]),
        since_s=float(issued_s),
    )


def key_of(issuer: str, subject: str) -> str:
    """Return the profile of a person.

    Args:
        issuer: The provider, as it calls itself (the claim ``iss``).
        subject: Its number for the person (``sub``).

    >>> key_of("https://id.example", "7") != key_of("https://id.example", "8")
    True
    """
    return KEY_BEGINS + _digest([issuer, subject])


def needed(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Return the claims that `of_claims` goes by, and no others.

    >>> needed({"iss": "https://id.example", "sub": "7", "given_name": "Ana", "groups": ["staff"]})
    {'iss': 'https://id.example', 'sub': '7', 'name': 'Ana'}
    """
    kept = {claim: claims[claim] for claim in _ONE_SIGN_IN if claim in claims}
    return {**kept, "name": _name(claims)}


def _name(claims: Mapping[str, Any]) -> str:
    for claim in _NAMES:
        said = claims.get(claim)
        if isinstance(said, str) and (name := " ".join(said.split())):
            return "".join(letter for letter in name if letter.isprintable())[:_LONGEST_NAME]
    return ""


def _digest(parts: list[Any]) -> str:
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
