"""All words of the dashboard, one module per language, each a `Texts`."""

from __future__ import annotations

from posture.app.texts.en import TEXTS
from posture.app.texts.shape import Texts

__all__ = ["Texts", "words"]


def words() -> Texts:
    """The words of the interface in the language of the page."""
    return TEXTS
