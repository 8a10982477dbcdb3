"""Lists what a language still lacks, ready to be filled in: ``python -m posture.app.texts.missing de``."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import fields
from importlib.util import find_spec

from posture.app.texts import LANGUAGES, catalogue
from posture.app.texts.content import every
from posture.app.texts.shape import Texts


def pages(code: str) -> list[str]:
    """Pages that have no words of their own in that language."""
    names = [field.name for field in fields(Texts)]
    return [name for name in names if find_spec(f"posture.app.texts.{code}.{name}") is None]


def sentences(code: str) -> dict[str, list[str]]:
    """Sentences that the language's catalogue lacks, by the module that they belong into."""
    have, lacking = catalogue(code), defaultdict(list)
    for sentence, place in every().items():
        if sentence not in have:
            lacking[place].append(sentence)
    return dict(sorted(lacking.items()))


def listing(code: str, *, place: str = "") -> str:
    """What is missing as modules to be filled in; of one place where it is named."""
    lines = [f"# page: posture/app/texts/{code}/{name}.py" for name in pages(code) if not place]
    for name, lacking in sentences(code).items():
        if place in ("", name):
            lines.append(f"\n# posture/app/texts/{code}/content/{name}.py: {len(lacking)}")
            lines += [f'    {json.dumps(sentence, ensure_ascii=False)}: "",' for sentence in lacking]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the listing of the language on the command line, and of one place where it is named too."""
    code, place = sys.argv[1], (sys.argv[2:] or [""])[0]
    if code not in LANGUAGES:
        sys.exit(f"unknown language {code!r}; the languages are {', '.join(LANGUAGES)}")
    sys.stdout.write(listing(code, place=place))


if __name__ == "__main__":
    main()
