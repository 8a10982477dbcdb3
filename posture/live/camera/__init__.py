"""The camera in the browser: small ES modules and a style sheet, joined for Streamlit.

Streamlit takes one script as text. The modules here are plain ES modules that import each other, so
they can be read and checked one by one; joined, their imports fall away.
"""

from __future__ import annotations

import re
from pathlib import Path

_HERE = Path(__file__).parent
_MODULES = (
    "stage", "window", "paint", "voice", "encoder", "lens", "rate", "link", "pace", "loop", "kept", "notes",
    "place", "hud", "setup", "menu", "keys", "awake", "cards", "covers", "notice", "strip", "unseen",
    "turner", "pictures", "gesture", "rest", "line", "main", "mount",
)  # fmt: skip
"""Each after those that it imports."""
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def script() -> str:
    """Join the modules to one script, with `mount`'s default export."""
    return "\n".join(map(module, _MODULES))


def module(name: str) -> str:
    """Read one module without its imports, to be joined with others."""
    text = (_HERE / f"{name}.js").read_text(encoding="utf-8")
    return _EXPORT.sub("", _IMPORT.sub("", text))


def style() -> str:
    """Join the style sheets."""
    return "\n".join((_HERE / f"{name}.css").read_text(encoding="utf-8") for name in ("camera", "rest"))
