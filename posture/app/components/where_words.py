"""What pages say about where data are: on this computer, or on a server where people sign in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from posture.app.state import sign_in
from posture.errors import PostureError, StoreUnavailable
from posture.locale import N_, localized
from posture.locale import gettext as _

_Words = TypeVar("_Words", bound="str | Mapping[str, Any]")

_ON_A_SERVER = {
    N_("For general wellness, not a medical device. Everything stays on this computer."): N_(
        "For general wellness, not a medical device. What is saved stays on this server."
    ),
    N_("Getting ready. Your picture stays on this computer."): N_("Getting ready."),
    N_("Ready when you are. Your picture stays on this computer."): N_("Ready when you are."),
    N_("Saved on this computer."): N_("Saved."),
    N_(
        "Off: numbers only. On: pictures of checks and stills of sets too, on this computer, until "
        "you delete them."
    ): N_(
        "Off: numbers only. On: pictures of checks and stills of sets too, on this server, until "
        "you delete them."
    ),
    N_("Read on this computer; the copy is deleted afterwards."): N_(
        "Read on this server; the copy is deleted afterwards."
    ),
    N_("This deletes everything Posture keeps on this computer:"): N_(
        "This deletes everything Posture keeps about you:"
    ),
    N_(
        "Something went wrong: our mistake, not yours. Nothing you saved is lost. Reload the "
        "page. If it happens again, the terminal that runs Posture says more."
    ): N_(
        "Something went wrong: our mistake, not yours. Nothing you saved is lost. Reload the "
        "page. If it happens again, tell the people who run this server."
    ),
    N_(
        "Posture has stopped. Start it again with “posture”: this page comes back by itself. "
        "What you did is safe."
    ): N_("The server cannot be reached. This page comes back by itself. What you did is safe."),
}
"""What is said of this computer, and what is true in its place of a server."""


def placed(words: _Words) -> _Words:
    """Return words of a page, in English, as they are true where the page is served.

    Args:
        words: A sentence, or sentences by their names, also in groups.
    """
    return _placed(words) if sign_in.is_on() else words


def _placed(words: Any) -> Any:
    if isinstance(words, Mapping):
        return {name: _placed(said) for name, said in words.items()}
    return _ON_A_SERVER.get(words, words) if isinstance(words, str) else words


def here(words: str) -> str:
    """Return a sentence in the page's language as it is true where the page is served."""
    return localized(placed(words))


def reason(error: str) -> str:
    """Return why something could not be kept, for a page.

    On a server the folders and addresses of that machine are nobody's business but its log's.
    """
    return _("the server cannot save it now; try again in a moment") if sign_in.is_on() else error


def told(error: PostureError) -> str:
    """Return what went wrong, for a page; of a server's database, no more than that."""
    if isinstance(error, StoreUnavailable) and sign_in.is_on():
        return _("Your sets cannot be reached now. Try again in a moment.")
    return str(error)
