"""The translations of a language, read once for each process.

A checkout has the translators' files (``.po``), which are compiled in memory; an installed package has
them compiled (``.mo``), so that nothing but the standard library is needed to read them.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from posture.locale.language import ENGLISH, FOLDER

DOMAIN = "posture"
"""The name of every language's file."""


@cache
def catalog(code: str) -> NullTranslations:
    """Return the translations into that language; those into English say what they are given."""
    folder = FOLDER / code / "LC_MESSAGES"
    source, compiled = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    if code == ENGLISH:
        return NullTranslations()
    if source.exists():
        return GNUTranslations(BytesIO(compile_po(source.read_bytes(), code)))
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def compile_po(source: bytes, code: str) -> bytes:
    """Return what ``msgfmt`` would make of a translators' file.

    Args:
        source: The ``.po`` file.
        code: Its language, which says how many plural forms there are.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    write_mo(made, read_po(BytesIO(source), locale=code))
    return made.getvalue()
