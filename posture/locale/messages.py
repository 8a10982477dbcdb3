"""Messages in the language of now: the functions of gettext, and what is made of many sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from gettext import NullTranslations
from typing import Any, TypeVar

from posture.locale.catalogs import catalog
from posture.locale.declarations import has_words, worded
from posture.locale.language import ENGLISH, language

T = TypeVar("T")


class Phrase(str):
    """A message of a table with the context that tells it from another of the same English words."""

    __slots__ = ("context",)
    context: str


def gettext(message: str) -> str:
    """Return the message in the language of now; in English where nobody has translated it.

    >>> gettext("Your sets")
    'Your sets'
    """
    return catalog(language()).gettext(message) if message else message


def pgettext(context: str, message: str) -> str:
    """Return a message whose English words mean different things in different places.

    Args:
        context: Where it stands, such as ``"heading"``: it tells a translator which of them is meant.
        message: The English words.
    """
    return catalog(language()).pgettext(context, message)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the message that goes with a number, as the language counts.

    Args:
        one: The English words for one thing.
        many: Those for any other number of things.
        n: The number.

    >>> [ngettext("{n} set", "{n} sets", n).format(n=n) for n in (1, 3)]
    ['1 set', '3 sets']
    """
    return catalog(language()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802  # translators' tools know it by this name
    """Mark a message of a table for translation; `localized` translates it when it is shown."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802  # as above
    """Mark a message of a table for translation in a context.

    Args:
        context: Where it stands, as `pgettext` has it.
        message: The English words.
    """
    phrase = Phrase(message)
    phrase.context = context
    return phrase


def localized(content: T) -> T:
    """Return content that stands in English in the code, in the language of now.

    Args:
        content: A sentence, or anything that is made of sentences: a table, a move, a topic of the guide,
            a tuple of them. Ids, features and numbers stay; so does a sentence that nobody has translated.
    """
    code = language()
    return content if code == ENGLISH else _translated(content, catalog(code))


def _translated(content: T, into: NullTranslations) -> T:
    found: Any = content
    if isinstance(content, Phrase):
        found = into.pgettext(content.context, content)
    elif isinstance(content, str):
        found = into.gettext(content) if content and not isinstance(content, Enum) else content
    elif isinstance(content, tuple):
        found = tuple(_translated(item, into) for item in content)
    elif isinstance(content, Mapping):
        found = {key: _translated(item, into) for key, item in content.items()}
    elif has_words(content):
        found = replace(found, **{name: _translated(getattr(found, name), into) for name in worded(found)})
    return found  # type: ignore[no-any-return]  # the same type, made of other sentences
