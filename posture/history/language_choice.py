"""The language that a person has chosen: for themselves, or by the household's choice."""

from __future__ import annotations

from posture.history.journal import Journal
from posture.locale import codes

LANGUAGE_SETTING = "language"
"""The setting: a language's code."""


def language_of(journal: Journal, *, person: str, otherwise: str) -> str:
    """Return the code of a person's language: their choice, else the household's.

    A choice that is no language by now counts as none.

    Args:
        journal: Where it is kept.
        person: Their profile.
        otherwise: The language where neither has chosen one.

    Raises:
        StoreError: The store cannot be used.
    """
    choices = (journal.setting(LANGUAGE_SETTING, person=who) for who in dict.fromkeys((person, "")))
    return next((code for code in choices if code in codes()), otherwise)
