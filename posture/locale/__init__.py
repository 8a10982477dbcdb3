"""Words, numbers and dates in the language of the person who reads them.

English stands in the code as the message ids of gettext::

    from posture.locale import gettext as _, ngettext

    _("Your sets")
    ngettext("{n} set", "{n} sets", n).format(n=n)

Tables that are chosen from by a key are marked with `N_` and translated when they are shown, by
`localized`; so is what the layers below declare in English: moves, the guide, the coach. Each language
is a folder here, ``<code>/LC_MESSAGES/posture.po``; CONTRIBUTING.md has the recipe for a new one.
"""

from posture.locale.language import (
    ENGLISH,
    codes,
    follow,
    language,
    language_tag,
    languages,
    nearest,
    speaking,
)
from posture.locale.messages import N_, NP_, gettext, localized, ngettext, pgettext

__all__ = [
    "ENGLISH",
    "NP_",
    "N_",
    "codes",
    "follow",
    "gettext",
    "language",
    "language_tag",
    "languages",
    "localized",
    "nearest",
    "ngettext",
    "pgettext",
    "speaking",
]
